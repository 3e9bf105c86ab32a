//! Fetches the vault's key from its store, without ever waiting longer than a person would.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::seal::Key;
use crate::files::FileLock;
use crate::ports::{KEY_STORE_PATIENCE, KeyStore, KeyStoreError};

type Fetched = Result<Option<Arc<Key>>, KeyStoreError>;

/// The key, fetched once and then remembered.
pub(super) struct KeyRing {
    store: Arc<dyn KeyStore>,
    /// Held while a first key is made, so that two processes do not each make one.
    lock: std::path::PathBuf,
    patience: Duration,
    known: Arc<Mutex<Known>>,
}

#[derive(Default)]
struct Known {
    key: Option<Arc<Key>>,
    /// A call that is still under way, perhaps behind a prompt: others join it rather than show a second prompt.
    under_way: Option<Call>,
}

#[derive(Clone)]
struct Call {
    answer: watch::Receiver<Option<Fetched>>,
    /// It makes a key where there is none.
    makes: bool,
    /// Somebody has waited for it in vain. The next need not wait as long again: two hundred profiles would make
    /// ten minutes of three seconds.
    is_slow: bool,
}

impl KeyRing {
    pub(super) fn new(store: Arc<dyn KeyStore>, lock: std::path::PathBuf) -> Self {
        Self { store, lock, patience: KEY_STORE_PATIENCE, known: Arc::default() }
    }

    /// The key if the store has one.
    pub(super) async fn existing(&self) -> Fetched {
        self.fetch(false).await
    }

    /// The key; the first time, a new one.
    pub(super) async fn existing_or_new(&self) -> Result<Arc<Key>, KeyStoreError> {
        if let Some(key) = self.fetch(false).await? {
            return Ok(key);
        }
        let made = self.fetch(true).await?;
        made.ok_or_else(|| KeyStoreError::Failing("it did not keep the new key".into()))
    }

    /// Whether the key has been fetched.
    pub(super) fn is_known(&self) -> bool {
        self.known().key.is_some()
    }

    async fn fetch(&self, make: bool) -> Fetched {
        loop {
            let call = {
                let mut known = self.known();
                if let Some(key) = &known.key {
                    return Ok(Some(key.clone()));
                }
                let new = || Call { answer: self.ask(make), makes: make, is_slow: false };
                known.under_way.get_or_insert_with(new).clone()
            };
            let joined_a_mere_look = make && !call.makes;
            match self.wait(call).await {
                Ok(None) if joined_a_mere_look => {}
                fetched => return fetched,
            }
        }
    }

    async fn wait(&self, Call { mut answer, is_slow, .. }: Call) -> Fetched {
        let answered = async {
            match answer.wait_for(Option::is_some).await {
                Ok(fetched) => fetched.clone().unwrap_or(Ok(None)),
                Err(_) => Err(KeyStoreError::Failing("the call ended without an answer".into())),
            }
        };
        let patience = if is_slow { Duration::ZERO } else { self.patience };
        if let Ok(fetched) = tokio::time::timeout(patience, answered).await {
            return fetched;
        }
        if let Some(call) = &mut self.known().under_way {
            call.is_slow = true;
        }
        // A keyring that asks the person answers when they do; meanwhile it counts as locked, and the call stays open.
        Err(KeyStoreError::Locked)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks in a thread of its own: not in tokio's pool, which a runtime that shuts down would wait for.
    fn ask(&self, make: bool) -> watch::Receiver<Option<Fetched>> {
        let (sender, receiver) = watch::channel(None);
        let (store, lock, known) = (self.store.clone(), self.lock.clone(), self.known.clone());
        std::thread::spawn(move || {
            let fetched = if make { make_key(store.as_ref(), &lock) } else { read_key(store.as_ref()) };
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            known.under_way = None;
            if let Ok(Some(key)) = &fetched {
                known.key = Some(key.clone());
            }
            sender.send_replace(Some(fetched));
        });
        receiver
    }
}

fn read_key(store: &dyn KeyStore) -> Fetched {
    let Some(bytes) = store.read()? else { return Ok(None) };
    let key =
        Key::from_stored(bytes).ok_or_else(|| KeyStoreError::Failing("the stored key has a wrong length".into()))?;
    Ok(Some(Arc::new(key)))
}

fn make_key(store: &dyn KeyStore, lock: &std::path::Path) -> Fetched {
    let _held = FileLock::wait(lock).map_err(|error| KeyStoreError::Failing(error.to_string()))?;
    if let Some(key) = read_key(store)? {
        return Ok(Some(key));
    }
    store.write(Key::random().stored())?;
    // What counts is what the store gives back: it may have lost a race with another home's first sign-in.
    read_key(store)
}

#[cfg(test)]
mod tests {
    use std::sync::Condvar;

    use secrecy::SecretSlice;

    use super::*;

    /// A keyring behind a prompt that nobody has answered yet.
    #[derive(Default)]
    struct Prompting {
        answered: Mutex<bool>,
        changed: Condvar,
        asked: Mutex<u32>,
    }

    impl KeyStore for Prompting {
        fn read(&self) -> Result<Option<SecretSlice<u8>>, KeyStoreError> {
            *self.asked.lock().unwrap() += 1;
            let answered = self.answered.lock().unwrap();
            let _answered = self.changed.wait_while(answered, |answered| !*answered).unwrap();
            Ok(Some(vec![7; 32].into()))
        }

        fn write(&self, _key: &SecretSlice<u8>) -> Result<(), KeyStoreError> {
            Err(KeyStoreError::Locked)
        }
    }

    #[tokio::test]
    async fn a_prompt_counts_as_locked_is_shown_once_and_opens_when_answered() {
        let store = Arc::new(Prompting::default());
        let folder = tempfile::tempdir().unwrap();
        let mut ring = KeyRing::new(store.clone(), folder.path().join("key.lock"));
        ring.patience = Duration::from_millis(20);
        assert!(matches!(ring.existing().await, Err(KeyStoreError::Locked)));
        // Only the first waits; an hour for each of the others would be noticed.
        ring.patience = Duration::from_secs(3600);
        for _ in 0..200 {
            assert!(matches!(ring.existing().await, Err(KeyStoreError::Locked)));
        }
        assert_eq!(*store.asked.lock().unwrap(), 1);
        *store.answered.lock().unwrap() = true;
        store.changed.notify_all();
        while ring.existing().await.is_err() {
            tokio::task::yield_now().await;
        }
        assert!(ring.existing().await.unwrap().is_some());
        assert_eq!(*store.asked.lock().unwrap(), 1);
    }

    /// Holds no key until it is given one; slow enough to look that others join.
    #[derive(Default)]
    struct Slow(Mutex<Option<Vec<u8>>>);

    impl KeyStore for Slow {
        fn read(&self) -> Result<Option<SecretSlice<u8>>, KeyStoreError> {
            std::thread::sleep(Duration::from_millis(5));
            Ok(self.0.lock().unwrap().clone().map(Into::into))
        }

        fn write(&self, key: &SecretSlice<u8>) -> Result<(), KeyStoreError> {
            *self.0.lock().unwrap() = Some(secrecy::ExposeSecret::expose_secret(key).to_vec());
            Ok(())
        }
    }

    #[tokio::test]
    async fn who_joins_a_mere_look_still_gets_a_new_key() {
        let folder = tempfile::tempdir().unwrap();
        let ring = KeyRing::new(Arc::new(Slow::default()), folder.path().join("key.lock"));
        let (looked, made, also_made) = tokio::join!(ring.existing(), ring.fetch(true), ring.existing_or_new());
        assert!(looked.unwrap().is_none());
        assert!(made.unwrap().is_some());
        assert!(also_made.is_ok());
    }
}
