use cdf_signin_engine::Failure;
use secrecy::zeroize::Zeroizing;

/// The one clipboard of a desktop, which all programs share.
pub trait Board: Send {
    /// Copies a text; a confidential one is not meant for histories.
    fn put(&mut self, text: &str, is_confidential: bool) -> Result<(), Failure>;

    /// What is in it; empty when that is no text.
    fn text(&mut self) -> Result<Zeroizing<String>, Failure>;

    /// Empties it.
    fn clear(&mut self) -> Result<(), Failure>;
}
