//! The token, and what CDF says to it.

use serde_json::json;

use super::*;

#[tokio::test]
async fn tokens() {
    let ward = Ward::signed_out().await;
    ward.provider_is_well();
    let report = ward.checked().await;
    let token = assert_step(&report, StepId::Token, Outcome::Failed, "Nobody is signed in to north");
    assert_eq!((token.code, token.next.as_slice()), (Some(ErrorCode::SignInRequired), &["Sign in.".to_owned()][..]));
    assert_step(&report, StepId::Project, Outcome::Skipped, "The project was not checked");

    let ward = Ward::new().await;
    ward.provider_is_well();
    ward.world.endpoint.will_say_json(200, r#"{"access_token":"access-2","token_type":"Bearer","expires_in":7200}"#);
    ward.world.clock.advance(3600);
    ward.cdf_is_well();
    let report = ward.checked().await;
    let token = assert_step(&report, StepId::Token, Outcome::Passed, "Ingrid is signed in");
    assert_eq!(token.detail, "The token was just renewed. It is good for 2 h and renews without you.");
    assert!(ward.cdf.requests.lock().unwrap()[1].contains("Bearer access-2"));

    let ward = Ward::new().await;
    ward.provider_is_well();
    ward.world.endpoint.will_say_json(400, r#"{"error":"invalid_grant","error_description":"AADSTS50173: revoked. Trace ID: t","error_codes":[50173],"trace_id":"trace-1"}"#);
    ward.world.clock.advance(3600);
    let report = ward.checked().await;
    let token = assert_step(&report, StepId::Token, Outcome::Failed, "You have to sign in to north again");
    assert!(token.facts.iter().any(|fact| fact.name == "trace id" && fact.value == "trace-1"), "{token:#?}");
}

#[tokio::test]
async fn clusters() {
    use Outcome::{Failed, Passed};
    for (status, body, outcome) in [
        (401, REFUSED, Passed),
        (403, REFUSED, Passed),
        (404, r#"{"error":{"code":404,"message":"Not found"}}"#, Failed),
        (200, "<html>", Failed),
        (200, r#"{"subject":"everybody"}"#, Failed),
        (302, "", Failed),
        (401, "nginx", Failed),
        (503, "", Failed),
    ] {
        let ward = Ward::new().await;
        ward.provider_is_well();
        ward.cdf.will_say_json(status, body);
        let report = ward.checked().await;
        assert_eq!(step(&report, StepId::Cluster).outcome, outcome, "{status} {body}");
        let code = if status == 503 { ErrorCode::Network } else { ErrorCode::ProviderRefused };
        assert_eq!(step(&report, StepId::Cluster).code, (outcome == Failed).then_some(code));
    }
}

#[tokio::test]
async fn projects() {
    use Outcome::{Failed, Passed, Warned};
    let nothing = r#"{"items":[]}"#;
    let nowhere = r#"{"subject":"s","projects":[],"capabilities":[]}"#.to_owned();
    let mute =
        r#"{"subject":"s","projects":[{"projectUrlName":"north-prod","groups":[7]}],"capabilities":[]}"#.to_owned();
    let listed = r#"{"items":[{"urlName":"north-prod"}]}"#;
    for (status, body, projects, outcome, title, next) in [
        (200, inspected("north-prod", "[7]"), nothing, Passed, "north-prod lets you in", ""),
        (200, inspected("north-prod", "[7]"), "broken", Passed, "north-prod lets you in", ""),
        (200, mute, nothing, Warned, "north-prod lets you in, but allows nothing", "Your administrator"),
        (200, inspected("north-prod", "[]"), nothing, Failed, "You are in no group of north-prod", "group"),
        (200, inspected("south", "[1]"), listed, Failed, "You are in no group of north-prod", "group"),
        (
            200,
            inspected("north-prd", "[1]"),
            nothing,
            Failed,
            "north-prod is not among your projects",
            "Do you mean north-prd?",
        ),
        (
            200,
            inspected("south", "[1]"),
            nothing,
            Failed,
            "north-prod is not among your projects",
            "Check project and cluster",
        ),
        (200, nowhere, nothing, Failed, "You are in no project on westeurope-1", "Check the cluster"),
        (401, REFUSED.into(), nothing, Failed, "CDF does not accept the token", "guest"),
        (
            403,
            r#"{"error":{"code":403,"message":"No"}}"#.into(),
            nothing,
            Failed,
            "CDF refuses to say what the token may do",
            "request id",
        ),
        (200, "<html>".into(), nothing, Failed, "CDF's answer about the token is not one of CDF's", "base_url"),
        (429, String::new(), nothing, Failed, "CDF did not answer about the token", "Try again"),
    ] {
        let ward = Ward::new().await;
        ward.provider_is_well();
        ward.cdf_says(status, &body, projects);
        let report = ward.checked().await;
        let step = assert_step(&report, StepId::Project, outcome, title);
        assert!(step.next.first().map_or("", String::as_str).contains(next), "{step:#?}");
    }
}

#[tokio::test]
async fn more_rights_than_can_be_read_are_no_failure() {
    let ward = Ward::new().await;
    ward.provider_is_well();
    ward.cdf_says(200, &format!("[{}]", "0,".repeat(600_000)), "{}");
    let report = ward.checked().await;
    assert_step(&report, StepId::Project, Outcome::Warned, "What the token may do is too much to read");
    assert!(report.failure().is_none());
}

#[tokio::test]
async fn a_token_for_another_cluster_is_told_by_its_audience() {
    use base64::Engine as _;
    let ward = Ward::signed_out().await;
    let claims = json!({"aud": "https://az-eastus-1.cognitedata.com"}).to_string();
    let token = format!("e30.{}.x", base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(claims));
    ward.keep(&token).await;
    ward.provider_is_well();
    ward.cdf_says(401, REFUSED, "{}");
    let step = assert_step(&ward.checked().await, StepId::Project, Outcome::Failed, "CDF does not accept the token");
    assert!(step.next[0].contains("The token is for https://az-eastus-1.cognitedata.com"), "{step:#?}");
    assert_eq!(step.field.as_deref(), Some("cluster"));
}
