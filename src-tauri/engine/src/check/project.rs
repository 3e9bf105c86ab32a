use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};

use super::report::{Step, StepId};
use super::words::count;
use crate::cdf::{self, Access, Answered, Cdf, CdfError, ProjectAccess};
use crate::failure::{ErrorCode, Failure};
use crate::http::{Http, NetworkError};
use crate::profile::Profile;

/// Names that help; more are only a wall.
const SHOWN: usize = 8;

/// Whether CDF is where the profile says.
pub(super) async fn cluster(http: &Http, profile: &Profile) -> Step {
    let host = host_asked(profile);
    match Cdf::of(profile, http).is_there().await {
        Ok(Answered { request_id, .. }) => {
            Step::passed(StepId::Cluster, format!("CDF answers at {host}")).fact("request id", request_id)
        }
        Err(CdfError::Network(error)) => {
            let is_unknown_name = matches!(error, NetworkError::Dns { .. });
            let title = match error {
                NetworkError::Page { .. } => format!("{host} does not answer as CDF does"),
                _ => format!("{host} cannot be reached"),
            };
            let mut step = Step::of_failure(StepId::Cluster, title, &Failure::from(error));
            if is_unknown_name && profile.base_url.is_none() {
                let meant = cdf::similar_cluster(&profile.cluster).map(|meant| format!(" Do you mean {meant}?"));
                step.next.insert(0, format!("Check the cluster's name.{}", meant.unwrap_or_default()));
                step = step.field("cluster");
            }
            step
        }
        Err(CdfError::Refused { status, message, request_id }) => {
            not_cdf(profile, &format!("HTTP {status} ({message})")).fact("request id", request_id)
        }
        Err(CdfError::NotCdf { status }) => not_cdf(profile, &format!("HTTP {status}")),
    }
}

fn not_cdf(profile: &Profile, answer: &str) -> Step {
    let host = host_asked(profile);
    let field = if profile.base_url.is_some() { "base_url" } else { "cluster" };
    Step::failed(StepId::Cluster, ErrorCode::ProviderRefused, format!("{host} does not answer as CDF does"))
        .detail(format!("Asked without a token it answers with {answer}, where CDF says that it wants one."))
        .next(format!("Check {field} in the profile."))
        .next("A proxy, or a network's own sign-in page, may have answered instead: open that address in your browser.")
        .field(field)
}

fn host_asked(profile: &Profile) -> String {
    let base_url = cdf::base_url(profile);
    base_url.split_once("://").map_or(base_url.as_str(), |(_, host)| host).to_owned()
}

/// Whether the token is let into the project, and what it may do there.
pub(super) async fn step(http: &Http, profile: &Profile, token: &SecretString) -> (Step, Option<Access>) {
    let Answered { value: access, request_id } = match access(http, profile, token).await {
        Ok(answered) => answered,
        Err(error) => return (not_inspected(profile, token, error), None),
    };
    let step = judged(profile, &access).fact("subject", access.subject.clone()).fact("request id", request_id);
    (step, Some(access))
}

/// What the token may do at CDF now, for a question about it alone.
pub(super) async fn access_now(http: &Http, profile: &Profile, token: &SecretString) -> Result<Access, Failure> {
    let answered = access(http, profile, token).await;
    answered.map(|answered| answered.value).map_err(|error| not_inspected(profile, token, error).as_failure())
}

/// The union of both lists is what Fusion itself shows. The second may be refused to who may do much else.
async fn access(http: &Http, profile: &Profile, token: &SecretString) -> Result<Answered<Access>, CdfError> {
    let cdf = Cdf::of(profile, http);
    let mut answered = cdf.inspect(token).await?;
    let listed = cdf.projects(token).await.map(|answered| answered.value).unwrap_or_default();
    for name in listed {
        if answered.value.project(&name).is_none() {
            answered.value.projects.push(ProjectAccess { name, groups: None });
        }
    }
    Ok(answered)
}

fn judged(profile: &Profile, access: &Access) -> Step {
    let project = &profile.project;
    match access.project(project) {
        Some(ProjectAccess { groups: Some(groups), .. }) if *groups > 0 => {
            let kinds: std::collections::BTreeSet<_> =
                access.filtered("", Some(project)).capabilities.into_iter().map(|one| one.acl).collect();
            let through = if *groups == 1 {
                "Through one of its groups".into()
            } else {
                format!("Through {groups} of its groups")
            };
            if kinds.is_empty() {
                return Step::warned(StepId::Project, format!("{project} lets you in, but allows nothing"))
                    .detail(format!("{through} you have no access right there."))
                    .next(format!("Your administrator: give a group of {project} the access you need."));
            }
            Step::passed(StepId::Project, format!("{project} lets you in"))
                .detail(format!("{through} you have rights to {} of resource.", count(kinds.len(), "kind")))
        }
        Some(_) => no_group(project),
        None => not_in_it(profile, access),
    }
}

fn no_group(project: &str) -> Step {
    Step::failed(StepId::Project, ErrorCode::ProviderRefused, format!("You are in no group of {project}"))
        .detail("The project knows your organisation, but none of its groups has you in it.")
        .next(format!(
            "Your administrator: in Entra, add the account (or the application) to a group that a group of {project} in CDF is linked to (its source ID)."
        ))
        .next("If you were added just now: sign in again. Groups are written into the token when you sign in.")
}

fn not_in_it(profile: &Profile, access: &Access) -> Step {
    let Profile { project, cluster, .. } = profile;
    let entered = access.projects.iter().filter(|one| one.groups != Some(0));
    let names: Vec<&str> = entered.map(|one| one.name.as_str()).collect();
    let step = |title: String| Step::failed(StepId::Project, ErrorCode::ProviderRefused, title);
    if names.is_empty() {
        return step(format!("You are in no project on {cluster}"))
            .detail("CDF takes the token, but names no project for it.")
            .next(format!("Check the cluster: {project} may be on another one."))
            .next(guest(profile))
            .next(format!("Your administrator: add the account to a group of {project}."))
            .field("cluster");
    }
    let more = names.len().saturating_sub(SHOWN);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let shown = names[..names.len().min(SHOWN)].join(", ");
    let meant = cdf::similar(project, names.iter().copied());
    let step = step(format!("{project} is not among your projects"))
        .detail(format!("On {cluster} you are in {shown}{more}."))
        .field("project");
    let step = match meant {
        Some(meant) => step.next(format!("Do you mean {meant}? Change project in the profile.")),
        None => step.next("Check project and cluster in the profile."),
    };
    step.next(format!("Your administrator: add the account to a group of {project}."))
}

/// A guest of another organisation, the most frequent of all reasons.
fn guest(profile: &Profile) -> String {
    match profile.tenant_id.as_str() {
        _ if profile.flow.is_unattended() => {
            "Check tenant_id: the project has to trust the tenant that the application is registered in.".into()
        }
        "common" | "organizations" => format!(
            "If you are a guest of the organisation that has the project, put its tenant ID in place of “{}”: with that you are signed in at your own.",
            profile.tenant_id
        ),
        _ => "If another organisation has the project and you are its guest, put that organisation's tenant ID into tenant_id.".into(),
    }
}

fn not_inspected(profile: &Profile, token: &SecretString, error: CdfError) -> Step {
    let failed = |title: &str| Step::failed(StepId::Project, ErrorCode::ProviderRefused, title);
    match error {
        CdfError::Network(NetworkError::TooLarge { .. }) => {
            Step::warned(StepId::Project, "What the token may do is too much to read")
                .detail("CDF accepts the token, and its list of rights is longer than 1 MiB.")
        }
        CdfError::Network(error) => {
            Step::of_failure(StepId::Project, "CDF did not answer about the token", &Failure::from(error))
        }
        CdfError::Refused { status: 401, message, request_id } => {
            let step = failed("CDF does not accept the token").detail(format!("It says: {message}."));
            not_accepted(step, profile, token).fact("request id", request_id)
        }
        CdfError::Refused { status, message, request_id } => failed("CDF refuses to say what the token may do")
            .detail(format!("It says (HTTP {status}): {message}."))
            .next("Show the request id to your administrator, or to Cognite's support.")
            .fact("request id", request_id),
        CdfError::NotCdf { status } => failed("CDF's answer about the token is not one of CDF's")
            .detail(format!("HTTP {status}, in a form that this app does not know."))
            .next("Check cluster and base_url in the profile; a proxy may have answered instead."),
    }
}

fn not_accepted(step: Step, profile: &Profile, token: &SecretString) -> Step {
    let wanted = cdf::default_scope(profile);
    let host = wanted.trim_end_matches("/.default");
    let step = match audience(token) {
        Some(audience) if audience.starts_with("https://") && audience.trim_end_matches('/') != host => step
            .next(format!(
                "The token is for {audience}, and this cluster is {host}: check cluster and scopes in the profile."
            ))
            .field("cluster"),
        _ => step.field("tenant_id"),
    };
    step.next(guest(profile))
        .next(format!("Check the cluster: no project on {} may know your organisation.", profile.cluster))
        .next("Your administrator: check that the project in CDF names this tenant as its identity provider.")
}

/// Whom the token is for. A token is opaque to this app: this is only read to explain a refusal, and decides nothing.
fn audience(token: &SecretString) -> Option<String> {
    let payload = token.expose_secret().split('.').nth(1)?;
    let payload = BASE64_URL_SAFE_NO_PAD.decode(payload).ok()?;
    let claims: serde_json::Value = serde_json::from_slice(&payload).ok()?;
    Some(claims["aud"].as_str()?.chars().filter(|c| !c.is_control()).take(200).collect())
}
