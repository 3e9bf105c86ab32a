//! Keeps sign-ins fresh in a host that runs long: each is renewed before its token ends, and nobody has to ask.
//!
//! ```text
//! files, sign-ins here ──► Kept (what there is) ──► Schedule (what to do when) ──► Keeper (does it) ──► Sessions
//!                                                        ▲ time, outcomes                │ News
//! ```
//!
//! - [`schedule`] is told the time and decides; it does nothing itself. [`pace`] holds its numbers.
//! - A renewal takes the same way as everybody's who asks for a token: look, lock, look again, refresh, save. So any number of
//!   keepers and commands send one request, and each keeper learns from the sealed files what the others did.
//! - Time is the engine's clock, read at least every two seconds: a machine that slept, or whose clock was set, is noticed then.
//! - A browser is never opened. A session that needs a person is told of once, and left alone until it changes.

mod keeper;
mod kept;
mod news;
mod pace;
mod schedule;
#[cfg(test)]
mod tests;

pub use keeper::Keeper;
pub use kept::Kept;
pub use news::{News, Outlook};
pub use schedule::Trouble;
