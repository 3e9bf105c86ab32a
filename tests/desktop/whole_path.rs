//! From the first start to a signed-in profile, a file and the next day.

use std::fs;

use cdf_signin_tests::provider::INGRID;
use cdf_signin_tests::{person, programs, secrets};

use crate::desk::Desk;
use crate::find::{COUNTDOWN, button, field, heading, says, shortened, under, wrong_field};
use crate::window::{Window, until};
use crate::{display, hand_offs};

#[test]
fn from_the_first_start_to_a_file_that_the_sdk_loads() {
    let mut desk = Desk::empty("whole-path");
    desk.use_chromium();
    let window = Window::open(&desk);
    add_a_profile(&desk, &window);
    sign_in(&desk, &window);
    see_the_time_go_by(&window);
    let token = copy_the_token(&desk, &window);
    write_the_file(&desk, &window, &token);
    window.close();

    let window = Window::open(&desk);
    window.see(&says("Ingrid Solberg"));
    window.see(COUNTDOWN);
    window.see(&says("Kept fresh"));
    assert_eq!(desk.person.token(), token);
    assert_eq!(desk.person.provider.requests_to("authorize").len(), 1, "no browser was needed");

    assert_eq!(desk.person.home.session_files().len(), 1);
    window.push("Sign out");
    window.see(&says("Ready when you are"));
    window.see_gone(COUNTDOWN);
    window.picture("6-signed-out");
    assert!(desk.person.home.session_files().is_empty());
    assert_eq!(desk.person.state(), "signed_out");
}

fn add_a_profile(desk: &Desk, window: &Window) {
    window.see(&heading("Sign in to Cognite Data Fusion"));
    window.see(&says("Add your first profile."));
    for value in ["Project", "Cluster", "Tenant ID", "Client ID"] {
        window.see(&says(value));
    }
    window.picture("1-first-start");
    window.push("Or fill in four values");
    let provider = &desk.person.provider;
    window.fill("label", "North plant");
    window.fill("name", "north");
    window.fill("tenant_id", &provider.tenant_id);
    window.fill("client_id", "5a1b-is-too-short");
    window.see(&wrong_field("client_id"));
    let told = window.text(&under("client_id"));
    assert!(told.contains("GUID") && told.contains("Example:"), "{told}");
    window.picture("2-wrong-client-id");
    window.fill("client_id", &provider.client_id);
    window.see_gone(&wrong_field("client_id"));
    window.fill("cluster", "westeurope-1");
    window.fill("project", "north-prod");
    window.click("//summary[contains(., \"Advanced\")]");
    window.choose("cloud", "other");
    window.see(&field("authority"));
    window.fill("redirect_port", &person::free_port().to_string());
    window.fill("authority", &provider.authority);
    window.fill("base_url", &provider.cdf);
    window.fill("scopes", "https://westeurope-1.cognitedata.com/.default");
    window.picture("3-all-filled-in");
    window.push("Save and sign in");
}

fn sign_in(desk: &Desk, window: &Window) {
    let provider = &desk.person.provider;
    window.see(&heading("Finish signing in in your browser"));
    window.see(&shortened(&format!("{}/{}/oauth2/v2.0/authorize?", provider.authority, provider.tenant_id)));
    window.see(&says("The browser comes back to http://localhost:"));
    window.see(&button("Cancel"));
    window.picture("4-signing-in");
    desk.pick_the_account();
    until("the account's name", || {
        assert_eq!(desk.chromium_log(), "");
        window.shows(&says("Ingrid Solberg")).then_some(())
    });
    window.see(&says(INGRID));
    window.see(&says("north-prod · westeurope-1"));
    assert_eq!(desk.person.state(), "signed_in");
    assert!(desk.keyring.as_ref().unwrap().secret().is_some(), "the vault's key is not in the keyring");
}

fn see_the_time_go_by(window: &Window) {
    let first = seconds_left(window);
    assert!((3000..=3600).contains(&first), "{first} seconds are left of an hour");
    let later = until("the countdown", || Some(seconds_left(window)).filter(|left| *left < first));
    assert!(later > 3000, "{later} seconds are left of {first}");
}

/// `59:58` in seconds.
fn seconds_left(window: &Window) -> u32 {
    let text = window.text(COUNTDOWN);
    text.split(':').fold(0, |seconds, part| seconds * 60 + part.parse::<u32>().unwrap())
}

fn copy_the_token(desk: &Desk, window: &Window) -> String {
    window.push("Copy token");
    window.see(&says("Token copied. Good for"));
    window.picture("5-copied");
    let token = display::clipboard(&desk.person.home).expect("nothing is on the clipboard");
    assert_eq!(desk.person.provider.inspect(&token).0, 200);
    let sha256 = secrets::sha256(token.as_bytes());
    let arrived = desk.person.provider.cdf_requests();
    assert!(arrived.iter().all(|request| request.token_sha256.as_ref() == Some(&sha256)), "{arrived:?}");
    assert_eq!(desk.person.token(), token);
    token
}

fn write_the_file(desk: &Desk, window: &Window, token: &str) {
    let home = &desk.person.home;
    let file = home.work("north.json");
    hand_offs::choose_file(desk, window, "sdk-json", &file);
    window.picture("5-preview");
    window.push("Write");
    window.see(&says("north.json written."));
    window.see(&says("Kept fresh"));
    window.picture("5-written");

    assert!(fs::read_to_string(&file).unwrap().contains(token));
    let before = desk.person.provider.cdf_requests().len();
    let script = programs::of_tests("tools/drivers/load_client.py");
    let mut sdk = home.command(&programs::python());
    let output = sdk.arg(script).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["project"], "north-prod");
    assert_eq!(answer["base_url"], desk.person.provider.cdf.as_str());
    let arrived = desk.person.provider.cdf_requests();
    let sha256 = secrets::sha256(token.as_bytes());
    assert!(arrived.len() > before, "the SDK asked nobody");
    assert!(arrived[before..].iter().all(|request| request.token_sha256.as_ref() == Some(&sha256)), "{arrived:?}");
}
