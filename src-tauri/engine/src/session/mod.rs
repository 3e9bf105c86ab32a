//! The sign-in of one profile over time: its tokens, its state, its refresh.

mod account;
mod announcing;
mod claims;
mod credentials;
mod provider_sign_out;
mod record;
mod refresh;
mod sessions;
mod standing;
mod state;
mod step_up;
#[cfg(test)]
mod tests;

pub use account::Account;
pub use claims::{Claims, Unreadable};
pub use credentials::{Credential, GivenSecrets};
pub use provider_sign_out::SignOutPage;
#[cfg(test)]
pub(crate) use record::Record;
pub(crate) use record::secret_text;
pub(crate) use refresh::margin;
pub use refresh::{Token, TokenRequest};
pub use sessions::{SessionError, Sessions, SignInRequired};
pub use standing::{Renewal, Standing};
pub use state::{State, Status};
