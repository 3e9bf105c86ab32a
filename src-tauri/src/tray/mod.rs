//! The tray icon: how things stand at a glance, and what one does every day without a window.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;
mod menu;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError};

use cdf_signin_engine::session::TokenRequest;
use cdf_signin_engine::sign_in::SignInOptions;
use cdf_signin_engine::{Engine, ErrorCode, profile::Flow};
use tauri::{AppHandle, Manager as _, Runtime};

#[cfg(not(target_os = "linux"))]
use elsewhere::Icon;
#[cfg(target_os = "linux")]
use linux::Icon;
use menu::{Deed, Look};

use crate::asked::{self, ask};
use crate::dto::{Ask, CopyForm, Overview};
use crate::error::Answer;
use crate::{clipboard, words};

/// The icon, where this system has a place for one.
pub struct Tray<R: Runtime> {
    icon: Mutex<Option<Icon<R>>>,
    shown: Mutex<Look>,
}

impl<R: Runtime> Default for Tray<R> {
    fn default() -> Self {
        Self { icon: Mutex::default(), shown: Mutex::default() }
    }
}

impl<R: Runtime> Tray<R> {
    /// There is an icon that somebody can see.
    pub fn is_there(&self) -> bool {
        self.icon.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(Icon::is_seen)
    }

    /// Draws it anew where something is different.
    pub fn show(&self, app: &AppHandle<R>, now: &Overview) {
        if !self.is_there() {
            return;
        }
        let look = menu::look(now, &words::of(app).tray);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if *shown == look {
            return;
        }
        if let Some(icon) = &*self.icon.lock().unwrap_or_else(PoisonError::into_inner) {
            icon.show(&look);
        }
        *shown = look;
    }
}

/// Puts the icon there. Where the system has no tray nothing happens: the window has all of it too.
pub fn start<R: Runtime>(app: &AppHandle<R>) {
    let icon = Icon::new(app).inspect_err(|error| tracing::info!(%error, "there is no tray icon")).ok();
    *app.state::<Tray<R>>().icon.lock().unwrap_or_else(PoisonError::into_inner) = icon;
}

/// What a click on an entry asks for.
fn carry_out<R: Runtime>(app: &AppHandle<R>, deed: Deed) {
    match deed {
        Deed::Open => asked::open(app),
        Deed::Settings => ask(app, Ask::Settings),
        Deed::Show(profile) => ask(app, Ask::Choose { profile }),
        Deed::Quit => app.exit(0),
        Deed::CopyToken(profile) => {
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                // Why there is no token to copy is said where there is room for it.
                if copy_token(&app, &profile).await.is_err() {
                    ask(&app, Ask::Choose { profile });
                }
            });
        }
        Deed::SignIn(profile) => {
            let app = app.clone();
            tauri::async_runtime::spawn(async move { sign_in(&app, profile).await });
        }
    }
}

async fn copy_token<R: Runtime>(app: &AppHandle<R>, name: &str) -> Answer<()> {
    let engine = app.state::<Arc<Engine>>();
    let token = engine.token(&engine.profile(Some(name))?, TokenRequest::default()).await?;
    clipboard::put_token(app, &engine, &token, CopyForm::Token)?;
    Ok(())
}

/// Needs no window: the browser is where the person signs in. A code has to be read, and a failure too.
async fn sign_in<R: Runtime>(app: &AppHandle<R>, name: String) {
    let engine = app.state::<Arc<Engine>>();
    let Ok(profile) = engine.profile(Some(&name)) else { return ask(app, Ask::Choose { profile: name }) };
    if profile.flow == Flow::DeviceCode {
        return ask(app, Ask::SignIn { profile: name, anew: false });
    }
    match engine.sign_in(&profile, &SignInOptions::default(), None, &|_| {}).await {
        Err(failure) if failure.code != ErrorCode::Cancelled => ask(app, Ask::Choose { profile: name }),
        _ => {}
    }
}
