//! Light or dark: what is behind the page until it is drawn.

use std::sync::OnceLock;

use tauri::window::Color;
use tauri::{AppHandle, Manager as _, Runtime, Theme, WebviewWindow};

use crate::dto::ThemeChoice;
use crate::settings::KeptSettings;

/// The system's own theme, seen before a person's choice is put over it: on Linux it cannot be asked for afterwards.
#[derive(Default)]
pub struct SystemTheme(OnceLock<Theme>);

/// Dresses a new window: in the person's choice, or as the system has it.
pub fn dress<R: Runtime>(window: &WebviewWindow<R>) {
    let app = window.app_handle();
    let system = *app.state::<SystemTheme>().0.get_or_init(|| of(window));
    let chosen = app.state::<KeptSettings>().now().theme;
    if chosen.is_some() {
        go_by(app, chosen);
    } else {
        let _ = window.set_background_color(Some(background(system)));
    }
}

/// Has the window, its title bar and what is behind the page go by a choice; without one by the system again.
pub fn go_by<R: Runtime>(app: &AppHandle<R>, chosen: Option<ThemeChoice>) {
    let chosen = chosen.map(|choice| match choice {
        ThemeChoice::Light => Theme::Light,
        ThemeChoice::Dark => Theme::Dark,
    });
    // There “none” is light, whatever the desktop prefers.
    let system = app.state::<SystemTheme>().0.get().copied();
    let wanted = if cfg!(target_os = "linux") { chosen.or(system) } else { chosen };
    for window in app.webview_windows().into_values() {
        let _ = window.set_theme(wanted);
        if let Some(theme) = chosen.or(system) {
            let _ = window.set_background_color(Some(background(theme)));
        }
    }
}

/// The page's own background (`--bg` in `ui/src/look/tokens.css`), so that nothing flashes.
pub fn background(theme: Theme) -> Color {
    if theme == Theme::Dark { Color(0x1b, 0x1c, 0x1f, 0xff) } else { Color(0xf8, 0xf8, 0xf9, 0xff) }
}

/// The theme that the page sees. On Linux Tauri knows the desktop's preference only; the web view goes by
/// GTK's settings, which Tauri has set to that preference by now where there is one.
#[cfg(target_os = "linux")]
pub fn of<R: Runtime>(_window: &WebviewWindow<R>) -> Theme {
    use gtk::prelude::GtkSettingsExt;

    let settings = gtk::Settings::default();
    let wants_dark = settings.as_ref().is_some_and(GtkSettingsExt::is_gtk_application_prefer_dark_theme);
    let from_environment = std::env::var("GTK_THEME").ok();
    let name = from_environment.or_else(|| settings?.gtk_theme_name().map(Into::into)).unwrap_or_default();
    let is_dark = wants_dark || name.ends_with("-dark") || name.ends_with(":dark");
    if is_dark { Theme::Dark } else { Theme::Light }
}

/// The theme that the page sees.
#[cfg(not(target_os = "linux"))]
pub fn of<R: Runtime>(window: &WebviewWindow<R>) -> Theme {
    window.theme().unwrap_or(Theme::Light)
}
