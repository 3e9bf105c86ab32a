//! What JSON, TOML, YAML and a `.env` have in common: texts, lists and tables of them. A number and a word are both text,
//! as in a draft.

mod env;
mod json;
mod toml;
mod yaml;

use secrecy::zeroize::Zeroizing;

pub(super) use env::read_env;
pub(super) use json::read_json;
pub(super) use toml::read_toml;
pub(super) use yaml::read_yaml;

/// One value. It may be a secret, so it is wiped.
#[derive(Clone)]
pub(super) enum Node {
    Nothing,
    Text(Zeroizing<String>),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
    /// In a key vault (`!keyvault` of the extractors).
    Elsewhere,
}

/// Where a text is not what it should be, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    pub line: usize,
    pub message: String,
}

impl Node {
    pub(super) fn of(text: &str) -> Self {
        Self::Text(Zeroizing::new(text.to_owned()))
    }

    /// The value of a table's key. `-` and `_` are one: tools' files have both.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Table(entries) = self else { return None };
        let is_key =
            |name: &str| name.len() == key.len() && name.bytes().map(underscore).eq(key.bytes().map(underscore));
        entries
            .iter()
            .find(|(name, _)| is_key(name))
            .map(|(_, value)| value)
            .filter(|value| !matches!(value, Self::Nothing))
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Table(entries) => entries,
            _ => &[],
        }
    }
}

fn underscore(byte: u8) -> u8 {
    if byte == b'-' { b'_' } else { byte }
}
