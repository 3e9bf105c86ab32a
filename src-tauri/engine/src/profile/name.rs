use std::fmt;

use super::field::{self, FieldProblem};

/// A profile's name as it stands in `profiles.toml` and on the command line: 1–64 letters, digits, `-`, `_` or `.`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileName(String);

impl ProfileName {
    /// Checks the name; the problem says what a name looks like.
    pub fn parse(text: &str) -> Result<Self, FieldProblem> {
        field::name(text).map(Self)
    }

    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Names that differ only in case are one name, since some file systems cannot hold both.
    pub fn is_same_as(&self, other: &str) -> bool {
        self.0.eq_ignore_ascii_case(other)
    }
}

impl fmt::Display for ProfileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
