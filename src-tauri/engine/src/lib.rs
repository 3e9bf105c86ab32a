//! The sign-in engine of CDF Sign-in: no window, no terminal, no global state.
//!
//! A host makes one [`Engine`] and asks it. The modules, from the outside in:
//!
//! | module | what |
//! |---|---|
//! | [`profile`] | what a profile is, its checks, and the file it stands in |
//! | [`sign_in`] | the flows a person goes through, one file each, and the loopback listener |
//! | [`session`] | a sign-in over time: state, refresh, hand-out |
//! | [`freshness`] | renews sessions before they end, in hosts that run long |
//! | [`vault`] | sealed sessions on disk, their key in the system's keyring |
//! | [`local_socket`] | how such a host answers other programs of the same person |
//! | [`token_endpoint`] | how it answers tools that know OAuth alone |
//! | [`hand_off`] | files in the forms that other tools read |
//! | [`entra`] | Microsoft Entra ID's addresses, replies and errors |
//! | [`cdf`] | Cognite Data Fusion: its addresses, and what it lets a token do |
//! | [`check`] | a doctor: looks at all that a profile needs, and says what to do |
//! | [`ports`], [`adapters`] | what the engine asks of the machine, and the machine's answers |
//! | [`logs`] | what the app notes down about its own doings |
//! | [`failure`] | every failure in words, with a stable code |

pub mod adapters;
pub mod cdf;
pub mod check;
pub mod clock;
mod engine;
pub mod entra;
pub mod failure;
mod files;
pub mod freshness;
pub mod hand_off;
pub mod http;
pub mod local_socket;
pub mod logs;
pub mod places;
pub mod ports;
pub mod profile;
mod redaction;
pub mod session;
pub mod sign_in;
mod system_error;
#[cfg(test)]
mod testing;
pub mod token_endpoint;
pub mod vault;

pub use engine::{Engine, Imported, TheAgent};
pub use failure::{Action, ErrorCode, Failure};
