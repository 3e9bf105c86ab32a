//! Which roots are trusted: the system's, and those of a CA file. For each connection: who signed the server's certificate.

mod ca_file;
mod certificate;
mod verifier;

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rustls::client::WebPkiServerVerifier;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use verifier::Watching;

use super::errors::TlsProblem;
use super::settings::{CaFile, SettingProblem};

/// The roots, read once and again when a CA file changes.
///
/// Made for the first connection: it reads every certificate that the system trusts, which takes longer than all else
/// that handing out a stored token takes.
#[derive(Debug, Default)]
pub(super) struct Trust {
    read: Mutex<Option<(Vec<Stamp>, Arc<Roots>)>>,
}

/// Tells whether a file is still the one that was read.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

/// What is trusted.
#[derive(Debug)]
pub(super) struct Roots {
    /// None where the system has none, as in a bare container.
    system: Option<Verifier>,
    files: Vec<(CaFile, Arc<WebPkiServerVerifier>)>,
    provider: Arc<CryptoProvider>,
}

impl Trust {
    pub fn roots(&self, files: &[CaFile]) -> Result<Arc<Roots>, SettingProblem> {
        let stamps: Vec<Stamp> = files.iter().map(stamp).collect();
        // Held while it is made: who comes meanwhile waits rather than reads again.
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, roots)) = read.as_ref()
            && *of == stamps
        {
            return Ok(roots.clone());
        }
        let roots = Arc::new(Roots::read(files)?);
        *read = Some((stamps, roots.clone()));
        Ok(roots)
    }

    /// Reads them again next time: the missing root may be installed meanwhile.
    pub fn forget(&self) {
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn stamp(file: &CaFile) -> Stamp {
    let metadata = fs::metadata(&file.path).ok();
    (file.path.clone(), metadata.and_then(|of| Some((of.modified().ok()?, of.len()))))
}

/// TLS that trusts nobody, for a client that does without: reading the system's certificates takes longer than the request.
pub(super) fn of_nobody() -> Result<ClientConfig, rustls::Error> {
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let builder = builder.with_safe_default_protocol_versions()?;
    Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}

impl Roots {
    fn read(files: &[CaFile]) -> Result<Self, SettingProblem> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        // Fails when the system has no root at all.
        let system = Verifier::new(provider.clone()).ok();
        let mut verifiers = Vec::new();
        for file in files {
            let certificates = ca_file::read(file)?;
            let mut roots = RootCertStore::empty();
            roots.add_parsable_certificates(certificates);
            let verifier = WebPkiServerVerifier::builder_with_provider(roots.into(), provider.clone());
            // Fails without a root: a file of another tool in which none is left.
            verifiers.extend(verifier.build().ok().map(|verifier| (file.clone(), verifier)));
        }
        Ok(Self { system, files: verifiers, provider })
    }

    /// TLS for one connection, and what it sees of the server's certificate.
    pub fn client(self: &Arc<Self>) -> Result<(ClientConfig, Arc<Watching>), TlsProblem> {
        if self.system.is_none() && self.files.is_empty() {
            return Err(TlsProblem::NoRoots);
        }
        let watching = Arc::new(Watching::new(self.clone()));
        let builder = ClientConfig::builder_with_provider(self.provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|error| TlsProblem::Other(error.to_string()))?;
        let mut config = builder.dangerous().with_custom_certificate_verifier(watching.clone()).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        // A resumed connection shows no certificate.
        config.resumption = rustls::client::Resumption::disabled();
        Ok((config, watching))
    }
}
