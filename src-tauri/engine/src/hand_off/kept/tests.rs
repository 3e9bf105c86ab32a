use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ward::Ward;
use super::{HandOffStatus, KeptFiles};
use crate::freshness::News;
use crate::hand_off::tests::token as token_of;
use crate::hand_off::{self, Material, Order, Turn};
use crate::places::Places;
use crate::profile::{HandOffEntry, Profile, ProfileBook};
use crate::session::{Account, Sessions, Token};
use crate::testing::World;

/// A world whose profile is signed in and kept in three files of different forms.
struct Desk {
    world: World,
    sessions: Arc<Sessions>,
    book: ProfileBook,
    files: KeptFiles,
}

const TOKEN_2: &str =
    r#"{"access_token":"access-2","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-2"}"#;

impl Desk {
    async fn new() -> Self {
        let world = World::new().await;
        let book = ProfileBook::new(&Places::under(world.home.path()));
        book.add(&world.draft()).unwrap();
        world.keep(&world.sessions, Account::default(), Some("refresh-1"), 3600).await;
        let sessions = Arc::new(world.another_process());
        // As in any process that has looked at the session before.
        sessions.status(&world.profile).await;
        let files = KeptFiles::new(&Places::under(world.home.path()), book.clone(), sessions.clone());
        Self { world, sessions, book, files }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.world.home.path().join(name)
    }

    fn entry(&self, format: &str, name: &str) -> HandOffEntry {
        let path = self.path(name).display().to_string();
        HandOffEntry { format: format.into(), path, keep_fresh: true, take_back_after: None }
    }

    fn write(&self, format: &str, name: &str, profile: &Profile, token: &str) {
        self.write_token(format, name, profile, &token_of(token));
    }

    fn write_token(&self, format: &str, name: &str, profile: &Profile, token: &Token) {
        let order = Order { format: hand_off::format(format).unwrap(), path: self.path(name), replace: false };
        let turn = Turn::wait(&Places::under(self.world.home.path()), &order.path).unwrap();
        hand_off::write(&turn, &order, &Material { token: Some(token.clone()), ..Material::of(profile) }).unwrap();
        self.files.note_order(profile, &order, Some(token));
    }

    fn keep(&self, entry: HandOffEntry) {
        self.book.change_hand_off("north", |list| list.push(entry)).unwrap();
    }

    async fn renew(&self) {
        self.world.endpoint.will_say_json(200, TOKEN_2);
        self.sessions.renew(&self.world.profile, 1).await.unwrap();
    }

    fn another_host(&self) -> KeptFiles {
        KeptFiles::new(
            &Places::under(self.world.home.path()),
            self.book.clone(),
            Arc::new(self.world.another_process()),
        )
    }

    async fn listed(&self) -> Vec<HandOffStatus> {
        let token = self.sessions.present(&self.world.profile).await.map(|(token, _)| token);
        self.files.list(&self.book.load().unwrap(), "north", token).await
    }

    /// The person has the profile's token written.
    async fn order(&self, format: &str, name: &str) {
        let (token, _) = self.sessions.present(&self.world.profile).await.unwrap();
        self.write_token(format, name, &self.world.profile, &token);
    }

    async fn news(&self) -> Vec<News> {
        self.files.catch_up_with("north").await.news
    }
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[tokio::test]
async fn a_new_token_reaches_every_kept_file_once_and_sign_out_empties_them() {
    let desk = Desk::new().await;
    let (env, json) = (desk.path(".env"), desk.path("client.json"));
    fs::write(&env, "# mine\nA=1\n").unwrap();
    desk.keep(desk.entry("dotenv", ".env"));
    desk.keep(desk.entry("sdk-json", "client.json"));
    assert_eq!(desk.news().await.len(), 2);
    assert!(text(&env).starts_with("# mine\nA=1\n") && text(&env).contains("CDF_TOKEN=access-1"));
    assert!(text(&json).contains("\"access-1\""));
    assert_eq!(desk.news().await, []);

    desk.renew().await;
    assert_eq!(desk.news().await.len(), 2);
    assert!(text(&env).contains("CDF_TOKEN=access-2") && text(&json).contains("\"access-2\""));
    assert_eq!(desk.news().await, []);

    let before = (text(&env), text(&json));
    desk.sessions.sign_out("north").await.unwrap();
    assert_eq!(desk.files.empty("north", |_| true).await, []);
    assert_eq!(text(&env), before.0.replace("access-2", ""));
    assert_eq!(text(&json), before.1.replace("access-2", ""));
    assert_eq!(desk.news().await, []);
}

fn failures(news: &[News]) -> Vec<String> {
    let failure = |news: &News| match news {
        News::FileFailed { failure, .. } => Some(failure.message.clone()),
        _ => None,
    };
    news.iter().filter_map(failure).collect()
}

#[tokio::test]
async fn what_a_person_writes_into_a_kept_file_stays_at_every_rewrite_and_at_sign_out() {
    let desk = Desk::new().await;
    let env = desk.path(".env");
    desk.keep(desk.entry("dotenv", ".env"));
    desk.news().await;
    let edited = format!("# by hand\r\nX=\"a b\"\n{}Y='1'", text(&env).replace("LOGIN_FLOW", "export LOGIN_FLOW"));
    fs::write(&env, &edited).unwrap();
    desk.renew().await;
    assert_eq!(desk.news().await.len(), 1);
    assert_eq!(text(&env), edited.replace("access-1", "access-2"));
    desk.sessions.sign_out("north").await.unwrap();
    desk.files.empty("north", |_| true).await;
    assert_eq!(text(&env), edited.replace("access-1", ""));
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_said_once_and_written_when_it_can_be() {
    let desk = Desk::new().await;
    let json = desk.path("client.json");
    fs::write(&json, "{\"mine\": true}").unwrap();
    desk.keep(desk.entry("sdk-json", "client.json"));
    let outcome = desk.files.catch_up_with("north").await;
    assert!(outcome.is_unfinished);
    assert!(failures(&outcome.news)[0].contains("was not written by this app"), "{:?}", outcome.news);
    assert_eq!(text(&json), "{\"mine\": true}");
    let listed = desk.listed().await;
    assert!(listed[0].failure.as_ref().unwrap().message.contains("was not written by this app"));
    for _ in 0..3 {
        let again = desk.files.catch_up_with("north").await;
        assert!(again.is_unfinished && again.news.is_empty(), "{:?}", again.news);
    }
    fs::remove_file(&json).unwrap();
    let mended = desk.files.catch_up_with("north").await;
    assert!(matches!(&mended.news[..], [News::FileWritten { .. }]) && !mended.is_unfinished, "{:?}", mended.news);
    assert!(desk.listed().await[0].failure.is_none());
}

#[tokio::test]
async fn a_deleted_file_is_not_made_again_without_a_word() {
    let desk = Desk::new().await;
    let env = desk.path(".env");
    desk.keep(desk.entry("dotenv", ".env"));
    desk.news().await;
    fs::remove_file(&env).unwrap();
    assert!(desk.listed().await[0].failure.as_ref().unwrap().message.contains("is gone"));
    desk.renew().await;
    assert!(failures(&desk.news().await)[0].contains("is gone"));
    assert_eq!(desk.news().await, []);
    assert!(!env.exists());
    // Once it is there again, it is theirs that stays fresh.
    fs::write(&env, "A=1\n").unwrap();
    assert_eq!(desk.news().await.len(), 1);
    assert!(text(&env).starts_with("A=1\n"));
}

#[tokio::test]
async fn two_hosts_write_each_token_once() {
    let desk = Desk::new().await;
    desk.keep(desk.entry("dotenv", ".env"));
    desk.keep(desk.entry("sdk-json", "client.json"));
    let hosts: Vec<_> = (0..6).map(|_| Arc::new(desk.another_host())).collect();
    for host in &hosts {
        host.sessions.status(&desk.world.profile).await;
    }
    for renewed in [false, true] {
        if renewed {
            desk.renew().await;
        }
        let mut looks = tokio::task::JoinSet::new();
        for host in hosts.clone() {
            looks.spawn(async move { host.catch_up_with("north").await.news });
        }
        let told: Vec<News> = looks.join_all().await.into_iter().flatten().collect();
        assert_eq!(told.len(), 2, "{told:?}");
    }
}

#[tokio::test]
async fn a_crash_between_the_file_and_its_note_writes_it_once_more_and_one_before_both_too() {
    let desk = Desk::new().await;
    let env = desk.path(".env");
    desk.keep(desk.entry("dotenv", ".env"));
    desk.news().await;
    let ledger = Places::under(desk.world.home.path()).hand_offs_file();
    let before = fs::read(&ledger).unwrap();
    // The session was renewed, and its process killed before it could write.
    desk.renew().await;
    assert_eq!(desk.news().await.len(), 1);
    assert!(text(&env).contains("access-2"));
    // Killed between the file and its note.
    fs::write(&ledger, before).unwrap();
    assert_eq!(desk.news().await.len(), 1);
    // All notes lost: written once more, and no harm done.
    fs::write(&ledger, "{ half a").unwrap();
    assert_eq!(desk.news().await.len(), 1);
    assert_eq!(desk.news().await, []);
    assert_eq!(text(&env).matches("access-2").count(), 1);
}

#[tokio::test]
async fn what_the_ledger_holds_is_no_secret_and_its_owners_alone() {
    let desk = Desk::new().await;
    desk.keep(desk.entry("dotenv", ".env"));
    desk.news().await;
    let ledger = Places::under(desk.world.home.path()).hand_offs_file();
    assert!(!text(&ledger).contains("access-1"), "{}", text(&ledger));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&ledger).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn an_expired_token_stays_and_is_not_written_again() {
    let desk = Desk::new().await;
    let env = desk.path(".env");
    desk.keep(desk.entry("dotenv", ".env"));
    desk.news().await;
    let before = text(&env);
    desk.world.clock.advance(4000);
    assert_eq!(desk.news().await, []);
    assert_eq!(text(&env), before);
}

#[tokio::test]
async fn a_kept_file_follows_its_profiles_settings() {
    let desk = Desk::new().await;
    let env = desk.path(".env");
    desk.keep(desk.entry("dotenv", ".env"));
    desk.news().await;
    desk.book.edit("north", |draft| draft.project = "north-staging".into()).unwrap();
    assert_eq!(desk.news().await.len(), 1);
    assert!(text(&env).contains("CDF_PROJECT=north-staging"));
}

#[tokio::test]
async fn a_time_counts_from_the_order_and_then_the_file_is_left_alone() {
    let desk = Desk::new().await;
    let env = desk.path(".env");
    fs::write(&env, "A=1\n").unwrap();
    desk.keep(HandOffEntry { take_back_after: Some(30), ..desk.entry("dotenv", ".env") });
    // No order, no beginning.
    assert_eq!(desk.news().await, []);
    desk.order("dotenv", ".env").await;
    let listed = desk.listed().await;
    assert!(listed[0].take_back_at.is_some() && listed[0].is_kept());
    desk.world.clock.advance(20 * 60);
    desk.renew().await;
    assert_eq!(desk.news().await.len(), 1);
    assert!(text(&env).contains("access-2"));
    assert!(desk.files.overdue().is_empty());
    desk.world.clock.advance(10 * 60);
    let overdue = desk.files.overdue();
    assert_eq!(overdue.len(), 1);
    let taken = desk.files.take_back_overdue(&overdue[0]).await.news;
    assert!(matches!(&taken[..], [News::FileTakenBack { .. }]), "{taken:?}");
    assert!(text(&env).starts_with("A=1\n") && !text(&env).contains("access"), "{}", text(&env));
    // Nobody does it twice, and no new token reaches the file.
    assert_eq!(desk.files.take_back_overdue(&overdue[0]).await.news, []);
    assert!(desk.files.overdue().is_empty());
    assert_eq!(desk.news().await, []);
    let listed = desk.listed().await;
    assert!(listed[0].taken_back_at.is_some() && !listed[0].is_kept() && listed[0].take_back_at.is_none());
    // The person's next order begins anew.
    desk.order("dotenv", ".env").await;
    assert!(text(&env).contains("access-2") && desk.files.overdue().is_empty());
    desk.world.clock.advance(30 * 60);
    assert_eq!(desk.files.overdue().len(), 1);
}

#[tokio::test]
async fn another_minute_in_the_book_counts_and_so_does_none() {
    let desk = Desk::new().await;
    desk.keep(HandOffEntry { take_back_after: Some(30), ..desk.entry("dotenv", ".env") });
    desk.order("dotenv", ".env").await;
    let set = |minutes| {
        desk.book.change_hand_off("north", |list| list[0].take_back_after = minutes).unwrap();
        desk.files.heed(&desk.book.load().unwrap());
    };
    desk.world.clock.advance(10 * 60);
    assert!(desk.files.overdue().is_empty());
    set(Some(10));
    assert_eq!(desk.files.overdue().len(), 1);
    set(None);
    assert!(desk.files.overdue().is_empty());
    desk.world.clock.advance(100 * 60);
    assert!(desk.files.overdue().is_empty());
}

#[tokio::test]
async fn two_profiles_do_not_fight_over_a_file() {
    let desk = Desk::new().await;
    let mut south = desk.world.draft();
    south.name = "south".into();
    desk.book.add(&south).unwrap();
    desk.keep(desk.entry("dotenv", ".env"));
    desk.book.change_hand_off("south", |list| list.push(desk.entry("dotenv", ".env"))).unwrap();
    let wards = Ward::all(&desk.book.load().unwrap());
    assert!(wards[0].files[0].format.is_ok());
    let refused = wards[1].files[0].format.as_ref().unwrap_err().to_string();
    assert!(refused.contains("is a file of the profile “north”"), "{refused}");
}

#[tokio::test]
async fn sign_out_leaves_a_file_that_another_profile_has_written_since() {
    let desk = Desk::new().await;
    let mut south = desk.world.draft();
    south.name = "south".into();
    let south = desk.book.add(&south).unwrap();
    desk.order("dotenv", ".env").await;
    desk.write("dotenv", ".env", &south, "of-south");
    assert_eq!(desk.files.empty("north", |_| true).await, []);
    assert!(text(&desk.path(".env")).contains("of-south"));
    assert_eq!(desk.files.empty("south", |_| true).await, []);
    assert!(!text(&desk.path(".env")).contains("of-south"));
}

#[cfg(unix)]
#[tokio::test]
async fn one_file_that_cannot_be_emptied_keeps_none_of_the_others_from_it() {
    let desk = Desk::new().await;
    desk.order("dotenv", "a.env").await;
    desk.order("dotenv", "b.env").await;
    let moved = desk.path("moved");
    fs::rename(desk.path("a.env"), &moved).unwrap();
    std::os::unix::fs::symlink(&moved, desk.path("a.env")).unwrap();
    fs::write(Places::under(desk.world.home.path()).profiles_file(), "[broken").unwrap();
    let failures = desk.files.empty("north", |_| true).await;
    assert!(failures.len() == 1 && failures[0].message.contains("symbolic link"), "{failures:?}");
    assert!(!text(&desk.path("b.env")).contains("access-1"));
    assert!(text(&moved).contains("access-1"));
}
