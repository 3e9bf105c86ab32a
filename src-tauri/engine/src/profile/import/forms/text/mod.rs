mod addresses;
mod assignments;
mod clean;
mod prose;

use super::{Form, Gather};
use crate::profile::import::gather::Surroundings;
use crate::profile::import::{Found, Place, Source};
use crate::profile::{FieldProblem, Flow};
pub(in crate::profile::import) use clean::{unwrapped, visible};

/// Any text: a Fusion address, a few lines of Python, a mail, an error.
pub(in crate::profile::import) fn read(text: &str, source: &Source) -> Option<Found> {
    let around = Surroundings::default();
    let mut gather = Gather::new(&around);
    let mut words = Words { gather: &mut gather };
    // An address says more surely what it means than a line further down, and that more surely than a sentence.
    addresses::read(text, &mut words);
    assignments::read(text, &mut words);
    prose::read(text, &mut words);
    let has_any = ["project", "cluster", "tenant_id", "client_id"].into_iter().any(|field| words.has(field));
    read_flow(text, &mut gather);
    has_any.then(|| gather.done(Source { form: Form::Text, ..source.clone() }))
}

/// What the words of a text fill in.
struct Words<'a, 'b> {
    gather: &'a mut Gather<'b>,
}

impl Words<'_, '_> {
    /// The first value that can be one wins.
    fn find(
        &mut self,
        field: &str,
        value: &str,
        place: Place,
        check: impl FnOnce(&str) -> Result<String, FieldProblem>,
    ) {
        if !self.has(field)
            && let Ok(value) = check(value)
        {
            self.gather.found(field, &value, place);
        }
    }

    fn has(&mut self, field: &str) -> bool {
        self.gather.draft.field_mut(field).is_some_and(|value| !value.is_empty())
    }

    fn secret(&mut self, value: &str) {
        let is_hidden = value.chars().all(|c| "*•.xX_-".contains(c));
        if !is_hidden {
            self.gather.client_secret(value);
        }
    }
}

/// How the Python SDK's own words say that somebody signs in.
fn read_flow(text: &str, gather: &mut Gather<'_>) {
    let flows = [
        (["OAuthClientCertificate", "client_certificate"], Flow::ClientCertificate),
        (["OAuthClientCredentials", "default_oauth_client_credentials"], Flow::ClientSecret),
        (["OAuthDeviceCode", "device_code"], Flow::DeviceCode),
        (["OAuthInteractive", "default_oauth_interactive"], Flow::Browser),
    ];
    let said = flows.into_iter().find(|(words, _)| words.iter().any(|word| text.contains(word)));
    if let Some((_, flow)) = said {
        gather.flow(flow);
    }
}
