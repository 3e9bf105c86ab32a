//! Tauri's own icon, in the tray of Windows and in the menu bar of macOS.

use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{MouseButton, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Runtime};

use super::carry_out;
use super::menu::{Deed, Glyph, Item, Look};

const ID: &str = "cdf-signin";

/// The icon.
pub struct Icon<R: Runtime>(TrayIcon<R>);

impl<R: Runtime> Icon<R> {
    /// Fails where the system gives no place to it.
    pub fn new(app: &AppHandle<R>) -> tauri::Result<Self> {
        let icon = TrayIconBuilder::with_id(ID)
            .icon(image(Glyph::default()))
            .tooltip("CDF Sign-in")
            .show_menu_on_left_click(cfg!(target_os = "macos"))
            .on_menu_event(|app, event| {
                if let Some(deed) = deed(event.id().as_ref()) {
                    carry_out(app, deed);
                }
            })
            .on_tray_icon_event(|icon, event| {
                if matches!(event, TrayIconEvent::DoubleClick { button: MouseButton::Left, .. }) {
                    carry_out(icon.app_handle(), Deed::Open);
                }
            })
            .build(app)?;
        Ok(Self(icon))
    }

    /// It is there from its making on.
    #[expect(clippy::unused_self, reason = "elsewhere it can be out of sight")]
    pub fn is_seen(&self) -> bool {
        true
    }

    /// Draws it so.
    pub fn show(&self, look: &Look) {
        let app = self.0.app_handle();
        let shown = Menu::new(app).and_then(|menu| {
            for item in &look.items {
                menu.append(&*boxed(app, item)?)?;
            }
            self.0.set_menu(Some(menu))?;
            self.0.set_icon(Some(image(look.glyph)))?;
            self.0.set_tooltip(Some(&look.tooltip))
        });
        if let Err(error) = shown {
            tracing::warn!(%error, "the tray icon cannot be drawn");
        }
    }
}

fn boxed<R: Runtime>(app: &AppHandle<R>, item: &Item) -> tauri::Result<Box<dyn tauri::menu::IsMenuItem<R>>> {
    Ok(match item {
        Item::Line => Box::new(PredefinedMenuItem::separator(app)?),
        Item::Note(label) => Box::new(MenuItem::new(app, label, false, None::<&str>)?),
        Item::Deed(label, deed) => Box::new(MenuItem::with_id(app, id(deed), label, true, None::<&str>)?),
        Item::Menu(label, items) => {
            let menu = Submenu::new(app, label, true)?;
            for item in items {
                menu.append(&*boxed(app, item)?)?;
            }
            Box::new(menu)
        }
    })
}

/// An entry's id says what it does.
fn id(deed: &Deed) -> String {
    match deed {
        Deed::CopyToken(name) => format!("copy {name}"),
        Deed::SignIn(name) => format!("sign-in {name}"),
        Deed::Show(name) => format!("show {name}"),
        Deed::Open => "open".into(),
        Deed::Settings => "settings".into(),
        Deed::Quit => "quit".into(),
    }
}

fn deed(id: &str) -> Option<Deed> {
    Some(match id.split_once(' ').unwrap_or((id, "")) {
        ("copy", name) => Deed::CopyToken(name.into()),
        ("sign-in", name) => Deed::SignIn(name.into()),
        ("show", name) => Deed::Show(name.into()),
        ("open", _) => Deed::Open,
        ("settings", _) => Deed::Settings,
        ("quit", _) => Deed::Quit,
        _ => return None,
    })
}

fn image(glyph: Glyph) -> Image<'static> {
    match glyph {
        Glyph::SignedOut => tauri::include_image!("../icons/tray/signed-out.png"),
        Glyph::SignedIn => tauri::include_image!("../icons/tray/signed-in.png"),
        Glyph::Offline => tauri::include_image!("../icons/tray/offline.png"),
        Glyph::NeedsYou => tauri::include_image!("../icons/tray/needs-you.png"),
    }
}
