use std::sync::Arc;

use tokio::sync::Notify;

use crate::ports::Events;

/// Says that a session has changed: to the host, and to the keeper in this process.
pub(super) struct Announcing {
    host: Arc<dyn Events>,
    keeper: Notify,
}

impl Announcing {
    pub fn to(host: Arc<dyn Events>) -> Self {
        Self { host, keeper: Notify::new() }
    }

    pub fn host(&self) -> &Arc<dyn Events> {
        &self.host
    }

    pub fn session_changed(&self, profile: &str) {
        self.host.session_changed(profile);
        self.keeper.notify_one();
    }

    /// Until the next change, or at once when there was one since the last time.
    pub async fn changed(&self) {
        self.keeper.notified().await;
    }
}
