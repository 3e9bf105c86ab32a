//! The app itself: its versions, the system it is on, and the report that helps others to help.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::sync::Arc;

use cdf_signin_engine::Engine;

use crate::diagnostics::{self, Surroundings};
use crate::dto::{AboutView, Settings};
use crate::overview;

/// All of it.
pub async fn about(engine: &Arc<Engine>, settings: &Settings) -> AboutView {
    let web_view = tauri::webview_version().unwrap_or_else(|_| "unknown".into());
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let made_with = format!("Tauri {}, {} {web_view}", tauri::VERSION, name_of_the_web_view());
    let system = format!("{} ({ARCH})", name_of_the_system());
    let surroundings = Surroundings::of_this_process(&version, &made_with, &system);
    let diagnostics = diagnostics::report(&surroundings, &overview::overview(engine).await, settings);
    AboutView { version, made_with, system, diagnostics }
}

fn name_of_the_web_view() -> &'static str {
    match OS {
        "windows" => "WebView2",
        "macos" => "WebKit",
        _ => "WebKitGTK",
    }
}

fn name_of_the_system() -> String {
    match OS {
        "windows" => "Windows".into(),
        "macos" => "macOS".into(),
        _ => {
            fs::read_to_string("/etc/os-release").ok().and_then(|text| pretty_name(&text)).unwrap_or_else(|| OS.into())
        }
    }
}

/// `PRETTY_NAME` of os-release(5).
fn pretty_name(os_release: &str) -> Option<String> {
    let name = os_release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches(['"', '\'']).to_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_called_as_it_calls_itself() {
        assert_eq!(
            pretty_name("NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n").as_deref(),
            Some("Debian GNU/Linux 12")
        );
        assert_eq!(pretty_name("NAME=x\nPRETTY_NAME=\"\"\n"), None);
    }
}
