use std::fs;
use std::sync::LazyLock;

use aws_lc_rs::signature::{RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p12_keystore::{KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize, date_time_ymd};
use secrecy::ExposeSecret as _;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use super::*;
use crate::failure::{ErrorCode, Failure};
use crate::profile::Flow;

/// 2026-11-24
const NOW: Duration = Duration::from_secs(1_795_500_000);

/// A key and the certificate for it, good from 2020 until that year.
struct Made {
    key: KeyPair,
    certificate: rcgen::Certificate,
}

fn made(until: i32) -> Made {
    let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
    let mut params = CertificateParams::new(vec!["plant-north".to_owned()]).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(until, 1, 1));
    Made { certificate: params.self_signed(&key).unwrap(), key }
}

static MADE: LazyLock<Made> = LazyLock::new(|| made(2040));
static OTHER: LazyLock<Made> = LazyLock::new(|| made(2040));

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).unwrap();
    write("crt.pem", MADE.certificate.pem().as_bytes());
    write("key.pem", MADE.key.serialize_pem().as_bytes());
    write("both.pem", format!("{}{}", MADE.key.serialize_pem(), MADE.certificate.pem()).as_bytes());
    write("other.pem", OTHER.key.serialize_pem().as_bytes());
    write("ec.pem", KeyPair::generate().unwrap().serialize_pem().as_bytes());
    write("text.pem", b"nothing of that kind");
    write("broken.pem", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    write("secret.p12", &pkcs12(&MADE, "open sesame"));
    write("plain.p12", &pkcs12(&MADE, ""));
    write("text.p12", b"nothing of that kind");
    folder
}

fn pkcs12(made: &Made, password: &str) -> Vec<u8> {
    let key = PrivateKey::from_der(made.key.serialized_der()).unwrap();
    let certificates =
        [&OTHER.certificate, &made.certificate].map(|one| p12_keystore::Certificate::from_der(one.der()).unwrap());
    let mut store = KeyStore::new();
    store.add_entry("app", KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new("app", key, certificates)));
    store.writer(password).write().unwrap()
}

/// What a profile with those files loads; `.p12` names are PKCS#12.
fn load(folder: &TempDir, certificate: &str, key: &str, password: Option<&str>) -> Result<Certificate, Failure> {
    load_at(folder, certificate, key, password, NOW).map_err(|error| {
        let failure = Failure::from(crate::session::SessionError::from(error));
        assert!(failure.message.contains(&folder.path().display().to_string()), "names the file: {}", failure.message);
        failure
    })
}

fn load_at(
    folder: &TempDir,
    certificate: &str,
    key: &str,
    password: Option<&str>,
    now: Duration,
) -> Result<Certificate, CertificateError> {
    let mut profile = crate::testing::profile("http://127.0.0.1:1");
    profile.flow = Flow::ClientCertificate;
    let path = |name: &str| Some(folder.path().join(name));
    if Path::new(certificate).extension().is_some_and(|kind| kind == "p12") {
        profile.pkcs12 = path(certificate);
    } else {
        (profile.certificate, profile.private_key) = (path(certificate), path(key));
    }
    Certificate::load(&profile, password.map(SecretString::from).as_ref(), now)
}

#[test]
fn certificates_and_keys_in_the_forms_that_people_have() {
    let folder = folder();
    for (certificate, key, password) in [
        ("crt.pem", "key.pem", None),
        ("both.pem", "both.pem", None),
        ("secret.p12", "", Some("open sesame")),
        ("plain.p12", "", None),
    ] {
        assert!(load(&folder, certificate, key, password).is_ok(), "{certificate} {key}");
    }
}

#[test]
fn each_mistake_names_its_field_and_its_file() {
    let folder = folder();
    for (certificate, key, password, field, code, words) in [
        ("none.pem", "key.pem", None, "certificate", ErrorCode::ProfileInvalid, "could not be read"),
        ("crt.pem", "none.pem", None, "private_key", ErrorCode::ProfileInvalid, "could not be read"),
        ("text.pem", "key.pem", None, "certificate", ErrorCode::ProfileInvalid, "holds no certificate"),
        ("crt.pem", "crt.pem", None, "private_key", ErrorCode::ProfileInvalid, "holds no private key"),
        ("broken.pem", "key.pem", None, "certificate", ErrorCode::ProfileInvalid, "not a certificate"),
        ("crt.pem", "other.pem", None, "private_key", ErrorCode::ProfileInvalid, "does not belong"),
        ("crt.pem", "ec.pem", None, "private_key", ErrorCode::ProfileInvalid, "not an RSA key"),
        ("secret.p12", "", None, "certificate_password", ErrorCode::SignInRequired, "needs a password"),
        ("secret.p12", "", Some("wrong"), "certificate_password", ErrorCode::ProfileInvalid, "does not open"),
        ("text.p12", "", None, "pkcs12", ErrorCode::ProfileInvalid, "not a PKCS#12 file"),
        ("none.p12", "", None, "pkcs12", ErrorCode::ProfileInvalid, "could not be read"),
    ] {
        let failure = load(&folder, certificate, key, password).unwrap_err();
        assert_eq!((failure.field.as_deref(), failure.code), (Some(field), code), "{certificate} {key}: {failure}");
        assert!(failure.message.contains(words), "{certificate} {key}: {}", failure.message);
    }
}

#[test]
fn a_certificate_is_good_in_its_time_only() {
    let folder = folder();
    let at = |year: u64| load_at(&folder, "crt.pem", "key.pem", None, Duration::from_secs((year - 1970) * 31_557_600));
    assert!(at(2030).is_ok());
    assert!(
        matches!(at(2041), Err(CertificateError::Expired { field: "certificate", ended, .. }) if ended == "2040-01-01")
    );
    assert!(matches!(at(2019), Err(CertificateError::NotYet { begins, .. }) if begins == "2020-01-01"));
}

#[test]
fn an_assertion_proves_the_key_once_and_for_minutes() {
    let folder = folder();
    let certificate = load(&folder, "crt.pem", "key.pem", None).unwrap();
    let sign = || certificate.assertion("app-1", "https://login.example/token", NOW).expose_secret().to_owned();
    let jwt = sign();
    let parts: Vec<&str> = jwt.split('.').collect();
    let decode = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).unwrap();
    let json = |part: &str| serde_json::from_slice::<Value>(&decode(part)).unwrap();
    let (header, claims) = (json(parts[0]), json(parts[1]));
    assert_eq!(header["alg"], "PS256");
    assert_eq!(header["x5t#S256"], BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(MADE.certificate.der())));
    assert_eq!(
        (&claims["aud"], &claims["iss"], &claims["sub"]),
        (&"https://login.example/token".into(), &"app-1".into(), &"app-1".into())
    );
    assert_eq!(claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap(), 600);
    let public = UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, MADE.key.public_key_raw());
    let signed = format!("{}.{}", parts[0], parts[1]);
    assert!(public.verify(signed.as_bytes(), &decode(parts[2])).is_ok());
    assert_ne!(json(sign().split('.').nth(1).unwrap())["jti"], claims["jti"]);
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_noticed() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let mut profile = crate::testing::profile("http://127.0.0.1:1");
    profile.private_key = Some(folder.path().join("key.pem"));
    for (mode, exposed) in [(0o600, false), (0o400, false), (0o640, true), (0o644, true)] {
        fs::set_permissions(folder.path().join("key.pem"), fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(exposed_key_file(&profile).is_some(), exposed, "{mode:o}");
    }
}
