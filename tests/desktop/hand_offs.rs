//! Files, code and the endpoint for other tools, from the window.

use std::fs;
use std::path::Path;

use cdf_signin_tests::programs;

use crate::desk::Desk;
use crate::display;
use crate::find::{button, heading, menu_item, says};
use crate::window::{Window, until};

/// Opens the window, and signs in.
fn signed_in(desk: &Desk) -> Window<'_> {
    let window = Window::open(desk);
    window.push("Sign in");
    window.see(&says("Ingrid Solberg"));
    window
}

/// Chooses a format and, in the system's dialog, the file.
pub fn choose_file(desk: &Desk, window: &Window, format: &str, file: &Path) {
    let home = &desk.person.home;
    window.push("Write to file…");
    window.see(&heading("Hand on to a tool"));
    window.click(&format!("//input[@name=\"format\"][@value=\"{format}\"]"));
    window.picture("formats");
    window.push("Choose where…");
    until("the system's dialog", || display::active_title(home).filter(|title| title.starts_with("Write ")));
    // It proposes a name, of which only the part before the dot is selected.
    display::press(home, &["ctrl+a"]);
    display::type_text(home, file.to_str().unwrap());
    display::picture(home, &format!("{}-save-dialog", desk.name));
    display::press(home, &["Return"]);
    // A file that is there: the dialog asks too, before the app shows what would change.
    if file.exists() {
        until("the dialog's question", || {
            display::press(home, &["alt+r"]);
            window.shows(&button("Write")).then_some(())
        });
    }
    window.see(&button("Write"));
}

#[test]
fn a_file_of_somebodys_keeps_what_is_theirs_is_kept_fresh_and_is_undone() {
    let desk = Desk::new("hand-offs");
    let file = desk.person.home.work("tool.env");
    let theirs = "# mine\nEDITOR='vim'\nCDF_PROJECT=another\n";
    fs::write(&file, theirs).unwrap();
    let window = signed_in(&desk);
    choose_file(&desk, &window, "dotenv", &file);
    window.see("//*[@data-testid=\"diff\"]//p[contains(., \"CDF_PROJECT=another\")][contains(., \"Goes:\")]");
    window.see("//*[@data-testid=\"diff\"]//p[contains(., \"CDF_TOKEN=\")][contains(., \"Comes:\")]");
    window.picture("preview");
    let token = desk.person.token();
    let page = window.script("return document.documentElement.outerHTML");
    assert!(!page.as_str().unwrap().contains(&token), "the token is in the page");
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs, "nothing is written yet");

    window.push("Write");
    window.see(&says("tool.env written."));
    window.see(&says("Kept fresh"));
    window.picture("written");
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.starts_with("# mine\nEDITOR='vim'\nCDF_PROJECT=north-prod\n") && written.contains(&token));
    let profiles = || fs::read_to_string(desk.profiles_file()).unwrap();
    assert!(profiles().contains("keep_fresh = true"), "{}", profiles());

    window.push("More for Toolkit .env, tool.env");
    window.click(&menu_item("Stop keeping fresh"));
    window.see(&says("tool.env is not written by itself any more."));
    assert!(!profiles().contains("keep_fresh = true"), "{}", profiles());

    window.push("More for Toolkit .env, tool.env");
    window.click(&menu_item("Write again"));
    window.see(&says("tool.env written."));
    window.push("Undo");
    window.see(&says("tool.env is as it was before."));
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
}

#[test]
fn code_is_copied_for_the_profile_and_holds_no_token() {
    let desk = Desk::new("code");
    let window = signed_in(&desk);
    window.push("Use in code");
    window.see("//*[@data-testid=\"code\"]");
    window.picture("code");
    window.push("Copy code");
    window.see(&says("Code copied."));
    let code = display::clipboard(&desk.person.home).unwrap();
    assert!(code.contains("north") && code.contains("CogniteClient"), "{code}");
    assert!(!code.contains(&desk.person.token()));
}

#[test]
fn the_endpoint_is_switched_on_and_answers_who_has_its_secret() {
    let desk = Desk::new("endpoint");
    let home = &desk.person.home;
    let window = signed_in(&desk);
    window.click("//button[@role=\"switch\"][@aria-label=\"Token endpoint\"][@aria-checked=\"false\"]");
    window.see("//button[@role=\"switch\"][@aria-checked=\"true\"]");
    window.click("//summary[contains(., \"Address, secret and who asked\")]");
    window.see(&says("Nobody has asked since the app started."));
    window.push("Copy address");
    window.see(&says("Address copied."));
    let address = display::clipboard(home).unwrap();
    assert!(address.starts_with("http://127.0.0.1:") && address.ends_with("/north/token"), "{address}");
    window.push("Copy secret");
    window.see(&says("Client secret copied."));
    let secret = display::clipboard(home).unwrap();
    let page = window.script("return document.documentElement.outerHTML");
    assert!(!page.as_str().unwrap().contains(&secret), "the secret is in the page");

    let ask = |secret: &str| {
        let curl = programs::of_system("curl", "curl");
        let form = format!("grant_type=client_credentials&client_id=north&client_secret={secret}");
        let output = home.command(&curl).args(["--silent", "--data", &form, &address]).output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    assert_eq!(ask("wrong")["error"], "invalid_client");
    let answer = ask(&secret);
    assert_eq!(answer["access_token"], desk.person.token().as_str());
    window.see("//ul[@aria-label=\"Who asked\"]/li[1][contains(., \"curl\")][contains(., \"got a token\")]");
    window.see("//ul[@aria-label=\"Who asked\"]/li[2][contains(., \"did not know the secret\")]");
    window.picture("asked");

    window.click("//button[@role=\"switch\"]");
    window.see("//button[@role=\"switch\"][@aria-checked=\"false\"]");
}
