use secrecy::ExposeSecret as _;

use super::*;
use crate::failure::{ErrorCode, Failure};
use crate::session::{State, TokenRequest};
use crate::sign_in::SignInOptions;
use crate::testing::World;

const TOKEN: &str = r#"{"access_token":"access-1","token_type":"Bearer","expires_in":3600}"#;
const WRONG: &str =
    r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret","error_codes":[7000215]}"#;

/// A world whose profile signs in with a client secret.
async fn world() -> World {
    let mut world = World::new().await;
    world.profile.flow = Flow::ClientSecret;
    world
}

async fn token(sessions: &Sessions, world: &World) -> Result<String, Failure> {
    let token = sessions.token(&world.profile, TokenRequest::default()).await;
    token.map(|token| token.access_token.expose_secret().to_owned()).map_err(Failure::from)
}

async fn keep(world: &World, secret: &str) {
    assert!(matches!(world.sessions.keep_secret(&world.profile, &secret.into()).await.unwrap(), Kept::OnDisk));
}

fn last_request(world: &World) -> String {
    world.endpoint.requests.lock().unwrap().last().unwrap().clone()
}

#[tokio::test]
async fn a_kept_secret_is_all_that_a_token_needs() {
    let world = world().await;
    world.endpoint.will_say_json(200, TOKEN);
    keep(&world, "s3cr3t").await;
    let another_process = world.another_process();
    assert_eq!(token(&another_process, &world).await.unwrap(), "access-1");
    let request = last_request(&world);
    let body = request.split("\r\n\r\n").nth(1).unwrap();
    for part in ["grant_type=client_credentials", "client_secret=s3cr3t", "client_id=7c1f0a52"] {
        assert!(body.contains(part), "{part}: {body}");
    }
    assert!(body.contains("scope=https%3A%2F%2Fwesteurope-1.cognitedata.com%2F.default&"), "{body}");
    for part in ["openid", "offline_access", "profile", "nonce"] {
        assert!(!body.contains(part), "{part}: {body}");
    }
    let status = world.sessions.status(&world.profile).await;
    assert_eq!((status.state, status.refreshable), (State::SignedIn, true));
    assert_eq!(status.account.unwrap().application.as_deref(), Some(world.profile.client_id.as_str()));
}

#[tokio::test]
async fn the_next_token_is_asked_for_in_time_with_the_secret() {
    let world = world().await;
    world.endpoint.will_say_json(200, TOKEN);
    world.endpoint.will_say_json(200, &TOKEN.replace("access-1", "access-2"));
    keep(&world, "s3cr3t").await;
    token(&world.sessions, &world).await.unwrap();
    world.clock.advance(3200);
    assert_eq!(token(&world.sessions, &world).await.unwrap(), "access-1");
    world.clock.advance(101);
    assert_eq!(token(&world.sessions, &world).await.unwrap(), "access-2");
    assert_eq!(world.endpoint.asked(), 2);
    assert!(last_request(&world).contains("client_secret=s3cr3t"));
}

#[tokio::test]
async fn without_a_secret_it_says_which_is_missing_and_asks_nobody() {
    let world = world().await;
    let failure = token(&world.sessions, &world).await.unwrap_err();
    assert_eq!((failure.code, failure.field.as_deref()), (ErrorCode::SignInRequired, Some("client_secret")));
    let sign_in = world.sessions.sign_in(&world.profile, &SignInOptions::default(), None, &|_| {}).await;
    assert_eq!(Failure::from(sign_in.unwrap_err()).field.as_deref(), Some("client_secret"));
    assert_eq!(world.endpoint.asked(), 0);
}

#[tokio::test]
async fn a_typed_secret_is_kept_only_when_it_is_good() {
    let world = world().await;
    world.endpoint.will_say_json(401, WRONG);
    world.endpoint.will_say_json(200, TOKEN);
    let sign_in = async |secret: &str| {
        let options = SignInOptions { secret: Some(secret.into()), ..SignInOptions::default() };
        world.sessions.sign_in(&world.profile, &options, None, &|_| {}).await.map_err(Failure::from)
    };
    let failure = sign_in("wrong").await.unwrap_err();
    assert_eq!((failure.code, failure.field.as_deref()), (ErrorCode::ProviderRefused, Some("client_secret")));
    assert!(!world.sessions.has_kept_secret(&world.profile));
    sign_in("right").await.unwrap();
    assert!(world.sessions.has_kept_secret(&world.profile));
    assert_eq!(token(&world.sessions, &world).await.unwrap(), "access-1");
}

#[tokio::test]
async fn a_given_secret_wins_and_is_not_kept() {
    let world = world().await;
    world.endpoint.will_say_json(200, TOKEN);
    keep(&world, "kept").await;
    let given = GivenSecrets { client_secret: Some("given".into()), ..GivenSecrets::default() };
    let sessions = world.another_process().with_given(given);
    token(&sessions, &world).await.unwrap();
    assert!(last_request(&world).contains("client_secret=given"));
    world.clock.advance(4000);
    token(&world.sessions, &world).await.unwrap();
    assert!(last_request(&world).contains("client_secret=kept"));
}

#[tokio::test]
async fn a_secret_is_sent_to_nobody_but_its_own_provider_for_its_own_application() {
    let world = world().await;
    world.endpoint.will_say_json(200, TOKEN);
    keep(&world, "s3cr3t").await;
    let mut elsewhere = world.profile.clone();
    elsewhere.client_id = "11111111-88d3-4b6e-b1c9-0f42a7d35e88".into();
    let mut moved = world.profile.clone();
    moved.tenant_id = "22222222-2222-3333-4444-555555555555".into();
    let mut other = world.profile.clone();
    other.token_url = Some("http://127.0.0.1:9/token".parse().unwrap());
    for profile in [elsewhere, moved, other] {
        let failure = Failure::from(world.sessions.token(&profile, TokenRequest::default()).await.unwrap_err());
        assert_eq!(failure.field.as_deref(), Some("client_secret"));
    }
    assert_eq!(world.endpoint.asked(), 0);
}

#[tokio::test]
async fn signing_out_forgets_the_token_and_keeps_the_secret() {
    let world = world().await;
    world.endpoint.will_say_json(200, TOKEN);
    keep(&world, "s3cr3t").await;
    token(&world.sessions, &world).await.unwrap();
    world.sessions.sign_out("north").await.unwrap();
    assert_eq!(world.sessions.status(&world.profile).await.state, State::SignedOut);
    token(&world.sessions, &world).await.unwrap();
    assert_eq!(world.endpoint.asked(), 2);
    world.sessions.forget_secrets("north").unwrap();
    assert!(!world.sessions.has_credential(&world.profile));
}

#[tokio::test]
async fn a_new_name_takes_the_secret_along() {
    let world = world().await;
    world.endpoint.will_say_json(200, TOKEN);
    keep(&world, "s3cr3t").await;
    world.sessions.rename("north", "plant").await.unwrap();
    assert!(!world.sessions.has_kept_secret(&world.profile));
    let mut plant = world.profile.clone();
    plant.name = crate::profile::ProfileName::parse("plant").unwrap();
    world.sessions.token(&plant, TokenRequest::default()).await.unwrap();
}

#[tokio::test]
async fn a_refused_secret_is_remembered_until_there_is_another() {
    let world = world().await;
    world.endpoint.will_say_json(200, TOKEN);
    world.endpoint.will_say_json(401, WRONG);
    world.endpoint.will_say_json(200, TOKEN);
    keep(&world, "expired").await;
    token(&world.sessions, &world).await.unwrap();
    world.clock.advance(4000);
    let failure = token(&world.sessions, &world).await.unwrap_err();
    assert_eq!((failure.code, failure.field.as_deref()), (ErrorCode::ProviderRefused, Some("client_secret")));
    let status = world.another_process().status(&world.profile).await;
    assert_eq!(status.state, State::NeedsSignIn);
    assert_eq!(status.last_error.unwrap().field.as_deref(), Some("client_secret"));
    keep(&world, "new").await;
    let status = world.another_process().status(&world.profile).await;
    assert_eq!((status.state, status.last_error), (State::Expired, None));
    token(&world.sessions, &world).await.unwrap();
    assert!(last_request(&world).contains("client_secret=new"));
}

#[tokio::test]
async fn fifty_callers_send_one_request_for_the_first_token_and_one_for_the_next() {
    let world = std::sync::Arc::new(world().await);
    world.endpoint.will_say_json(200, TOKEN);
    keep(&world, "s3cr3t").await;
    for requests in [1, 2] {
        let calls: Vec<_> = (0..50)
            .map(|_| {
                let world = world.clone();
                tokio::spawn(async move { token(&world.another_process(), &world).await })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
        assert_eq!(world.endpoint.asked(), requests);
        world.clock.advance(4000);
    }
}

#[tokio::test]
async fn a_person_and_an_application_do_not_take_each_others_place() {
    let world = world().await;
    keep(&world, "s3cr3t").await;
    let sign_in = async |flow| {
        let options = SignInOptions { flow: Some(flow), ..SignInOptions::default() };
        Failure::from(world.sessions.sign_in(&world.profile, &options, None, &|_| {}).await.unwrap_err())
    };
    for flow in [Flow::Browser, Flow::DeviceCode] {
        let failure = sign_in(flow).await;
        assert_eq!((failure.code, failure.field.as_deref()), (ErrorCode::Usage, Some("flow")));
    }
    let mut of_a_person = world.profile.clone();
    of_a_person.flow = Flow::Browser;
    let kept = world.sessions.keep_secret(&of_a_person, &"x".into()).await;
    assert_eq!(Failure::from(kept.unwrap_err()).code, ErrorCode::Usage);
}

#[test]
fn debug_output_holds_no_secret() {
    let given = GivenSecrets { client_secret: Some("hush".into()), certificate_password: Some("hush".into()) };
    assert!(!format!("{given:?} {:?}", Credential::Secret("hush".into())).contains("hush"));
}
