//! Files that stay with a profile: rewritten when its token is, emptied when its person signs out or their time is over.
//!
//! ```text
//! profiles.toml ──► Ward (what a profile wants written) ──┐
//! sealed session ──► the token there is ──────────────────┼──► KeptFiles (writes, takes back) ──► the writer, News
//! hand-offs.json ──► Ledger (what was done) ──────────────┘         ▲
//!                                                        Keeping (when, in a host)
//! ```
//!
//! - Whoever brings a token to a profile has its files written: a host that runs long within two seconds, whoever renewed;
//!   a command that renewed or signed in at its end. The ledger's print and a lock a profile make it one write a token.
//! - A file is written to first and noted then: a crash in between writes it once more.
//! - When a session ends by itself its last token stays in the files. It opens nothing, and a tool's 401 says more than a
//!   missing key; the next sign-in replaces it.
//! - A file that the person deletes is not made again without a word.
//! - The time after which a file is taken back counts from the person's order, not from a renewal. Then it is left alone
//!   until they have it written again.

#[cfg(test)]
mod host_tests;
mod keeping;
mod kept_files;
mod ledger;
mod listing;
#[cfg(test)]
mod tests;
mod ward;

pub(crate) use keeping::Keeping;
pub(crate) use kept_files::KeptFiles;
pub use listing::HandOffStatus;
pub(crate) use ward::keeper_of;
