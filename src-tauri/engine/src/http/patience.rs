use std::time::Duration;

use tokio::time::{Instant, timeout};

/// What a request is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Looking the name up.
    Resolving,
    /// Opening a connection.
    Connecting,
    /// Having a proxy open the way.
    Tunnelling,
    /// Setting up TLS.
    Securing,
    /// Waiting for the first byte of the answer.
    Answering,
    /// Reading the answer.
    Reading,
}

impl Phase {
    pub(super) const fn patience(self) -> Duration {
        Duration::from_secs(match self {
            // A resolver asks its second server after five seconds.
            Self::Resolving | Self::Connecting | Self::Tunnelling | Self::Securing => 10,
            Self::Answering | Self::Reading => 20,
        })
    }

    /// That it took as long as it may.
    pub(super) const fn full(self) -> TooLong {
        TooLong { phase: self, after: self.patience() }
    }
}

/// All phases together: less than others wait for a lock that is held meanwhile (`session::sessions`).
const WHOLE: Duration = Duration::from_secs(45);

/// When a request has to be over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline(Instant);

/// A phase took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLong {
    pub phase: Phase,
    pub after: Duration,
}

impl Deadline {
    pub fn begin() -> Self {
        Self(Instant::now() + WHOLE)
    }

    /// Waits as long as the phase may take, and no longer than the whole.
    pub async fn within<T>(self, phase: Phase, work: impl Future<Output = T>) -> Result<T, TooLong> {
        let after = phase.patience().min(self.0.saturating_duration_since(Instant::now()));
        timeout(after, work).await.map_err(|_| TooLong { phase, after })
    }
}
