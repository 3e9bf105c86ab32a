use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

use super::tree::Node;
use super::{Found, FoundSecret, Place, Source};
use crate::profile::{Flow, ProfileDraft};
use crate::vault::SecretKind;

/// What one profile is put together from.
pub(super) struct Gather<'a> {
    pub draft: ProfileDraft,
    secrets: Vec<FoundSecret>,
    notes: Vec<String>,
    places: Vec<(String, Place)>,
    surroundings: &'a Surroundings,
}

/// What stands around a text: the folder its paths count from, and the `.env` there, which holds the values that it
/// names as `${VARIABLE}`. This process's environment is not looked at: it holds things that a file from somebody else
/// must not reach.
#[derive(Default)]
pub(super) struct Surroundings {
    pub folder: Option<PathBuf>,
    pub variables: Option<Node>,
}

impl<'a> Gather<'a> {
    pub(super) fn new(surroundings: &'a Surroundings) -> Self {
        Self {
            draft: ProfileDraft::default(),
            secrets: Vec::new(),
            notes: Vec::new(),
            places: Vec::new(),
            surroundings,
        }
    }

    /// A note for the person.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        let note = note.into();
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// The value of a table's key, with its variables filled in.
    pub(super) fn value(&mut self, table: &Node, key: &str) -> Option<Zeroizing<String>> {
        match table.get(key)? {
            Node::Text(text) => self.filled_in(key, text),
            Node::List(list) => {
                let words: Vec<_> = list.iter().filter_map(Node::text).collect();
                self.filled_in(key, &words.join(" "))
            }
            Node::Elsewhere => {
                self.note(format!("“{key}” is in a key vault."));
                None
            }
            Node::Nothing | Node::Table(_) => None,
        }
    }

    fn filled_in(&mut self, key: &str, text: &str) -> Option<Zeroizing<String>> {
        let known = self.surroundings.variables.as_ref();
        let mut filled = Zeroizing::new(String::with_capacity(text.len()));
        let mut rest = text;
        while let Some((before, from)) = rest.split_once("${") {
            let Some((name, after)) = from.split_once('}') else { break };
            filled.push_str(before);
            let Some(value) = known.and_then(|known| known.get(name)).and_then(Node::text) else {
                self.note(format!("“{key}” is the value of the variable {name}, which is not in the file."));
                return None;
            };
            filled.push_str(value);
            rest = after;
        }
        filled.push_str(rest);
        Some(filled).filter(|text| !text.trim().is_empty())
    }

    /// Puts a value into a field that has none yet.
    pub(super) fn put(&mut self, field: &str, table: &Node, key: &str) {
        if let Some(value) = self.value(table, key) {
            self.found(field, &value, Place::Key(key.to_owned()));
        }
    }

    /// Puts a value into a field that has none yet, and notes where it stood.
    pub(super) fn found(&mut self, field: &str, value: &str, place: Place) {
        if self.draft.field_mut(field).is_some_and(|field| field.is_empty()) {
            self.put_text(field, value);
            self.places.push((field.to_owned(), place));
        }
    }

    pub(super) fn put_text(&mut self, field: &str, value: &str) {
        if let Some(field) = self.draft.field_mut(field).filter(|field| field.is_empty()) {
            value.trim().clone_into(field);
        }
    }

    pub(super) fn flow(&mut self, flow: Flow) {
        flow.as_str().clone_into(&mut self.draft.flow);
    }

    pub(super) fn secret(&mut self, kind: SecretKind, table: &Node, key: &str) {
        if let Some(value) = self.value(table, key) {
            self.secrets.push(FoundSecret { kind, value: SecretString::from(value.as_str()) });
        }
    }

    /// A client secret that stood in a text.
    pub(super) fn client_secret(&mut self, value: &str) {
        self.secrets.push(FoundSecret { kind: SecretKind::ClientSecret, value: SecretString::from(value) });
    }

    /// A certificate's file, whose name says which kind it is. Its path counts from the folder of the text.
    pub(super) fn certificate(&mut self, table: &Node, key: &str) {
        let Some(path) = self.value(table, key) else { return };
        let path = self.whole_path(&path);
        let is_pkcs12 = [".pfx", ".p12"].into_iter().any(|end| path.to_ascii_lowercase().ends_with(end));
        if is_pkcs12 {
            self.put_text("pkcs12", &path);
        } else {
            self.put_text("certificate", &path);
            self.put_text("private_key", &path);
        }
        self.flow(Flow::ClientCertificate);
    }

    fn whole_path(&self, path: &str) -> String {
        let folder = self.surroundings.folder.as_deref().filter(|_| !path.starts_with("~/")).unwrap_or(Path::new(""));
        folder.join(path).to_string_lossy().into_owned()
    }

    pub(super) fn done(mut self, source: Source) -> Found {
        super::plain::settle(&mut self.draft);
        if self.draft.flow.is_empty() && !self.secrets.is_empty() {
            self.flow(Flow::ClientSecret);
        }
        // A secret of another way to sign in would have nothing to be used for.
        let wanted = match Flow::parse(&self.draft.flow) {
            Some(Flow::ClientSecret) => Some(SecretKind::ClientSecret),
            Some(Flow::ClientCertificate) => Some(SecretKind::CertificatePassword),
            _ => None,
        };
        self.secrets.retain(|secret| Some(secret.kind) == wanted && !secret.value.expose_secret().trim().is_empty());
        Found { places: self.places, ..Found::new(self.draft, source, self.secrets, self.notes) }
    }
}
