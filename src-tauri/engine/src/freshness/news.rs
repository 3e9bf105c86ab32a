use std::path::PathBuf;
use std::time::Duration;

use crate::failure::Failure;

/// What a keeper has to say. Each is told once, when it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// A profile has a new token.
    Renewed {
        /// Which.
        profile: String,
        /// How long the new token lasts.
        lifetime: Duration,
    },
    /// A person has to sign in to that profile. Nothing more is tried until they have.
    NeedsPerson {
        /// Which.
        profile: String,
        /// Why.
        failure: Failure,
    },
    /// A renewal fails for a reason that waiting may not mend. It is tried again now and then.
    Failing {
        /// Which.
        profile: String,
        /// Why.
        failure: Failure,
    },
    /// A provider cannot be reached. It is tried again until it can.
    Offline {
        /// How it shows.
        failure: Failure,
    },
    /// All of them can be reached again.
    Online,
    /// A file for another tool holds a profile's new token.
    FileWritten {
        /// Whose.
        profile: String,
        /// In which form.
        format: String,
        /// Where.
        path: PathBuf,
    },
    /// A file that was to be kept fresh, or taken back, could not be. It is tried again every minute.
    FileFailed {
        /// Whose.
        profile: String,
        /// In which form.
        format: String,
        /// Where.
        path: PathBuf,
        /// Why.
        failure: Failure,
    },
    /// The time that a person gave a file is over: no token is in it any more.
    FileTakenBack {
        /// Whose.
        profile: String,
        /// In which form.
        format: String,
        /// Where.
        path: PathBuf,
    },
}

impl News {
    /// Notes it.
    pub(crate) fn log(&self) {
        match self {
            Self::Renewed { profile, lifetime } => {
                tracing::info!(profile, lifetime = lifetime.as_secs(), "kept fresh");
            }
            Self::NeedsPerson { profile, failure } => {
                tracing::warn!(profile, "a person has to sign in");
                failure.log();
            }
            Self::Failing { profile, failure } => {
                tracing::warn!(profile, "not kept fresh for now");
                failure.log();
            }
            Self::Offline { failure } => failure.log(),
            Self::Online => tracing::info!("the providers can be reached again"),
            Self::FileWritten { profile, format, path } => {
                tracing::info!(profile, format, path = %path.display(), "a file is kept fresh");
            }
            Self::FileFailed { profile, format, path, failure } => {
                tracing::warn!(profile, format, path = %path.display(), "a file is not kept fresh for now");
                failure.log();
            }
            Self::FileTakenBack { profile, format, path } => {
                tracing::info!(profile, format, path = %path.display(), "a token is taken back");
            }
        }
    }
}

/// What a keeper in this process is going to do for a profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlook {
    /// Until the next renewal; none where there will be none.
    pub renews_in: Option<Duration>,
    /// The provider cannot be reached at the moment.
    pub is_offline: bool,
    /// Why the last renewal brought nothing, if none has since.
    pub failure: Option<Failure>,
}
