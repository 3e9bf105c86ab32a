//! A whole sign-in against a scripted token endpoint; the person pastes the final address.

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use oauth2::url::Url;
use secrecy::ExposeSecret as _;
use serde_json::json;
use tokio::sync::mpsc;

use super::*;
use crate::failure::{ErrorCode, Failure};
use crate::ports::{Clock as _, KeyStoreError};
use crate::session::{State, TokenRequest};
use crate::testing::World;
use crate::vault::Kept;

/// A person, who sees each step and may act on it.
pub(super) struct Person {
    steps: Arc<Mutex<Vec<Progress>>>,
    pub(super) paste: mpsc::Sender<String>,
}

impl Person {
    /// Signs in, with `acts` being called at each step.
    pub(super) async fn signs_in(
        world: &World,
        options: SignInOptions,
        acts: impl Fn(&Person, &Progress) + Send + Sync,
    ) -> Result<Kept, Failure> {
        let (paste, pasted) = mpsc::channel(4);
        let person = Person { steps: Arc::default(), paste };
        let progress = |step: &Progress| {
            person.steps.lock().unwrap().push(step.clone());
            acts(&person, step);
        };
        let options = SignInOptions { no_browser: true, ..options };
        world.sessions.sign_in(&world.profile, &options, Some(pasted), &progress).await.map_err(Failure::from)
    }

    pub(super) fn brings_back(&self, waiting: &Waiting, answer: &str) {
        let state = &parameters(&waiting.address)["state"];
        self.paste.try_send(format!("{}/?{answer}&state={state}", waiting.redirect_uri)).unwrap();
    }
}

pub(super) fn first_line(request: &str) -> String {
    request.lines().next().unwrap_or_default().to_owned()
}

pub(super) fn parameters(address: &Url) -> HashMap<String, String> {
    address.query_pairs().into_owned().collect()
}

/// What an honest provider says to the code of this sign-in.
pub(super) fn honest_reply(world: &World, waiting: &Waiting) -> serde_json::Value {
    let of_entra = || format!("{}/{}/v2.0", world.endpoint.address, world.profile.tenant_id);
    let claims = json!({
        "iss": world.profile.issuer.clone().unwrap_or_else(of_entra), "tid": world.profile.tenant_id,
        "aud": world.profile.client_id, "nonce": parameters(&waiting.address)["nonce"],
        "exp": world.clock.now().wall.as_secs() + 3600, "name": "Ingrid Solberg",
        "preferred_username": "ingrid@north.example", "login_hint": "O.hint",
    });
    let id_token = format!("e30.{}.x", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string()));
    json!({"access_token": "access-1", "token_type": "Bearer", "expires_in": 3600, "refresh_token": "r", "id_token": id_token})
}

#[tokio::test]
async fn from_the_address_to_a_kept_session() {
    let world = World::new().await;
    let kept = Person::signs_in(&world, SignInOptions::default(), |person, step| {
        if let Progress::WaitingForBrowser(waiting) = step {
            world.endpoint.will_say_json(200, &honest_reply(&world, waiting).to_string());
            person.brings_back(waiting, "code=the-code");
        }
    });
    assert!(matches!(kept.await.unwrap(), Kept::OnDisk));
    let status = world.another_process().status(&world.profile).await;
    assert_eq!(status.state, State::SignedIn);
    assert_eq!(status.account.unwrap().name.as_deref(), Some("Ingrid Solberg"));
    let token = world.sessions.token(&world.profile, TokenRequest::default()).await.unwrap();
    assert_eq!(token.access_token.expose_secret(), "access-1");
    let request = world.endpoint.requests.lock().unwrap()[0].clone();
    for part in
        ["grant_type=authorization_code", "code=the-code", "code_verifier=", "redirect_uri=http%3A%2F%2Flocalhost%3A"]
    {
        assert!(request.contains(part), "{part}: {request}");
    }
    assert!(!request.contains("client_secret"));
}

#[tokio::test]
async fn the_address_asks_for_what_it_should() {
    let mut world = World::new().await;
    world.profile.login_hint = Some("ingrid@north.example".into());
    world.profile.domain_hint = Some("north.example".into());
    let seen = Mutex::new(None);
    let _ = Person::signs_in(&world, SignInOptions::default(), |_, step| {
        seen.lock().unwrap().get_or_insert_with(|| step.browser().unwrap().clone());
        world.sessions.cancel_sign_in("north");
    })
    .await;
    let waiting = seen.into_inner().unwrap().unwrap();
    assert_eq!(waiting.address.path(), "/11111111-2222-3333-4444-555555555555/oauth2/v2.0/authorize");
    let parameters = parameters(&waiting.address);
    let is = |name: &str, value: &str| assert_eq!(parameters[name], value);
    is("response_type", "code");
    is("code_challenge_method", "S256");
    is("client_id", &world.profile.client_id);
    is("redirect_uri", &waiting.redirect_uri);
    is("scope", "https://westeurope-1.cognitedata.com/.default openid profile offline_access");
    is("login_hint", "ingrid@north.example");
    is("domain_hint", "north.example");
    for random in ["state", "nonce", "code_challenge"] {
        assert!(parameters[random].len() >= 22, "{random} has less than 128 bits");
    }
}

#[tokio::test]
async fn cancel_works_while_waiting_and_frees_the_place() {
    let world = World::new().await;
    let outcome = Person::signs_in(&world, SignInOptions::default(), |_, step| {
        if matches!(step, Progress::WaitingForBrowser(_)) {
            world.sessions.cancel_sign_in("north");
        }
    });
    assert_eq!(outcome.await.unwrap_err().code, ErrorCode::Cancelled);
    let status = world.sessions.status(&world.profile).await;
    assert_eq!((status.state, status.last_error), (State::SignedOut, None));
}

#[tokio::test]
async fn cancel_works_while_the_code_is_being_redeemed() {
    let world = World::new().await;
    let outcome = Person::signs_in(&world, SignInOptions::default(), |person, step| match step {
        // The endpoint has no reply: the request goes out and nothing comes back.
        Progress::WaitingForBrowser(waiting) => person.brings_back(waiting, "code=c"),
        Progress::RedeemingCode(_) => world.sessions.cancel_sign_in("north"),
        _ => {}
    });
    assert_eq!(outcome.await.unwrap_err().code, ErrorCode::Cancelled);
}

#[tokio::test]
async fn nobody_comes_back_for_five_minutes() {
    let world = World::new().await;
    let started = tokio::time::Instant::now();
    let failure = Person::signs_in(&world, SignInOptions::default(), |_, step| {
        // From here on nothing happens but time, which tokio then lets run ahead.
        if matches!(step, Progress::WaitingForBrowser(_)) {
            tokio::time::pause();
        }
    })
    .await
    .unwrap_err();
    assert_eq!(failure.code, ErrorCode::TimedOut);
    assert!(started.elapsed() >= PATIENCE);
    assert_eq!(world.sessions.status(&world.profile).await.last_error.unwrap().code, ErrorCode::TimedOut);
}

#[tokio::test]
async fn a_refusal_is_told_with_its_reason() {
    let world = World::new().await;
    let outcome = Person::signs_in(&world, SignInOptions::default(), |person, step| {
        if let Progress::WaitingForBrowser(waiting) = step {
            person
                .brings_back(waiting, "error=access_denied&error_description=AADSTS65004%3A+declined+Trace+ID%3A+t-1");
        }
    });
    let failure = outcome.await.unwrap_err();
    assert_eq!(failure.code, ErrorCode::ProviderRefused);
    assert_eq!(failure.message, "You, or somebody at your computer, chose not to accept what the app asks for.");
    assert_eq!(failure.provider.unwrap().trace_id.as_deref(), Some("t-1"));
    assert_eq!(world.endpoint.asked(), 0);
}

#[tokio::test]
async fn what_is_pasted_wrongly_is_passed_over() {
    let world = World::new().await;
    let outcome = Person::signs_in(&world, SignInOptions::default(), |person, step| {
        if let Progress::WaitingForBrowser(waiting) = step {
            world.endpoint.will_say_json(200, &honest_reply(&world, waiting).to_string());
            person.paste.try_send("http://localhost/?code=c&state=other".into()).unwrap();
            person.paste.try_send("not an address".into()).unwrap();
            person.brings_back(waiting, "code=c");
        }
    });
    assert!(outcome.await.is_ok());
}

#[tokio::test]
async fn a_provider_that_vouches_for_something_else_signs_nobody_in() {
    for (claim, value) in
        [("nonce", json!("other")), ("aud", json!("other")), ("tid", json!("66666666-2222-3333-4444-555555555555"))]
    {
        let world = World::new().await;
        let outcome = Person::signs_in(&world, SignInOptions::default(), |person, step| {
            if let Progress::WaitingForBrowser(waiting) = step {
                let mut reply = honest_reply(&world, waiting);
                let payload = reply["id_token"].as_str().unwrap().split('.').nth(1).unwrap().to_owned();
                let mut claims: serde_json::Value =
                    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
                claims[claim] = value.clone();
                reply["id_token"] = format!("e30.{}.x", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string())).into();
                world.endpoint.will_say_json(200, &reply.to_string());
                person.brings_back(waiting, "code=c");
            }
        });
        assert_eq!(outcome.await.unwrap_err().code, ErrorCode::ProviderRefused, "{claim}");
        assert_eq!(world.sessions.status(&world.profile).await.state, State::SignedOut, "{claim}");
    }
}

#[tokio::test]
async fn one_sign_in_of_a_profile_at_a_time() {
    let world = World::new().await;
    let outcome = Person::signs_in(&world, SignInOptions::default(), |_, step| {
        if matches!(step, Progress::WaitingForBrowser(_)) {
            let options = SignInOptions::default();
            let second = world.sessions.sign_in(&world.profile, &options, None, &|_| {});
            let second = futures_now(second).unwrap_err();
            assert_eq!(Failure::from(second).code, ErrorCode::Usage);
            world.sessions.cancel_sign_in("north");
        }
    });
    assert_eq!(outcome.await.unwrap_err().code, ErrorCode::Cancelled);
}

/// The answer of a future that has one at its first poll.
fn futures_now<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(answer) => answer,
        std::task::Poll::Pending => panic!("it waits"),
    }
}

#[tokio::test]
async fn signing_out_meanwhile_ends_the_sign_in() {
    let world = Arc::new(World::new().await);
    let outcome = Person::signs_in(&world, SignInOptions::default(), |person, step| match step {
        Progress::WaitingForBrowser(waiting) => {
            world.endpoint.will_say_json(200, &honest_reply(&world, waiting).to_string());
            person.brings_back(waiting, "code=c");
        }
        Progress::RedeemingCode(_) => {
            let world = world.clone();
            tokio::spawn(async move { world.sessions.sign_out("north").await });
        }
        _ => {}
    });
    assert_eq!(outcome.await.unwrap_err().code, ErrorCode::Cancelled);
    assert_eq!(world.sessions.status(&world.profile).await.state, State::SignedOut);
}

#[tokio::test]
async fn a_pinned_port_that_is_taken_is_named() {
    let mut world = World::new().await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    world.profile.redirect_port = taken.local_addr().unwrap().port();
    world.profile.fixed_port = true;
    let failure = Person::signs_in(&world, SignInOptions::default(), |_, _| {}).await.unwrap_err();
    assert_eq!((failure.code, failure.field.as_deref()), (ErrorCode::PortTaken, Some("redirect_port")));
    assert!(failure.message.contains(&world.profile.redirect_port.to_string()));
}

#[tokio::test]
async fn a_locked_keyring_is_said_before_anybody_goes_to_a_browser() {
    let world = World::new().await;
    *world.keys.trouble.lock().unwrap() = Some(KeyStoreError::Locked);
    let failure = Person::signs_in(&world, SignInOptions::default(), |_, _| panic!("a step")).await.unwrap_err();
    assert_eq!(failure.code, ErrorCode::VaultLocked);
}

#[tokio::test]
async fn without_a_keyring_the_sign_in_works_for_this_run_and_says_so() {
    let world = World::new().await;
    *world.keys.trouble.lock().unwrap() = Some(KeyStoreError::Absent("no bus".into()));
    let kept = Person::signs_in(&world, SignInOptions::default(), |person, step| {
        if let Progress::WaitingForBrowser(waiting) = step {
            world.endpoint.will_say_json(200, &honest_reply(&world, waiting).to_string());
            person.brings_back(waiting, "code=c");
        }
    });
    assert!(matches!(kept.await.unwrap(), Kept::InMemoryBecause(_)));
    assert!(world.sessions.token(&world.profile, TokenRequest::default()).await.is_ok());
}
