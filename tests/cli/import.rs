//! Profiles from other tools' files, and for colleagues.

use std::fs;

use cdf_signin_tests::{Home, home};

use crate::terminal::on_a_terminal;
use crate::{COMPLETE, Transcript, home_with, profiles_file};

const TOOLKIT: &str = "CDF_CLUSTER=az-ams-sp-002\nCDF_PROJECT=plant\nLOGIN_FLOW=client_credentials\nIDP_TENANT_ID=north.example\n\
    IDP_CLIENT_ID=7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\nIDP_CLIENT_SECRET=hush-hush\nCDF_URL=https://az-ams-sp-002.cognitedata.com\n";

const PYGEN: &str = "[cognite]\nproject = \"plant\"\ntenant_id = \"north.example\"\ncdf_cluster = \"api\"\n\
    client_id = \"7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\"\nlogin_flow = \"interactive\"\n";

const EXTRACTOR: &str = "cognite:\n  project: ${COGNITE_PROJECT}\n  host: https://cdf.north.example\n  idp-authentication:\n    \
    token-url: https://login.north.example/token\n    client-id: app\n    secret: hush-hush\n";

/// A home with the files of several tools in `work`.
fn home_with_files() -> Home {
    let home = home_with(&["north"]);
    for (name, text) in [(".env", TOOLKIT), ("pygen.toml", PYGEN), ("config.yaml", EXTRACTOR)] {
        fs::write(home.work(name), text).unwrap();
    }
    fs::create_dir(home.work("node_modules")).unwrap();
    fs::write(home.work("node_modules/.env"), TOOLKIT.replace("plant", "other")).unwrap();
    home
}

#[test]
fn what_is_understood_is_shown_and_added_when_somebody_says_so() {
    let home = home_with_files();
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&[
        "profile import work/.env",
        "profile import work/.env --yes",
        "profile import work/.env --yes",
    ]);
    transcript.run_all(&["profile import work", "profile import work --yes", "profile show plant-api"]);
    transcript.run_all(&["profile import work/config.yaml --yes"]);
    let address = "https://north.fusion.cognite.com/north-dev/search?cluster=westeurope-1.cognitedata.com";
    transcript.run_all(&[
        &format!("profile import {address} --yes"),
        &format!("profile import {address} --yes --tenant-id north.example --client-id 7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88 --name dev"),
    ]);
    transcript.run_all(&[
        "profile import work --name x",
        "profile import nowhere",
        "profile import work/node_modules/.env --dry-run",
    ]);
    transcript.is_golden("import");
    assert!(!profiles_file(&home).contains("hush"));
}

#[test]
fn the_same_as_json() {
    let home = home_with_files();
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&["profile import work --json", "profile import work --dry-run --json"]);
    transcript.run_all(&["profile import work --yes --with-secrets --json"]);
    transcript.is_golden("import_json");
}

#[test]
fn a_secret_comes_along_only_when_somebody_says_so() {
    let home = home_with_files();
    let _ = home.cli("profile import work/.env --yes --name without").run().done();
    let without = home.cli("profile show without --json").run().done().json();
    assert_eq!(without["secret_kept"], false);
    let _ = home.cli("profile remove without --yes").run().done();

    let (screen, exit) = on_a_terminal(&home, "profile import work/.env --name no", "y\nn\n");
    assert_eq!(exit, Some(0), "{screen}");
    assert!(screen.contains("Keep the secrets that stand there too") && !screen.contains("hush"), "{screen}");
    assert_eq!(home.cli("profile show no --json").run().done().json()["secret_kept"], false);
    let _ = home.cli("profile remove no --yes").run().done();

    let (screen, exit) = on_a_terminal(&home, "profile import work/.env --name yes", "y\ny\n");
    assert_eq!(exit, Some(0), "{screen}");
    assert_eq!(home.cli("profile show yes --json").run().done().json()["secret_kept"], true);
    assert!(!profiles_file(&home).contains("hush"));
}

#[test]
fn a_person_is_asked_for_what_is_missing_and_may_say_no() {
    let home = home_with_files();
    let address = "'https://north.fusion.cognite.com/north-dev?cluster=api.cognitedata.com'";
    let (screen, exit) = on_a_terminal(
        &home,
        &format!("profile import {address}"),
        "north.example\n7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\nn\n",
    );
    assert_eq!(exit, Some(7), "{screen}");
    let answers = "north.example\n7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\nyes\n";
    let (screen, exit) = on_a_terminal(&home, &format!("profile import {address}"), answers);
    assert_eq!(exit, Some(0), "{screen}");
    assert_eq!(home.cli("profile show north-dev --json").run().done().json()["tenant_id"], "north.example");
}

#[test]
fn an_export_is_for_colleagues_and_comes_back() {
    let home = Home::new();
    let _ = home
        .cli(&format!("profile add north {COMPLETE} --login-hint me@north.example --redirect-port 53100"))
        .run()
        .done();
    let _ = home.cli(&format!("profile add app {COMPLETE} --flow client-secret")).run().done();
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&[
        "profile export north",
        "profile export north app --to work",
        "profile export north app --to work",
    ]);
    transcript.run_all(&[
        "profile export north app --to work --force --json",
        "profile export nobody",
        "profile export",
    ]);
    transcript.is_golden("export");
    let exported = home.work("profiles.cdfprofile");
    assert_eq!(home::mode(&exported), 0o600);

    let colleague = Home::new();
    let _ = colleague.cli("profile import").arg(&exported).args("--yes").run().done();
    let one = |home: &Home, name: &str| {
        let mut profile = home.cli(&format!("profile show {name} --json")).run().done().json();
        profile["login_hint"] = serde_json::Value::Null;
        profile
    };
    assert_eq!((one(&colleague, "north"), one(&colleague, "app")), (one(&home, "north"), one(&home, "app")));
    // A second time there is nothing to do.
    let again = colleague.cli("profile import").arg(&exported).args("--yes --json").run().done().json();
    assert!(again.as_array().unwrap().iter().all(|one| one["added"] == false), "{again}");
}

#[test]
fn an_export_goes_through_no_link() {
    let home = home_with(&["north"]);
    fs::write(home.work("target"), "mine").unwrap();
    std::os::unix::fs::symlink(home.work("target"), home.work("link")).unwrap();
    home.cli("profile export north --to work/link --force --json").run().failed(9, "file_refused");
    assert_eq!(fs::read_to_string(home.work("target")).unwrap(), "mine");
}
