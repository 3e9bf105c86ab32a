//! A request in the log: where it goes, how it ends, how long it takes, and what the server calls it. No query, no body, and
//! of the headers only the ids that a provider's support asks for.

use oauth2::http::Method;
use oauth2::{HttpRequest, HttpResponse};
use tokio::time::Instant;

use super::errors::NetworkError;

const IDS: [&str; 3] = ["x-ms-request-id", "x-request-id", "client-request-id"];

/// A request that is about to be sent.
pub(super) struct Asked {
    method: Method,
    host: String,
    path: String,
    began: Instant,
}

impl Asked {
    pub fn of(request: &HttpRequest) -> Self {
        let uri = request.uri();
        let host = uri.host().unwrap_or_default();
        Self {
            method: request.method().clone(),
            // Not the whole authority: a user and a password may stand in it.
            host: uri.port_u16().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
            path: uri.path().to_owned(),
            began: Instant::now(),
        }
    }

    /// Notes how it ended.
    pub fn ended(&self, outcome: &Result<HttpResponse, NetworkError>) {
        let Self { method, host, path, .. } = self;
        let ms = self.began.elapsed().as_millis();
        match outcome {
            Ok(answer) => {
                let status = answer.status().as_u16();
                let id = IDS.iter().find_map(|name| answer.headers().get(*name)?.to_str().ok());
                tracing::info!(status, ms, id, "{method} {host}{path}");
            }
            Err(error) => tracing::warn!(ms, %error, "{method} {host}{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use oauth2::http::Request;

    use super::*;

    #[test]
    fn of_an_address_host_and_path_alone() {
        for (address, host) in [
            ("https://user:hush@login.example/token?code=hush", "login.example"),
            ("http://127.0.0.1:8080/token", "127.0.0.1:8080"),
        ] {
            let asked = Asked::of(&Request::get(address).body(Vec::new()).unwrap());
            assert_eq!((asked.host.as_str(), asked.path.as_str()), (host, "/token"));
        }
    }
}
