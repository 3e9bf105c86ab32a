//! Light or dark: what is behind the page until it is drawn.

use tauri::window::Color;
use tauri::{Runtime, Theme, WebviewWindow};

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
