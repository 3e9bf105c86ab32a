//! A panel of the desktop's: shows the app's tray icon, reads its menu, and clicks on it; and shows notifications.

#![expect(
    clippy::unused_self,
    clippy::needless_pass_by_value,
    clippy::used_underscore_binding,
    reason = "methods that the bus calls have its shape"
)]

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use cdf_signin_tests::Home;
use zbus::blocking::{Connection, Proxy, connection};
use zbus::interface;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Value};

use crate::window::until;

/// An entry of a menu: its id, its properties, and the entries below it (`com.canonical.dbusmenu`).
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// A picture: width, height, and four bytes a pixel.
type Pixels = (i32, i32, Vec<u8>);

/// An entry as a person sees it.
#[derive(Debug, Clone)]
pub struct Entry {
    id: i32,
    pub label: String,
    pub entries: Vec<Entry>,
}

/// One notification, as the app asked for it.
#[derive(Debug, Clone)]
pub struct Notification {
    pub id: u32,
    pub title: String,
    pub body: String,
    pub actions: Vec<String>,
    pub urgency: Option<u8>,
}

#[derive(Default)]
struct Seen {
    items: Vec<String>,
    notifications: Vec<Notification>,
    closed: Vec<u32>,
}

/// Dropping it ends the panel: then there is no tray any more.
pub struct Panel {
    bus: Connection,
    seen: Arc<Mutex<Seen>>,
}

struct Watcher(Arc<Mutex<Seen>>);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: zbus::message::Header<'_>) {
        let sender = header.sender().unwrap().to_string();
        let name = if service.starts_with('/') { sender } else { service };
        self.0.lock().unwrap().items.push(name);
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.0.lock().unwrap().items.clone()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(signal)]
    async fn status_notifier_host_registered(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

struct Server(Arc<Mutex<Seen>>);

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        _app_name: String,
        _replaces_id: u32,
        _app_icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut seen = self.0.lock().unwrap();
        let id = u32::try_from(seen.notifications.len()).unwrap() + 1;
        let urgency = hints.get("urgency").and_then(|urgency| u8::try_from(urgency).ok());
        seen.notifications.push(Notification { id, title, body, actions, urgency });
        id
    }

    fn close_notification(&self, id: u32) {
        self.0.lock().unwrap().closed.push(id);
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".into(), "body".into()]
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action_key: &str) -> zbus::Result<()>;
}

impl Panel {
    /// On the session bus of that home.
    pub fn start(home: &Home) -> Self {
        let command = home.command(Path::new("bus"));
        let address = command.get_envs().find(|(name, _)| *name == OsStr::new("DBUS_SESSION_BUS_ADDRESS"));
        let address = address.unwrap().1.unwrap().to_str().unwrap().to_owned();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let bus = connection::Builder::address(address.as_str())
            .unwrap()
            .serve_at("/StatusNotifierWatcher", Watcher(seen.clone()))
            .unwrap()
            .serve_at("/org/freedesktop/Notifications", Server(seen.clone()))
            .unwrap()
            .name("org.kde.StatusNotifierWatcher")
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap()
            .build()
            .unwrap();
        Self { bus, seen }
    }

    fn item(&self) -> Option<String> {
        self.seen.lock().unwrap().items.last().cloned()
    }

    fn ask(&self, path: &'static str, interface: &'static str) -> Option<Proxy<'static>> {
        Proxy::new(&self.bus, self.item()?, path, interface).ok()
    }

    /// What the icon says when the pointer rests on it.
    pub fn tooltip(&self) -> Option<String> {
        let icon = self.ask("/StatusNotifierItem", "org.kde.StatusNotifierItem")?;
        let tip: (String, Vec<Pixels>, String, String) = icon.get_property("ToolTip").ok()?;
        Some(tip.3)
    }

    /// The icon's picture.
    pub fn picture(&self) -> Option<Vec<u8>> {
        let icon = self.ask("/StatusNotifierItem", "org.kde.StatusNotifierItem")?;
        let pictures: Vec<Pixels> = icon.get_property("IconPixmap").ok()?;
        pictures.into_iter().next().map(|(_, _, pixels)| pixels)
    }

    /// A click on the icon itself.
    pub fn click_icon(&self) {
        let icon = self.ask("/StatusNotifierItem", "org.kde.StatusNotifierItem").unwrap();
        let _: () = icon.call("Activate", &(0_i32, 0_i32)).unwrap();
    }

    /// The menu as it stands now.
    pub fn menu(&self) -> Option<Vec<Entry>> {
        let menu = self.ask("/MenuBar", "com.canonical.dbusmenu")?;
        let (_, root): (u32, Layout) = menu.call("GetLayout", &(0_i32, -1_i32, Vec::<String>::new())).ok()?;
        Some(entries(&root))
    }

    /// All it says, a line each, with what is below indented.
    pub fn text(&self) -> String {
        let line = |entry: &Entry, indent: &str| format!("{indent}{}\n", entry.label);
        let all = self.menu().unwrap_or_default();
        let lines = all
            .iter()
            .flat_map(|entry| [line(entry, "")].into_iter().chain(entry.entries.iter().map(|inner| line(inner, "  "))));
        lines.collect()
    }

    /// Clicks on an entry, by the labels on the way to it; each may be the beginning of one.
    pub fn click(&self, way: &[&str]) {
        let id = until(&format!("the entry {way:?}"), || {
            let mut all = self.menu()?;
            let mut id = None;
            for label in way {
                let entry = all.into_iter().find(|entry| entry.label.starts_with(label))?;
                (id, all) = (Some(entry.id), entry.entries);
            }
            id
        });
        let menu = self.ask("/MenuBar", "com.canonical.dbusmenu").unwrap();
        // The app may end of it before it answers.
        let _: zbus::Result<()> = menu.call("Event", &(id, "clicked", Value::from(0_i32), 0_u32));
    }

    /// How many icons there have been.
    pub fn icons(&self) -> usize {
        self.seen.lock().unwrap().items.len()
    }

    /// Every notification so far.
    pub fn notifications(&self) -> Vec<Notification> {
        self.seen.lock().unwrap().notifications.clone()
    }

    /// Those that the app has taken back.
    pub fn closed(&self) -> Vec<u32> {
        self.seen.lock().unwrap().closed.clone()
    }

    /// A click on a notification's button.
    pub fn press(&self, notification: &Notification) {
        let server = self.bus.object_server().interface::<_, Server>("/org/freedesktop/Notifications").unwrap();
        let pressed = Server::action_invoked(server.signal_emitter(), notification.id, &notification.actions[2]);
        zbus::block_on(pressed).unwrap();
    }
}

fn entries(layout: &Layout) -> Vec<Entry> {
    let below = layout.2.iter().filter_map(|value| Layout::try_from(value.try_clone().ok()?).ok());
    below
        .map(|layout| {
            let label = layout.1.get("label").and_then(|label| String::try_from(label.try_clone().ok()?).ok());
            Entry { id: layout.0, label: label.unwrap_or_default(), entries: entries(&layout) }
        })
        .collect()
}
