use std::fmt;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use toml_edit::{Item, TableLike, Value};

/// What is read of the environment. Where two cases of a variable are in use, the small one counts first, as in curl.
const VARIABLES: [&str; 15] = [
    "https_proxy",
    "HTTPS_PROXY",
    "http_proxy",
    "HTTP_PROXY",
    "all_proxy",
    "ALL_PROXY",
    "no_proxy",
    "NO_PROXY",
    "REQUEST_METHOD",
    PROXY_PASSWORD,
    CA_FILE,
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "SSL_CERT_FILE",
    "NODE_EXTRA_CA_CERTS",
];

/// The password to a user name in `[network] proxy`.
pub(super) const PROXY_PASSWORD: &str = "CDF_SIGNIN_PROXY_PASSWORD";
/// More roots to trust.
const CA_FILE: &str = "CDF_SIGNIN_CA_FILE";
/// What people on a network with its own root have set for their other tools: roots to trust as well.
const CA_FILES_OF_OTHERS: [&str; 4] = ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"];

/// Where the settings of a request come from.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    environment: Environment,
    file: Option<PathBuf>,
}

/// The variables that matter here. May hold a password: shown to nobody.
#[derive(Clone, Default)]
pub(super) struct Environment(Vec<(&'static str, SecretString)>);

/// The settings as they are at one moment.
#[derive(Debug, Clone, Default)]
pub(super) struct Network {
    pub environment: Environment,
    /// `[network] proxy`, as written.
    pub proxy: Option<String>,
    /// `[network] no_proxy`, entry by entry.
    pub no_proxy: Vec<String>,
    pub ca_files: Vec<CaFile>,
}

/// A file with more roots to trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaFile {
    pub path: PathBuf,
    pub set_in: SetIn,
    /// Set for this app: a mistake in it is told. Those of other tools are used as far as they can be.
    pub is_ours: bool,
}

/// Where a setting was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetIn {
    /// An environment variable.
    Variable(&'static str),
    /// A key of `[network]` in `profiles.toml`.
    File(&'static str),
    /// `profiles.toml` as a whole.
    WholeFile,
    /// The system's own settings.
    System,
}

/// A setting that cannot be used. Says nothing of a value that may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{set_in}: {problem}")]
pub struct SettingProblem {
    /// Which.
    pub set_in: SetIn,
    /// What is wrong with it.
    pub problem: String,
    /// How it may look.
    pub example: Option<&'static str>,
}

impl Settings {
    pub fn of_environment() -> Self {
        Self { environment: Environment::of(|name| std::env::var(name).ok()), file: None }
    }

    #[must_use]
    pub fn and_file(self, profiles_file: PathBuf) -> Self {
        Self { file: Some(profiles_file), ..self }
    }

    #[cfg(test)]
    pub fn of(environment: Environment) -> Self {
        Self { environment, file: None }
    }

    /// Read anew: an edit counts for the next request.
    pub fn now(&self) -> Result<Network, SettingProblem> {
        let mut network = Network { environment: self.environment.clone(), ..Network::default() };
        let ours = self.environment.get(CA_FILE).map(|path| (PathBuf::from(path), SetIn::Variable(CA_FILE)));
        let in_file = self.file.as_deref().map_or(Ok(None), |file| network.read(file))?;
        let ours = ours.or(in_file).map(|(path, set_in)| CaFile { path, set_in, is_ours: true });
        let of_others = CA_FILES_OF_OTHERS.into_iter().filter_map(|name| {
            let path = self.environment.get(name)?.into();
            Some(CaFile { path, set_in: SetIn::Variable(name), is_ours: false })
        });
        network.ca_files = ours.into_iter().chain(of_others).collect();
        Ok(network)
    }
}

impl Network {
    /// Takes `[network]` over, and answers with its CA file.
    fn read(&mut self, profiles_file: &Path) -> Result<Option<(PathBuf, SetIn)>, SettingProblem> {
        let text = match std::fs::read_to_string(profiles_file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unread(format!("it could not be read ({error})."))),
        };
        // Most files have no such table, and a request may be on a path where each millisecond counts.
        if !text.contains("network") {
            return Ok(None);
        }
        let book: toml_edit::DocumentMut =
            text.parse().map_err(|error: toml_edit::TomlError| unread(format!("{}.", error.message())))?;
        let Some(table) = book.get("network") else { return Ok(None) };
        let table = table.as_table_like().ok_or_else(|| unread("“network” has to be a table of settings.".into()))?;
        self.proxy = text_of(table, "proxy", "http://proxy.example.com:8080")?;
        self.no_proxy = entries_of(table)?;
        let ca_file = text_of(table, "ca_file", "/etc/ssl/example-root.pem")?;
        let folder = profiles_file.parent().unwrap_or(Path::new(""));
        Ok(ca_file.map(|path| (folder.join(crate::hand_off::expand_home(&path)), SetIn::File("ca_file"))))
    }
}

fn text_of(table: &dyn TableLike, key: &'static str, example: &'static str) -> Result<Option<String>, SettingProblem> {
    match table.get(key) {
        None => Ok(None),
        Some(item) => match item.as_str() {
            Some(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
            None => Err(wrong(key, "it has to be text.", example)),
        },
    }
}

/// A list, or one text with commas as in the variable.
fn entries_of(table: &dyn TableLike) -> Result<Vec<String>, SettingProblem> {
    let Some(item) = table.get("no_proxy") else { return Ok(Vec::new()) };
    let list = item.as_array().map(|list| list.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
    match (item, list) {
        (_, Some(Some(entries))) => Ok(entries.into_iter().map(str::to_owned).collect()),
        (Item::Value(Value::String(text)), _) => Ok(entries_in(text.value())),
        _ => Err(wrong("no_proxy", "it has to be a list of hosts.", r#"[".example.com", "10.0.0.0/8"]"#)),
    }
}

pub(super) fn entries_in(list: &str) -> Vec<String> {
    // Spaces part them too, as in curl.
    let parted = list.split(|c: char| c == ',' || c.is_whitespace());
    parted.filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

fn wrong(key: &'static str, problem: &str, example: &'static str) -> SettingProblem {
    SettingProblem { set_in: SetIn::File(key), problem: problem.into(), example: Some(example) }
}

fn unread(problem: String) -> SettingProblem {
    SettingProblem { set_in: SetIn::WholeFile, problem, example: None }
}

impl Environment {
    /// What `read` says of the variables that matter here. An empty one counts as none.
    pub fn of(read: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| Some((name, read(name).filter(|value| !value.trim().is_empty())?.into()));
        Self(VARIABLES.into_iter().filter_map(set).collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        use secrecy::ExposeSecret as _;
        self.0.iter().find(|(other, _)| *other == name).map(|(_, value)| value.expose_secret())
    }

    /// The first of those that is set, with its name.
    pub fn first(&self, names: &[&'static str]) -> Option<(&'static str, &str)> {
        names.iter().find_map(|name| Some((*name, self.get(name)?)))
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl fmt::Display for SetIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => f.write_str(name),
            Self::WholeFile => f.write_str("profiles.toml"),
            Self::File(key) => write!(f, "{key} under [network] in profiles.toml"),
            Self::System => f.write_str("the system's settings"),
        }
    }
}
