//! The commands as the page calls them: through Tauri's IPC, with the real permissions, on a home of their own.

use std::sync::Arc;

use cdf_signin_engine::Engine;
use cdf_signin_engine::adapters::{SystemBrowser, SystemClock};
use cdf_signin_engine::http::Http;
use cdf_signin_engine::places::Places;
use cdf_signin_engine::ports::NoEvents;
use cdf_signin_engine::session::Sessions;
use cdf_signin_engine::vault::{Vault, VaultKind};
use serde_json::{Value, json};
use tauri::http::HeaderMap;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tempfile::TempDir;

pub struct Page {
    window: WebviewWindow<MockRuntime>,
    pub app: App<MockRuntime>,
    pub home: TempDir,
}

impl Page {
    pub fn open() -> Self {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        let vault = Vault::open(&places, VaultKind::Memory);
        let sessions =
            Sessions::new(vault, Http::new(), Arc::new(SystemClock), Arc::new(SystemBrowser), Arc::new(NoEvents));
        let engine = Arc::new(Engine::with(places, sessions));
        let app =
            crate::with_commands(mock_builder(), engine).build(crate::context(home.path().join("window"))).unwrap();
        let window = window(&app, "main");
        Self { window, app, home }
    }

    pub fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        call(&self.window, "tauri://localhost", command, arguments)
    }
}

fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::default()).build().unwrap()
}

fn call(window: &WebviewWindow<MockRuntime>, page: &str, command: &str, arguments: Value) -> Result<Value, Value> {
    let page =
        if cfg!(windows) { page.replace("tauri://localhost", "http://tauri.localhost") } else { page.to_owned() };
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: page.parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: HeaderMap::default(),
        invoke_key: INVOKE_KEY.into(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

/// What the editor sends for a new profile.
pub fn draft() -> Value {
    json!({
        "name": "plant-north", "label": "Plant north", "flow": "browser", "tenant_id": "north.example",
        "client_id": "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88", "cluster": "westeurope-1", "project": "north-prod",
        "redirect_port": "", "fixed_port": false, "authority": "", "base_url": "", "scopes": "", "login_hint": "",
        "issuer": "", "audience": "", "certificate": "", "private_key": "", "pkcs12": "",
    })
}

pub fn with(mut draft: Value, field: &str, value: &str) -> Value {
    draft[field] = value.into();
    draft
}

#[test]
fn an_empty_home_is_an_empty_overview() {
    let page = Page::open();
    let overview = page.call("overview", json!({})).unwrap();
    let file = page.home.path().join("profiles.toml");
    assert_eq!(
        overview,
        json!({ "profiles": [], "notice": null, "profiles_error": null, "profiles_file": file.to_str() })
    );
}

#[test]
fn a_saved_profile_is_shown_signed_out() {
    let page = Page::open();
    let saved = page.call("save_profile", json!({ "draft": draft(), "original": null })).unwrap();
    assert_eq!(saved["draft"], draft());
    assert_eq!(saved["cdf_host"], "westeurope-1.cognitedata.com");
    assert_eq!(saved["status"]["state"], "signed_out");
    assert_eq!(page.call("overview", json!({})).unwrap()["profiles"], json!([saved]));
}

#[test]
fn a_refused_field_is_named() {
    let page = Page::open();
    let wrong = with(draft(), "client_id", "7c1f0a52");
    let arguments = json!({ "draft": wrong, "original": null });
    let error = page.call("save_profile", arguments.clone()).unwrap_err();
    assert_eq!((&error["code"], &error["field"]), (&json!("profile_invalid"), &json!("client_id")));
    let problems = page.call("check_profile", arguments).unwrap();
    assert_eq!(problems[0]["field"], "client_id");
    assert_eq!(problems[0]["message"], error["message"]);
    assert!(!page.home.path().join("profiles.toml").exists());
}

#[test]
fn a_name_that_another_profile_has_is_refused_while_typing_and_when_saving() {
    let page = Page::open();
    page.call("save_profile", json!({ "draft": draft(), "original": null })).unwrap();
    let again = json!({ "draft": with(draft(), "name", "Plant-North"), "original": null });
    let problems = page.call("check_profile", again.clone()).unwrap();
    let error = page.call("save_profile", again).unwrap_err();
    assert_eq!((&error["code"], &error["field"]), (&json!("profile_exists"), &json!("name")));
    assert_eq!((&problems[0]["field"], &problems[0]["message"]), (&error["field"], &error["message"]));
    let itself = json!({ "draft": draft(), "original": draft() });
    assert_eq!(page.call("check_profile", itself).unwrap(), json!([]));
}

#[test]
fn an_edit_keeps_what_was_changed_elsewhere_since_the_form_was_opened() {
    let page = Page::open();
    let file = page.home.path().join("profiles.toml");
    page.call("save_profile", json!({ "draft": draft(), "original": null })).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("westeurope-1", "az-ams-sp-002")).unwrap();
    let edited = json!({ "draft": with(draft(), "project", "south-prod"), "original": draft() });
    let saved = page.call("save_profile", edited).unwrap();
    assert_eq!(
        (&saved["draft"]["cluster"], &saved["draft"]["project"]),
        (&json!("az-ams-sp-002"), &json!("south-prod"))
    );
}

#[test]
fn saving_under_another_name_renames_and_keeps_what_the_page_does_not_show() {
    let page = Page::open();
    let file = page.home.path().join("profiles.toml");
    page.call("save_profile", json!({ "draft": draft(), "original": null })).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{text}prompt = \"select_account\" # mine\nshoe_size = 43\n")).unwrap();
    let renamed = json!({ "draft": with(draft(), "name", "plant-south"), "original": draft() });
    assert_eq!(page.call("save_profile", renamed).unwrap()["name"], "plant-south");
    let text = std::fs::read_to_string(&file).unwrap();
    for kept in ["[profiles.plant-south]", "prompt = \"select_account\" # mine", "shoe_size = 43"] {
        assert!(text.contains(kept), "{text}");
    }
    assert!(!text.contains("plant-north"), "{text}");
}

#[test]
fn an_unknown_profile_is_not_found_whatever_is_asked_of_it() {
    let page = Page::open();
    let name = json!({
        "name": "nowhere", "form": "token", "format": "dotenv", "path": "x", "options": { "select_account": false, "flow": null }, "steps": "__CHANNEL__:7", "secret": "x",
        "order": { "format": "dotenv", "path": "x", "keep_fresh": true, "take_back_after": null }, "keep": true, "id": "python",
        "on": true,
    });
    for command in [
        "profile",
        "duplicate_profile",
        "remove_profile",
        "set_default_profile",
        "sign_in",
        "open_sign_in_page",
        "sign_out",
        "sign_out_at_provider",
        "copy_token",
        "hand_off_formats",
        "choose_place",
        "preview_hand_off",
        "write_hand_off",
        "rewrite_hand_off",
        "keep_fresh",
        "take_back",
        "forget_hand_off",
        "snippet",
        "endpoint",
        "switch_endpoint",
        "copy_endpoint_secret",
        "renew_endpoint_secret",
        "export_profile",
        "check",
        "keep_secret",
        "forget_secret",
    ] {
        let error = page.call(command, name.clone()).unwrap_err();
        assert_eq!(error["code"], "profile_not_found", "{command}: {error}");
        assert!(!error["hint"].as_str().unwrap().contains("cdf-signin"), "{error}");
    }
}

#[test]
fn without_a_sign_in_there_is_nothing_to_copy_or_write() {
    let page = Page::open();
    page.call("save_profile", json!({ "draft": draft(), "original": null })).unwrap();
    let name = json!({ "name": "plant-north", "form": "header", "format": "sdk-json" });
    for command in ["copy_token", "choose_place"] {
        assert_eq!(page.call(command, name.clone()).unwrap_err()["code"], "sign_in_required", "{command}");
    }
}

#[test]
fn a_broken_file_is_told_with_its_line_and_left_alone() {
    let page = Page::open();
    let file = page.home.path().join("profiles.toml");
    std::fs::write(&file, "version = 1\n[profiles.a]\ntenant_id = \"x\n").unwrap();
    let overview = page.call("overview", json!({})).unwrap();
    assert_eq!(overview["profiles_error"]["code"], "profile_invalid");
    assert!(overview["profiles_error"]["message"].as_str().unwrap().contains("line 3"), "{overview}");
    assert!(page.call("save_profile", json!({ "draft": draft(), "original": null })).is_err());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "version = 1\n[profiles.a]\ntenant_id = \"x\n");
}

#[test]
fn each_way_to_sign_in_is_kept_with_its_own_fields() {
    let page = Page::open();
    let mut other = with(with(draft(), "flow", "client-certificate"), "pkcs12", "/keys/north.p12");
    (other["tenant_id"], other["issuer"]) = ("".into(), "https://north.eu.auth0.com/".into());
    other["audience"] = "https://westeurope-1.cognitedata.com".into();
    let saved = page.call("save_profile", json!({ "draft": other, "original": null })).unwrap();
    assert_eq!(saved["draft"], other);
    let text = std::fs::read_to_string(page.home.path().join("profiles.toml")).unwrap();
    for kept in ["flow = \"client-certificate\"", "pkcs12 = \"/keys/north.p12\"", "issuer = ", "audience = "] {
        assert!(text.contains(kept), "{text}");
    }
    let clouds = page.call("clouds", json!({})).unwrap();
    assert_eq!(clouds[0]["authority"], "https://login.microsoftonline.com");
}

#[test]
fn a_secret_goes_in_once_and_never_comes_back() {
    let page = Page::open();
    let daemon = with(draft(), "flow", "client-secret");
    let saved = page.call("save_profile", json!({ "draft": daemon, "original": null })).unwrap();
    assert_eq!(saved["has_secret"], false);
    let secret = "s3cr3t-canary-of-this-test";
    let kept = page.call("keep_secret", json!({ "name": "plant-north", "secret": secret })).unwrap();
    assert_eq!(kept["has_secret"], true);
    let overview = page.call("overview", json!({})).unwrap();
    assert!(!format!("{kept}{overview}").contains(secret), "{overview}");
    let forgotten = page.call("forget_secret", json!({ "name": "plant-north" })).unwrap();
    assert_eq!(forgotten["has_secret"], false);
    // Nobody but an application has one.
    page.call("save_profile", json!({ "draft": with(draft(), "name", "person"), "original": null })).unwrap();
    assert!(page.call("keep_secret", json!({ "name": "person", "secret": secret })).is_err());
}

#[test]
fn pasted_text_comes_back_as_fields() {
    let page = Page::open();
    let pasted =
        page.call("read_pasted", json!({ "text": "CDF_CLUSTER=westeurope-1\nCDF_PROJECT=north-prod" })).unwrap();
    assert_eq!(pasted["draft"]["cluster"], "westeurope-1");
    assert_eq!(pasted["missing"], json!(["tenant_id", "client_id"]));
}

#[test]
fn only_the_main_window_and_only_the_apps_own_page_may_call() {
    let page = Page::open();
    let denied = |answer: Result<Value, Value>| {
        let error = answer.unwrap_err().to_string();
        assert!(error.contains("not allowed"), "{error}");
    };
    let other = window(&page.app, "other");
    denied(call(&other, "tauri://localhost", "overview", json!({})));
    denied(call(&page.window, "https://login.microsoftonline.com", "overview", json!({})));
    // A plugin's command and one of Tauri's own, which no capability names.
    denied(page.call("plugin:window|close", json!({ "label": "main" })));
    denied(page.call("plugin:event|emit", json!({ "event": "profile-changed", "payload": null })));
}

/// `build.rs` closes every command; the capability opens each that the page has, and nothing is left over.
#[test]
fn each_command_is_allowed_by_its_own_line() {
    let page = Page::open();
    let capability: Value = serde_json::from_str(include_str!("../../capabilities/main.json")).unwrap();
    let allowed: Vec<String> = capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
        .map(|name| name.replace('-', "_"))
        .collect();
    assert_eq!(capability["windows"], json!(["main"]));
    assert_eq!(allowed.len(), 54);
    // Those that do something without an argument: they would open a window of the system's.
    let opens = ["open_log_folder", "choose_import"];
    for command in allowed.into_iter().filter(|command| !opens.contains(&command.as_str())) {
        // Without its arguments a command refuses, but in its own name.
        let error = page.call(&command, json!({})).err().unwrap_or_default().to_string();
        assert!(!error.contains("not allowed") && !error.contains("not found"), "{command}: {error}");
    }
}

#[test]
fn signing_out_at_the_provider_opens_its_page_or_tells_its_address() {
    let page = Page::open();
    let signed_out = |browser: &str| {
        let profile = format!(
            "[profiles.north]\ntenant_id = 'north.example'\nclient_id = '7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88'\n\
             cluster = 'westeurope-1'\nproject = 'north-prod'\nbrowser = '{browser}'\n"
        );
        std::fs::write(page.home.path().join("profiles.toml"), profile).unwrap();
        page.call("sign_out_at_provider", json!({ "name": "north" }))
    };
    // Cargo is where tests are, takes any word, and ends at once.
    assert_eq!(signed_out(env!("CARGO")).unwrap()["state"], "signed_out");
    let error = signed_out("/nowhere/browser").unwrap_err();
    let address = "https://login.microsoftonline.com/north.example/oauth2/v2.0/logout";
    assert!(error["hint"].as_str().unwrap().contains(address), "{error}");
}
