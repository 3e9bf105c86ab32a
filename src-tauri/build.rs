//! Compiles the app's configuration and its permissions into the program.

use tauri_build::{AppManifest, Attributes};

/// What the page may call, if its capability allows it too (`capabilities/main.json`). Without this list every page
/// could call every command.
const COMMANDS: &[&str] = &[
    "page_drawn",
    "settings",
    "change_settings",
    "take_asks",
    "has_tray",
    "starts_with_session",
    "start_with_session",
    "make_shortcut",
    "about",
    "overview",
    "profile",
    "check_profile",
    "save_profile",
    "duplicate_profile",
    "remove_profile",
    "set_default_profile",
    "keep_secret",
    "forget_secret",
    "clouds",
    "choose_file",
    "read_pasted",
    "read_clipboard",
    "sign_in",
    "cancel_sign_in",
    "open_sign_in_page",
    "sign_out",
    "sign_out_at_provider",
    "open_log_folder",
    "claims",
    "why_project",
    "check",
    "cancel_check",
    "copy_token",
    "copy_text",
    "hand_off_formats",
    "choose_place",
    "preview_hand_off",
    "write_hand_off",
    "rewrite_hand_off",
    "undo_write",
    "ignore_in_git",
    "keep_fresh",
    "take_back",
    "forget_hand_off",
    "show_in_folder",
    "snippets",
    "snippet",
    "endpoint",
    "switch_endpoint",
    "copy_endpoint_secret",
    "renew_endpoint_secret",
    "choose_import",
    "import_found",
    "export_profile",
];

fn main() {
    let attributes = Attributes::new().app_manifest(AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("{error:#}");
    }
}
