use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

use crate::ports::Events;

/// Says that a session has changed: to the host, and to the keeper in this process.
pub(super) struct Announcing {
    host: Arc<dyn Events>,
    keeper: Notify,
    /// Whose newest token this process brought, and nobody has asked for it yet.
    new_tokens: Mutex<HashSet<String>>,
}

impl Announcing {
    pub fn to(host: Arc<dyn Events>) -> Self {
        Self { host, keeper: Notify::new(), new_tokens: Mutex::default() }
    }

    pub fn host(&self) -> &Arc<dyn Events> {
        &self.host
    }

    pub fn session_changed(&self, profile: &str) {
        self.host.session_changed(profile);
        self.keeper.notify_one();
    }

    /// That profile has a new token.
    pub fn new_token(&self, profile: &str) {
        self.new_tokens.lock().unwrap_or_else(PoisonError::into_inner).insert(profile.to_owned());
        self.session_changed(profile);
    }

    /// Whether there was one since this was last asked.
    pub fn take_new_token(&self, profile: &str) -> bool {
        self.new_tokens.lock().unwrap_or_else(PoisonError::into_inner).remove(profile)
    }

    /// Until the next change, or at once when there was one since the last time.
    pub async fn changed(&self) {
        self.keeper.notified().await;
    }
}
