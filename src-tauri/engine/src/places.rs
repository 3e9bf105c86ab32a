//! Where the app's files live.

use std::path::{Path, PathBuf};

/// The folders of one installation, for one person.
///
/// `CDF_SIGNIN_HOME` puts all of them under one folder (portable use, tests). Without it they are the
/// platform's own, as the `directories` crate knows them.
#[derive(Debug, Clone)]
pub struct Places {
    config: PathBuf,
    state: PathBuf,
    runtime: PathBuf,
}

/// There is no home folder to put anything in.
#[derive(Debug, thiserror::Error)]
#[error("no home folder was found for this account")]
pub struct NoHome;

impl Places {
    /// The folders named by `CDF_SIGNIN_HOME`, or else the platform's.
    pub fn from_environment() -> Result<Self, NoHome> {
        if let Some(home) = std::env::var_os("CDF_SIGNIN_HOME").filter(|home| !home.is_empty()) {
            return Ok(Self::under(home));
        }
        let dirs = directories::ProjectDirs::from("", "", "cdf-signin").ok_or(NoHome)?;
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_path_buf();
        Ok(Self {
            config: dirs.config_dir().to_path_buf(),
            runtime: dirs.runtime_dir().map_or_else(|| state.join("run"), Path::to_path_buf),
            state,
        })
    }

    /// Everything under one folder.
    pub fn under(home: impl Into<PathBuf>) -> Self {
        let home = home.into();
        Self { config: home.clone(), runtime: home.join("run"), state: home }
    }

    /// The hand-editable file of profiles. Holds no secret.
    pub fn profiles_file(&self) -> PathBuf {
        self.config.join("profiles.toml")
    }

    /// What a person has decided about the desktop app. Holds no secret.
    pub fn settings_file(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// Sealed sessions, and a lock file a profile beside them.
    ///
    /// The locks stand here and not in the runtime folder: two processes of one person may have different
    /// runtime folders (a login over SSH, a cron job), and a lock that not everybody sees is none.
    pub fn sessions_dir(&self) -> PathBuf {
        self.state.join("sessions")
    }

    /// The key of the vault when `CDF_SIGNIN_VAULT=file` was chosen.
    pub fn key_file(&self) -> PathBuf {
        self.state.join("vault.key")
    }

    /// Notes about the app's own doings, for whoever helps. No secret is in them.
    pub fn logs_dir(&self) -> PathBuf {
        self.state.join("logs")
    }

    /// Held while `profiles.toml` is read, changed and replaced.
    pub fn profiles_lock(&self) -> PathBuf {
        self.state.join("run").join("profiles.lock")
    }

    /// Where the local socket is, unless that is too long for one.
    pub fn runtime_dir(&self) -> &Path {
        &self.runtime
    }

    /// Held by the host that answers at the local socket.
    pub fn socket_lock(&self) -> PathBuf {
        self.state.join("run").join("socket.lock")
    }

    /// Held by the one agent of this home.
    pub fn agent_lock(&self) -> PathBuf {
        self.state.join("run").join("agent.lock")
    }

    /// What is known of files that were written for other tools. Holds no secret, and may be lost.
    pub fn hand_offs_file(&self) -> PathBuf {
        self.state.join("hand-offs.json")
    }

    /// Held while that is read, changed and replaced.
    pub fn hand_offs_lock(&self) -> PathBuf {
        self.state.join("run").join("hand-offs.lock")
    }

    /// Held while a file for another tool is read, changed and replaced.
    pub(crate) fn hand_off_lock(&self, file: &str) -> PathBuf {
        self.state.join("run").join("files").join(format!("{file}.lock"))
    }

    /// The folder for what a host keeps between runs and may lose (window size and place).
    pub fn state_dir(&self) -> &Path {
        &self.state
    }
}
