//! Secrets in the clipboard, which the page asks for and never sees.

use cdf_signin_clipboard::Clipboard;
use cdf_signin_engine::Engine;
use cdf_signin_engine::session::Token;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};
use tauri::{AppHandle, Emitter as _, Manager as _, Runtime};

use crate::dto::{Copied, CopyForm};
use crate::error::Answer;
use crate::status::seconds;

/// What the page hears when a token was taken out of the clipboard.
const CLIPBOARD_CLEARED: &str = "clipboard-cleared";

/// Copies a token, and sees to it that it does not stay.
pub fn put_token<R: Runtime>(app: &AppHandle<R>, engine: &Engine, token: &Token, form: CopyForm) -> Answer<Copied> {
    let secret = token.access_token.expose_secret();
    let start = match form {
        CopyForm::Token => "",
        CopyForm::Header => "Authorization: Bearer ",
    };
    let text = Zeroizing::new([start, secret].concat());
    let cleared_in = put_secret(app, engine, &text)?;
    Ok(Copied { expires_in: Some(seconds(token.expires_in)), cleared_in })
}

/// Copies what the token endpoint's tools ask with, and sees to it that it does not stay.
pub fn put_client_secret<R: Runtime>(app: &AppHandle<R>, engine: &Engine, secret: &SecretString) -> Answer<Copied> {
    Ok(Copied { expires_in: None, cleared_in: put_secret(app, engine, secret.expose_secret())? })
}

/// Says in how many seconds it is taken out again, if it is.
fn put_secret<R: Runtime>(app: &AppHandle<R>, engine: &Engine, text: &str) -> Answer<Option<u32>> {
    let after = engine.clipboard_clear_after()?;
    let copied = app.state::<Clipboard>().put_secret(text, after)?;
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if app.state::<Clipboard>().clear_in_time(copied).await {
            // A page that is gone shows nothing that would have to change.
            let _ = app.emit(CLIPBOARD_CLEARED, ());
        }
    });
    Ok(after.map(seconds))
}
