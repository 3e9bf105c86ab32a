use toml_edit::DocumentMut;

use super::{ProfileDraft, document};

/// What an exported file says of itself.
const HEADER: &str = "\
# Profiles of CDF Sign-in, for colleagues. No secret and no account is in it.
# To take them over: cdf-signin profile import FILE, or drop the file on the app's window.

";

/// Profiles as a file for others: without what is one's own – the account, the browser, where one's files and keys are.
pub(crate) fn export(drafts: impl IntoIterator<Item = ProfileDraft>) -> String {
    let mut document = DocumentMut::new();
    for draft in drafts {
        document::write_draft(&mut document, &for_others(draft));
    }
    format!("{HEADER}{document}")
}

fn for_others(draft: ProfileDraft) -> ProfileDraft {
    ProfileDraft {
        login_hint: String::new(),
        browser: String::new(),
        certificate: String::new(),
        private_key: String::new(),
        pkcs12: String::new(),
        ..draft
    }
}
