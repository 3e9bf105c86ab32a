//! The desktop app.

// A console window beside the app's own would say nothing.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    cdf_signin_desktop::run()
}
