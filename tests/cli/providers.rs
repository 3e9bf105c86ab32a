use cdf_signin_tests::Home;

use crate::{COMPLETE, Transcript};

const APP: &str = "--client-id my-app --cluster westeurope-1 --project north-prod";

#[test]
fn a_national_cloud_is_chosen_not_typed() {
    let home = Home::new();
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&[&format!("profile add north {COMPLETE} --cloud us-government"), "profile show"]);
    transcript.run_all(&["profile edit north --cloud france --json", "profile edit north --cloud atlantis"]);
    transcript.run_all(&["profile edit north --cloud china --authority https://login.example"]);
    transcript.run_all(&["profile edit north --authority https://login.chinacloudapi.cn", "profile show"]);
    transcript.run_all(&["profile edit north --authority https://login.example", "profile show"]);
    transcript.is_golden("clouds");
}

#[test]
fn kinds_of_providers_fill_in_what_is_known_of_them() {
    let home = Home::new();
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&[&format!("profile add a {APP} --provider auth0")]);
    transcript
        .run_all(&[&format!("profile add a {APP} --provider auth0 --issuer north.eu.auth0.com"), "profile show a"]);
    transcript.run_all(&[&format!("profile add b {APP} --provider cdf --flow browser")]);
    transcript.run_all(&[&format!("profile add b {APP} --provider cdf"), "profile show b"]);
    transcript.run_all(&[&format!("profile add c {APP} --provider other")]);
    transcript.run_all(&[&format!("profile add c {APP} --provider other --issuer http://login.example")]);
    transcript.run_all(&[&format!("profile add c {APP} --provider other --issuer https://login.example --json")]);
    transcript.run_all(&[&format!("profile add d {COMPLETE} --provider entra --issuer https://login.example")]);
    transcript.run_all(&[&format!("profile add d {COMPLETE} --response-mode fragment")]);
    transcript.run_all(&[&format!("profile add d {COMPLETE} --provider okta")]);
    transcript.is_golden("providers");
}
