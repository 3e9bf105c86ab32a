use std::fs;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::http::settings::{CaFile, SettingProblem};

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";

/// The certificates of a file: PEM, or one in DER as Windows exports it. A mistake in a file of this app's names the line.
pub(super) fn read(file: &CaFile) -> Result<Vec<CertificateDer<'static>>, SettingProblem> {
    match certificates(file) {
        Err(problem) if file.is_ours => Err(SettingProblem {
            set_in: file.set_in.clone(),
            problem: format!("{} {problem}", file.path.display()),
            example: None,
        }),
        Err(problem) => {
            tracing::warn!("{}: {} {problem} It is left out.", file.set_in, file.path.display());
            Ok(Vec::new())
        }
        Ok(certificates) => Ok(certificates),
    }
}

fn certificates(file: &CaFile) -> Result<Vec<CertificateDer<'static>>, String> {
    let content = fs::read(&file.path).map_err(|error| format!("could not be read ({error})."))?;
    let begins = lines_that_begin(&content);
    if begins.is_empty() {
        let none = format!("holds no certificate. It has to have a line “{BEGIN}”.");
        return if root(&content) { Ok(vec![content.into()]) } else { Err(none) };
    }
    let mut all = Vec::new();
    for (index, read) in CertificateDer::pem_slice_iter(&content).enumerate() {
        let line = begins.get(index).or(begins.last()).copied().unwrap_or(1);
        match read {
            Ok(certificate) if root(&certificate) => all.push(certificate),
            // A bundle of another tool may hold some that are too old to be read.
            Ok(_) | Err(_) if !file.is_ours => {}
            _ => return Err(format!("has a certificate that cannot be read: it begins in line {line}.")),
        }
    }
    if all.len() < begins.len() && file.is_ours {
        let line = begins[all.len()];
        return Err(format!("has a certificate without an end: it begins in line {line}."));
    }
    Ok(all)
}

fn root(certificate: &[u8]) -> bool {
    RootCertStore::empty().add(CertificateDer::from_slice(certificate)).is_ok()
}

/// Counted from 1.
fn lines_that_begin(content: &[u8]) -> Vec<usize> {
    let lines = content.split(|byte| *byte == b'\n').enumerate();
    lines.filter(|(_, line)| line.trim_ascii() == BEGIN.as_bytes()).map(|(index, _)| index + 1).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::http::settings::SetIn;

    fn told(content: &str, is_ours: bool) -> Result<usize, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        fs::write(&path, content).unwrap();
        let read = read(&CaFile { path, set_in: SetIn::Variable("CA"), is_ours });
        let shown = folder.path().display().to_string();
        read.map(|all| all.len()).map_err(|problem| problem.to_string().replace(&shown, "/etc"))
    }

    fn pem() -> String {
        let key = rcgen::KeyPair::generate().unwrap();
        rcgen::CertificateParams::new(["root.example".to_owned()]).unwrap().self_signed(&key).unwrap().pem()
    }

    #[test]
    fn a_bundle_with_words_around_it() {
        let bundle = format!("# Corp\n{}\nwords\r\n{}", pem().replace('\n', "\r\n"), pem());
        assert_eq!(told(&bundle, true), Ok(2));
    }

    #[test]
    fn a_mistake_names_the_file_and_the_line() {
        let cut = pem().lines().take(3).collect::<Vec<_>>().join("\n");
        let damaged = pem().replace("MII", "!!!");
        let no_certificate = format!("{BEGIN}\naGVsbG8=\n-----END CERTIFICATE-----\n");
        for (content, expected) in [
            (
                String::new(),
                "CA: /etc/ca.pem holds no certificate. It has to have a line “-----BEGIN CERTIFICATE-----”.",
            ),
            (
                format!("{}{no_certificate}", pem()),
                "CA: /etc/ca.pem has a certificate that cannot be read: it begins in line LINE.",
            ),
            (
                format!("{}{damaged}", pem()),
                "CA: /etc/ca.pem has a certificate that cannot be read: it begins in line LINE.",
            ),
            (
                format!("{}{cut}", pem()),
                "CA: /etc/ca.pem has a certificate that cannot be read: it begins in line LINE.",
            ),
        ] {
            let line = pem().lines().count() + 1;
            assert_eq!(told(&content, true), Err(expected.replace("LINE", &line.to_string())), "{content}");
        }
        assert_eq!(told(&format!("{}{no_certificate}{}", pem(), pem()), false), Ok(2), "other tools read on, too");
    }

    #[test]
    fn a_missing_file() {
        let file = |is_ours| CaFile { path: PathBuf::from("/nowhere/ca.pem"), set_in: SetIn::Variable("CA"), is_ours };
        assert!(read(&file(true)).unwrap_err().to_string().starts_with("CA: /nowhere/ca.pem could not be read ("));
        assert_eq!(read(&file(false)).unwrap(), Vec::new());
    }
}
