//! A host that runs long, with its clock in hand.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tokio_util::sync::CancellationToken;

use super::{Keeping, KeptFiles};
use crate::freshness::News;
use crate::places::Places;
use crate::ports::Events;
use crate::profile::{HandOffEntry, ProfileBook};
use crate::session::{Account, Sessions};
use crate::testing::World;

/// Hears what the host is told.
#[derive(Default)]
struct Told(Mutex<Vec<News>>);

impl Events for Told {
    fn session_changed(&self, _profile: &str) {}

    fn news(&self, news: &News) {
        self.0.lock().unwrap().push(news.clone());
    }
}

/// A host at work over a world's files.
struct Host {
    told: Arc<Told>,
    stop: CancellationToken,
    files: Arc<KeptFiles>,
}

impl Host {
    async fn at_work(world: &World, book: &ProfileBook) -> Self {
        let sessions = Arc::new(world.another_process());
        sessions.status(&world.profile).await;
        let files = Arc::new(KeptFiles::new(&Places::under(world.home.path()), book.clone(), sessions));
        let (told, stop) = (Arc::<Told>::default(), CancellationToken::new());
        let keeping = Keeping::new(files.clone(), told.clone());
        let until = stop.clone();
        tokio::spawn(async move { keeping.run(&until).await });
        Self { told, stop, files }
    }

    fn told(&self) -> Vec<News> {
        self.told.0.lock().unwrap().clone()
    }

    /// Goes on until so much was told.
    async fn has_told(&self, count: usize) -> Vec<News> {
        until(|| self.told().len() >= count).await;
        self.told()
    }
}

/// Looks until it is so.
async fn until(mut is_so: impl FnMut() -> bool) {
    let looking = async {
        while !is_so() {
            tokio::time::sleep(LITTLE).await;
        }
    };
    // Far more than anything takes here: it only keeps a test that waits in vain from waiting for ever.
    tokio::time::timeout(std::time::Duration::from_secs(90), looking).await.unwrap();
}

/// Between two looks at what a host has done.
const LITTLE: std::time::Duration = std::time::Duration::from_millis(5);

fn written(news: &[News]) -> usize {
    news.iter().filter(|news| matches!(news, News::FileWritten { .. })).count()
}

async fn world() -> (World, ProfileBook) {
    let world = World::new().await;
    let book = ProfileBook::new(&Places::under(world.home.path()));
    book.add(&world.draft()).unwrap();
    world.keep(&world.sessions, Account::default(), Some("refresh-1"), 360_000).await;
    (world, book)
}

fn path(world: &World, name: &str) -> PathBuf {
    world.home.path().join(name)
}

fn keep(world: &World, book: &ProfileBook, profile: &str, name: &str) {
    let path = path(world, name).display().to_string();
    let entry = HandOffEntry { format: "sdk-json".into(), path, keep_fresh: true, take_back_after: None };
    book.change_hand_off(profile, |list| list.push(entry)).unwrap();
}

async fn renew(sessions: &Sessions, world: &World, serial: u64) {
    let token = format!(r#"{{"access_token":"access-{}","token_type":"Bearer","expires_in":360000}}"#, serial + 1);
    world.endpoint.will_say_no_more();
    world.endpoint.will_say_json(200, &token);
    sessions.renew(&world.profile, serial).await.unwrap();
}

#[tokio::test]
async fn hosts_notice_a_new_entry_and_another_processs_token_and_share_the_writes() {
    let (world, book) = world().await;
    let hosts = [Host::at_work(&world, &book).await, Host::at_work(&world, &book).await];
    keep(&world, &book, "north", "a.json");
    let told = || hosts.iter().flat_map(Host::told).collect::<Vec<_>>();
    for serial in 1..=3 {
        let token = format!("access-{serial}");
        until(|| fs::read_to_string(path(&world, "a.json")).is_ok_and(|text| text.contains(&token))).await;
        if serial < 3 {
            renew(&world.sessions, &world, serial).await;
        }
    }
    until(|| written(&told()) >= 3).await;
    for host in &hosts {
        assert_eq!(host.files.catch_up_with("north").await.news, []);
        host.stop.cancel();
    }
    assert_eq!(told().len(), 3, "{:?}", told());
}

#[tokio::test]
async fn a_failing_file_is_told_of_once_tried_every_minute_and_holds_up_no_other() {
    let (world, book) = world().await;
    fs::create_dir(path(&world, "bad.json")).unwrap();
    keep(&world, &book, "north", "bad.json");
    keep(&world, &book, "north", "good.json");
    let host = Host::at_work(&world, &book).await;
    let told = host.has_told(2).await;
    assert_eq!(written(&told), 1);
    assert!(
        matches!(&told[0], News::FileFailed { failure, .. } if failure.message.contains("it is a folder")),
        "{told:?}"
    );
    renew(&world.sessions, &world, 1).await;
    let told = host.has_told(3).await;
    assert_eq!(written(&told), 2);
    fs::remove_dir(path(&world, "bad.json")).unwrap();
    world.clock.advance(60);
    let told = host.has_told(4).await;
    assert_eq!(written(&told), 3);
    assert!(fs::read_to_string(path(&world, "bad.json")).unwrap().contains("access-2"));
    host.stop.cancel();
}

#[tokio::test]
async fn a_host_takes_a_token_back_when_its_time_is_over() {
    let (world, book) = world().await;
    let host = Host::at_work(&world, &book).await;
    keep(&world, &book, "north", "a.json");
    host.has_told(1).await;
    // The person's order, which any process may have noted.
    book.change_hand_off("north", |list| list[0].take_back_after = Some(30)).unwrap();
    let place = path(&world, "a.json");
    let now = crate::ports::Clock::now(world.clock.as_ref());
    host.files.ledger.change(|known| {
        let record = known.of_mut(&place, "sdk-json").unwrap();
        (record.ordered, record.take_back_after) = (Some(now), Some(30));
    });
    world.clock.advance(30 * 60 - 1);
    renew(&world.sessions, &world, 1).await;
    let told = host.has_told(2).await;
    assert_eq!(written(&told), 2, "{told:?}");
    world.clock.advance(1);
    let told = host.has_told(3).await;
    assert!(matches!(&told[2], News::FileTakenBack { .. }), "{told:?}");
    assert!(!fs::read_to_string(&place).unwrap().contains("access"));
    host.stop.cancel();
}

#[tokio::test]
async fn two_hundred_profiles_with_a_file_each_are_written_once_each() {
    let (world, book) = world().await;
    let session = world.sessions.vault.read("north").await.unwrap().unwrap();
    let mut text = vec![fs::read_to_string(book.path()).unwrap()];
    let own = text[0].split("[profiles.north]").nth(1).unwrap().to_owned();
    for number in 0..200 {
        let name = format!("p{number}");
        world.sessions.vault.write(&name, session.clone()).await.unwrap();
        let file = path(&world, &format!("{number}.json"));
        let list = format!("hand_off = [{{ format = \"sdk-json\", path = '{}', keep_fresh = true }}]", file.display());
        text.push(format!("[profiles.{name}]{own}{list}\n"));
    }
    fs::write(book.path(), text.join("\n")).unwrap();
    let host = Host::at_work(&world, &book).await;
    let told = host.has_told(200).await;
    assert_eq!((told.len(), written(&told)), (200, 200));
    assert!((0..200).all(|number| path(&world, &format!("{number}.json")).exists()));
    host.stop.cancel();
}
