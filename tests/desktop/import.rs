//! Profiles from files of other tools, in the window.

use std::fs;

use crate::desk::Desk;
use crate::display;
use crate::find::{button, heading, row, says};
use crate::window::{Window, until};

const SECRET: &str = "s3cr3t-canary-of-the-import";

#[test]
fn a_file_is_read_shown_and_added_and_its_secret_only_when_it_is_ticked() {
    let desk = Desk::empty("import");
    let home = &desk.person.home;
    let file = home.work("colleague.env");
    let text = format!(
        "CDF_CLUSTER=westeurope-1\nCDF_PROJECT=quay-test\nLOGIN_FLOW=client_credentials\nIDP_TENANT_ID=north.example\n\
         IDP_CLIENT_ID=7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\nIDP_CLIENT_SECRET={SECRET}\n"
    );
    fs::write(&file, text).unwrap();
    let window = Window::open(&desk);
    let choose = || {
        window.push("Import from a file…");
        until("the system's dialog", || display::active_title(home).filter(|title| title == "Import profiles"));
        // The dialog's field for a path opens at the first slash, and loses what is typed meanwhile.
        display::press(home, &["slash"]);
        display::picture(home, "import-dialog");
        display::press(home, &["ctrl+a"]);
        display::type_text(home, file.to_str().unwrap());
        display::press(home, &["Return"]);
        window.see(&heading("Found a profile"));
    };
    choose();
    window.see(&says("Take the client secret along"));
    window.picture("found");
    window.push("Cancel");
    window.see(&heading("Sign in to Cognite Data Fusion"));
    assert!(!desk.profiles_file().exists(), "nothing is added yet");

    choose();
    window.click("//input[@name=\"secret\"]");
    window.push("Add 1 profile");
    window.see(&row("quay-test"));
    window.see(&button("Get a token"));
    let page = window.script("return document.documentElement.outerHTML");
    assert!(!page.as_str().unwrap().contains(SECRET), "the secret is in the page");
    let profiles = fs::read_to_string(desk.profiles_file()).unwrap();
    assert!(profiles.contains("project = \"quay-test\"") && !profiles.contains(SECRET), "{profiles}");
}
