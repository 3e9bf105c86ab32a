//! The sign-in of one profile over time: its tokens, its state, its refresh.

mod account;
mod record;
mod refresh;
mod sessions;
mod state;
#[cfg(test)]
mod tests;

pub use account::Account;
pub use refresh::{Token, TokenRequest};
pub use sessions::{SessionError, Sessions, SignInRequired};
pub use state::{State, Status};
