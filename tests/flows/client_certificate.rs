//! An application that signs in with its certificate: the provider verifies each assertion for real.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use cdf_signin_tests::cli::Cli;
use cdf_signin_tests::secrets::files_under;
use cdf_signin_tests::{Output, Person, programs};
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};

const PASSWORD: &str = "open sesame, plant north";

/// A person, and an application of theirs whose certificate the provider may know.
struct Application {
    person: Person,
    certificate: PathBuf,
    key: PathBuf,
}

impl Application {
    fn new() -> Self {
        let person = Person::new();
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
        let certificate = CertificateParams::new(vec!["plant-north".to_owned()]).unwrap().self_signed(&key).unwrap();
        let write = |name: &str, text: String| {
            let file = person.home.work(name);
            fs::write(&file, text).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
            file
        };
        Self { certificate: write("crt.pem", certificate.pem()), key: write("key.pem", key.serialize_pem()), person }
    }

    fn registered() -> Self {
        let application = Self::new();
        application.person.provider.register_certificate(&fs::read_to_string(&application.certificate).unwrap());
        application
    }

    /// `profile add`, without the files.
    fn adding(&self) -> Cli {
        self.person.profile_command_for("add", "job", &self.person.provider.certificate_client_id)
    }

    fn add(&self) -> Output {
        self.adding().arg("--certificate").arg(&self.certificate).arg("--private-key").arg(&self.key).run().done()
    }

    /// Certificate and key in one file with a password, made by openssl as administrators do.
    fn pkcs12(&self) -> PathBuf {
        let file = self.person.home.work("app.p12");
        let done = Command::new(programs::of_system("openssl", "openssl"))
            .args(["pkcs12", "-export", "-passout", &format!("pass:{PASSWORD}"), "-inkey"])
            .arg(&self.key)
            .arg("-in")
            .arg(&self.certificate)
            .arg("-out")
            .arg(&file)
            .status();
        assert!(done.unwrap().success());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        file
    }

    fn add_pkcs12(&self, file: &Path, password: &str) {
        let mut adding = self.adding().arg("--pkcs12").arg(file).arg("--certificate-password-stdin").start();
        adding.type_line(password);
        adding.close_input();
        let _ = adding.end().done();
    }

    fn token(&self, options: &str) -> String {
        self.person.does(&format!("token job {options}")).stdout.trim_end().to_owned()
    }
}

#[test]
fn from_a_pem_certificate_to_tokens_that_cdf_takes() {
    let application = Application::registered();
    let added = application.add();
    assert_eq!(added.json()["flow"], "client-certificate", "chosen by what was given");
    let first = application.token("");
    // The provider takes each assertion once.
    let second = application.token("--min-validity 999999");
    for token in [first, second] {
        assert_eq!(application.person.provider.inspect(&token).0, 200);
    }
    let requests = application.person.provider.requests_to("token");
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|request| request.client_auth.as_deref() == Some("assertion")));
    let status = application.person.status_of("job");
    assert_eq!(status["refreshable"], true);
    assert_eq!(status["account"]["application"], application.person.provider.certificate_client_id.as_str());
}

#[test]
fn a_certificate_that_the_provider_does_not_know_is_refused() {
    let application = Application::new();
    application.add();
    application.person.cli("token job --json").run().failed(5, "provider_refused");
    assert_eq!(application.person.status_of("job")["state"], "signed_out");
}

#[test]
fn a_pkcs12_file_opens_with_its_password_kept_or_given() {
    let application = Application::registered();
    let file = application.pkcs12();
    let _ = application.adding().arg("--pkcs12").arg(&file).run().done();
    let person = &application.person;
    let error = person.cli("token job --json").run().failed(4, "sign_in_required");
    assert_eq!(error["field"], "certificate_password");
    let error = person.cli("token job --json").env("CDF_SIGNIN_CERTIFICATE_PASSWORD", "wrong").run();
    assert_eq!(error.failed(3, "profile_invalid")["field"], "certificate_password");
    let _ = person.cli("token job").env("CDF_SIGNIN_CERTIFICATE_PASSWORD", PASSWORD).run().done();
    person.does("profile remove job --yes");
    application.add_pkcs12(&file, PASSWORD);
    assert_eq!(person.provider.inspect(&application.token("")).0, 200);
}

#[test]
fn missing_and_foreign_files_are_named() {
    let application = Application::registered();
    application.add();
    let person = &application.person;
    let other = Application::new();
    fs::remove_file(&application.key).unwrap();
    let error = person.cli("token job --json").run().failed(3, "profile_invalid");
    assert_eq!(error["field"], "private_key");
    assert!(error["message"].as_str().unwrap().contains("key.pem"), "{error}");
    fs::copy(&other.key, &application.key).unwrap();
    let error = person.cli("token job --json").run().failed(3, "profile_invalid");
    assert!(error["message"].as_str().unwrap().contains("does not belong"), "{error}");
    assert_eq!(person.provider.requests_to("token").len(), 0);
}

#[test]
fn a_key_that_others_can_read_is_said() {
    let application = Application::registered();
    fs::set_permissions(&application.key, fs::Permissions::from_mode(0o644)).unwrap();
    let added = application.add();
    assert!(added.stderr.contains("Others on this machine can read"), "{added}");
    fs::set_permissions(&application.key, fs::Permissions::from_mode(0o600)).unwrap();
    let login = application.person.does("login job");
    assert!(!login.stderr.contains("Others on this machine"), "{login}");
}

#[test]
fn the_password_is_nowhere_but_sealed() {
    let application = Application::registered();
    application.add_pkcs12(&application.pkcs12(), PASSWORD);
    let person = &application.person;
    for words in ["token job", "login job --json", "status job --json", "profile show job --json"] {
        let output = person.cli(words).env("RUST_LOG", "trace").run().done();
        assert!(!output.to_string().contains(PASSWORD), "{output}");
    }
    for file in files_under(person.home.path()) {
        let content = fs::read(&file).unwrap();
        assert!(memchr::memmem::find(&content, PASSWORD.as_bytes()).is_none(), "{}", file.display());
    }
}
