use cdf_signin_tests::Home;

use crate::Transcript;

#[test]
fn help() {
    let home = Home::new();
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&[
        "help",
        "--version",
        "login --help",
        "status --help",
        "token --help",
        "write --help",
        "run --help",
        "endpoint --help",
        "check --help",
    ]);
    transcript.run_all(&["logout --help", "profile --help", "profile add --help", "profile remove --help"]);
    transcript.is_golden("help");
}

#[test]
fn unknown_words_end_with_2() {
    let home = Home::new();
    let mut transcript = Transcript::of(&home);
    transcript.run_all(&["frobnicate", "login --frob", "profile", "profile add", "token --min-validity soon"]);
    transcript.run_all(&["login --timeout 0", "token --format yaml", "write --format nothing --to x"]);
    transcript.run_all(&["write --format dotenv", "status --all north", "completions basic"]);
    transcript.run_all(&["frobnicate --json", "--json", "profile add --json", "token --json --format raw"]);
    transcript.is_golden("unknown_words");
}

#[test]
fn help_and_version_as_json() {
    let home = Home::new();
    assert_eq!(home.cli("--version --json").run().done().json()["name"], "cdf-signin");
    assert!(home.cli("login --help --json").run().done().json()["help"].as_str().unwrap().contains("--no-browser"));
}

#[test]
fn completions_know_the_commands() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = home.cli(&format!("completions {shell}")).run().done().stdout;
        assert!(script.contains("duplicate") && script.contains("select-account"), "{shell}");
        let document = home.cli(&format!("completions {shell} --json")).run().done().json();
        assert_eq!(document["script"], script);
    }
}

#[test]
fn an_unknown_vault_is_said() {
    let mut home = Home::new();
    home.set("CDF_SIGNIN_VAULT", "cellar");
    let error = home.cli("profile list --json").run().failed(2, "usage");
    assert_eq!(error["message"], "CDF_SIGNIN_VAULT is “cellar”.");
}
