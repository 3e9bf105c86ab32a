//! The keeper's look at real files and real sessions.

use std::fs;
use std::sync::Arc;

use crate::freshness::{Kept, Trouble};
use crate::places::Places;
use crate::ports::{KeyStoreError, Renewals as _};
use crate::profile::ProfileBook;
use crate::session::{Account, Renewal, Sessions, Standing};
use crate::testing::World;

const TOKEN_2: &str =
    r#"{"access_token":"access-2","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-2"}"#;

/// A world whose book has its profile, somebody signed in to it, and a keeper's look at it from another process.
async fn world() -> (World, Arc<Sessions>, Kept) {
    let world = World::new().await;
    let book = ProfileBook::new(&Places::under(world.home.path()));
    book.add(&world.draft()).unwrap();
    world.keep(&world.sessions, Account::default(), Some("refresh-1"), 3600).await;
    let sessions = Arc::new(world.another_process());
    let kept = Kept::new(book, sessions.clone());
    (world, sessions, kept)
}

fn names(standings: Option<Vec<Standing>>) -> Option<Vec<String>> {
    standings.map(|standings| standings.into_iter().map(|standing| standing.profile).collect())
}

#[tokio::test]
async fn looks_tell_what_is_new_and_stay_silent_otherwise() {
    let (world, _, kept) = world().await;
    let first = kept.look().await.unwrap();
    assert_eq!((first.len(), first[0].serial, &first[0].renewal), (1, 1, &Renewal::ByItself));
    assert_eq!(first[0].endpoint, format!("{}/{}/oauth2/v2.0/token", world.endpoint.address, world.profile.tenant_id));
    assert!(kept.look().await.is_none());

    world.endpoint.will_say_json(200, TOKEN_2);
    world.sessions.renew(&world.profile, 1).await.unwrap();
    assert_eq!(kept.look().await.unwrap()[0].serial, 2);
    assert!(kept.look().await.is_none());

    world.sessions.sign_out("north").await.unwrap();
    assert_eq!(names(kept.look().await), Some(vec![]));
}

#[tokio::test]
async fn a_renewal_of_a_record_that_is_not_the_newest_sends_nothing() {
    let (world, _, kept) = world().await;
    kept.look().await.unwrap();
    world.endpoint.will_say_json(200, TOKEN_2);
    assert_eq!(kept.renew("north", 1).await.unwrap().serial, 2);
    assert_eq!(kept.renew("north", 1).await.unwrap().serial, 2);
    assert_eq!(world.endpoint.asked(), 1);
}

#[tokio::test]
async fn a_book_with_a_mistake_stops_nobody_and_a_profile_with_one_stops_itself_alone() {
    let (world, _, kept) = world().await;
    let places = Places::under(world.home.path());
    let book = ProfileBook::new(&places);
    let mut south = world.draft();
    south.name = "south".into();
    book.add(&south).unwrap();
    kept.look().await.unwrap();

    let good = fs::read_to_string(places.profiles_file()).unwrap();
    fs::write(places.profiles_file(), format!("{good}\n[profiles.")).unwrap();
    assert_eq!(names(kept.look().await), Some(vec!["north".into()]));
    world.endpoint.will_say_json(200, TOKEN_2);
    kept.renew("north", 1).await.unwrap();

    fs::write(places.profiles_file(), good.replacen("north-prod", "NOT A PROJECT!", 1)).unwrap();
    kept.look().await.unwrap();
    assert!(matches!(kept.renew("north", 2).await, Err(Trouble::Gone)));
    fs::write(places.profiles_file(), &good).unwrap();
    assert_eq!(names(kept.look().await), Some(vec!["north".into()]));
    book.remove("north").unwrap();
    assert_eq!(names(kept.look().await), Some(vec![]));
}

#[tokio::test]
async fn a_locked_keyring_is_asked_once_and_again_when_somebody_else_could_open_it() {
    let (world, sessions, kept) = world().await;
    *world.keys.trouble.lock().unwrap() = Some(KeyStoreError::Locked);
    let before = world.keys.reads();
    assert_eq!(names(kept.look().await), Some(vec![]));
    for _ in 0..100 {
        world.clock.advance(3600);
        assert!(kept.look().await.is_none());
    }
    assert_eq!(world.keys.reads(), before + 1);
    // A command asks, and the person answers the prompt.
    *world.keys.trouble.lock().unwrap() = None;
    sessions.status(&world.profile).await;
    assert_eq!(names(kept.look().await), Some(vec!["north".into()]));
}

#[tokio::test]
async fn a_sign_in_at_another_process_shows_that_the_keyring_is_open_again() {
    let (world, _, kept) = world().await;
    *world.keys.trouble.lock().unwrap() = Some(KeyStoreError::Locked);
    assert_eq!(names(kept.look().await), Some(vec![]));
    *world.keys.trouble.lock().unwrap() = None;
    assert!(kept.look().await.is_none());
    world.endpoint.will_say_json(200, TOKEN_2);
    world.sessions.renew(&world.profile, 1).await.unwrap();
    assert_eq!(names(kept.look().await), Some(vec!["north".into()]));
}

#[tokio::test]
async fn a_keyring_that_is_not_there_yet_is_looked_for_every_five_minutes() {
    let (world, _, kept) = world().await;
    *world.keys.trouble.lock().unwrap() = Some(KeyStoreError::Absent("no bus".into()));
    let before = world.keys.reads();
    kept.look().await;
    for _ in 0..10 {
        world.clock.advance(29);
        kept.look().await;
    }
    assert_eq!(world.keys.reads(), before + 1);
    *world.keys.trouble.lock().unwrap() = None;
    world.clock.advance(30);
    assert_eq!(names(kept.look().await), Some(vec!["north".into()]));
}

#[tokio::test]
async fn a_session_that_does_not_open_needs_a_person() {
    let (_world, sessions, kept) = world().await;
    fs::write(sessions.vault.file("north"), "rubbish").unwrap();
    assert!(matches!(kept.look().await.unwrap()[0].renewal, Renewal::Ended(_)));
    assert!(kept.look().await.is_none());
}

#[tokio::test]
async fn a_session_in_memory_is_kept_fresh_like_any_other() {
    let (world, sessions, kept) = world().await;
    *world.keys.trouble.lock().unwrap() = Some(KeyStoreError::Absent("no bus".into()));
    kept.look().await;
    world.keep(&sessions, Account::default(), Some("refresh-1"), 3600).await;
    assert_eq!(kept.look().await.unwrap()[0].renewal, Renewal::ByItself);
    assert!(kept.look().await.is_none());
    world.endpoint.will_say_json(200, TOKEN_2);
    assert_eq!(kept.renew("north", 1).await.unwrap().serial, 2);
}
