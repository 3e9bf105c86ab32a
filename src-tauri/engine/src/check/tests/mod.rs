//! Whole checks against a scripted provider and a scripted CDF.

mod cdf;
mod machine;
mod provider;

use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use serde_json::json;

use super::{Outcome, Progress, Report, Step, StepId, check};
use crate::entra::Tokens;
use crate::failure::ErrorCode;
use crate::ports::KeyStoreError;
use crate::profile::{Entry, HandOffEntry, ProfileDraft};
use crate::session::Account;
use crate::testing::{Endpoint, World};

/// A world whose provider and CDF answer as they should, unless a test says otherwise.
struct Ward {
    world: World,
    cdf: Endpoint,
    draft: ProfileDraft,
    hand_off: Vec<HandOffEntry>,
}

const TENANT: &str = "11111111-2222-3333-4444-555555555555";
const REFUSED: &str = r#"{"error":{"code":401,"message":"Unauthorized"}}"#;

impl Ward {
    /// Signed in for an hour.
    async fn new() -> Self {
        let ward = Self::signed_out().await;
        ward.keep("access-1").await;
        ward
    }

    /// A sign-in of this moment.
    async fn keep(&self, access_token: &str) {
        let tokens = Tokens {
            access_token: access_token.into(),
            lifetime: Duration::from_secs(3600),
            refresh_token: Some("refresh-1".into()),
            id_token: None,
        };
        let account = Account { name: Some("Ingrid".into()), ..Account::default() };
        self.world.keep_tokens(&self.world.sessions, account, tokens).await;
    }

    async fn signed_out() -> Self {
        let world = World::new().await;
        let cdf = Endpoint::start().await;
        let draft = ProfileDraft {
            name: "north".into(),
            tenant_id: TENANT.into(),
            client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88".into(),
            cluster: "westeurope-1".into(),
            project: "north-prod".into(),
            authority: world.endpoint.address.clone(),
            base_url: cdf.address.clone(),
            redirect_port: free_port().to_string(),
            ..ProfileDraft::default()
        };
        Self { world, cdf, draft, hand_off: Vec::new() }
    }

    /// What the provider says: to the first look, then of itself.
    fn provider_says(&self, date: Option<SystemTime>, status: u16, metadata: &str) -> &Self {
        let date = date.map(|date| format!("Date: {}\r\n", httpdate::fmt_http_date(date))).unwrap_or_default();
        self.world.endpoint.will_say(format!("HTTP/1.1 404 X\r\n{date}Content-Length: 0\r\nConnection: close\r\n\r\n"));
        self.world.endpoint.will_say_json(status, metadata);
        self
    }

    fn provider_is_well(&self) -> &Self {
        self.provider_says(Some(self.now()), 200, &self.metadata().to_string())
    }

    fn metadata(&self) -> serde_json::Value {
        let root = &self.world.endpoint.address;
        json!({
            "issuer": format!("{root}/{TENANT}/v2.0"),
            "authorization_endpoint": format!("{root}/{TENANT}/oauth2/v2.0/authorize"),
            "token_endpoint": format!("{root}/{TENANT}/oauth2/v2.0/token"),
        })
    }

    /// What CDF says: without a token, to `token/inspect`, to `projects`.
    fn cdf_says(&self, status: u16, inspected: &str, projects: &str) -> &Self {
        self.cdf.will_say_json(401, REFUSED);
        self.cdf.will_say_json(status, inspected);
        self.cdf.will_say_json(200, projects);
        self
    }

    fn cdf_is_well(&self) -> &Self {
        self.cdf_says(200, &inspected("north-prod", "[1, 2]"), r#"{"items":[{"urlName":"north-prod"}]}"#)
    }

    fn now(&self) -> SystemTime {
        crate::ports::Clock::now(self.world.clock.as_ref()).system_time()
    }

    async fn checked(&self) -> Report {
        let entry = Entry {
            draft: self.draft.clone(),
            profile: self.draft.check(),
            hand_off: self.hand_off.clone(),
            token_endpoint: false,
        };
        check(&self.world.sessions, &entry, &|_| {}).await
    }
}

fn inspected(project: &str, groups: &str) -> String {
    format!(
        r#"{{"subject":"s","projects":[{{"projectUrlName":"{project}","groups":{groups}}}],
            "capabilities":[{{"assetsAcl":{{"actions":["READ"],"scope":{{"all":{{}}}}}},"projectScope":{{"projects":["{project}"]}}}}]}}"#
    )
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn step(report: &Report, id: StepId) -> &Step {
    report.steps.iter().find(|step| step.id == id).unwrap_or_else(|| panic!("no {id:?} in {report:#?}"))
}

#[track_caller]
fn assert_step(report: &Report, id: StepId, outcome: Outcome, title: &str) -> Step {
    let step = step(report, id);
    assert_eq!((step.outcome, step.title.as_str()), (outcome, title), "{step:#?}");
    // Whoever is told of trouble is told what to do.
    assert!(outcome != Outcome::Failed || (!step.next.is_empty() && step.code.is_some()), "{step:#?}");
    step.clone()
}

#[tokio::test]
async fn all_is_well() {
    let ward = Ward::new().await;
    ward.provider_is_well();
    ward.cdf_is_well();
    let heard = Mutex::new(Vec::new());
    let entry =
        Entry { draft: ward.draft.clone(), profile: ward.draft.check(), hand_off: Vec::new(), token_endpoint: false };
    let report = check(&ward.world.sessions, &entry, &|progress| {
        let mut heard = heard.lock().unwrap();
        match progress {
            Progress::Begins(id) => heard.push((id, None)),
            Progress::Done(step) => heard.push((step.id, Some(step.outcome))),
        }
    })
    .await;
    assert_eq!(report.summary(), "Everything is fine.", "{report:#?}");
    assert!(report.failure().is_none());
    let order: Vec<_> = report.steps.iter().flat_map(|step| [(step.id, None), (step.id, Some(step.outcome))]).collect();
    assert_eq!(*heard.lock().unwrap(), order);
    let access = report.access.as_ref().unwrap();
    assert_eq!((access.projects.len(), access.capabilities.len()), (1, 1));
    let project = assert_step(&report, StepId::Project, Outcome::Passed, "north-prod lets you in");
    assert_eq!(project.detail, "Through 2 of its groups you have rights to 1 kind of resource.");
    let token = assert_step(&report, StepId::Token, Outcome::Passed, "Ingrid is signed in");
    assert_eq!(token.detail, "The token is good for 1 h and renews without you.");
    let requests = ward.cdf.requests.lock().unwrap().join("\n");
    assert_eq!(requests.matches("authorization: Bearer access-1").count(), 2, "{requests}");
    assert!(!ward.world.endpoint.requests.lock().unwrap().join("\n").contains("access-1"));
    assert!(!format!("{report:?}").contains("access-1") && !format!("{report:?}").contains("refresh-1"));
}

#[tokio::test]
async fn a_profile_with_mistakes() {
    let mut ward = Ward::new().await;
    (ward.draft.client_id, ward.draft.project) = ("7c1f".into(), String::new());
    let report = ward.checked().await;
    let profile = assert_step(&report, StepId::Profile, Outcome::Failed, "The profile has 2 wrong fields");
    assert_eq!((profile.code, profile.field.as_deref()), (Some(ErrorCode::ProfileInvalid), Some("client_id")));
    assert!(profile.next[0].starts_with("client_id: ") && profile.next[1].starts_with("project: "), "{profile:#?}");
    assert_eq!(profile.next.len(), 2);
    assert_step(&report, StepId::Vault, Outcome::Passed, "The system's keyring opens");
    let cluster = assert_step(&report, StepId::Cluster, Outcome::Skipped, "The cluster was not checked");
    assert_eq!(cluster.detail, "It could not be checked because the profile is not complete.");
    assert_eq!(report.failure().unwrap().code, ErrorCode::ProfileInvalid);
    assert_eq!((ward.world.endpoint.asked(), ward.cdf.asked()), (0, 0));
}

#[tokio::test]
async fn a_profile_that_may_be_meant_otherwise() {
    for (field, value, title) in [
        ("tenant_id", "organizations", "The tenant is left to the account"),
        ("tenant_id", "common", "The tenant is left to the account"),
        ("tenant_id", "consumers", "The tenant is for private accounts"),
        ("cluster", "westeurpoe-1", "The cluster may be misspelt"),
        ("scopes", "https://az-eastus-1.cognitedata.com/.default", "The scopes are for another cluster"),
    ] {
        let mut ward = Ward::signed_out().await;
        match field {
            "tenant_id" => ward.draft.tenant_id = value.into(),
            "cluster" => ward.draft.cluster = value.into(),
            _ => ward.draft.scopes = value.into(),
        }
        let report = ward.checked().await;
        let step = assert_step(&report, StepId::Profile, Outcome::Warned, title);
        assert_eq!(step.field.as_deref(), Some(field));
        assert_eq!(step.next.len(), 1, "{step:#?}");
    }
    // Another cluster of the same series is no slip.
    let mut ward = Ward::signed_out().await;
    ward.draft.cluster = "az-ams-sp-003".into();
    assert_step(&ward.checked().await, StepId::Profile, Outcome::Passed, "The profile is complete");
}
