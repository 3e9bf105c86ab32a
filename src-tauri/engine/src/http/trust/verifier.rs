use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{AlertDescription, CertificateError, DigitallySignedStruct, Error, SignatureScheme};

use super::Roots;
use super::certificate::Signers;
use crate::http::errors::TlsProblem;
use crate::http::look::RootFrom;

/// Checks the certificate of one connection, and remembers who signed it.
#[derive(Debug)]
pub struct Watching {
    roots: Arc<Roots>,
    seen: Mutex<Option<Seen>>,
}

/// What a connection saw of its server's certificate.
#[derive(Debug, Clone)]
struct Seen {
    signers: Option<Signers>,
    /// Whose root it was; none when the certificate was refused.
    accepted: Option<RootFrom>,
}

impl Watching {
    pub fn new(roots: Arc<Roots>) -> Self {
        Self { roots, seen: Mutex::default() }
    }

    /// The root's name, and where it is from.
    pub fn signer(&self) -> Option<(String, RootFrom)> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        Some((seen.signers.map(|signers| signers.root).unwrap_or_default(), seen.accepted?))
    }

    /// Why TLS was not set up.
    pub fn explain(&self, error: &io::Error) -> TlsProblem {
        let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) else {
            return match error.kind() {
                io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
                    TlsProblem::BrokeOff
                }
                _ => TlsProblem::Other(crate::system_error::in_words(error)),
            };
        };
        match tls {
            Error::InvalidCertificate(wrong) => self.refused(wrong),
            Error::InvalidMessage(_) | Error::InappropriateMessage { .. } => TlsProblem::NoTls,
            Error::PeerIncompatible(_)
            | Error::AlertReceived(AlertDescription::ProtocolVersion | AlertDescription::HandshakeFailure) => {
                TlsProblem::Version
            }
            other => TlsProblem::Other(other.to_string()),
        }
    }

    fn refused(&self, wrong: &CertificateError) -> TlsProblem {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let signers = seen.and_then(|seen| seen.signers);
        match wrong {
            CertificateError::Expired => TlsProblem::Expired(None),
            CertificateError::ExpiredContext { not_after, .. } => TlsProblem::Expired(Some(moment(*not_after))),
            CertificateError::NotValidYet => TlsProblem::NotYetValid(None),
            CertificateError::NotValidYetContext { not_before, .. } => {
                TlsProblem::NotYetValid(Some(moment(*not_before)))
            }
            CertificateError::NotValidForName => TlsProblem::OtherHost(Vec::new()),
            CertificateError::NotValidForNameContext { presented, .. } => {
                TlsProblem::OtherHost(presented.iter().map(|name| readable(name)).collect())
            }
            CertificateError::Revoked => TlsProblem::Revoked,
            // A self-signed one is refused for other reasons too, such as being no certificate of a server.
            other => match signers {
                Some(signers) if signers.is_self_signed => TlsProblem::SelfSigned { name: signers.subject },
                Some(signers) if is_unknown(other) => TlsProblem::UnknownRoot { issuer: signers.root },
                _ => TlsProblem::Other(other.to_string()),
            },
        }
    }

    /// The system's roots first; a CA file's where those do not know the signer.
    fn judge(
        &self,
        check: impl Fn(&dyn ServerCertVerifier) -> Result<ServerCertVerified, Error>,
    ) -> Result<(ServerCertVerified, RootFrom), Error> {
        let by_system = match &self.roots.system {
            Some(system) => check(system).map(|verified| (verified, RootFrom::System)),
            None => Err(CertificateError::UnknownIssuer.into()),
        };
        let mut verdict = by_system;
        for (file, verifier) in &self.roots.files {
            match &verdict {
                Err(Error::InvalidCertificate(wrong)) if is_unknown(wrong) => {}
                _ => break,
            }
            let from = RootFrom::File { path: file.path.clone(), set_in: file.set_in.clone() };
            verdict = check(verifier.as_ref()).map(|verified| (verified, from));
        }
        verdict
    }
}

/// The root is not among those asked; or one of that name is, with another key, as after a renewal.
fn is_unknown(wrong: &CertificateError) -> bool {
    matches!(
        wrong,
        CertificateError::UnknownIssuer
            | CertificateError::BadSignature
            | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. }
    )
}

fn moment(time: UnixTime) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(time.as_secs())
}

/// `DnsName("host.example")`, as rustls puts it, without what is around it.
fn readable(presented: &str) -> String {
    let inner = presented.split_once('"').and_then(|(_, rest)| rest.split_once('"'));
    inner.map_or(presented, |(name, _)| name).chars().filter(|c| !c.is_control()).take(80).collect()
}

impl ServerCertVerifier for Watching {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verdict = self
            .judge(|verifier| verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now));
        let (verdict, accepted) = match verdict {
            Ok((verified, from)) => (Ok(verified), Some(from)),
            Err(error) => (Err(error), None),
        };
        let seen = Seen { signers: Signers::of(end_entity, intermediates), accepted };
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
        verdict
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.roots.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.roots.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.roots.provider.signature_verification_algorithms.supported_schemes()
    }
}
