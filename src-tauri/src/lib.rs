//! The desktop host of CDF Sign-in: a window over the engine. Composes and runs, nothing else.

mod about;
mod asked;
mod autostart;
mod check;
mod claims;
mod clipboard;
mod commands;
mod defect;
#[cfg(target_os = "linux")]
mod desktop_entry;
mod diagnostics;
mod dialogs;
mod draft;
mod dto;
mod endpoint;
mod error;
mod events;
mod glance;
mod hand_off;
mod import;
mod notifications;
mod overview;
mod settings;
mod shortcuts;
mod snippets;
mod startup;
mod status;
mod theme;
mod tray;
mod why;
mod windows;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use cdf_signin_clipboard::{Clipboard, hold};
use cdf_signin_engine::local_socket::{self, Host};
use cdf_signin_engine::{Engine, logs};
use tauri::async_runtime::{JoinHandle, block_on, spawn};
use tauri::utils::config::AppDirectoriesOverride;
use tauri::{AppHandle, Builder, Context, Manager as _, RunEvent, Runtime};

use asked::Asks;
use check::Checks;
use import::Imports;
use notifications::Notifications;
use settings::KeptSettings;
use startup::CannotStart;
use theme::SystemTheme;
use tray::Tray;

/// How long a closed window waits for a renewal under way.
const LAST_PATIENCE: Duration = Duration::from_secs(3);

/// Runs the app until its window is closed.
pub fn run() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|word| word == hold::WORD) {
        return block_on(hold::run()).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    startup::set_environment();
    defect::note_panics();
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
            {
                eprintln!("{reason}");
            }
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<(), CannotStart> {
    let (announcer, changed) = events::changes();
    let engine = Arc::new(Engine::for_this_machine(Arc::new(announcer)).map_err(CannotStart::Engine)?);
    logs::start(engine.places(), false).map_err(CannotStart::Engine)?;
    tracing::info!(version = env!("CARGO_PKG_VERSION"), process = std::process::id(), "the app starts");
    let folder = startup::make_folder(engine.places())?;
    #[cfg(target_os = "linux")]
    startup::find_display()?;
    let told_of = engine.clone();
    let hidden = std::env::args().skip(1).any(|word| word == asked::HIDDEN);
    let builder = Builder::default();
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_autostart::init(
        tauri_plugin_autostart::MacosLauncher::LaunchAgent,
        Some(vec![asked::HIDDEN]),
    ));
    let app = with_commands(builder, engine.clone())
        .plugin(windows::one_instance(&folder))
        .plugin(windows::remembered_place())
        .on_window_event(windows::follow)
        .setup(move |app| {
            glance::start(app.handle());
            if !hidden {
                windows::open(app.handle())?;
            }
            spawn(events::tell_changes(app.handle().clone(), told_of, changed));
            Ok(())
        })
        .build(context(folder))
        .map_err(CannotStart::Window)?;
    // Not before: a second start has ended by now.
    let mut at_work = Some(spawn(work(engine.clone())));
    // Ends the process when the window is closed, and with it every sign-in under way.
    app.run(move |app, event| match event {
        // Nobody has asked to quit: the last window was closed.
        RunEvent::ExitRequested { code: None, api, .. } if stays(app) => api.prevent_exit(),
        // macOS hands files and links over in this way, and not as words of a start.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => urls.iter().for_each(|url| asked::by_address(app, url.as_str())),
        RunEvent::Exit => {
            app.state::<Clipboard>().hand_over();
            finish(&engine, at_work.take());
        }
        _ => {}
    });
    Ok(())
}

/// What goes on beside the window: sign-ins are kept fresh, and other programs get their tokens.
async fn work(engine: Arc<Engine>) {
    // Without the socket everything works, by the vault: there is nothing to tell a person.
    let _ = tokio::join!(engine.keep_fresh(), local_socket::serve(engine.clone(), Host::App, |_| {}));
}

/// Without a window the app goes on in the tray, where it can be seen there and nobody has decided otherwise.
fn stays<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.state::<KeptSettings>().now().stay_in_tray && app.state::<Tray<R>>().is_there()
}

/// Waits a little for a renewal under way: the provider may have given the answer already, and nobody else has it.
fn finish(engine: &Engine, under_way: Option<JoinHandle<()>>) {
    engine.end();
    if let Some(under_way) = under_way {
        let _ = block_on(async { tokio::time::timeout(LAST_PATIENCE, under_way).await });
    }
}

/// `tauri.conf.json`, the permissions and the page, as compiled in; Tauri's own files go to `folder`.
fn context<R: Runtime>(folder: PathBuf) -> Context<R> {
    let mut context = tauri::generate_context!();
    context.config_mut().app.app_directories_override = Some(AppDirectoriesOverride::Root(folder));
    context
}

/// What the page may call, and what the commands work on. The names stand in `build.rs` too.
fn with_commands<R: Runtime>(builder: Builder<R>, engine: Arc<Engine>) -> Builder<R> {
    builder
        .manage(KeptSettings::of(engine.places()))
        .manage(engine)
        .manage(SystemTheme::default())
        .manage(Asks::of_this_start())
        .manage(Tray::<R>::default())
        .manage(Notifications::default())
        .manage(Checks::default())
        .manage(Clipboard::default())
        .manage(Imports::default())
        .invoke_handler(tauri::generate_handler![
            commands::window::page_drawn,
            commands::settings::settings,
            commands::settings::change_settings,
            commands::settings::take_asks,
            commands::settings::has_tray,
            commands::settings::starts_with_session,
            commands::settings::start_with_session,
            commands::settings::make_shortcut,
            commands::settings::about,
            commands::profiles::overview,
            commands::profiles::profile,
            commands::profiles::check_profile,
            commands::profiles::save_profile,
            commands::profiles::duplicate_profile,
            commands::profiles::remove_profile,
            commands::profiles::set_default_profile,
            commands::profiles::keep_secret,
            commands::profiles::forget_secret,
            commands::profiles::clouds,
            commands::profiles::choose_file,
            commands::profiles::read_pasted,
            commands::sign_in::sign_in,
            commands::sign_in::cancel_sign_in,
            commands::sign_in::open_sign_in_page,
            commands::sign_in::sign_out,
            commands::sign_in::sign_out_at_provider,
            commands::logs::open_log_folder,
            commands::claims::claims,
            commands::claims::why_project,
            commands::check::check,
            commands::check::cancel_check,
            commands::clipboard::copy_token,
            commands::clipboard::copy_text,
            commands::clipboard::read_clipboard,
            commands::hand_off::hand_off_formats,
            commands::hand_off::choose_place,
            commands::hand_off::preview_hand_off,
            commands::hand_off::write_hand_off,
            commands::hand_off::rewrite_hand_off,
            commands::hand_off::undo_write,
            commands::hand_off::ignore_in_git,
            commands::hand_off::keep_fresh,
            commands::hand_off::take_back,
            commands::hand_off::forget_hand_off,
            commands::hand_off::show_in_folder,
            commands::snippets::snippets,
            commands::snippets::snippet,
            commands::endpoint::endpoint,
            commands::endpoint::switch_endpoint,
            commands::endpoint::copy_endpoint_secret,
            commands::endpoint::renew_endpoint_secret,
            commands::import::choose_import,
            commands::import::import_found,
            commands::import::export_profile,
        ])
}
