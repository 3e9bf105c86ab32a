//! The app in its real window, each test on a screen, a session bus and a keyring of its own.

#![expect(clippy::unwrap_used, reason = "what a test stands on ends the test where it does not hold")]

mod accessibility;
mod beside;
mod check;
mod clipboard;
mod desk;
mod display;
mod find;
mod first_run;
mod hand_offs;
mod import;
mod keyboard;
mod keyring;
mod links;
mod memory;
mod notifications;
mod one_window;
mod other_ways;
mod page;
mod panel;
mod places;
mod processes;
mod token;
mod tray;
mod trouble;
mod whole_path;
mod window;
