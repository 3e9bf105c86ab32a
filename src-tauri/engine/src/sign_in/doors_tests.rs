//! Doors other than the usual: providers by their issuer, other accounts, a step-up, answers of another provider.

use std::collections::HashMap;

use serde_json::json;

use super::tests::{Person, first_line, honest_reply, parameters};
use super::*;
use crate::failure::{ErrorCode, Failure};
use crate::profile::ResponseMode;
use crate::session::{State, TokenRequest};
use crate::testing::World;
use crate::vault::Kept;

const STEP_UP: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
const INTERACTION: &str = "error=interaction_required&error_description=AADSTS50076%3A+MFA";

/// A sign-in to which the provider answers through the browser with that. Also what the address asked for.
async fn answered(
    world: &World,
    options: SignInOptions,
    answer: &str,
) -> (Result<Kept, Failure>, HashMap<String, String>) {
    let asked = std::sync::Mutex::new(HashMap::new());
    let outcome = Person::signs_in(world, options, |person, step| {
        if let Progress::WaitingForBrowser(waiting) = step {
            *asked.lock().unwrap() = parameters(&waiting.address);
            world.endpoint.will_say_no_more();
            world.endpoint.will_say_json(200, &honest_reply(world, waiting).to_string());
            person.brings_back(waiting, answer);
        }
    })
    .await;
    (outcome, asked.into_inner().unwrap())
}

fn with_claims(answer: &str) -> String {
    let claims = oauth2::url::form_urlencoded::Serializer::new(String::new()).append_pair("claims", STEP_UP).finish();
    format!("{answer}&{claims}")
}

#[tokio::test]
async fn a_provider_is_known_by_its_issuer_alone() {
    let mut world = World::new().await;
    let issuer = world.endpoint.address.clone();
    world.profile.issuer = Some(issuer.clone());
    world.profile.audience = Some("https://cdf.example".into());
    let description = json!({"issuer": issuer, "authorization_endpoint": format!("{issuer}/in"), "token_endpoint": format!("{issuer}/t")});
    world.endpoint.will_say_json(200, &description.to_string());
    let outcome = Person::signs_in(&world, SignInOptions::default(), |person, step| {
        if let Progress::WaitingForBrowser(waiting) = step {
            assert_eq!(waiting.address.path(), "/in");
            assert_eq!(parameters(&waiting.address)["audience"], "https://cdf.example");
            world.endpoint.will_say_no_more();
            world.endpoint.will_say_json(200, &honest_reply(&world, waiting).to_string());
            person.brings_back(waiting, "code=c");
        }
    });
    outcome.await.unwrap();
    let asked: Vec<String> =
        world.endpoint.requests.lock().unwrap().iter().map(|request| first_line(request)).collect();
    assert_eq!(asked, ["GET /.well-known/openid-configuration HTTP/1.1", "POST /t HTTP/1.1"]);
}

#[tokio::test]
async fn with_another_account_nobody_is_suggested() {
    let mut world = World::new().await;
    world.profile.login_hint = Some("ingrid@north.example".into());
    world.profile.prompt = Some("login".into());
    let options = SignInOptions { select_account: true, ..SignInOptions::default() };
    let (_, asked) = answered(&world, options, "error=access_denied").await;
    assert_eq!((asked.get("login_hint"), asked["prompt"].as_str()), (None, "select_account"));
    let options = SignInOptions { login_hint: Some("kari@north.example".into()), ..SignInOptions::default() };
    let (_, asked) = answered(&world, options, "error=access_denied").await;
    assert_eq!((asked["login_hint"].as_str(), asked["prompt"].as_str()), ("kari@north.example", "login"));
}

#[tokio::test]
async fn somebody_else_than_the_profile_names_is_signed_in_and_that_is_said() {
    let mut world = World::new().await;
    for (named, is_other) in [("Ingrid@North.example", false), ("kari@north.example", true)] {
        world.profile.login_hint = Some(named.into());
        answered(&world, SignInOptions::default(), "code=c").await.0.unwrap();
        let status = world.sessions.status(&world.profile).await;
        assert_eq!(status.state, State::SignedIn);
        assert_eq!(status.expected_account, is_other.then(|| named.to_owned()));
    }
}

#[tokio::test]
async fn a_profile_may_have_the_answer_come_as_a_form() {
    let mut world = World::new().await;
    let (_, asked) = answered(&world, SignInOptions::default(), "error=access_denied").await;
    assert_eq!(asked.get("response_mode"), None);
    world.profile.response_mode = Some(ResponseMode::FormPost);
    let (_, asked) = answered(&world, SignInOptions::default(), "error=access_denied").await;
    assert_eq!(asked["response_mode"], "form_post");
}

#[tokio::test]
async fn an_answer_of_another_provider_ends_the_sign_in_and_its_code_goes_nowhere() {
    let world = World::new().await;
    for answer in ["code=c&iss=https%3A%2F%2Fevil.example", "error=access_denied&iss=https%3A%2F%2Fevil.example"] {
        let failure = answered(&world, SignInOptions::default(), answer).await.0.unwrap_err();
        assert_eq!((failure.code, failure.field.as_deref()), (ErrorCode::ProviderRefused, Some("issuer")));
        assert!(failure.message.contains("https://evil.example"), "{failure}");
    }
    assert_eq!(world.endpoint.asked(), 0);
    let ours = format!("{}/{}/v2.0", world.endpoint.address, world.profile.tenant_id);
    let named = oauth2::url::form_urlencoded::Serializer::new(String::new()).append_pair("iss", &ours).finish();
    answered(&world, SignInOptions::default(), &format!("code=c&{named}")).await.0.unwrap();
}

#[tokio::test]
async fn a_step_up_is_asked_for_in_the_next_sign_in_also_of_another_process_and_once() {
    let mut world = World::new().await;
    world.profile.prompt = Some("none".into());
    let (outcome, asked) = answered(&world, SignInOptions::default(), &with_claims(INTERACTION)).await;
    let failure = outcome.unwrap_err();
    assert_eq!((failure.code, failure.hint.is_empty()), (ErrorCode::SignInRequired, false));
    assert_eq!((asked.get("claims"), asked["prompt"].as_str()), (None, "none"));
    world.sessions = world.another_process();
    let status = world.sessions.status(&world.profile).await;
    assert_eq!((status.state, status.account), (State::NeedsSignIn, None));
    let refused = world.sessions.token(&world.profile, TokenRequest::default()).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::SignInRequired);
    // Saying no at the provider's page is no answer to what it asked.
    let (_, asked) = answered(&world, SignInOptions::default(), "error=access_denied").await;
    assert_eq!((asked["claims"].as_str(), asked.get("prompt")), (STEP_UP, None));
    let (outcome, asked) = answered(&world, SignInOptions::default(), "code=c").await;
    assert_eq!((outcome.is_ok(), asked["claims"].as_str()), (true, STEP_UP));
    let (_, asked) = answered(&world, SignInOptions::default(), "code=c").await;
    assert_eq!(asked.get("claims"), None);
}

#[tokio::test]
async fn a_step_up_that_the_provider_does_not_take_is_not_asked_for_again() {
    let world = World::new().await;
    let _ = answered(&world, SignInOptions::default(), &with_claims(INTERACTION)).await;
    let (_, asked) = answered(&world, SignInOptions::default(), "error=invalid_request").await;
    assert_eq!(asked["claims"], STEP_UP);
    let (_, asked) = answered(&world, SignInOptions::default(), "error=invalid_request").await;
    assert_eq!(asked.get("claims"), None);
}

#[tokio::test]
async fn a_refused_sign_in_leaves_the_session_that_is_there() {
    let world = World::new().await;
    answered(&world, SignInOptions::default(), "code=c").await.0.unwrap();
    answered(&world, SignInOptions::default(), &with_claims(INTERACTION)).await.0.unwrap_err();
    let status = world.another_process().status(&world.profile).await;
    assert_eq!((status.state, status.refreshable), (State::SignedIn, true));
    assert_eq!(answered(&world, SignInOptions::default(), "code=c").await.1["claims"], STEP_UP);
}

#[tokio::test]
async fn a_refresh_that_needs_more_than_a_plain_sign_in_says_so_and_the_next_sign_in_asks_for_it() {
    let world = World::new().await;
    answered(&world, SignInOptions::default(), "code=c").await.0.unwrap();
    let reply = json!({"error": "interaction_required", "error_description": "AADSTS50076: MFA", "claims": STEP_UP});
    world.endpoint.will_say_no_more();
    world.endpoint.will_say_json(400, &reply.to_string());
    world.clock.advance(4000);
    let refused = world.sessions.token(&world.profile, TokenRequest::default()).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::SignInRequired);
    assert_eq!(answered(&world, SignInOptions::default(), "code=c").await.1["claims"], STEP_UP);
}

#[tokio::test]
async fn the_errors_of_providers_that_want_a_person_say_sign_in_again() {
    let world = World::new().await;
    for error in ["interaction_required", "login_required", "consent_required", "account_selection_required"] {
        let (outcome, _) = answered(&world, SignInOptions::default(), &format!("error={error}")).await;
        let failure = outcome.unwrap_err();
        assert_eq!(failure.code, ErrorCode::SignInRequired, "{error}");
        assert!(failure.hint.starts_with("Sign in again"), "{failure}");
        assert!(!failure.message.contains(error), "{failure}");
        assert_eq!(world.sessions.status(&world.profile).await.state, State::SignedOut);
    }
}

#[tokio::test]
async fn where_a_person_signs_out_at_the_provider() {
    let mut world = World::new().await;
    let of_entra = format!("{}/{}/oauth2/v2.0/logout", world.endpoint.address, world.profile.tenant_id);
    let address =
        async |world: &World| world.sessions.sign_out_page(&world.profile).await.map(|page| page.address.to_string());
    assert_eq!(address(&world).await.unwrap(), of_entra);
    answered(&world, SignInOptions::default(), "code=c").await.0.unwrap();
    // Entra takes the ID token's own hint, and no user name.
    assert_eq!(address(&world).await.unwrap(), format!("{of_entra}?logout_hint=O.hint"));
    let issuer = world.endpoint.address.clone();
    world.profile.issuer = Some(issuer.clone());
    let describe = |end_session: serde_json::Value| {
        world.endpoint.will_say_no_more();
        let description =
            json!({"issuer": issuer, "token_endpoint": format!("{issuer}/t"), "end_session_endpoint": end_session});
        world.endpoint.will_say_json(200, &description.to_string());
    };
    describe(json!(format!("{issuer}/out?a=b")));
    let client_id = &world.profile.client_id;
    assert_eq!(address(&world).await.unwrap(), format!("{issuer}/out?a=b&client_id={client_id}"));
    describe(json!(null));
    assert_eq!(Failure::from(address(&world).await.unwrap_err()).code, ErrorCode::ProviderRefused);
    world.endpoint.will_say_no_more();
    assert_eq!(Failure::from(address(&world).await.unwrap_err()).code, ErrorCode::Network);
}
