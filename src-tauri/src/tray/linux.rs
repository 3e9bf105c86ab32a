//! A `StatusNotifierItem`, spoken over D-Bus by itself: Tauri's own icon needs a C library that is not everywhere, and
//! ends the program where it is missing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ksni::blocking::{Handle, TrayMethods as _};
use ksni::menu::{StandardItem, SubMenu};
use ksni::{MenuItem, OfflineReason, ToolTip};
use tauri::{AppHandle, Runtime};

use super::carry_out;
use super::menu::{Deed, Glyph, Item, Look};

/// The icon on the bus.
pub struct Icon<R: Runtime> {
    handle: Handle<Drawn<R>>,
    is_seen: Arc<AtomicBool>,
}

impl<R: Runtime> Icon<R> {
    /// Fails where there is no bus. A panel that starts later than the app gets the icon then.
    pub fn new(app: &AppHandle<R>) -> Result<Self, ksni::Error> {
        let is_seen = Arc::new(AtomicBool::new(true));
        let drawn = Drawn { app: app.clone(), look: Look::default(), is_seen: is_seen.clone() };
        let handle = drawn.assume_sni_available(true).spawn()?;
        Ok(Self { handle, is_seen })
    }

    /// A panel shows it.
    pub fn is_seen(&self) -> bool {
        !self.handle.is_closed() && self.is_seen.load(Ordering::Relaxed)
    }

    /// Draws it so.
    pub fn show(&self, look: &Look) {
        self.handle.update(|drawn| drawn.look = look.clone());
    }
}

struct Drawn<R: Runtime> {
    app: AppHandle<R>,
    look: Look,
    is_seen: Arc<AtomicBool>,
}

impl<R: Runtime> Drawn<R> {
    fn carry_out(&self, deed: Deed) {
        let app = self.app.clone();
        // This is the bus's thread: it has to answer the panel at once.
        tauri::async_runtime::spawn(async move { carry_out(&app, deed) });
    }

    fn item(item: &Item) -> MenuItem<Self> {
        match item {
            Item::Line => MenuItem::Separator,
            Item::Note(label) => {
                StandardItem { label: label.clone(), enabled: false, ..StandardItem::default() }.into()
            }
            Item::Menu(label, items) => {
                let submenu = items.iter().map(Self::item).collect();
                SubMenu { label: label.clone(), submenu, ..SubMenu::default() }.into()
            }
            Item::Deed(label, deed) => {
                let deed = deed.clone();
                let activate = Box::new(move |drawn: &mut Self| drawn.carry_out(deed.clone()));
                StandardItem { label: label.clone(), activate, ..StandardItem::default() }.into()
            }
        }
    }
}

impl<R: Runtime> ksni::Tray for Drawn<R> {
    fn id(&self) -> String {
        "cdf-signin".into()
    }

    fn title(&self) -> String {
        "CDF Sign-in".into()
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.carry_out(Deed::Open);
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        vec![pixmap(self.look.glyph)]
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: "CDF Sign-in".into(), description: self.look.tooltip.clone(), ..ToolTip::default() }
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.look.items.iter().map(Self::item).collect()
    }

    fn watcher_online(&self) {
        self.is_seen.store(true, Ordering::Relaxed);
    }

    fn watcher_offline(&self, _reason: OfflineReason) -> bool {
        self.is_seen.store(false, Ordering::Relaxed);
        true
    }
}

/// As the bus wants it: alpha first.
fn pixmap(glyph: Glyph) -> ksni::Icon {
    let image = match glyph {
        Glyph::SignedOut => tauri::include_image!("../icons/tray/signed-out.png"),
        Glyph::SignedIn => tauri::include_image!("../icons/tray/signed-in.png"),
        Glyph::Offline => tauri::include_image!("../icons/tray/offline.png"),
        Glyph::NeedsYou => tauri::include_image!("../icons/tray/needs-you.png"),
    };
    let data = image.rgba().chunks_exact(4).flat_map(|pixel| [pixel[3], pixel[0], pixel[1], pixel[2]]).collect();
    ksni::Icon { width: image.width().cast_signed(), height: image.height().cast_signed(), data }
}
