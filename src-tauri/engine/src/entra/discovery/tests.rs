use serde_json::{Value, json};

use super::*;
use crate::failure::{ErrorCode, Failure};
use crate::testing::Endpoint;

fn addresses_of(issuer: &str) -> [String; 2] {
    addresses(&Url::parse(issuer).unwrap()).map(String::from)
}

#[test]
fn where_a_description_stands() {
    for issuer in ["https://login.example", "https://login.example/"] {
        let [oidc, oauth] = addresses_of(issuer);
        assert_eq!(oidc, "https://login.example/.well-known/openid-configuration");
        assert_eq!(oauth, "https://login.example/.well-known/oauth-authorization-server");
    }
    let [oidc, oauth] = addresses_of("https://login.example/realms/north/");
    assert_eq!(oidc, "https://login.example/realms/north/.well-known/openid-configuration");
    assert_eq!(oauth, "https://login.example/.well-known/oauth-authorization-server/realms/north");
}

fn description(issuer: &str) -> Value {
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/oauth/token"),
        "device_authorization_endpoint": format!("{issuer}/oauth/device/code"),
        "end_session_endpoint": format!("{issuer}/oidc/logout"),
        "code_challenge_methods_supported": ["S256", "plain"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "none"],
        "authorization_response_iss_parameter_supported": true,
    })
}

/// Discovery at a provider that describes itself so, with these members changed (null: left out).
async fn with(changes: Value) -> Result<Endpoints, DiscoveryError> {
    let provider = Endpoint::start().await;
    let mut said = description(&provider.address);
    for (name, value) in changes.as_object().unwrap() {
        said[name] = value.clone();
    }
    provider.will_say_json(200, &said.to_string());
    discover(&Http::new(), &provider.address).await
}

#[tokio::test]
async fn everything_that_counts_is_read() {
    let provider = Endpoint::start().await;
    let issuer = &provider.address;
    provider.will_say_json(200, &description(issuer).to_string());
    let endpoints = discover(&Http::new(), issuer).await.unwrap();
    let under = |path: &str| Some(format!("{issuer}{path}"));
    assert_eq!(endpoints.authorize.map(|url| url.to_string()), under("/authorize"));
    assert_eq!(Some(endpoints.token.to_string()), under("/oauth/token"));
    assert_eq!(endpoints.device_authorization.map(|url| url.to_string()), under("/oauth/device/code"));
    assert_eq!(endpoints.end_session.map(String::from), under("/oidc/logout"));
    assert_eq!(endpoints.issuer, Issuer::Exactly(issuer.clone()));
    assert!(endpoints.always_sends_iss);
    assert_eq!(endpoints.token_auth_methods, ["client_secret_basic", "none"]);
    let request = &provider.requests.lock().unwrap()[0];
    assert!(request.starts_with("GET /.well-known/openid-configuration HTTP/1.1\r\n"), "{request}");
}

#[tokio::test]
async fn what_need_not_be_there_may_be_left_out() {
    let endpoints = with(json!({
        "authorization_endpoint": null, "device_authorization_endpoint": null, "end_session_endpoint": null,
        "code_challenge_methods_supported": null, "token_endpoint_auth_methods_supported": null,
        "authorization_response_iss_parameter_supported": null, "an_unknown_member": {"of": "any kind"},
    }))
    .await
    .unwrap();
    assert_eq!((endpoints.authorize, endpoints.device_authorization, endpoints.end_session), (None, None, None));
    assert!(!endpoints.always_sends_iss && endpoints.token_auth_methods.is_empty());
}

#[tokio::test]
async fn the_second_address_is_asked_where_the_first_has_nothing() {
    let provider = Endpoint::start().await;
    let issuer = format!("{}/realms/north", provider.address);
    provider.will_say_json(404, "{}");
    provider.will_say_json(200, &description(&issuer).to_string());
    let endpoints = discover(&Http::new(), &issuer).await.unwrap();
    assert_eq!(endpoints.token.to_string(), format!("{issuer}/oauth/token"));
    let requests = provider.requests.lock().unwrap();
    assert!(requests[0].starts_with("GET /realms/north/.well-known/openid-configuration "));
    assert!(requests[1].starts_with("GET /.well-known/oauth-authorization-server/realms/north "));
}

#[tokio::test]
async fn a_slash_at_the_end_is_the_providers_to_write() {
    let provider = Endpoint::start().await;
    let own_name = format!("{}/", provider.address);
    let mut said = description(&provider.address);
    said["issuer"] = json!(own_name);
    provider.will_say_json(200, &said.to_string());
    let endpoints = discover(&Http::new(), &provider.address).await.unwrap();
    assert_eq!(endpoints.issuer, Issuer::Exactly(own_name));
}

#[tokio::test]
async fn a_hostile_description_is_refused() {
    let cases = [
        (json!({"issuer": "https://evil.example"}), "calls itself https://evil.example"),
        (json!({"issuer": "https://evil.example/\u{1b}[2J"}), "calls itself https://evil.example/ [2J"),
        (json!({"issuer": null}), "no provider's description"),
        (json!({"issuer": 7}), "no provider's description"),
        (json!({"token_endpoint": null}), "names no token_endpoint"),
        (json!({"token_endpoint": "http://evil.example/token"}), "token_endpoint is an address"),
        (json!({"token_endpoint": "/token"}), "token_endpoint is an address"),
        (json!({"token_endpoint": ""}), "token_endpoint is an address"),
        (json!({"token_endpoint": "https://me:pass@evil.example/"}), "token_endpoint is an address"),
        (json!({"token_endpoint": ["https://a.example"]}), "no provider's description"),
        (json!({"authorization_endpoint": "javascript:alert(1)"}), "authorization_endpoint is an address"),
        (json!({"authorization_endpoint": "file:///etc/passwd"}), "authorization_endpoint is an address"),
        (json!({"device_authorization_endpoint": "http://evil.example/"}), "device_authorization_endpoint is an"),
        (json!({"end_session_endpoint": "data:text/html,x"}), "end_session_endpoint is an address"),
        (json!({"code_challenge_methods_supported": ["plain"]}), "does not take PKCE"),
        (json!({"code_challenge_methods_supported": []}), "does not take PKCE"),
    ];
    for (changes, expected) in cases {
        let error = with(changes.clone()).await.unwrap_err();
        assert!(error.to_string().contains(expected), "{changes}: {error}");
        let failure = Failure::from(error);
        assert_eq!((failure.code, failure.field.as_deref()), (ErrorCode::ProviderRefused, Some("issuer")), "{changes}");
    }
}

#[tokio::test]
async fn a_hostile_answer_is_refused() {
    let html = "<!doctype html><title>Sign in to the Wi-Fi</title>";
    let large = format!("{{\"issuer\":\"{}\"}}", "x".repeat(10 * 1024 * 1024));
    let ok =
        |body: &str| format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
    let redirect =
        "HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let cases = [
        (ok(html), ErrorCode::ProviderRefused),
        (ok(""), ErrorCode::ProviderRefused),
        (ok("[]"), ErrorCode::ProviderRefused),
        (ok("{\"issuer\":"), ErrorCode::ProviderRefused),
        (ok(&large), ErrorCode::ProviderRefused),
        (redirect.to_owned(), ErrorCode::ProviderRefused),
        ("HTTP/1.1 404 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".into(), ErrorCode::ProviderRefused),
        ("HTTP/1.1 204 X\r\nConnection: close\r\n\r\n".into(), ErrorCode::ProviderRefused),
        ("HTTP/1.1 503 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".into(), ErrorCode::Network),
        ("HTTP/1.1 429 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".into(), ErrorCode::Network),
        ("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{".into(), ErrorCode::Network),
        (String::new(), ErrorCode::Network),
    ];
    for (reply, code) in cases {
        let provider = Endpoint::start().await;
        provider.will_say(reply.clone());
        let failure = Failure::from(discover(&Http::new(), &provider.address).await.unwrap_err());
        let shown = &reply[..reply.len().min(60)];
        assert_eq!(failure.code, code, "{shown}: {failure}");
        assert!(!failure.message.contains("evil.example"), "{failure}");
    }
}

#[tokio::test]
async fn a_provider_that_says_nothing_is_a_network_failure() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let held = tokio::spawn(async move { listener.accept().await });
    tokio::time::pause();
    let failure = Failure::from(discover(&Http::new(), &issuer).await.unwrap_err());
    assert_eq!(failure.code, ErrorCode::Network, "{failure}");
    drop(held);
}

#[tokio::test]
async fn with_nobody_there_it_is_the_network() {
    let gone = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    assert!(matches!(discover(&Http::new(), &gone).await, Err(DiscoveryError::Network(_))));
}

#[test]
fn only_an_issuer_on_this_machine_may_name_plain_http() {
    let issuer = |text: &str| Url::parse(text).unwrap();
    let ours = "http://127.0.0.1:8080/token";
    assert!(safe(&issuer("http://127.0.0.1:8080"), "token_endpoint", ours).is_ok());
    assert!(safe(&issuer("https://login.example"), "token_endpoint", ours).is_err());
    assert!(safe(&issuer("https://login.example"), "token_endpoint", "https://login.example/token").is_ok());
}
