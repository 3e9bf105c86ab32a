use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::*;
use crate::entra::Endpoints;
use crate::places::Places;
use crate::profile::{Profile, ProfileDraft};
use crate::session::{Account, Token};
use crate::token_endpoint::EndpointClient;

pub(super) fn token(text: &str) -> Token {
    Token {
        access_token: text.into(),
        expires_in: Duration::from_secs(3600),
        expires_at: SystemTime::UNIX_EPOCH + Duration::from_secs(3600),
    }
}

pub(super) fn profile() -> Profile {
    draft().check().unwrap()
}

fn draft() -> ProfileDraft {
    ProfileDraft {
        name: "north".into(),
        tenant_id: "north.example".into(),
        client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88".into(),
        cluster: "westeurope-1".into(),
        project: "north-prod".into(),
        ..ProfileDraft::default()
    }
}

/// The profile of an application with a client secret.
pub(super) fn application(change: impl FnOnce(&mut ProfileDraft)) -> Profile {
    let mut draft = ProfileDraft { flow: "client-secret".into(), ..draft() };
    change(&mut draft);
    draft.check().unwrap()
}

pub(super) fn with_secret<'a>(profile: &'a Profile, secret: &str) -> Material<'a> {
    let token_endpoint = Endpoints::named_by(profile).map(|endpoints| endpoints.token.url().clone());
    Material { secret: Some(secret.into()), token_endpoint, ..Material::of(profile) }
}

/// What there is to write of a profile whose token endpoint is on.
pub(super) fn with_endpoint(profile: &Profile) -> Material<'_> {
    let endpoint = EndpointClient {
        token_url: "http://127.0.0.1:24100/north/token".into(),
        client_id: "north".into(),
        client_secret: "s.e.c".into(),
    };
    Material { endpoint: Some(endpoint), ..Material::of(profile) }
}

pub(super) fn ingrid() -> Account {
    Account {
        username: Some("ingrid@north.example".into()),
        object_id: Some("object-1".into()),
        tenant_id: Some("tenant-1".into()),
        ..Account::default()
    }
}

/// A turn at a file, of a home of its own.
pub(super) fn turn_at(path: &Path) -> Turn {
    let home = tempfile::tempdir().unwrap();
    Turn::wait(&Places::under(home.path()), path).unwrap()
}

fn write_to(path: &Path, id: &str, replace: bool) -> Result<(), HandOffError> {
    let profile = profile();
    let order = Order { format: format(id).unwrap(), path: path.to_path_buf(), replace };
    write(&turn_at(path), &order, &Material { token: Some(token("t.o.k")), ..Material::of(&profile) }).map(drop)
}

#[test]
fn the_sdks_json_always_names_the_address() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("client.json");
    write_to(&path, "sdk-json", false).unwrap();
    let written: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let expected = serde_json::json!({
        "client_name": "cdf-signin", "project": "north-prod", "base_url": "https://westeurope-1.cognitedata.com",
        "credentials": {"token": "t.o.k"},
    });
    assert_eq!(written, expected);
    assert!(holds(&path, &"t.o.k".into()) && !holds(&path, &"other".into()));
    // Our own file is written again without a question.
    write_to(&path, "sdk-json", false).unwrap();
}

#[test]
fn a_file_of_another_origin_is_replaced_on_purpose_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("package.json");
    for foreign in ["{\"name\": \"mine\"}", "[1]", "text"] {
        fs::write(&path, foreign).unwrap();
        assert!(matches!(write_to(&path, "sdk-json", false), Err(HandOffError::NotOurs { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), foreign);
    }
    write_to(&path, "sdk-json", true).unwrap();
    // An empty file has nothing to lose.
    fs::write(&path, " \n").unwrap();
    write_to(&path, "sdk-json", false).unwrap();
}

#[test]
fn a_token_is_taken_back_out_of_our_own_file_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("client.json");
    write_to(&path, "sdk-json", false).unwrap();
    take_back(&turn_at(&path), format("sdk-json").unwrap(), &path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains("t.o.k") && text.contains("\"token\": \"\""), "{text}");
    let foreign = r#"{"credentials": {"token": "t.o.k"}}"#;
    fs::write(&path, foreign).unwrap();
    take_back(&turn_at(&path), format("sdk-json").unwrap(), &path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), foreign);
    take_back(&turn_at(&path), format("sdk-json").unwrap(), &folder.path().join("gone.json")).unwrap();
}

#[test]
fn an_env_file_keeps_its_other_lines() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    fs::write(&path, "A=1\nCDF_TOKEN=old\nB=2\n").unwrap();
    write_to(&path, "dotenv", false).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("A=1\nCDF_TOKEN=t.o.k\nB=2\nCDF_CLUSTER=westeurope-1\n"), "{text}");
}

#[test]
fn unreadable_text_is_not_ours_to_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    fs::write(&path, [0xff, 0xfe, 0x00]).unwrap();
    assert!(write_to(&path, "dotenv", false).is_err());
    assert_eq!(fs::read(&path).unwrap(), [0xff, 0xfe, 0x00]);
}

#[test]
fn places_that_are_no_plain_file_are_refused_also_on_purpose() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    let mut places = vec![at("folder"), at("missing/file"), Path::new("/").to_path_buf()];
    #[cfg(unix)]
    {
        fs::write(at("elsewhere"), "kept").unwrap();
        std::os::unix::fs::symlink(at("elsewhere"), at("link")).unwrap();
        std::os::unix::fs::symlink(at("nowhere"), at("dangling")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(at("fifo")).status().unwrap();
        assert!(made.success());
        places.extend([at("link"), at("dangling"), at("fifo")]);
    }
    for place in places {
        for replace in [false, true] {
            let refused = write_to(&place, "dotenv", replace);
            assert!(matches!(refused, Err(HandOffError::Refused { .. })), "{}: {refused:?}", place.display());
        }
    }
    #[cfg(unix)]
    {
        assert_eq!(fs::read_to_string(at("elsewhere")).unwrap(), "kept");
        assert!(!at("nowhere").exists());
    }
}

#[cfg(unix)]
#[test]
fn written_files_are_for_their_owner_alone_also_over_a_readable_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    fs::write(&path, "A=1\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    write_to(&path, "dotenv", false).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    // No temporary file is left behind.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn formats_have_names_of_their_own() {
    for (index, format) in FORMATS.iter().enumerate() {
        assert!(FORMATS[..index].iter().all(|other| other.id != format.id && other.title != format.title));
    }
    assert!(matches!(format("odd"), Err(HandOffError::UnknownFormat(_))));
}
