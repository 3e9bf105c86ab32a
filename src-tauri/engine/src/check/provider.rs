use oauth2::http::Request;
use serde_json::Value;

use super::report::{Step, StepId};
use crate::entra::{Endpoints, Issuer, ProviderReply};
use crate::failure::{ErrorCode, Failure};
use crate::http::{Http, NetworkError};
use crate::profile::Profile;
use crate::session::SessionError;

const ID: StepId = StepId::Provider;

/// What the provider says of itself (OIDC Discovery 1.0), against what the profile makes of it.
pub(super) async fn step(http: &Http, profile: &Profile) -> Step {
    let Some(endpoints) = Endpoints::named_by(profile) else {
        return discovered(http, profile).await;
    };
    let Some(address) = metadata_address(profile) else {
        return Step::skipped(
            ID,
            "the profile names the provider's addresses itself, and no issuer to compare them with",
        );
    };
    let request = match Request::get(&address).body(Vec::new()) {
        Ok(request) => request,
        Err(error) => return wrong_address(&address, &error.to_string()),
    };
    let response = match http.send(request).await {
        Ok(response) => response,
        Err(error) => {
            let title = match error {
                NetworkError::Page { .. } => "Somebody else answers in the provider's place",
                _ => "The provider does not describe itself",
            };
            return Step::of_failure(ID, title, &Failure::from(error));
        }
    };
    let status = response.status().as_u16();
    let step = match serde_json::from_slice::<Value>(response.body()).ok() {
        Some(metadata) if status == 200 && metadata["issuer"].is_string() => compare(profile, &endpoints, &metadata),
        Some(reply) if reply["error"].is_string() => refused(profile, reply),
        _ => Step::failed(ID, ErrorCode::ProviderRefused, "Somebody else answers in the provider's place")
            .detail(format!("The answer to {address} (HTTP {status}) does not describe a provider."))
            .next("Check authority and tenant_id in the profile.")
            .next("A proxy, or a network's own sign-in page, may have answered instead: open that address in your browser.")
            .field(if profile.issuer.is_some() { "issuer" } else { "authority" }),
    };
    step.fact("metadata", Some(address))
}

/// The provider is known by what it says of itself alone: a sign-in would ask the same.
async fn discovered(http: &Http, profile: &Profile) -> Step {
    let step = match Endpoints::of(profile, http).await {
        Ok(endpoints) => known(profile).fact("token_endpoint", Some(endpoints.token.as_str())),
        Err(error) => Step::of_failure(ID, "The provider cannot be used", &Failure::from(error)),
    };
    step.fact("issuer", profile.issuer.as_deref())
}

fn metadata_address(profile: &Profile) -> Option<String> {
    let root = match (&profile.issuer, &profile.authorize_url) {
        (Some(issuer), _) => issuer.trim_end_matches('/').to_owned(),
        (None, Some(_)) => return None,
        (None, None) => format!("{}/{}/v2.0", profile.authority.as_str().trim_end_matches('/'), profile.tenant_id),
    };
    Some(format!("{root}/.well-known/openid-configuration"))
}

fn wrong_address(address: &str, reason: &str) -> Step {
    Step::failed(ID, ErrorCode::ProfileInvalid, "The issuer is not a web address")
        .detail(format!("{address}: {reason}."))
        .next("Change issuer in the profile.")
        .field("issuer")
}

/// Entra knows the tenant, or says so in its own words.
fn refused(profile: &Profile, reply: Value) -> Step {
    let reply: ProviderReply = serde_json::from_value(reply).unwrap_or_default();
    let failure = Failure::from(SessionError::Refused(Box::new(reply.cleaned())));
    let title = format!("The provider does not know {}", profile.tenant_id);
    let step = Step::of_failure(ID, title, &failure);
    if step.field.is_none() { step.field("tenant_id") } else { step }
}

fn compare(profile: &Profile, endpoints: &Endpoints, metadata: &Value) -> Step {
    let text = |key: &str| metadata[key].as_str().unwrap_or_default();
    let issuer = text("issuer");
    let step = if !is_expected(&endpoints.issuer, issuer) {
        Step::failed(ID, ErrorCode::ProviderRefused, "The provider calls itself something else")
            .detail(format!("It says that it is {issuer}. Its tokens would be refused."))
            .next("Check issuer, or authority and tenant_id, in the profile.")
            .field(if profile.issuer.is_some() { "issuer" } else { "tenant_id" })
    } else if let Some(other) = other_address(endpoints, metadata) {
        Step::warned(ID, "The provider names other addresses")
            .detail(format!("It says that its address is {other}; the profile leads elsewhere."))
            .next("Check authority in the profile, or authorize_url and token_url.")
            .field(if profile.token_url.is_some() { "token_url" } else { "authority" })
    } else if lacks_pkce(metadata) {
        Step::warned(ID, "The provider does not offer PKCE with S256")
            .detail("This app always uses it: a sign-in may be refused.")
            .next("Ask your administrator whether this is the right provider.")
    } else {
        known(profile)
    };
    step.fact("issuer", Some(issuer))
}

fn known(profile: &Profile) -> Step {
    match profile.tenant_id.as_str() {
        "" => Step::passed(ID, "The provider is as expected"),
        "organizations" | "common" | "consumers" => Step::passed(ID, "The provider knows accounts of any tenant"),
        tenant => Step::passed(ID, format!("The tenant {tenant} exists")),
    }
}

/// A slash at the end is no difference that anybody means.
fn is_expected(expected: &Issuer, issuer: &str) -> bool {
    let issuer = issuer.trim_end_matches('/');
    match expected {
        Issuer::Exactly(expected) => expected.trim_end_matches('/') == issuer,
        // Of a domain the provider tells the GUID; of `organizations` it says `{tenantid}`.
        Issuer::Entra { authority: _, tenant: Some(tenant) } => issuer.contains(&format!("/{tenant}/")),
        Issuer::Entra { .. } | Issuer::Unknown => true,
    }
}

/// An endpoint on another host than the one that will be asked.
fn other_address(endpoints: &Endpoints, metadata: &Value) -> Option<String> {
    let host_of = |text: &str| oauth2::url::Url::parse(text).ok().map(|url| url.origin().ascii_serialization());
    let authorize = endpoints.authorize.as_ref().map(|authorize| ("authorization_endpoint", authorize.as_str()));
    let mut pairs = authorize.into_iter().chain([("token_endpoint", endpoints.token.as_str())]);
    let differs = |(key, ours): &(&str, &str)| {
        metadata[*key].as_str().and_then(host_of).is_some_and(|theirs| Some(&theirs) != host_of(ours).as_ref())
    };
    let (key, _) = pairs.find(differs)?;
    metadata[key].as_str().and_then(host_of)
}

/// Entra's own document says nothing of PKCE, and Entra takes it.
fn lacks_pkce(metadata: &Value) -> bool {
    metadata["code_challenge_methods_supported"]
        .as_array()
        .is_some_and(|methods| methods.iter().all(|one| one != "S256"))
}
