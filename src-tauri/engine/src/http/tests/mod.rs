//! The network as it is met: real servers, proxies and roots on loopback.

mod phases;
mod proxies;
mod proxy;
mod routes;
mod server;
mod settings;
mod tls;
mod words;

use oauth2::http::Request;
use oauth2::{HttpRequest, HttpResponse};

use super::settings::{Environment, Settings};
use super::{Http, NetworkError};
use crate::Failure;

/// One that lives in such an environment.
fn http(variables: &[(&str, &str)]) -> Http {
    Http { settings: Settings::of(environment(variables)), ..Http::new() }
}

fn environment(variables: &[(&str, &str)]) -> Environment {
    let read = |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
    Environment::of(read)
}

fn get(address: &str) -> HttpRequest {
    Request::get(address).body(Vec::new()).unwrap()
}

fn text(answer: &HttpResponse) -> &str {
    std::str::from_utf8(answer.body()).unwrap()
}

/// What a person reads of it: what happened, and what to do.
fn words(error: NetworkError) -> (String, String) {
    let failure = Failure::from(error);
    (failure.message, failure.hint)
}
