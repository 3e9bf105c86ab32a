use std::sync::Arc;

use super::*;

/// A desktop's clipboard, to which other programs copy too.
#[derive(Clone, Default)]
struct Desk(Arc<Mutex<(String, bool)>>);

impl Desk {
    fn clipboard(&self) -> Clipboard {
        Clipboard::of(Box::new(self.clone()))
    }

    fn shows(&self) -> String {
        self.0.lock().unwrap().0.clone()
    }

    fn copy_elsewhere(&self, text: &str) {
        *self.0.lock().unwrap() = (text.to_owned(), false);
    }
}

impl Board for Desk {
    fn put(&mut self, text: &str, is_confidential: bool) -> Result<(), Failure> {
        *self.0.lock().unwrap() = (text.to_owned(), is_confidential);
        Ok(())
    }

    fn text(&mut self) -> Result<Zeroizing<String>, Failure> {
        Ok(Zeroizing::new(self.shows()))
    }

    fn clear(&mut self) -> Result<(), Failure> {
        self.copy_elsewhere("");
        Ok(())
    }
}

const MINUTE: Option<Duration> = Some(Duration::from_secs(60));

#[tokio::test(start_paused = true)]
async fn a_secret_is_confidential_and_leaves_after_its_time() {
    let desk = Desk::default();
    let clipboard = desk.clipboard();
    let started = Instant::now();
    let copied = clipboard.put_secret("hush", MINUTE).unwrap();
    assert_eq!(*desk.0.lock().unwrap(), ("hush".to_owned(), true));
    assert!(clipboard.clear_in_time(copied).await);
    assert_eq!((desk.shows(), started.elapsed()), (String::new(), Duration::from_secs(60)));
}

#[tokio::test(start_paused = true)]
async fn what_was_copied_since_stays() {
    let desk = Desk::default();
    let clipboard = desk.clipboard();
    let copied = clipboard.put_secret("hush", MINUTE).unwrap();
    desk.copy_elsewhere("a shopping list");
    assert!(!clipboard.clear_in_time(copied).await);
    assert_eq!(desk.shows(), "a shopping list");

    let copied = clipboard.put_secret("hush", MINUTE).unwrap();
    clipboard.put("an address").unwrap();
    assert!(!clipboard.clear_in_time(copied).await);
    assert_eq!(desk.shows(), "an address");
}

#[tokio::test(start_paused = true)]
async fn a_new_copy_of_the_same_has_its_own_time() {
    let desk = Desk::default();
    let clipboard = desk.clipboard();
    let first = clipboard.put_secret("hush", MINUTE).unwrap();
    tokio::time::advance(Duration::from_secs(50)).await;
    let second = clipboard.put_secret("hush", MINUTE).unwrap();
    assert!(!clipboard.clear_in_time(first).await);
    assert_eq!(desk.shows(), "hush");
    assert!(clipboard.clear_in_time(second).await);
    assert_eq!(desk.shows(), "");
}

#[tokio::test(start_paused = true)]
async fn without_a_time_it_stays() {
    let desk = Desk::default();
    let clipboard = desk.clipboard();
    let copied = clipboard.put_secret("hush", None).unwrap();
    assert!(!clipboard.clear_in_time(copied).await);
    assert_eq!(desk.shows(), "hush");
}

#[tokio::test(start_paused = true)]
async fn a_holder_ends_with_its_time() {
    let desk = Desk::default();
    let clipboard = desk.clipboard();
    let started = Instant::now();
    let copied = clipboard.put_secret("hush", Some(Duration::from_millis(2500))).unwrap();
    clipboard.serve(copied).await;
    assert_eq!((desk.shows(), started.elapsed()), (String::new(), Duration::from_millis(2500)));
}

#[tokio::test(start_paused = true)]
async fn a_holder_ends_when_something_else_is_copied() {
    let desk = Desk::default();
    let clipboard = desk.clipboard();
    let copied = clipboard.put_secret("hush", None).unwrap();
    let elsewhere = async {
        tokio::time::sleep(Duration::from_secs(3600)).await;
        desk.copy_elsewhere("other");
    };
    tokio::join!(clipboard.serve(copied), elsewhere);
    assert_eq!(desk.shows(), "other");
}

#[tokio::test(start_paused = true)]
async fn what_is_left_of_its_time_goes_to_the_holder() {
    let desk = Desk::default();
    let clipboard = desk.clipboard();
    let _ = clipboard.put_secret("hush", MINUTE).unwrap();
    tokio::time::advance(Duration::from_secs(20)).await;
    let (text, rest) = clipboard.remainder().unwrap();
    assert_eq!((text.as_str(), rest), ("hush", Some(Duration::from_secs(40))));
    desk.copy_elsewhere("other");
    assert!(clipboard.remainder().is_none());
}
