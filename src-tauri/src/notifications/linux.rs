//! `org.freedesktop.Notifications`, over the session's bus (Desktop Notifications Specification 1.2).

use std::collections::HashMap;

use futures_util::StreamExt as _;
use tauri::{AppHandle, Manager as _, Runtime};
use tokio::sync::OnceCell;
use zbus::zvariant::Value;

use super::{About, Notifications, Text, carry_out};

/// What a click on the notification itself does.
const CLICKED: &str = "default";

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
trait Server {
    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;
}

/// One connection for as long as the app runs: a click comes back to whoever told.
async fn server() -> zbus::Result<&'static ServerProxy<'static>> {
    static SERVER: OnceCell<ServerProxy<'static>> = OnceCell::const_new();
    SERVER.get_or_try_init(|| async { ServerProxy::new(&zbus::Connection::session().await?).await }).await
}

pub fn start<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let Ok(server) = server().await else { return };
        let Ok(mut clicks) = server.receive_action_invoked().await else { return };
        while let Some(click) = clicks.next().await {
            let Ok(click) = click.args() else { continue };
            // Other programs' notifications have ids too.
            if let Some(about) = app.state::<Notifications>().about(click.id) {
                carry_out(&app, about);
            }
        }
    });
}

pub async fn tell<R: Runtime>(_app: &AppHandle<R>, _about: &About, text: &Text) -> zbus::Result<u32> {
    let hints = HashMap::from([
        ("desktop-entry", Value::from("cdf-signin-desktop")),
        // Normal: quiet hours hold back what is not critical.
        ("urgency", Value::from(1_u8)),
    ]);
    let actions = [CLICKED, text.deed, "deed", text.deed];
    let server = server().await?;
    server.notify("CDF Sign-in", 0, "cdf-signin-desktop", &text.title, &escaped(&text.body), &actions, hints, -1).await
}

pub async fn close(id: u32) {
    if let Ok(server) = server().await {
        // One that the person has closed is not there any more.
        let _ = server.close_notification(id).await;
    }
}

/// A server may read the body as markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
