//! The forms that a profile's values stand in, one file each. Every form answers with nothing where it is another's.

mod cognite_env;
mod extractor;
mod ours;
mod pygen;
mod sdk;
mod text;
mod toolkit;

use serde::Serialize;
use toml_edit::DocumentMut;

use super::gather::{Gather, Surroundings};
use super::tree::Node;
use super::{Found, Source};

pub(super) use ours::read as read_ours;
pub(super) use text::{read as read_text, unwrapped, visible};

/// How a profile's values are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A `profiles.toml`, or what `profile export` made of one.
    Profiles,
    /// A `.env` of the Cognite Toolkit, or of neat.
    Toolkit,
    /// `COGNITE_…` variables.
    CogniteEnv,
    /// What the Python SDK's `CogniteClient.load` reads.
    Sdk,
    /// The configuration of an extractor.
    Extractor,
    /// A TOML of pygen.
    Pygen,
    /// A web address, lines of Python, a mail.
    Text,
}

impl Form {
    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Profiles => "profiles of this app",
            Self::Toolkit => "Toolkit .env",
            Self::CogniteEnv => "COGNITE_ variables",
            Self::Sdk => "Python SDK configuration",
            Self::Extractor => "extractor configuration",
            Self::Pygen => "pygen TOML",
            Self::Text => "address or text",
        }
    }
}

type Read = fn(&Node, &mut Gather<'_>) -> bool;

/// Of a tree; the first that knows it.
const FORMS: [(Form, Read); 5] = [
    (Form::Extractor, extractor::read),
    (Form::Sdk, sdk::read),
    (Form::Pygen, pygen::read),
    (Form::Toolkit, toolkit::read),
    (Form::CogniteEnv, cognite_env::read),
];

/// What a tree says.
pub(super) fn read_tree(
    tree: &Node,
    document: Option<&DocumentMut>,
    around: &Surroundings,
    source: &Source,
) -> Vec<Found> {
    if let Some(found) = document.and_then(|document| read_ours(document, source)) {
        return found;
    }
    let found = FORMS.into_iter().find_map(|(form, read)| {
        let mut gather = Gather::new(around);
        read(tree, &mut gather).then(|| gather.done(Source { form, ..source.clone() }))
    });
    found.into_iter().collect()
}
