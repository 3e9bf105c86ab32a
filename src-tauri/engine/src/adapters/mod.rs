//! The real machine behind the engine's ports. Only composition roots (hosts, and [`crate::Engine::for_this_machine`])
//! name these.

mod key_file;
mod os_keyring;
mod system_browser;
mod system_clock;

pub use key_file::KeyFile;
pub use os_keyring::OsKeyring;
pub use system_browser::SystemBrowser;
pub use system_clock::SystemClock;
