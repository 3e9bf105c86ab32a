//! Files for other tools and from them, through the same door as the page.

use std::fs;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Value, json};
use tauri::{DragDropEvent, Listener as _, PhysicalPosition};

use super::tests::{Page, draft, with};
use crate::import;

const SECRET: &str = "s3cr3t-canary-of-this-test";

/// An application with its client secret: it needs nobody and no network to be written.
fn application() -> Page {
    let page = Page::open();
    let daemon = with(draft(), "flow", "client-secret");
    page.call("save_profile", json!({ "draft": daemon, "original": null })).unwrap();
    page.call("keep_secret", json!({ "name": "plant-north", "secret": SECRET })).unwrap();
    page
}

#[test]
fn a_file_is_seen_before_it_is_written_and_the_writing_is_undone() {
    let page = application();
    let file = page.home.path().join("work.env");
    fs::write(&file, "# mine\nEDITOR=vim\n").unwrap();
    let place = json!({ "name": "plant-north", "format": "dotenv-client-credentials", "path": file });
    let preview = page.call("preview_hand_off", place.clone()).unwrap();
    assert_eq!((&preview["is_new"], &preview["is_foreign"]), (&json!(false), &json!(false)));
    let added =
        |line: &Value| line["change"] == "added" && line["text"].as_str().unwrap().starts_with("IDP_CLIENT_SECRET");
    assert!(preview["lines"].as_array().unwrap().iter().any(added), "{preview}");
    assert!(!preview.to_string().contains(SECRET), "{preview}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "# mine\nEDITOR=vim\n");

    let order = json!({
        "format": "dotenv-client-credentials", "path": file, "keep_fresh": false, "take_back_after": null,
    });
    let written = page.call("write_hand_off", json!({ "name": "plant-north", "order": order })).unwrap();
    assert_eq!((&written["exists"], &written["holds_token"]), (&json!(true), &json!(false)));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# mine\nEDITOR=vim\n") && text.contains(SECRET), "{text}");
    let overview = page.call("overview", json!({})).unwrap();
    assert_eq!(overview["profiles"][0]["hand_off"], json!([written]));
    assert!(!overview.to_string().contains(SECRET));

    page.call("rewrite_hand_off", place.clone()).unwrap();
    page.call("undo_write", json!({ "path": file })).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "# mine\nEDITOR=vim\n");

    page.call("write_hand_off", json!({ "name": "plant-north", "order": order })).unwrap();
    page.call("take_back", place).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("# mine\nEDITOR=vim\n") && !text.contains(SECRET), "{text}");
}

#[test]
fn formats_say_what_fits_a_profile_and_code_names_it() {
    let page = application();
    let formats = page.call("hand_off_formats", json!({ "name": "plant-north" })).unwrap();
    let formats = formats.as_array().unwrap();
    let of = |id: &str| formats.iter().find(|format| format["id"] == id).unwrap();
    assert_eq!(of("dotenv-client-credentials")["unfit"], Value::Null);
    assert_eq!(of("dotenv-client-credentials")["gives"], "application");
    page.call("save_profile", json!({ "draft": with(draft(), "name", "person"), "original": null })).unwrap();
    let formats = page.call("hand_off_formats", json!({ "name": "person" })).unwrap();
    let unfit = formats.as_array().unwrap().iter().find(|format| format["id"] == "dotenv-client-credentials").unwrap();
    for sentence in ["reason", "instead"] {
        assert!(unfit["unfit"][sentence].as_str().unwrap().ends_with('.'), "{unfit}");
    }
    let snippets = page.call("snippets", json!({})).unwrap();
    let id = &snippets[0]["id"];
    let code = page.call("snippet", json!({ "name": "person", "id": id })).unwrap();
    assert!(code.as_str().unwrap().contains("north-prod"), "{code}");
}

#[test]
fn dropped_files_are_read_here_and_a_secret_is_taken_only_when_it_is_wanted() {
    let page = Page::open();
    let folder = page.home.path().join("from-a-colleague");
    fs::create_dir(&folder).unwrap();
    let text = format!(
        "CDF_CLUSTER=westeurope-1\nCDF_PROJECT=north-prod\nLOGIN_FLOW=client_credentials\nIDP_TENANT_ID=north.example\n\
         IDP_CLIENT_ID=7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\nIDP_CLIENT_SECRET={SECRET}\n"
    );
    fs::write(folder.join(".env"), text).unwrap();
    let (sender, heard) = mpsc::channel();
    page.app.listen_any("dropped", move |event| sender.send(event.payload().to_owned()).unwrap());
    let drop_on_the_window = |path: &std::path::Path| -> Value {
        let event = DragDropEvent::Drop { paths: vec![path.into()], position: PhysicalPosition::default() };
        import::follow(page.app.handle(), &event);
        serde_json::from_str(&heard.recv_timeout(Duration::from_secs(30)).unwrap()).unwrap()
    };

    let dropped = drop_on_the_window(&folder);
    let found = &dropped["found"][0];
    assert_eq!((&found["secret"], &found["missing"]), (&json!("client secret"), &json!([])), "{dropped}");
    assert!(!dropped.to_string().contains(SECRET), "{dropped}");
    let without = page.call("import_found", json!({ "id": found["id"], "withSecret": false })).unwrap();
    assert_eq!(without["has_secret"], false);
    let gone = page.call("import_found", json!({ "id": found["id"], "withSecret": true })).unwrap_err();
    assert_eq!(gone["code"], "usage");

    page.call("remove_profile", json!({ "name": without["name"] })).unwrap();
    let again = drop_on_the_window(&folder.join(".env"));
    let with = page.call("import_found", json!({ "id": again["found"][0]["id"], "withSecret": true })).unwrap();
    assert_eq!(with["has_secret"], true);
    assert!(!with.to_string().contains(SECRET));

    let nothing = drop_on_the_window(&page.home.path().join("nowhere"));
    assert_eq!(nothing["found"], json!([]));
    assert!(nothing["failure"]["message"].as_str().unwrap().contains("nowhere"), "{nothing}");
}

#[test]
fn an_endpoint_whose_secret_nothing_keeps_stays_off_and_says_why() {
    let page = Page::open();
    page.call("save_profile", json!({ "draft": draft(), "original": null })).unwrap();
    let name = json!({ "name": "plant-north" });
    let endpoint = page.call("endpoint", name.clone()).unwrap();
    assert_eq!((&endpoint["is_on"], &endpoint["asked"]), (&json!(false), &json!([])));
    // The memory vault of these tests keeps nothing.
    let error = page.call("switch_endpoint", json!({ "name": "plant-north", "on": true })).unwrap_err();
    assert!(!error["hint"].as_str().unwrap().is_empty(), "{error}");
    assert_eq!(page.call("endpoint", name).unwrap()["is_on"], false);
}
