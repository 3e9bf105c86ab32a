//! Puts back what a file said before the app wrote it.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use secrecy::zeroize::{Zeroize, Zeroizing};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::target::Target;
use super::{Changed, TRIES, Turn, trouble, whole};
use crate::hand_off::HandOffError;
use crate::session::Sessions;
use crate::vault::VaultError;

/// What is kept, sealed, to undo the writing of a file. The app's own writes after each other count as one: what is kept
/// is the text before the first of them, not a token of an hour ago.
#[derive(Serialize, Deserialize)]
pub(crate) struct Undo {
    /// None: there was no file.
    before: Option<String>,
    /// The SHA-256 of what the app wrote last.
    after: [u8; 32],
    /// Seconds since 1970, of the first write.
    written_at: u64,
}

/// A write that was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// Of which file.
    pub path: PathBuf,
    /// There was none before: it is gone again.
    pub is_removed: bool,
    /// The profiles that wrote to it and no longer do.
    pub profiles: Vec<String>,
}

/// Whoever wants a text back wants it soon.
const KEPT_FOR: u64 = 24 * 60 * 60;

impl Drop for Undo {
    fn drop(&mut self) {
        self.before.zeroize();
    }
}

impl Undo {
    /// Of a change now, after an earlier one if there is one kept.
    fn of(changed: &Changed, earlier: Option<Self>, now: u64) -> Self {
        let before = changed.before.as_ref().map(|text| text.as_str());
        let continued =
            earlier.filter(|earlier| earlier.is_for(now) && before.is_some_and(|text| earlier.after == sha256(text)));
        let after = sha256(&changed.after);
        match continued {
            Some(mut earlier) => {
                earlier.after = after;
                earlier
            }
            None => Self { before: before.map(str::to_owned), after, written_at: now },
        }
    }

    /// Whether it is young enough to be used.
    fn is_for(&self, now: u64) -> bool {
        now < self.written_at.saturating_add(KEPT_FOR)
    }

    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).unwrap_or_default())
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// Keeps what it takes to undo that change. That it cannot be undone is no reason against a write.
pub(crate) async fn keep_for_undo(sessions: &Sessions, profile: &str, path: &Path, changed: &Changed) {
    if changed.before.as_ref().is_some_and(|before| **before == *changed.after) {
        return;
    }
    let path = whole(path);
    let earlier = kept_for_undo(sessions, &path).await.ok().flatten();
    let undo = Undo::of(changed, earlier, seconds(sessions)).to_bytes();
    if let Err(error) = sessions.vault.keep_undo(profile, &path, undo).await {
        tracing::warn!(path = %path.display(), %error, "this write of a file cannot be undone");
    }
}

/// What is kept for the file of that whole path.
pub(crate) async fn kept_for_undo(sessions: &Sessions, whole: &Path) -> Result<Option<Undo>, VaultError> {
    let kept = sessions.vault.undo(whole).await?;
    Ok(kept.and_then(|kept| Undo::from_bytes(&kept)).filter(|undo| undo.is_for(seconds(sessions))))
}

fn seconds(sessions: &Sessions) -> u64 {
    let now = sessions.clock().now().system_time();
    now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Puts the text back, if the file is as the app left it; says whether there was no file.
pub(crate) fn undo(turn: &Turn, path: &Path, undo: &Undo) -> Result<bool, HandOffError> {
    for _ in 0..TRIES {
        let target = Target::examine(path)?;
        let Some(text) = target.read()? else { continue };
        if target.found.is_none() || sha256(&text) != undo.after {
            return Err(HandOffError::ChangedSince { path: path.to_path_buf() });
        }
        let is_done = match &undo.before {
            Some(before) => target.replace(before.as_bytes(), turn)?.is_some(),
            None => target.remove()?,
        };
        if is_done {
            return Ok(undo.before.is_none());
        }
    }
    Err(trouble::keeps_changing(path))
}

fn sha256(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}
