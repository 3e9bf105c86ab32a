//! The desktop host of CDF Sign-in: a window over the engine. Composes and runs, nothing else.

mod check;
mod clipboard;
mod commands;
mod draft;
mod dto;
mod error;
mod events;
mod hand_off;
mod overview;
mod startup;
mod status;
mod theme;
mod watch;
mod windows;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use cdf_signin_engine::Engine;
use tauri::async_runtime::spawn;
use tauri::utils::config::AppDirectoriesOverride;
use tauri::{Builder, Context, Runtime};

use check::Checks;
use clipboard::Clipboard;
use startup::CannotStart;
use watch::InFront;

/// Runs the app until its window is closed.
pub fn run() -> ExitCode {
    startup::set_environment();
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
    let (announcer, changed) = events::session_changes();
    let engine = Arc::new(Engine::for_this_machine(Arc::new(announcer)).map_err(CannotStart::Engine)?);
    let folder = startup::make_folder(engine.places())?;
    #[cfg(target_os = "linux")]
    startup::find_display()?;
    let app = with_commands(Builder::default(), engine.clone())
        .plugin(windows::one_instance(&folder))
        .plugin(windows::remembered_place())
        .on_window_event(windows::follow)
        .setup(move |app| {
            windows::open(app.handle())?;
            spawn(events::tell_changes(app.handle().clone(), engine.clone(), changed));
            spawn(watch::watch(app.handle().clone(), engine));
            Ok(())
        })
        .build(context(folder))
        .map_err(CannotStart::Window)?;
    // Ends the process when the window is closed, and with it every sign-in under way.
    app.run(|_, _| {});
    Ok(())
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
        .manage(engine)
        .manage(Checks::default())
        .manage(Clipboard::default())
        .manage(InFront::default())
        .invoke_handler(tauri::generate_handler![
            commands::window::page_drawn,
            commands::profiles::overview,
            commands::profiles::profile,
            commands::profiles::check_profile,
            commands::profiles::save_profile,
            commands::profiles::duplicate_profile,
            commands::profiles::remove_profile,
            commands::profiles::set_default_profile,
            commands::profiles::read_pasted,
            commands::sign_in::sign_in,
            commands::sign_in::cancel_sign_in,
            commands::sign_in::open_sign_in_page,
            commands::sign_in::sign_out,
            commands::check::check,
            commands::check::cancel_check,
            commands::clipboard::copy_token,
            commands::clipboard::copy_text,
            commands::clipboard::read_clipboard,
            commands::hand_off::hand_off_formats,
            commands::hand_off::write_hand_off,
            commands::hand_off::rewrite_hand_off,
            commands::hand_off::forget_hand_off,
        ])
}
