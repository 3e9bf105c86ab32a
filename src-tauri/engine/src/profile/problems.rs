//! What is wrong with a draft's fields, alone and together.

use std::path::PathBuf;

use oauth2::url::Url;

use super::field::{self, FieldProblem};
use super::{Flow, ProfileDraft};

#[derive(Default)]
pub(super) struct Problems(Vec<FieldProblem>);

impl Problems {
    pub fn take<T>(&mut self, checked: Result<T, FieldProblem>) -> Option<T> {
        checked.map_err(|problem| self.0.push(problem)).ok()
    }

    pub fn none(&mut self) -> Result<(), Vec<FieldProblem>> {
        if self.0.is_empty() { Ok(()) } else { Err(std::mem::take(&mut self.0)) }
    }

    pub fn optional(&mut self, field: &str, text: &str, example: &str) -> Option<Url> {
        if text.trim().is_empty() {
            return None;
        }
        self.take(field::address(field, text, example))
    }

    pub fn file(&mut self, field: &str, text: &str, example: &str) -> Option<PathBuf> {
        if text.trim().is_empty() {
            return None;
        }
        self.take(field::file(field, text, example))
    }

    /// What the flow needs and the other flows do not.
    pub fn of_flow(&mut self, draft: &ProfileDraft, flow: Flow) {
        self.endpoints(draft, flow);
        let tenant = draft.tenant_id.trim().to_ascii_lowercase();
        if flow.is_unattended() && ["organizations", "common", "consumers"].contains(&tenant.as_str()) {
            let message = "An application signs in to one tenant: its GUID or its domain has to stand here.";
            self.0.push(FieldProblem::new("tenant_id", message, "north.example"));
        }
        if flow == Flow::ClientCertificate {
            self.certificate(draft);
        }
    }

    /// A provider that is named by one of its addresses needs the others that the flow goes to.
    fn endpoints(&mut self, draft: &ProfileDraft, flow: Flow) {
        let (authorize, token) = (draft.authorize_url.trim(), draft.token_url.trim());
        if authorize.is_empty() && token.is_empty() {
            return;
        }
        let missing = match flow {
            _ if token.is_empty() => "token_url",
            Flow::Browser if authorize.is_empty() => "authorize_url",
            Flow::DeviceCode if draft.device_code_url.trim().is_empty() => "device_code_url",
            _ => return,
        };
        let message = format!("A provider other than Entra needs its {missing} too, or its issuer alone.");
        self.0.push(FieldProblem::new(missing, message, "https://login.example/…"));
    }

    fn certificate(&mut self, draft: &ProfileDraft) {
        let is_set = |field: &String| !field.trim().is_empty();
        let (field, message) = match (is_set(&draft.certificate), is_set(&draft.private_key), is_set(&draft.pkcs12)) {
            (true, true, false) | (false, false, true) => return,
            (false, false, false) => (
                "certificate",
                "A certificate is needed: a PEM file (certificate) and its key (private_key), or a PKCS#12 file (pkcs12).",
            ),
            (_, _, true) => {
                ("pkcs12", "A PKCS#12 file holds certificate and key: leave certificate and private_key out.")
            }
            (true, false, false) => {
                ("private_key", "The certificate's private key is missing. It may be in the same file.")
            }
            (false, true, false) => ("certificate", "The key's certificate is missing. It may be in the same file."),
        };
        self.0.push(FieldProblem::new(field, message, ""));
    }

    /// Text that ends up in addresses and on screens: one line, and not without end.
    pub fn one_line(&mut self, draft: &ProfileDraft) {
        let fields = [
            ("label", &draft.label),
            ("issuer", &draft.issuer),
            ("audience", &draft.audience),
            ("login_hint", &draft.login_hint),
            ("domain_hint", &draft.domain_hint),
            ("prompt", &draft.prompt),
            ("browser", &draft.browser),
        ];
        for (field, value) in fields {
            if value.chars().any(char::is_control) {
                self.0.push(FieldProblem::new(field, "This has to be one line, without control characters.", ""));
            } else if value.chars().count() > 512 {
                self.0.push(FieldProblem::new(field, "This has 512 characters at most.", ""));
            }
        }
    }
}
