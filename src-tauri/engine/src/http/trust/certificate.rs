use rustls::pki_types::CertificateDer;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::name::Name;

/// A name of a certificate is for a screen: not without end.
const LONGEST: usize = 80;

/// What is told of a server's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signers {
    /// The one who signed the last certificate that the server sent: the root's name.
    pub root: String,
    /// Whom the certificate itself is made out to.
    pub subject: String,
    /// Nobody else signed it.
    pub is_self_signed: bool,
}

impl Signers {
    /// Follows the names from the server's certificate to the one that it does not send. Whether the signatures are good
    /// is not asked here.
    pub fn of(leaf: &CertificateDer<'_>, others: &[CertificateDer<'_>]) -> Option<Self> {
        let leaf = Certificate::from_der(leaf).ok()?;
        let others: Vec<_> = others.iter().filter_map(|other| Certificate::from_der(other).ok()).collect();
        let mut last = &leaf;
        for _ in 0..others.len() {
            let is_next = |other: &&Certificate| issuer(last) == subject(other) && issuer(other) != subject(last);
            match others.iter().find(is_next) {
                Some(next) => last = next,
                None => break,
            }
        }
        Some(Self {
            root: shown(issuer(last)),
            subject: shown(subject(&leaf)),
            is_self_signed: issuer(&leaf) == subject(&leaf),
        })
    }
}

fn issuer(certificate: &Certificate) -> &Name {
    certificate.tbs_certificate().issuer()
}

fn subject(certificate: &Certificate) -> &Name {
    certificate.tbs_certificate().subject()
}

/// The common name, or what there is instead; nothing in it that a terminal would obey.
fn shown(name: &Name) -> String {
    let common = name.common_name().ok().flatten();
    let found = common.or_else(|| name.organization().ok().flatten());
    let text = found.map_or_else(|| name.to_string(), |found| found.value().into_owned());
    let text: String = text.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    if text.trim().is_empty() { "(no name)".into() } else { text }
}
