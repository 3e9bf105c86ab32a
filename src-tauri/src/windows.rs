//! The one window: how it is made, and when it is shown.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::time::Duration;

use tauri::plugin::TauriPlugin;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{
    AppHandle, Manager as _, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
};
use tauri_plugin_window_state::StateFlags;

use crate::{asked, import, theme};

/// Its name in `capabilities/main.json`.
pub const MAIN: &str = "main";

/// A page that does not come must not leave the person without a window,
const PATIENCE: Duration = Duration::from_secs(3);
/// nor one that has come and does not say that it has drawn: a locked keyring takes its time.
const LOADED_PATIENCE: Duration = Duration::from_millis(700);

/// Makes the window, hidden until the page says that it has drawn.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let dev_server = app.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("CDF Sign-in")
        .inner_size(1024.0, 700.0)
        .min_inner_size(320.0, 480.0)
        .visible(false)
        .on_navigation(move |address| is_own(address, dev_server.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                show_after(LOADED_PATIENCE, window);
            }
        })
        .build()?;
    theme::dress(&window);
    show_after(PATIENCE, window);
    Ok(())
}

fn show_after<R: Runtime>(patience: Duration, window: WebviewWindow<R>) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(patience).await;
        let _ = window.show();
    });
}

/// Remembers the window's size and place.
pub fn remembered_place<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_window_state::Builder::new()
        // Not whether it is shown: that is decided here.
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .with_filename("place.json")
        .build()
}

/// A second start raises the first one's window, and ends. On Linux each home counts for itself, by its `folder`.
pub fn one_instance<R: Runtime>(folder: &Path) -> TauriPlugin<R> {
    let mut home = DefaultHasher::new();
    folder.hash(&mut home);
    let name = format!("dev.cdf-signin.desktop.home-{:x}", home.finish());
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(name)
        .callback(|app, words, folder| asked::by_second_start(app, &words, &folder))
        .build()
}

/// Keeps up with the window's theme, and with what is dropped on it.
pub fn follow<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    match event {
        WindowEvent::ThemeChanged(theme) => drop(window.set_background_color(Some(theme::background(*theme)))),
        WindowEvent::DragDrop(dragged) => import::follow(window.app_handle(), dragged),
        _ => {}
    }
}

/// Brings the window to the front; makes it anew where it was closed into the tray.
pub fn raise<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN) else {
        if let Err(error) = open(app) {
            tracing::error!(%error, "the window could not be opened");
        }
        return;
    };
    let _ = window.unminimize();
    let _ = window.show();
    let _ = window.set_focus();
}

/// The person has the window before them.
pub fn has_focus<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.get_webview_window(MAIN).is_some_and(|window| window.is_focused().unwrap_or(false))
}

/// Only the app's own page is ever shown; a link to elsewhere goes nowhere.
fn is_own(address: &Url, dev_server: Option<&Url>) -> bool {
    match (address.scheme(), address.host_str()) {
        // The second is what WebView2 makes of the first.
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => true,
        _ => dev_server.is_some_and(|server| server.origin() == address.origin()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_goes_nowhere_else() {
        let own = |address: &str| is_own(&address.parse().unwrap(), None);
        assert!(own("tauri://localhost/index.html"));
        assert!(own("http://tauri.localhost/"));
        for address in [
            "https://login.microsoftonline.com/",
            "http://localhost:53000/",
            "file:///etc/passwd",
            "data:,x",
            "tauri://elsewhere/",
            "http://tauri.localhost.example/",
        ] {
            assert!(!own(address), "{address}");
        }
        let server: Url = "http://127.0.0.1:1420".parse().unwrap();
        assert!(is_own(&"http://127.0.0.1:1420/src/main.ts".parse().unwrap(), Some(&server)));
        assert!(!is_own(&"http://127.0.0.1:1421/".parse().unwrap(), Some(&server)));
    }
}
