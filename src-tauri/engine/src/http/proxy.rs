use std::fmt;
use std::net::IpAddr;

use hyper_util::client::proxy::matcher::Matcher;
use oauth2::http::{HeaderValue, Uri};
use oauth2::url::Url;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret as _, SecretString};

use super::settings::{Network, PROXY_PASSWORD, SetIn, SettingProblem, entries_in};

const EXAMPLE: &str = "http://proxy.example.com:8080";

/// The way of a request.
#[derive(Debug, Clone)]
pub enum Route {
    /// Straight to the server.
    Direct(WhyDirect),
    /// Through that proxy.
    Through(Proxy),
}

/// Why a request takes no proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyDirect {
    /// None is set.
    NoneIsSet,
    /// Programs of this computer are not reached through a proxy, whatever the settings say.
    Loopback,
    /// An exception names the host.
    Excepted {
        /// The entry that does.
        entry: String,
        /// Where it stands.
        set_in: SetIn,
    },
}

/// A proxy. Its password is shown to nobody but the proxy.
#[derive(Clone)]
pub struct Proxy {
    pub(super) is_secure: bool,
    pub(super) host: String,
    pub(super) port: u16,
    credentials: Option<(String, SecretString)>,
    set_in: SetIn,
}

impl Network {
    /// Which way a request to that address takes. The environment counts before `profiles.toml`, that before the system.
    pub fn route(&self, target: &Url) -> Result<Route, SettingProblem> {
        if is_loopback(target.host_str().unwrap_or_default()) {
            return Ok(Route::Direct(WhyDirect::Loopback));
        }
        let Some(proxy) = self.proxy_for(target)? else { return Ok(Route::Direct(WhyDirect::NoneIsSet)) };
        let excepted = self.exceptions().into_iter().find(|(entry, _)| excepts(entry, target));
        Ok(match excepted {
            Some((entry, set_in)) => Route::Direct(WhyDirect::Excepted { entry, set_in }),
            None => Route::Through(proxy),
        })
    }

    fn proxy_for(&self, target: &Url) -> Result<Option<Proxy>, SettingProblem> {
        let own: &[&'static str] = match target.scheme() {
            "https" => &["https_proxy", "HTTPS_PROXY"],
            // A web server sets HTTP_PROXY of a CGI program to what the visitor sent (“httpoxy”).
            _ if self.environment.get("REQUEST_METHOD").is_some() => &["http_proxy"],
            _ => &["http_proxy", "HTTP_PROXY"],
        };
        let set = self.environment.first(own).or_else(|| self.environment.first(&["all_proxy", "ALL_PROXY"]));
        if let Some((name, address)) = set {
            return Proxy::parse(address, SetIn::Variable(name)).map(Some);
        }
        if let Some(address) = &self.proxy {
            let password = self.environment.get(PROXY_PASSWORD);
            return Proxy::parse(address, SetIn::File("proxy"))?.with_password(password).map(Some);
        }
        of_system(target).map(|address| Proxy::parse(&address, SetIn::System)).transpose()
    }

    /// All that is not to go through a proxy, wherever the proxy is set.
    fn exceptions(&self) -> Vec<(String, SetIn)> {
        let of_environment = self.environment.first(&["no_proxy", "NO_PROXY"]);
        let of_environment = of_environment
            .into_iter()
            .flat_map(|(name, list)| entries_in(list).into_iter().map(move |entry| (entry, SetIn::Variable(name))));
        let of_file = self.no_proxy.iter().map(|entry| (entry.clone(), SetIn::File("no_proxy")));
        of_environment.chain(of_file).collect()
    }
}

/// Whether an entry of `NO_PROXY` names that address: a host with all under it, an IP address, a network, or `*`, each
/// also with a port.
fn excepts(entry: &str, target: &Url) -> bool {
    let (entry, port) = match entry.rsplit_once(':') {
        // An IPv6 address has colons of its own.
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => match port.parse::<u16>() {
            Ok(port) => (host, Some(port)),
            Err(_) => (entry, None),
        },
        _ => (entry, None),
    };
    if port.is_some() && port != target.port_or_known_default() {
        return false;
    }
    // Often written, and meant as `.example.com`.
    let entry = if entry.len() > 1 { entry.trim_start_matches('*') } else { entry };
    let entry = entry.trim_start_matches('[').trim_end_matches(']');
    let Ok(target) = target.as_str().parse::<Uri>() else { return false };
    Matcher::builder().all(EXAMPLE).no(entry).build().intercept(&target).is_none()
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']').trim_end_matches('.');
    let is_local_name = host.eq_ignore_ascii_case("localhost") || host.to_ascii_lowercase().ends_with(".localhost");
    is_local_name || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(any(windows, target_os = "macos"))]
fn of_system(target: &Url) -> Option<String> {
    let found = Matcher::from_system().intercept(&target.as_str().parse().ok()?)?;
    Some(found.uri().to_string())
}

/// Linux has no settings of its own for it; a desktop's are left to `profiles.toml`.
#[cfg(not(any(windows, target_os = "macos")))]
fn of_system(_target: &Url) -> Option<String> {
    None
}

impl Proxy {
    fn parse(address: &str, set_in: SetIn) -> Result<Self, SettingProblem> {
        let wrong = |problem: &str| SettingProblem {
            set_in: set_in.clone(),
            problem: problem.to_owned(),
            example: Some(EXAMPLE),
        };
        let address = address.trim();
        let with_scheme = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
        // A password with a `#` or a `/` in it reads as something else than meant: the value is not repeated.
        let url = Url::parse(&with_scheme).map_err(|_| {
            wrong("this is no address of a proxy. In a password, letters other than A–Z, a–z and 0–9 are written as %23 and the like.")
        })?;
        let is_secure = match url.scheme() {
            "http" => false,
            "https" => true,
            other => return Err(wrong(&format!("“{other}” is not a kind of proxy this app can use: http or https."))),
        };
        let host = url.host_str().ok_or_else(|| wrong("the proxy's host is missing."))?.to_owned();
        let port = url.port_or_known_default().ok_or_else(|| wrong("the proxy's port is missing."))?;
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let password: SecretString = decoded(url.password().unwrap_or_default()).into();
        let is_named = !url.username().is_empty() || url.password().is_some();
        let credentials = is_named.then(|| (decoded(url.username()), password));
        Ok(Self { is_secure, host, port, credentials, set_in })
    }

    /// For a proxy set in the file, where no password may stand.
    fn with_password(mut self, password: Option<&str>) -> Result<Self, SettingProblem> {
        if let Some((_, kept)) = &mut self.credentials {
            if !kept.expose_secret().is_empty() {
                return Err(SettingProblem {
                    set_in: self.set_in,
                    problem: format!(
                        "a password does not belong in this file. Take it out and set {PROXY_PASSWORD} instead."
                    ),
                    example: Some("http://user@proxy.example.com:8080"),
                });
            }
            *kept = password.unwrap_or_default().into();
        }
        Ok(self)
    }

    /// Its host and port, without user name and password.
    pub fn address(&self) -> String {
        format!("{}://{}:{}", if self.is_secure { "https" } else { "http" }, self.host, self.port)
    }

    /// Who this app is to it, if anybody.
    pub fn user(&self) -> Option<&str> {
        self.credentials.as_ref().map(|(user, _)| user.as_str())
    }

    /// Where it is set.
    pub fn set_in(&self) -> &SetIn {
        &self.set_in
    }

    /// The same, which knows nobody.
    pub(super) fn without_credentials(&self) -> Self {
        Self { credentials: None, ..self.clone() }
    }

    /// For reqwest, which tells user name and password to the proxy alone.
    pub(super) fn for_client(&self) -> reqwest::Result<reqwest::Proxy> {
        let proxy = reqwest::Proxy::all(self.address())?;
        Ok(match &self.credentials {
            Some((user, password)) => proxy.basic_auth(user, password.expose_secret()),
            None => proxy,
        })
    }

    /// For the proxy alone (RFC 9110 §11.7.2).
    pub(super) fn authorization(&self) -> Option<HeaderValue> {
        let (user, password) = self.credentials.as_ref()?;
        let mut value = basic(user, password.expose_secret())?;
        value.set_sensitive(true);
        Some(value)
    }
}

fn basic(user: &str, password: &str) -> Option<HeaderValue> {
    use base64::Engine as _;
    use secrecy::zeroize::Zeroizing;
    let both = Zeroizing::new(format!("{user}:{password}"));
    let encoded = Zeroizing::new(base64::engine::general_purpose::STANDARD.encode(both.as_bytes()));
    HeaderValue::try_from(Zeroizing::new(format!("Basic {}", *encoded)).as_str()).ok()
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({}, {})", self.address(), self.set_in)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Through(proxy) => write!(f, "through {} (set in {})", proxy.address(), proxy.set_in),
            Self::Direct(WhyDirect::NoneIsSet) => f.write_str("without a proxy: none is set"),
            Self::Direct(WhyDirect::Loopback) => f.write_str("without a proxy: it is on this computer"),
            Self::Direct(WhyDirect::Excepted { entry, set_in }) => {
                write!(f, "without a proxy: “{entry}” in {set_in} says so")
            }
        }
    }
}
