//! The local socket: a host that runs long (the app, or `cdf-signin agent`) answers other programs of the same person.
//!
//! # For those who write tools
//!
//! The socket is a Unix socket in a folder that only its owner may enter: `$XDG_RUNTIME_DIR/cdf-signin/agent.sock`, or
//! `run/agent.sock` under `$CDF_SIGNIN_HOME` where that is set. On Windows it is a named pipe that only its owner may open.
//! `cdf-signin agent --json` and the `about` ask say where.
//!
//! One line of JSON asks, one line answers, and so on for as long as the connection is open:
//!
//! ```text
//! → {"v":1,"ask":"token","profile":"north","min_validity":300}
//! ← {"v":1,"token":{"access_token":"…","token_type":"Bearer","expires_at":"2026-11-24T15:04:05Z","expires_in":3011,
//!    "profile":"north","project":"north-prod","base_url":"https://westeurope-1.cognitedata.com"}}
//! → {"v":1,"ask":"status","profile":"north"}
//! ← {"v":1,"status":{"profile":"north","state":"signed_in","expires_in":3011,"renews_at":"2026-11-24T14:51:40Z",…}}
//! → {"v":1,"ask":"token","profile":"nobody"}
//! ← {"v":1,"error":{"code":"profile_not_found","message":"…","hint":"…"}}
//! ```
//!
//! | ask | members | answer |
//! |---|---|---|
//! | `token` | `profile` (left out: the default or only one), `min_validity` in seconds, `no_refresh` | `token` |
//! | `status` | `profile` | `status` |
//! | `endpoint` | `profile` | `endpoint`: how the profile's token endpoint stands, and who asked it |
//! | `about` | | `about`: program, version, process, what it can be asked |
//! | `stop` | | `stopping`; an agent ends, the app refuses |
//!
//! - Members that are not known are ignored, on both sides. A version or an ask that is not known is answered with an error
//!   whose code is `usage` and whose message says what is spoken.
//! - Codes, messages and hints of errors are those of `cdf-signin --json`.
//! - A token may take as long as a request to the provider. Who sets `"wait":true` hears `{"v":1,"working":true}` at least
//!   every second until the answer: no line for longer than that means that the host hangs.
//! - `home` (optional) says whose files the asker means: `{"profiles":PATH,"sessions":PATH,"vault":"keyring"}`. A host of another
//!   home answers `usage` rather than with another person's profile of the same name.
//! - A line is at most 64 KiB, an idle connection is closed after half a minute.
//! - The answer holds an access token at most: never a refresh token, a client secret, a code or a key.

mod ask;
mod client;
mod place;
mod server;
#[cfg(test)]
mod tests;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

pub use ask::About;
pub(crate) use ask::moment_text;
pub use client::Client;
pub use server::{Host, serve};

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

/// Why there is no socket.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum SocketError {
    #[error("the folder {folder} belongs to another account")]
    ForeignFolder { folder: String },
    #[error("{path} is in the way: it is no socket")]
    InTheWay { path: String },
    #[error("the socket {path} could not be made: {message}")]
    Io { path: String, message: String },
}
