//! What stands on this machine: vault, port, files.

use std::fs;

use super::*;

#[tokio::test]
async fn the_vault_in_every_state() {
    for (trouble, title, code) in [
        (KeyStoreError::Locked, "The system's keyring is locked", ErrorCode::VaultLocked),
        (KeyStoreError::Absent("no bus".into()), "There is no system keyring here", ErrorCode::VaultUnavailable),
        (KeyStoreError::Failing("odd".into()), "The system's keyring does not work", ErrorCode::VaultUnavailable),
    ] {
        let ward = Ward::signed_out().await;
        let other = ward.world.another_process();
        *ward.world.keys.trouble.lock().unwrap() = Some(trouble);
        let entry = Entry {
            draft: ward.draft.clone(),
            profile: ward.draft.check(),
            hand_off: Vec::new(),
            token_endpoint: false,
        };
        let report = check(&other, &entry, &|_| {}).await;
        assert_eq!(assert_step(&report, StepId::Vault, Outcome::Failed, title).code, Some(code));
        assert_eq!(report.failure().unwrap().code, code);
    }
}

#[tokio::test]
async fn a_locked_vault_leaves_the_session_and_the_token_unchecked() {
    let ward = Ward::new().await;
    *ward.world.keys.trouble.lock().unwrap() = Some(KeyStoreError::Locked);
    let other = ward.world.another_process();
    let entry =
        Entry { draft: ward.draft.clone(), profile: ward.draft.check(), hand_off: Vec::new(), token_endpoint: false };
    let report = check(&other, &entry, &|_| {}).await;
    assert_step(&report, StepId::Token, Outcome::Skipped, "The token was not checked");
    assert_step(&report, StepId::Project, Outcome::Skipped, "The project was not checked");
}

#[tokio::test]
async fn the_vault_is_as_it_was_afterwards() {
    let ward = Ward::new().await;
    let files = || {
        let folder = fs::read_dir(ward.world.home.path().join("sessions")).unwrap();
        let mut files: Vec<_> =
            folder.map(|file| file.unwrap()).map(|file| (file.file_name(), fs::read(file.path()).unwrap())).collect();
        files.sort();
        files
    };
    let before = files();
    ward.world.sessions.vault.probe().await.unwrap();
    assert_eq!(files(), before);
}

#[cfg(unix)]
#[tokio::test]
async fn a_vault_that_is_a_file_cannot_be_written_to() {
    let ward = Ward::signed_out().await;
    fs::write(ward.world.home.path().join("sessions"), "in the way").unwrap();
    let report = ward.checked().await;
    assert_eq!(step(&report, StepId::Vault).outcome, Outcome::Failed);
    assert_eq!(report.failure().unwrap().code, ErrorCode::VaultUnavailable);
}

#[tokio::test]
async fn redirect_ports() {
    let mut ward = Ward::signed_out().await;
    let holder = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = holder.local_addr().unwrap().port();
    ward.draft.redirect_port = port.to_string();
    let title = format!("Port {port} is taken");
    assert_step(&ward.checked().await, StepId::RedirectPort, Outcome::Warned, &title);
    ward.draft.fixed_port = true;
    let step = assert_step(&ward.checked().await, StepId::RedirectPort, Outcome::Failed, &title);
    assert_eq!(step.code, Some(ErrorCode::PortTaken));
    drop(holder);
    assert_step(&ward.checked().await, StepId::RedirectPort, Outcome::Passed, &format!("Port {port} is free"));
}

#[cfg(unix)]
#[tokio::test]
async fn files() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut ward = Ward::new().await;
    let path = ward.world.home.path().join("client.json");
    let name = path.display().to_string();
    ward.hand_off =
        vec![HandOffEntry { format: "sdk-json".into(), path: name.clone(), keep_fresh: true, take_back_after: None }];
    let files = async || {
        ward.provider_is_well();
        ward.cdf_is_well();
        step(&ward.checked().await, StepId::Files).clone()
    };
    assert_eq!(files().await.title, format!("{name} is not there"));
    fs::write(&path, "an older one").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(files().await.title, format!("{name} can be read by others"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let old = files().await;
    assert_eq!((old.outcome, old.title), (Outcome::Warned, format!("{name} holds an older token")));
    assert_eq!(old.next, [format!("Write {name} again, as sdk-json.")]);
    fs::write(&path, r#"{"token":"access-1"}"#).unwrap();
    let good = files().await;
    assert_eq!((good.outcome, good.title.as_str()), (Outcome::Passed, "The file is in order"));
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/dev/null", &path).unwrap();
    assert_eq!(files().await.title, format!("{name} cannot be written: it is a symbolic link"));
}
