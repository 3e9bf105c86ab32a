use std::time::Duration;

use crate::clock::Moment;
use crate::failure::{ErrorCode, Failure};
use crate::freshness::pace::Pace;
use crate::freshness::schedule::{Job, Schedule};
use crate::freshness::{News, Trouble};
use crate::session::{Renewal, Standing};

fn moment(seconds: u64, boot: &str) -> Moment {
    let wall = Duration::from_secs(1_800_000_000 + seconds);
    Moment { wall, uptime: Duration::from_secs(seconds), boot: boot.into() }
}

fn standing(profile: &str, host: &str, received: Moment) -> Standing {
    Standing {
        profile: profile.into(),
        host: host.into(),
        endpoint: format!("{host}/token"),
        serial: 1,
        received,
        lifetime: Duration::from_secs(3600),
        renewal: Renewal::ByItself,
    }
}

fn schedule(standings: Vec<Standing>) -> Schedule {
    let mut schedule = Schedule::new(Pace::seeded(1));
    assert_eq!(schedule.learn(standings), []);
    schedule
}

fn profiles(jobs: &[Job]) -> Vec<&str> {
    jobs.iter().map(|job| job.profile.as_str()).collect()
}

fn failure() -> Failure {
    Failure::new(ErrorCode::Network, "What happened.", "What to do.")
}

#[test]
fn what_ends_first_goes_first() {
    let all = (0..9).map(|number| standing(&format!("p{number}"), "h", moment(1000 - 100 * number, "b"))).collect();
    let (jobs, _) = schedule(all).step(&moment(8000, "b"));
    // All of them are over; the longest-over first would be the same to a person: the order is by name then.
    assert_eq!(jobs.len(), 4);
    let mixed = vec![standing("fresh", "h", moment(900, "b")), standing("old", "h", moment(0, "b"))];
    let (jobs, _) = schedule(mixed).step(&moment(4000, "b"));
    assert_eq!(profiles(&jobs), ["old", "fresh"]);
}

#[test]
fn after_a_new_start_of_the_machine_with_its_clock_set_back_the_token_counts_as_ended() {
    let (jobs, _) = schedule(vec![standing("north", "h", moment(5000, "a"))]).step(&moment(10, "b"));
    assert_eq!(profiles(&jobs), ["north"]);
    // And with a right clock it is as old as it is.
    let mut schedule = schedule(vec![standing("north", "h", moment(5000, "a"))]);
    assert_eq!(schedule.step(&moment(5600, "b")).0, []);
    assert!(schedule.wait(&moment(5600, "b")).unwrap() > Duration::from_secs(2000));
}

#[test]
fn another_provider_is_not_held_up_by_one_that_is_away() {
    let all = vec![
        standing("north", "h", moment(0, "b")),
        standing("south", "h", moment(0, "b")),
        standing("west", "i", moment(0, "b")),
    ];
    let mut schedule = schedule(all);
    let (jobs, _) = schedule.step(&moment(3600, "b"));
    assert_eq!(profiles(&jobs), ["north", "south", "west"]);
    for job in &jobs[..2] {
        schedule.finish(job, Err(Trouble::Unreachable(failure())), &moment(3601, "b"));
    }
    let renewed = Standing { serial: 2, ..standing("west", "i", moment(3601, "b")) };
    schedule.finish(&jobs[2], Ok(renewed), &moment(3601, "b"));
    assert_eq!(schedule.step(&moment(3601, "b")).0, []);
    // Two failures of requests that were under way together are one try: the first pause, not the second.
    assert!(schedule.wait(&moment(3601, "b")).unwrap() <= Duration::from_secs(2));
    let (jobs, _) = schedule.step(&moment(3604, "b"));
    assert_eq!(profiles(&jobs), ["north"], "one tries for all");
    assert!(schedule.wait(&moment(3604, "b")).unwrap() > Duration::from_secs(2000));
    let outlook = schedule.outlook("west", &moment(3604, "b"));
    assert!(!outlook.is_offline && schedule.outlook("south", &moment(3604, "b")).is_offline);
}

#[test]
fn one_profiles_trouble_is_not_the_others() {
    let mut schedule = schedule(vec![standing("north", "h", moment(0, "b")), standing("south", "h", moment(0, "b"))]);
    let (jobs, _) = schedule.step(&moment(3600, "b"));
    assert_eq!(schedule.finish(&jobs[0], Err(Trouble::Busy(failure(), None)), &moment(3601, "b")), []);
    let news = schedule.finish(&jobs[1], Err(Trouble::Amiss(failure())), &moment(3601, "b"));
    assert_eq!(news, [News::Failing { profile: "south".into(), failure: failure() }]);
    assert_eq!(profiles(&schedule.step(&moment(3606, "b")).0), ["north"]);
}

#[test]
fn a_failure_that_comes_after_the_session_was_replaced_says_nothing() {
    let mut schedule = schedule(vec![standing("north", "h", moment(0, "b"))]);
    let (jobs, _) = schedule.step(&moment(3600, "b"));
    let signed_in = Standing { serial: 2, ..standing("north", "h", moment(3601, "b")) };
    schedule.learn(vec![signed_in]);
    let late = schedule.finish(&jobs[0], Err(Trouble::NeedsPerson(failure())), &moment(3602, "b"));
    assert_eq!(late, []);
    assert!(schedule.outlook("north", &moment(3602, "b")).renews_in.unwrap() > Duration::from_secs(2000));
}

#[test]
fn a_provider_that_nobody_signs_in_at_any_more_leaves_no_outage_behind() {
    let mut schedule = schedule(vec![standing("north", "h", moment(0, "b"))]);
    let (jobs, _) = schedule.step(&moment(3600, "b"));
    let news = schedule.finish(&jobs[0], Err(Trouble::Unreachable(failure())), &moment(3601, "b"));
    assert_eq!(news, [News::Offline { failure: failure() }]);
    assert_eq!(schedule.learn(vec![]), [News::Online]);
    assert_eq!(schedule.wait(&moment(3601, "b")), None);
}
