use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Mutex;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::*;
use crate::failure::{ErrorCode, Failure};
use crate::profile::Flow;
use crate::session::{State, TokenRequest};
use crate::sign_in::SignInOptions;
use crate::testing::World;

type Answer = Result<Tokens, TokenError>;

fn refused(error: &str) -> Answer {
    Err(TokenError::Refused(Box::new(ProviderReply::from_redirect(error.into(), None))))
}

fn away() -> Answer {
    Err(TokenError::Network(NetworkError::BrokenOff { host: "login.example".into(), reason: "reset".into() }))
}

fn busy(retry_after: Option<u64>) -> Answer {
    let retry_after = retry_after.map(Duration::from_secs);
    Err(TokenError::Network(NetworkError::Busy { host: "login.example".into(), status: 429, retry_after }))
}

#[expect(clippy::unnecessary_wraps, reason = "one of the answers")]
fn granted() -> Answer {
    let lifetime = Duration::from_secs(3600);
    Ok(Tokens { access_token: "access-1".into(), lifetime, refresh_token: None, id_token: None })
}

/// Polls every five seconds, and answers with how it ended, the pauses before each poll, and what was told of the
/// network.
async fn polled(answers: impl IntoIterator<Item = Answer>) -> (Result<Tokens, SignInError>, Vec<u64>, Vec<bool>) {
    let answers = RefCell::new(answers.into_iter().collect::<VecDeque<_>>());
    let (pauses, mut told) = (RefCell::new(Vec::new()), Vec::new());
    let last = RefCell::new(Instant::now());
    let ask = || {
        pauses.borrow_mut().push(last.replace(Instant::now()).elapsed().as_secs());
        std::future::ready(answers.borrow_mut().pop_front().unwrap_or_else(|| refused("authorization_pending")))
    };
    let tell = |away: Option<NetworkError>| told.push(away.is_some());
    let polling = poll(Duration::from_secs(5), ask, tell);
    let ended = tokio::time::timeout(Duration::from_secs(900), polling).await.unwrap_or(Err(SignInError::CodeExpired));
    (ended, pauses.into_inner(), told)
}

#[tokio::test(start_paused = true)]
async fn it_asks_in_the_providers_rhythm_until_the_person_is_done() {
    let answers = [refused("authorization_pending"), refused("authorization_pending"), granted()];
    let (ended, pauses, told) = polled(answers).await;
    assert!(ended.is_ok());
    assert_eq!((pauses, told), (vec![5, 5, 5], vec![]));
}

#[tokio::test(start_paused = true)]
async fn slow_down_holds_for_good() {
    let answers = [refused("slow_down"), refused("authorization_pending"), refused("slow_down"), granted()];
    let (_, pauses, _) = polled(answers).await;
    assert_eq!(pauses, [5, 10, 10, 15]);
}

#[tokio::test(start_paused = true)]
async fn an_absent_network_is_waited_for_ever_slower_and_told_once() {
    let answers = [away(), away(), away(), away(), away(), refused("authorization_pending"), granted()];
    let (ended, pauses, told) = polled(answers).await;
    assert!(ended.is_ok());
    assert_eq!(pauses, [5, 10, 20, 40, 60, 60, 5]);
    assert_eq!(told, [true, false]);
}

#[tokio::test(start_paused = true)]
async fn a_busy_provider_is_left_in_peace_for_as_long_as_it_says() {
    let transient = [refused("temporarily_unavailable"), refused("server_error")];
    let (ended, pauses, _) =
        polled([busy(Some(120)), busy(None)].into_iter().chain(transient).chain([granted()])).await;
    assert!(ended.is_ok());
    assert_eq!(pauses, [5, 120, 20, 10, 10]);
}

#[tokio::test(start_paused = true)]
async fn the_codes_end_ends_it_also_without_a_network() {
    let (ended, pauses, _) = polled([]).await;
    assert!(matches!(ended, Err(SignInError::CodeExpired)));
    assert_eq!(pauses.len(), 180);
    let (ended, ..) = polled(std::iter::repeat_with(away).take(1000)).await;
    assert!(matches!(ended, Err(SignInError::CodeExpired)));
}

#[tokio::test(start_paused = true)]
async fn every_other_refusal_ends_it_at_once() {
    for (error, code) in [
        ("authorization_declined", ErrorCode::ProviderRefused),
        ("access_denied", ErrorCode::ProviderRefused),
        ("bad_verification_code", ErrorCode::ProviderRefused),
        ("invalid_grant", ErrorCode::ProviderRefused),
        ("unauthorized_client", ErrorCode::ProviderRefused),
        ("expired_token", ErrorCode::TimedOut),
        ("", ErrorCode::ProviderRefused),
    ] {
        let (ended, pauses, _) = polled([refused("authorization_pending"), refused(error)]).await;
        let failure = Failure::from(refused_at_last(ended.unwrap_err()));
        assert_eq!((failure.code, pauses.len()), (code, 2), "{error}");
    }
}

#[test]
fn what_a_rule_blocks_is_offered_the_browser() {
    let blocked = |error: &str, description: &str| {
        let reply = ProviderReply::from_redirect(error.into(), Some(description.into()));
        Failure::from(refused_at_once(TokenError::Refused(Box::new(reply)))).hint.contains("browser instead")
    };
    for number in [50_005, 50_097, 53_003, 7_000_218] {
        assert!(blocked("invalid_grant", &format!("AADSTS{number}: no")), "{number}");
    }
    assert!(blocked("unauthorized_client", "no"));
    assert!(!blocked("invalid_client", "AADSTS700016: no such app"));
}

const CODE: &str = r#"{"device_code":"device-1","user_code":"C7XK-2QMP","verification_uri":"https://login.example/device","message":"Enter it.","expires_in":900,"interval":5}"#;

fn reply(world: &World) -> String {
    let claims = json!({
        "iss": format!("{}/{}/v2.0", world.endpoint.address, world.profile.tenant_id), "tid": world.profile.tenant_id,
        "aud": world.profile.client_id, "exp": 1_800_009_000, "name": "Ingrid Solberg",
    });
    let id_token = format!("e30.{}.x", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string()));
    json!({"access_token": "access-1", "token_type": "Bearer", "expires_in": 3600, "refresh_token": "r", "id_token": id_token})
        .to_string()
}

async fn sign_in(world: &World, acts: impl Fn(&DeviceWaiting) + Send + Sync) -> Result<(), Failure> {
    let options = SignInOptions { flow: Some(Flow::DeviceCode), ..SignInOptions::default() };
    let progress = |step: &Progress| acts(step.device().unwrap());
    world.sessions.sign_in(&world.profile, &options, None, &progress).await.map(drop).map_err(Failure::from)
}

#[tokio::test]
async fn from_the_code_to_the_browser_profiles_own_session() {
    let world = World::new().await;
    world.endpoint.will_say_json(200, CODE);
    world.endpoint.will_say_json(400, r#"{"error":"authorization_pending"}"#);
    world.endpoint.will_say_json(200, &reply(&world));
    let shown = Mutex::new(None);
    let signed_in = sign_in(&world, |waiting| {
        // Not before: the keyring is asked in a thread of its own, which paused time does not wait for.
        tokio::time::pause();
        *shown.lock().unwrap() = Some(waiting.clone());
    });
    signed_in.await.unwrap();
    let shown = shown.into_inner().unwrap().unwrap();
    assert_eq!((shown.user_code.as_str(), shown.message.as_deref()), ("C7XK-2QMP", Some("Enter it.")));
    let requests = world.endpoint.requests.lock().unwrap().clone();
    assert!(
        requests[0].contains("/oauth2/v2.0/devicecode") && requests[0].contains("offline_access"),
        "{}",
        requests[0]
    );
    assert!(requests[2].contains("device_code=device-1") && requests[2].contains("grant_type=urn%3Aietf"));
    assert!(!requests.concat().contains("client_secret"));
    let token = world.sessions.token(&world.profile, TokenRequest::default()).await.unwrap();
    assert_eq!(token.access_token.expose_secret(), "access-1");
    assert_eq!(world.sessions.status(&world.profile).await.state, State::SignedIn);
}

#[tokio::test]
async fn cancel_ends_it_while_it_waits_and_frees_the_place() {
    let world = World::new().await;
    world.endpoint.will_say_json(200, CODE);
    let cancelled = sign_in(&world, |_| world.sessions.cancel_sign_in("north")).await;
    assert_eq!(cancelled.unwrap_err().code, ErrorCode::Cancelled);
    let cancelled = sign_in(&world, |_| world.sessions.cancel_sign_in("north")).await;
    assert_eq!(cancelled.unwrap_err().code, ErrorCode::Cancelled);
}

#[tokio::test]
async fn the_status_says_how_long_the_code_lasts() {
    let world = World::new().await;
    world.endpoint.will_say_json(200, CODE);
    let waiting = sign_in(&world, |_| {});
    tokio::pin!(waiting);
    let status = loop {
        tokio::select! {
            ended = &mut waiting => panic!("{ended:?}"),
            status = world.sessions.status(&world.profile) => if status.progress.is_some() { break status },
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(status.progress.unwrap().1, Duration::from_secs(900));
    world.clock.advance(60);
    assert_eq!(world.sessions.status(&world.profile).await.progress.unwrap().1, Duration::from_secs(840));
}

#[tokio::test]
async fn what_cannot_be_a_code_is_refused() {
    let world = World::new().await;
    for bad in ["{}", "<html>", r#"{"device_code":"d","user_code":"u","verification_uri":"javascript:alert(1)"}"#] {
        world.endpoint.will_say_json(200, bad);
        let failure = sign_in(&world, |_| panic!("shown")).await.unwrap_err();
        assert_eq!(failure.code, ErrorCode::ProviderRefused, "{bad}");
    }
}
