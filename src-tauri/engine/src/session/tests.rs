use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret as _;

use super::*;
use crate::entra::{Endpoints, Tokens};
use crate::failure::{ErrorCode, Failure};
use crate::ports::KeyStoreError;
use crate::sign_in::SignedIn;
use crate::testing::World;

const TOKEN_2: &str =
    r#"{"access_token":"access-2","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-2"}"#;
const ENDED: &str = r#"{"error":"invalid_grant","error_description":"AADSTS50173: revoked. Trace ID: t Correlation ID: c","error_codes":[50173],"trace_id":"t","correlation_id":"c"}"#;

/// A world in which somebody signed in a moment ago, for an hour.
async fn signed_in() -> World {
    let world = World::new().await;
    keep(&world, Some("refresh-1"), 3600).await;
    world
}

async fn keep(world: &World, refresh_token: Option<&str>, lifetime: u64) {
    let account = Account { name: Some("Ingrid".into()), ..Account::default() };
    world.keep(&world.sessions, account, refresh_token, lifetime).await;
}

async fn token(world: &World) -> Result<String, Failure> {
    let token = world.sessions.token(&world.profile, TokenRequest::default()).await;
    token.map(|token| token.access_token.expose_secret().to_owned()).map_err(Failure::from)
}

async fn state(world: &World) -> State {
    world.sessions.status(&world.profile).await.state
}

#[tokio::test]
async fn a_fresh_token_is_handed_out_without_a_request() {
    let world = signed_in().await;
    assert_eq!(token(&world).await.unwrap(), "access-1");
    world.clock.advance(3300);
    assert_eq!(token(&world).await.unwrap(), "access-1");
    assert_eq!(world.endpoint.asked(), 0);
    let status = world.sessions.status(&world.profile).await;
    assert_eq!((status.state, status.expires_in), (State::SignedIn, Some(Duration::from_secs(300))));
}

#[tokio::test]
async fn under_five_minutes_it_is_renewed_first() {
    let world = signed_in().await;
    world.endpoint.will_say_json(200, TOKEN_2);
    world.clock.advance(3301);
    assert_eq!(token(&world).await.unwrap(), "access-2");
    assert_eq!(token(&world).await.unwrap(), "access-2");
    let requests = world.endpoint.requests.lock().unwrap().clone();
    assert_eq!(requests.len(), 1);
    for part in [
        "grant_type=refresh_token",
        "refresh_token=refresh-1",
        "client_id=7c1f0a52",
        "westeurope-1.cognitedata.com%2F.default",
    ] {
        assert!(requests[0].contains(part), "{part}: {}", requests[0]);
    }
}

#[tokio::test]
async fn rotation_the_next_refresh_sends_the_newest_refresh_token_also_from_another_process() {
    let world = signed_in().await;
    world.endpoint.will_say_json(200, TOKEN_2);
    world.clock.advance(3600);
    token(&world).await.unwrap();
    world.clock.advance(3600);
    world.another_process().token(&world.profile, TokenRequest::default()).await.unwrap();
    assert!(world.endpoint.requests.lock().unwrap()[1].contains("refresh_token=refresh-2"));
}

#[tokio::test]
async fn a_provider_that_does_not_rotate_leaves_the_old_refresh_token() {
    let world = signed_in().await;
    world.endpoint.will_say_json(200, r#"{"access_token":"access-2","token_type":"Bearer","expires_in":3600}"#);
    for _ in 0..2 {
        world.clock.advance(3600);
        token(&world).await.unwrap();
    }
    assert!(world.endpoint.requests.lock().unwrap()[1].contains("refresh_token=refresh-1"));
}

#[tokio::test]
async fn fifty_callers_send_one_request() {
    let world = Arc::new(signed_in().await);
    world.endpoint.will_say_json(200, TOKEN_2);
    world.clock.advance(4000);
    let calls: Vec<_> = (0..50)
        .map(|number| {
            let world = world.clone();
            tokio::spawn(async move {
                // Half of them in other processes, as far as memory goes.
                let sessions = if number % 2 == 0 { &world.sessions } else { &world.another_process() };
                sessions
                    .token(&world.profile, TokenRequest::default())
                    .await
                    .unwrap()
                    .access_token
                    .expose_secret()
                    .to_owned()
            })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap(), "access-2");
    }
    assert_eq!(world.endpoint.asked(), 1);
}

#[tokio::test]
async fn short_lived_tokens_are_not_renewed_at_each_call() {
    let world = World::new().await;
    keep(&world, Some("refresh-1"), 120).await;
    assert_eq!(token(&world).await.unwrap(), "access-1");
    world.clock.advance(59);
    assert_eq!(token(&world).await.unwrap(), "access-1");
    assert_eq!(world.endpoint.asked(), 0);
}

#[tokio::test]
async fn a_network_failure_is_not_a_sign_out() {
    let world = signed_in().await;
    for trouble in [
        "HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 429 X\r\nRetry-After: 9999\r\nContent-Length: 0\r\n\r\n",
        "",
    ] {
        world.endpoint.will_say(trouble);
    }
    world.endpoint.will_say_json(200, TOKEN_2);
    world.clock.advance(3500);
    // Still good for 100 seconds: handed out although it could not be renewed.
    assert_eq!(token(&world).await.unwrap(), "access-1");
    world.clock.advance(100);
    for _ in 0..2 {
        assert_eq!(token(&world).await.unwrap_err().code, ErrorCode::Network);
        assert_eq!(state(&world).await, State::Expired);
        assert!(world.sessions.status(&world.profile).await.refreshable);
    }
    assert_eq!(token(&world).await.unwrap(), "access-2");
}

#[tokio::test]
async fn the_providers_final_no_asks_for_a_person_and_is_not_asked_again() {
    let world = signed_in().await;
    world.endpoint.will_say_json(400, ENDED);
    world.clock.advance(3600);
    for _ in 0..3 {
        let failure = token(&world).await.unwrap_err();
        assert_eq!(failure.code, ErrorCode::SignInRequired);
        assert_eq!(failure.provider.unwrap().trace_id.as_deref(), Some("t"));
    }
    assert_eq!(world.endpoint.asked(), 1);
    let status = world.sessions.status(&world.profile).await;
    assert_eq!(status.state, State::NeedsSignIn);
    assert_eq!(status.account.unwrap().name.as_deref(), Some("Ingrid"));
    assert_eq!(status.last_error.unwrap().code, ErrorCode::SignInRequired);
}

#[tokio::test]
async fn a_no_that_is_not_final_keeps_the_refresh_token() {
    let world = signed_in().await;
    world.endpoint.will_say_json(400, r#"{"error":"invalid_client","error_description":"AADSTS7000218: …"}"#);
    world.endpoint.will_say_json(200, TOKEN_2);
    world.clock.advance(3600);
    assert_eq!(token(&world).await.unwrap_err().code, ErrorCode::ProviderRefused);
    assert_eq!(token(&world).await.unwrap(), "access-2");
}

#[tokio::test]
async fn answers_that_are_no_token_replies_lose_nothing_and_show_no_secret() {
    let world = signed_in().await;
    world.clock.advance(3600);
    let replies = [
        (302, "moved"),
        (200, ""),
        (200, "<html>Sign in to the proxy hush</html>"),
        (200, "null"),
        (200, "[]"),
        (200, r#"{"access_token":"hush","token_type":"mac"}"#),
        (200, r#"{"access_token":"","token_type":"Bearer"}"#),
        (200, r#"{"access_token":"hush\r\nX: y","token_type":"Bearer"}"#),
        (200, r#"{"access_token":["hush"],"token_type":"Bearer"}"#),
        (200, r#"{"error":"invalid_grant"}"#),
        (200, r#"{"access_token":"hush","token_type":"Bearer""#),
        (403, "<html>hush</html>"),
    ];
    for (status, body) in replies {
        world.endpoint.will_say_json(status, body);
    }
    world.endpoint.will_say_json(200, TOKEN_2);
    for (status, body) in replies {
        let failure = token(&world).await.unwrap_err();
        assert_eq!(failure.code, ErrorCode::ProviderRefused, "{status} {body}");
        assert!(!format!("{failure:?} {failure}").contains("hush"), "{status} {body}: {failure:?}");
        assert_eq!(state(&world).await, State::Expired, "{status} {body}");
    }
    assert_eq!(world.endpoint.asked(), replies.len());
    assert_eq!(token(&world).await.unwrap(), "access-2");
}

#[tokio::test]
async fn a_reply_without_end_is_cut_off() {
    let world = signed_in().await;
    world.clock.advance(3600);
    world.endpoint.will_say_json(200, &"x".repeat(3 * 1024 * 1024));
    assert_eq!(token(&world).await.unwrap_err().code, ErrorCode::Network);
}

#[tokio::test]
async fn no_refresh_takes_what_is_there() {
    let world = signed_in().await;
    let ask = |min_validity: Option<u64>| {
        let wanted = TokenRequest { min_validity: min_validity.map(Duration::from_secs), no_refresh: true };
        world.sessions.token(&world.profile, wanted)
    };
    world.clock.advance(3590);
    assert!(ask(None).await.is_ok());
    assert!(ask(Some(11)).await.is_err());
    world.clock.advance(10);
    assert_eq!(Failure::from(ask(None).await.unwrap_err()).code, ErrorCode::SignInRequired);
    assert_eq!(world.endpoint.asked(), 0);
}

#[tokio::test]
async fn without_a_refresh_token_an_expired_session_needs_a_person() {
    let world = World::new().await;
    keep(&world, None, 3600).await;
    world.clock.advance(3600);
    assert_eq!(token(&world).await.unwrap_err().code, ErrorCode::SignInRequired);
    assert_eq!(world.endpoint.asked(), 0);
}

#[tokio::test]
async fn a_refresh_that_ends_after_the_sign_out_brings_nobody_back() {
    let world = Arc::new(signed_in().await);
    world.clock.advance(3600);
    // No reply is set: the request stays under way until one is.
    let held = world.sessions.lock("north").await.unwrap();
    let asking = tokio::spawn({
        let world = world.clone();
        async move { token(&world).await }
    });
    tokio::task::yield_now().await;
    world.sessions.vault.remove("north").unwrap();
    drop(held);
    assert_eq!(asking.await.unwrap().unwrap_err().code, ErrorCode::SignInRequired);
    assert_eq!(state(&world).await, State::SignedOut);
}

#[tokio::test]
async fn signing_out_needs_no_key_and_forgets_all() {
    let world = signed_in().await;
    *world.keys.trouble.lock().unwrap() = Some(KeyStoreError::Locked);
    let other = world.another_process();
    other.sign_out("north").await.unwrap();
    *world.keys.trouble.lock().unwrap() = None;
    assert_eq!(state(&world).await, State::SignedOut);
}

#[tokio::test]
async fn an_edited_profile_does_not_use_another_tenants_tokens() {
    let mut world = signed_in().await;
    world.profile.tenant_id = "66666666-2222-3333-4444-555555555555".into();
    assert_eq!(state(&world).await, State::SignedOut);
    assert_eq!(token(&world).await.unwrap_err().code, ErrorCode::SignInRequired);
}

#[test]
fn what_a_session_is_bound_to_stays_the_same_over_versions() {
    let tokens =
        Tokens { access_token: "a".into(), lifetime: Duration::from_secs(1), refresh_token: None, id_token: None };
    let mut profile = crate::testing::profile("https://login.microsoftonline.com");
    let bound_to = |profile: &crate::profile::Profile| {
        let endpoints = Endpoints::named_by(&crate::testing::profile("https://login.example")).unwrap();
        let signed_in = SignedIn { tokens: tokens.clone(), account: Account::default(), endpoints };
        Record::of_sign_in(profile, signed_in, crate::testing::moment(), 1).bound_to
    };
    let scopes = "https://westeurope-1.cognitedata.com/.default openid profile offline_access";
    let (tenant, client) = (profile.tenant_id.clone(), profile.client_id.clone());
    let entra = format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token {client} {scopes}");
    assert_eq!(bound_to(&profile), entra);
    profile.issuer = Some("https://north.eu.auth0.com/".into());
    assert_eq!(bound_to(&profile), format!("https://north.eu.auth0.com/ {client} {scopes}"));
    profile.audience = Some("https://westeurope-1.cognitedata.com".into());
    let audience = "https://westeurope-1.cognitedata.com";
    assert_eq!(bound_to(&profile), format!("https://north.eu.auth0.com/ {client} {scopes} for {audience}"));
}

#[tokio::test]
async fn a_provider_known_by_its_issuer_is_not_asked_for_its_endpoints_at_each_refresh() {
    let mut world = World::new().await;
    // Nobody is there: only the endpoint that was sealed with the session leads anywhere.
    world.profile.issuer = Some("http://127.0.0.1:1".into());
    keep(&world, Some("refresh-1"), 3600).await;
    assert_eq!(token(&world).await.unwrap(), "access-1");
    assert_eq!(world.endpoint.asked(), 0);
    world.endpoint.will_say_json(200, TOKEN_2);
    world.clock.advance(3600);
    assert_eq!(token(&world).await.unwrap(), "access-2");
    assert!(world.endpoint.requests.lock().unwrap()[0].starts_with("POST "));
    world.profile.issuer = Some("http://127.0.0.1:2".into());
    assert_eq!(token(&world).await.unwrap_err().code, ErrorCode::SignInRequired);
}

#[tokio::test]
async fn three_troubles_of_the_keyring_are_told_apart_and_delete_nothing() {
    let world = signed_in().await;
    let troubles = [
        (KeyStoreError::Locked, ErrorCode::VaultLocked),
        (KeyStoreError::Absent("no bus".into()), ErrorCode::VaultUnavailable),
        (KeyStoreError::Failing("x".into()), ErrorCode::VaultUnavailable),
    ];
    let file = || {
        std::fs::read_dir(world.home.path().join("sessions"))
            .unwrap()
            .filter(|f| f.as_ref().unwrap().path().extension().is_some_and(|e| e == "session"))
            .count()
    };
    for (trouble, code) in troubles {
        *world.keys.trouble.lock().unwrap() = Some(trouble);
        let other = world.another_process();
        assert_eq!(Failure::from(other.token(&world.profile, TokenRequest::default()).await.unwrap_err()).code, code);
        assert_eq!(other.status(&world.profile).await.last_error.unwrap().code, code);
        assert_eq!(file(), 1);
    }
    *world.keys.trouble.lock().unwrap() = None;
    assert!(world.another_process().token(&world.profile, TokenRequest::default()).await.is_ok());
}

#[tokio::test]
async fn a_reset_keyring_makes_the_session_unreadable_and_a_new_one_sets_it_aside() {
    let world = signed_in().await;
    world.keys.forget();
    let other = world.another_process();
    assert_eq!(
        Failure::from(other.token(&world.profile, TokenRequest::default()).await.unwrap_err()).code,
        ErrorCode::VaultCorrupt
    );
    assert_eq!(other.status(&world.profile).await.state, State::NeedsSignIn);
    other.vault.write("north", vec![1].into()).await.unwrap();
    let aside = std::fs::read_dir(world.home.path().join("sessions"))
        .unwrap()
        .filter(|f| f.as_ref().unwrap().path().extension().is_some_and(|e| e == "unreadable"))
        .count();
    assert_eq!(aside, 1);
}

#[tokio::test]
async fn without_a_keyring_the_session_lives_in_memory() {
    let world = World::new().await;
    *world.keys.trouble.lock().unwrap() = Some(KeyStoreError::Absent("no bus".into()));
    keep(&world, Some("refresh-1"), 3600).await;
    assert_eq!(token(&world).await.unwrap(), "access-1");
    assert!(!world.sessions.status(&world.profile).await.kept);
    assert_eq!(world.another_process().status(&world.profile).await.state, State::SignedOut);
}

#[cfg(unix)]
#[tokio::test]
async fn sealed_files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = signed_in().await;
    let folder = world.home.path().join("sessions");
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    for file in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if file.path().extension().is_some_and(|extension| extension == "session") {
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            let bytes = std::fs::read(file.path()).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains("access-1"));
        }
    }
}
