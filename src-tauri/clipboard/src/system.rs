use cdf_signin_engine::{ErrorCode, Failure};
use secrecy::zeroize::Zeroizing;

use crate::ports::Board;
use crate::unavailable;

/// The desktop's clipboard.
#[derive(Default)]
pub struct System(Option<arboard::Clipboard>);

impl Board for System {
    fn put(&mut self, text: &str, is_confidential: bool) -> Result<(), Failure> {
        let set = self.opened()?.set();
        let set = if is_confidential { out_of_history(set) } else { set };
        set.text(text).map_err(|error| failed(&error))
    }

    fn text(&mut self) -> Result<Zeroizing<String>, Failure> {
        match self.opened()?.get_text() {
            Ok(text) => Ok(Zeroizing::new(text)),
            Err(arboard::Error::ContentNotAvailable) => Ok(Zeroizing::default()),
            Err(error) => Err(failed(&error)),
        }
    }

    fn clear(&mut self) -> Result<(), Failure> {
        self.opened()?.clear().map_err(|error| failed(&error))
    }
}

impl System {
    fn opened(&mut self) -> Result<&mut arboard::Clipboard, Failure> {
        match &mut self.0 {
            Some(clipboard) => Ok(clipboard),
            closed => Ok(closed.insert(open()?)),
        }
    }
}

fn open() -> Result<arboard::Clipboard, Failure> {
    #[cfg(target_os = "linux")]
    if ["WAYLAND_DISPLAY", "DISPLAY"]
        .into_iter()
        .all(|name| std::env::var_os(name).is_none_or(|value| value.is_empty()))
    {
        return Err(unavailable("neither DISPLAY nor WAYLAND_DISPLAY names a display"));
    }
    arboard::Clipboard::new().map_err(|error| unavailable(error.to_string().trim_end_matches('.')))
}

fn failed(error: &arboard::Error) -> Failure {
    Failure::new(
        ErrorCode::Internal,
        format!("The clipboard could not be used: {}.", error.to_string().trim_end_matches('.')),
        "Close other clipboard tools, then try again.",
    )
}

/// KDE, Windows and macOS have a word for it, each its own.
#[cfg(target_os = "linux")]
fn out_of_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtLinux::exclude_from_history(set)
}

#[cfg(target_os = "macos")]
fn out_of_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtApple::exclude_from_history(set)
}

#[cfg(windows)]
fn out_of_history(set: arboard::Set<'_>) -> arboard::Set<'_> {
    arboard::SetExtWindows::exclude_from_history(set)
}
