//! The names under which tools look for their sign-in, in a `.env` or in their environment.

use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;

use super::Material;
use super::formats::keys_of_dotenv;
use crate::cdf;
use crate::profile::Profile;
use crate::session::Token;
use crate::token_endpoint::EndpointClient;

/// A name and its value, which may be a token or a secret.
pub type Variable = (&'static str, Zeroizing<String>);

/// Whose names. A command's environment may hold both: each tool takes its own and leaves the others alone, other than
/// neat with a file, where a name that it does not know is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// `CDF_…`, `IDP_…` and `LOGIN_FLOW`: the Toolkit, neat.
    Toolkit,
    /// `COGNITE_…`: notebooks, the Rust SDK, and many scripts.
    Cognite,
    /// All of them.
    Both,
}

impl Names {
    fn of(self, toolkit: impl FnOnce() -> Vec<Variable>, cognite: impl FnOnce() -> Vec<Variable>) -> Vec<Variable> {
        let mut variables = if self == Self::Cognite { Vec::new() } else { toolkit() };
        if self != Self::Toolkit {
            variables.extend(cognite());
        }
        variables
    }
}

/// What lets a command in for as long as that token lasts.
pub fn token_variables(profile: &Profile, token: Token, names: Names) -> Vec<Variable> {
    let material = Material { token: Some(token), ..Material::of(profile) };
    names.of(|| toolkit_token(&material), || cognite_token(&material))
}

/// What lets a command ask the token endpoint, for as long as it likes.
pub fn endpoint_variables(profile: &Profile, endpoint: EndpointClient, names: Names) -> Vec<Variable> {
    let material = Material { endpoint: Some(endpoint), ..Material::of(profile) };
    names.of(|| toolkit_endpoint(&material), || cognite_endpoint(&material))
}

/// The Toolkit's own `.env`, where it wins over these variables: in the folder it is started in, else in the one above. It
/// reads no other, and lets the file win (0.9.28). With the names that stand in both.
pub fn winning_dotenv(folder: &Path, variables: &[Variable]) -> Option<(PathBuf, Vec<&'static str>)> {
    let path = folder.ancestors().take(2).map(|folder| folder.join(".env")).find(|path| path.is_file())?;
    let text = Zeroizing::new(std::fs::read_to_string(&path).ok()?);
    let keys = keys_of_dotenv(&text);
    let both = variables.iter().map(|(name, _)| *name).filter(|name| keys.contains(name)).collect::<Vec<_>>();
    (!both.is_empty()).then_some((path, both))
}

fn variable(name: &'static str, value: &str) -> Variable {
    (name, Zeroizing::new(value.to_owned()))
}

fn toolkit_token(material: &Material<'_>) -> Vec<Variable> {
    vec![
        variable("CDF_CLUSTER", &material.profile.cluster),
        variable("CDF_PROJECT", &material.profile.project),
        variable("CDF_URL", &material.base_url()),
        variable("LOGIN_FLOW", "token"),
        variable("CDF_TOKEN", material.token_text()),
    ]
}

/// The keys of the Toolkit's client-credentials flow. At any provider but Entra and its own it wants an audience too, and
/// takes the token's address as it is (0.9.28, `_environment_variables.py`).
pub(super) fn toolkit_endpoint(material: &Material<'_>) -> Vec<Variable> {
    vec![
        variable("CDF_CLUSTER", &material.profile.cluster),
        variable("CDF_PROJECT", &material.profile.project),
        variable("CDF_URL", &material.base_url()),
        variable("PROVIDER", "other"),
        variable("LOGIN_FLOW", "client_credentials"),
        variable("IDP_TOKEN_URL", material.endpoint_url()),
        variable("IDP_CLIENT_ID", material.endpoint_client_id()),
        variable("IDP_CLIENT_SECRET", material.endpoint_secret_text()),
        variable("IDP_AUDIENCE", &cdf::audience(material.profile)),
        variable("IDP_SCOPES", &material.scope()),
    ]
}

fn cognite_token(material: &Material<'_>) -> Vec<Variable> {
    vec![
        variable("COGNITE_BASE_URL", &material.base_url()),
        variable("COGNITE_PROJECT", &material.profile.project),
        variable("COGNITE_TOKEN", material.token_text()),
    ]
}

/// What the Rust SDK's `CogniteClient::new_oidc` reads (0.6.2).
pub(super) fn cognite_endpoint(material: &Material<'_>) -> Vec<Variable> {
    vec![
        variable("COGNITE_BASE_URL", &material.base_url()),
        variable("COGNITE_PROJECT", &material.profile.project),
        variable("COGNITE_TOKEN_URL", material.endpoint_url()),
        variable("COGNITE_CLIENT_ID", material.endpoint_client_id()),
        variable("COGNITE_CLIENT_SECRET", material.endpoint_secret_text()),
        variable("COGNITE_SCOPES", &material.scope()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::{profile, token};

    #[test]
    fn each_tool_finds_its_own_names() {
        let of = |names| {
            let variables = token_variables(&profile(), token("t.o.k"), names);
            variables.iter().map(|(name, value)| format!("{name}={}", **value)).collect::<Vec<_>>().join(" ")
        };
        let toolkit = "CDF_CLUSTER=westeurope-1 CDF_PROJECT=north-prod \
             CDF_URL=https://westeurope-1.cognitedata.com LOGIN_FLOW=token CDF_TOKEN=t.o.k";
        let cognite =
            "COGNITE_BASE_URL=https://westeurope-1.cognitedata.com COGNITE_PROJECT=north-prod COGNITE_TOKEN=t.o.k";
        assert_eq!((of(Names::Toolkit), of(Names::Cognite)), (toolkit.to_owned(), cognite.to_owned()));
        assert_eq!(of(Names::Both), format!("{toolkit} {cognite}"));
    }

    #[test]
    fn a_dotenv_that_wins_is_found_where_the_toolkit_looks() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/b");
        std::fs::create_dir_all(&folder).unwrap();
        let variables = token_variables(&profile(), token("t.o.k"), Names::Both);
        let found = || winning_dotenv(&folder, &variables);
        let write = |path: &str, text: &str| std::fs::write(home.path().join(path), text).unwrap();
        write(".env", "CDF_TOKEN=far away\n");
        assert_eq!(found(), None);
        write("a/.env", "OTHER=1\n# CDF_PROJECT=x\nexport CDF_TOKEN='old'\nLOGIN_FLOW=token\n");
        assert_eq!(found(), Some((home.path().join("a/.env"), vec!["LOGIN_FLOW", "CDF_TOKEN"])));
        write("a/b/.env", "OTHER=1\n");
        assert_eq!(found(), None, "the nearer one is the only one that is read");
    }
}
