//! What the whole-flow tests stand on: real processes, a real provider, and a person between them.
//!
//! | module | what |
//! |---|---|
//! | [`person`] | a home with a profile, and the provider it signs in at: where most tests begin |
//! | [`home`] | a throw-away home folder, and the environment of the processes in it |
//! | [`cli`] | the command line as a process |
//! | [`browser`] | a browser that only follows redirects, as a library and as a program |
//! | [`waiting`] | the app's listener while a sign-in waits, for whoever else may knock |
//! | [`provider`] | the identity provider and CDF stand-in of `tests/provider`, and their logs |
//! | [`corporate`] | a company's network: a proxy with a password that inspects secure traffic |
//! | [`keyring`] | a session bus and a keyring of a test's own |
//! | [`programs`] | where the programs are that a test runs, and what to do when one is missing |
//! | [`secrets`] | looks for secrets where none may be |
//! | [`wait`] | waits for a condition instead of a time |

#![expect(clippy::unwrap_used, reason = "what a test stands on ends the test where it does not hold")]

pub mod browser;
pub mod cli;
pub mod corporate;
pub mod home;
pub mod keyring;
pub mod person;
pub mod programs;
pub mod provider;
mod reading;
pub mod secrets;
pub mod wait;
pub mod waiting;

pub use cli::{Output, Running, all_done};
pub use home::Home;
pub use person::Person;
pub use provider::Provider;
pub use waiting::Waiting;
