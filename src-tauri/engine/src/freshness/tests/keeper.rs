use std::collections::BTreeSet;
use std::time::Duration;

use super::machine::{Machine, Provider, minutes, seconds};
use crate::failure::{ErrorCode, Failure};
use crate::freshness::News;
use crate::session::Renewal;

fn failure() -> Failure {
    Failure::new(ErrorCode::SignInRequired, "What happened.", "What to do.")
}

#[tokio::test(start_paused = true)]
async fn a_sign_in_is_fresh_all_morning_without_anybody_asking() {
    let machine = Machine::with_sign_ins(1);
    let _at_work = machine.keep(1);
    for _ in 0..6 * 60 {
        minutes(1).await;
        assert!(machine.is_all_alive());
    }
    // Every 45 to 51 minutes.
    assert!((7..=8).contains(&machine.asked()), "{}", machine.asked());
    assert_eq!(machine.told(), []);
}

#[tokio::test(start_paused = true)]
async fn two_hundred_that_end_together_are_spread_and_never_more_than_four_at_once() {
    let machine = Machine::with_sign_ins(200);
    let _at_work = machine.keep(1);
    minutes(44).await;
    assert_eq!(machine.asked(), 0);
    minutes(8).await;
    assert_eq!(machine.asked(), 200);
    assert!(machine.most_at_once() <= 4, "{}", machine.most_at_once());
    let requests = machine.requests.lock().unwrap().clone();
    let each: BTreeSet<_> = requests.iter().map(|(_, profile)| profile).collect();
    assert_eq!(each.len(), 200);
    let (first, last) = (requests[0].0, requests[199].0);
    assert!(last.checked_sub(first).unwrap() > Duration::from_secs(300), "{first:?} to {last:?}");
    let busiest =
        (0..60 * 60).map(|at| requests.iter().filter(|(when, _)| when.as_secs() == at).count()).max().unwrap();
    assert!(busiest <= 6, "{busiest} requests within one second");
}

#[tokio::test(start_paused = true)]
async fn two_hundred_that_are_due_after_a_nights_sleep_go_four_by_four() {
    let machine = Machine::with_sign_ins(200);
    let _at_work = machine.keep(1);
    minutes(1).await;
    machine.sleeps(8 * 3600);
    seconds(15).await;
    assert_eq!((machine.asked(), machine.most_at_once()), (200, 4));
    assert!(machine.is_all_alive());
}

#[tokio::test(start_paused = true)]
async fn several_hosts_share_the_renewals_and_none_is_sent_twice() {
    let machine = Machine::with_sign_ins(20);
    let _hosts: Vec<_> = (0..4).map(|seed| machine.keep(seed)).collect();
    minutes(55).await;
    // The first host's change is what the others see; in the machine of these tests one of them takes it away.
    assert_eq!(machine.asked(), 20);
}

#[tokio::test(start_paused = true)]
async fn sleep_is_noticed_within_seconds_of_waking() {
    let machine = Machine::with_sign_ins(1);
    let _at_work = machine.keep(1);
    minutes(10).await;
    machine.sleeps(3600);
    seconds(3).await;
    assert_eq!(machine.asked(), 1);
    assert!(machine.is_all_alive());
}

#[tokio::test(start_paused = true)]
async fn hands_on_the_wall_clock_change_nothing() {
    let machine = Machine::with_sign_ins(1);
    let _at_work = machine.keep(1);
    minutes(10).await;
    for wall in [0, 1_000_000, 4_000_000_000] {
        machine.set_wall_clock(wall);
        minutes(10).await;
        assert_eq!(machine.asked(), 0);
    }
    minutes(12).await;
    assert_eq!(machine.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn offline_is_said_once_tried_by_one_alone_and_over_by_itself() {
    let machine = Machine::with_sign_ins(200);
    let at_work = machine.keep(1);
    minutes(1).await;
    machine.will(Provider::Away);
    machine.sleeps(3600);
    seconds(2).await;
    assert_eq!(machine.told(), [News::Offline { failure: failure_of_network() }]);
    let outlook = at_work.keeper.outlook("p007", &crate::ports::Clock::now(&machine.clock)).unwrap();
    assert!(outlook.is_offline && outlook.failure.is_some() && outlook.renews_in.is_some(), "{outlook:?}");
    minutes(60).await;
    // Four were under way at first; then one request every 15 to 30 seconds, whoever is due.
    assert!((120..=260).contains(&machine.asked()), "{}", machine.asked());
    assert_eq!(machine.told().len(), 1);

    let asked_in_vain = machine.asked();
    machine.will(Provider::Gives);
    seconds(45).await;
    assert_eq!(machine.asked(), asked_in_vain + 200);
    assert!(machine.is_all_alive());
    assert_eq!(machine.told().len(), 2);
    assert_eq!(machine.told()[1], News::Online);
    let outlook = at_work.keeper.outlook("p007", &crate::ports::Clock::now(&machine.clock)).unwrap();
    assert!(!outlook.is_offline && outlook.failure.is_none(), "{outlook:?}");
}

fn failure_of_network() -> Failure {
    Failure { code: ErrorCode::Network, ..failure() }
}

#[tokio::test(start_paused = true)]
async fn somebody_elses_success_ends_the_outage_at_once() {
    let machine = Machine::with_sign_ins(10);
    let _at_work = machine.keep(1);
    machine.will(Provider::Away);
    machine.sleeps(3600);
    minutes(30).await;
    machine.will(Provider::Gives);
    machine.sign_in("p003", Renewal::ByItself);
    seconds(1).await;
    assert_eq!(machine.told().last(), Some(&News::Online));
    assert!(machine.is_all_alive());
}

#[tokio::test(start_paused = true)]
async fn a_provider_out_of_order_is_asked_less_and_less_often() {
    let machine = Machine::with_sign_ins(1);
    let _at_work = machine.keep(1);
    machine.will(Provider::OutOfOrder);
    machine.sleeps(3600);
    minutes(2).await;
    let early = machine.asked();
    assert!((4..=9).contains(&early), "{early}");
    minutes(60).await;
    let later = machine.asked() - early;
    assert!((12..=26).contains(&later), "{later}");
    machine.will(Provider::Gives);
    minutes(6).await;
    assert!(machine.is_all_alive());
    assert_eq!(machine.told(), []);
}

#[tokio::test(start_paused = true)]
async fn retry_after_holds_for_all_of_that_provider_and_one_goes_first_when_it_is_over() {
    let machine = Machine::with_sign_ins(50);
    let _at_work = machine.keep(1);
    minutes(1).await;
    machine.will(Provider::Busy(600));
    machine.sleeps(3600);
    minutes(9).await;
    assert!(machine.asked() <= 4, "{}", machine.asked());
    minutes(2).await;
    // 10 % later at most; one asks, and all wait again.
    assert!(machine.asked() <= 5, "{}", machine.asked());
    machine.will(Provider::Gives);
    minutes(12).await;
    assert!(machine.is_all_alive());
}

#[tokio::test(start_paused = true)]
async fn a_profile_that_needs_a_person_says_so_once_and_then_nothing_is_asked() {
    let machine = Machine::with_sign_ins(1);
    let _at_work = machine.keep(1);
    machine.will(Provider::SaysNo);
    minutes(4 * 60).await;
    let told = [News::NeedsPerson { profile: "p000".into(), failure: failure() }];
    assert_eq!(machine.told(), told);
    assert_eq!(machine.asked(), 1);

    // The person signs in; the next end is the next occurrence.
    machine.sign_in("p000", Renewal::ByItself);
    minutes(60).await;
    assert_eq!((machine.told().len(), machine.asked()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn one_that_cannot_be_renewed_says_so_before_its_end_and_a_host_that_starts_later_says_it_too() {
    let machine = Machine::new();
    machine.sign_in("north", Renewal::Impossible(failure()));
    let first = machine.keep(1);
    minutes(44).await;
    assert_eq!(machine.told(), []);
    minutes(8).await;
    assert!(machine.is_all_alive());
    assert_eq!(machine.told(), [News::NeedsPerson { profile: "north".into(), failure: failure() }]);
    first.end().await;
    machine.sign_in("south", Renewal::Ended(failure()));
    let _second = machine.keep(2);
    minutes(120).await;
    assert_eq!((machine.told().len(), machine.asked()), (3, 0));
}

#[tokio::test(start_paused = true)]
async fn what_only_a_person_can_mend_is_said_once_and_tried_now_and_then() {
    let machine = Machine::with_sign_ins(1);
    let _at_work = machine.keep(1);
    machine.will(Provider::IsMisconfigured);
    minutes(6 * 60).await;
    assert_eq!(machine.told().len(), 1, "{:?}", machine.told());
    assert!((10..=18).contains(&machine.asked()), "{}", machine.asked());
    machine.will(Provider::Gives);
    minutes(61).await;
    assert!(machine.is_all_alive());
}

#[tokio::test(start_paused = true)]
async fn who_signs_out_or_in_is_noticed_without_a_tick() {
    let machine = Machine::with_sign_ins(2);
    let at_work = machine.keep(1);
    minutes(30).await;
    machine.sign_out("p000");
    machine.tokens_last(60);
    machine.sign_in("p002", Renewal::ByItself);
    minutes(1).await;
    let asked: Vec<_> = machine.requests.lock().unwrap().iter().map(|(_, profile)| profile.clone()).collect();
    assert!(!asked.is_empty() && asked.iter().all(|profile| profile == "p002"), "{asked:?}");
    let outlook = at_work.keeper.outlook("p000", &crate::ports::Clock::now(&machine.clock)).unwrap();
    assert_eq!(outlook.renews_in, None);
    minutes(60).await;
    assert!(machine.requests.lock().unwrap().iter().all(|(_, profile)| profile != "p000"));
}

#[tokio::test(start_paused = true)]
async fn a_host_that_ends_waits_for_the_answer_under_way_and_plans_nothing_more() {
    let machine = Machine::with_sign_ins(1);
    let at_work = machine.keep(1);
    let keeper = at_work.keeper.clone();
    machine.sleeps(3600);
    // Between the request and its answer.
    while machine.asked() == 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    at_work.end().await;
    assert_eq!(machine.sessions.lock().unwrap()["p000"].serial, 2);
    assert_eq!(keeper.outlook("p000", &crate::ports::Clock::now(&machine.clock)), None);
}

#[tokio::test(start_paused = true)]
async fn tokens_that_live_for_a_second_are_asked_for_every_five() {
    let machine = Machine::new();
    machine.tokens_last(1);
    machine.sign_in("north", Renewal::ByItself);
    let _at_work = machine.keep(1);
    minutes(10).await;
    assert!((90..=121).contains(&machine.asked()), "{}", machine.asked());
}
