//! What the page may call, one file a subject: unpack, ask the engine, answer. `build.rs` lists the names, and
//! `capabilities/main.json` allows them.

pub mod check;
pub mod claims;
pub mod clipboard;
pub mod endpoint;
pub mod hand_off;
#[cfg(test)]
mod hand_off_tests;
pub mod import;
pub mod logs;
pub mod profiles;
pub mod settings;
pub mod sign_in;
pub mod snippets;
#[cfg(test)]
mod tests;
pub mod window;

use std::sync::Arc;

use cdf_signin_engine::Engine;

/// The engine as commands get it.
type Asked<'a> = tauri::State<'a, Arc<Engine>>;
