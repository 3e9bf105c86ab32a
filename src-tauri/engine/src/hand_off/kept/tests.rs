use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::KeptFiles;
use crate::freshness::News;
use crate::places::Places;
use crate::profile::{HandOffEntry, ProfileBook};
use crate::session::{Account, Sessions};
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

    fn keep(&self, entry: HandOffEntry) {
        self.book.change_hand_off("north", |list| list.push(entry)).unwrap();
    }

    async fn renew(&self) {
        self.world.endpoint.will_say_json(200, TOKEN_2);
        self.sessions.renew(&self.world.profile, 1).await.unwrap();
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
