use cdf_signin_tests::Home;

use crate::{COMPLETE, Transcript, home_with, home_with_file, profiles_file};

#[test]
fn from_the_first_profile_to_the_last() {
    let home = Home::new();
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&["profile list", &format!("profile add north {COMPLETE}")]);
    transcript.run("profile edit north --fixed-port --redirect-port 53100", &["--label", "Plant North, production"]);
    transcript.run_all(&["profile show", "profile duplicate north", "profile list", "profile show"]);
    transcript.run_all(&["profile default NORTH-2", "profile rename north-2 south", "profile list", "profile show"]);
    transcript.run("profile edit south --fixed-port=false", &["--redirect-port", "", "--label", ""]);
    transcript.run_all(&["profile show south", "profile remove south", "profile remove south --yes", "profile list"]);
    transcript.is_golden("profiles");
}

#[test]
fn the_same_as_json() {
    let home = Home::new();
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&["profile list --json", &format!("profile add north {COMPLETE} --scope a --scope b --json")]);
    transcript.run_all(&["profile edit north --redirect-port 53100 --json", "profile show --json"]);
    transcript.run_all(&["profile duplicate north --json", "profile default north-2 --json"]);
    transcript.run_all(&["profile rename north-2 south --json", "profile list --json"]);
    transcript.run_all(&["profile remove south --yes --json", "profile remove south --yes --json"]);
    transcript.is_golden("profiles_json");
}

#[test]
fn every_field_is_kept_as_given() {
    let home = Home::new();
    let fields = [
        ("label", "Plant North"),
        ("login_hint", "ingrid.solberg@north.example"),
        ("domain_hint", "north.example"),
        ("prompt", "login"),
        ("response_mode", "form_post"),
        ("browser", "firefox -P work"),
        ("authority", "https://login.microsoftonline.us"),
        ("base_url", "https://cdf.north.example"),
        ("authorize_url", "https://login.north.example/authorize"),
        ("token_url", "https://login.north.example/token"),
        ("issuer", "https://login.north.example/"),
        ("audience", "cdf"),
    ];
    let add = fields.iter().fold(home.cli(&format!("profile add north {COMPLETE} --json")), |add, (key, value)| {
        add.arg(format!("--{}", key.replace('_', "-"))).arg(value)
    });
    let profile = add.run().done().json();
    for (key, value) in fields {
        assert_eq!(profile[key], value);
    }
    let unset = fields.iter().fold(home.cli("profile edit north --json"), |edit, (key, _)| {
        edit.arg(format!("--{}=", key.replace('_', "-")))
    });
    let profile = unset.run().done().json();
    for (key, _) in fields {
        assert!(profile[key].is_null(), "{key}: {profile}");
    }
}

#[test]
fn names_that_are_taken() {
    let home = home_with(&["north", "south"]);
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&[&format!("profile add north {COMPLETE}"), &format!("profile add NORTH {COMPLETE}")]);
    transcript.run_all(&["profile rename south North", "profile rename nobody x", "profile duplicate nobody"]);
    transcript.run_all(&["profile default nobody", "profile edit nobody --label x", "profile edit north"]);
    transcript.is_golden("names_taken");
}

#[test]
fn comments_and_unknown_keys_survive() {
    let home = home_with_file(
        r#"# Mine. Do not touch.
version = 1
default = "north"   # the plant
theme = "later versions may know this"

[profiles.north] # first
tenant_id = "north.example"   # Ingrid's
client_id = '7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88'
cluster   = "westeurope-1"
project = "north-prod"        # production!
colour = "teal"               # unknown here
hand_off = [{ format = "dotenv", path = "~/work/.env", keep_fresh = true }]

# The second one.
[profiles.south]
tenant_id = "south.example"
client_id = "5a1b9e7c-2d3f-4c86-8b0e-94f7d1c6a520"
cluster = "api"
project = "south"
[profiles.south.notes]
who = "ask Lars"
"#,
    );
    let _ = home.cli("profile edit north --project north-staging --redirect-port 53100").run().done();
    let _ = home.cli("profile rename south east").run().done();
    let _ = home.cli(&format!("profile add west {COMPLETE}")).run().done();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("comments_survive", profiles_file(&home));
    });
}

#[test]
fn an_edit_that_is_refused_changes_nothing() {
    let home = home_with(&["north"]);
    let before = profiles_file(&home);
    let error =
        home.cli("profile edit north --project ok --cluster https://x --json").run().failed(3, "profile_invalid");
    assert_eq!(error["field"], "cluster");
    assert_eq!(profiles_file(&home), before);
}
