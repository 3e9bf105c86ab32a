//! A letter to the administrator, ready to send: what is wanted of them, and what they find the attempt by.

use super::Failure;
use crate::cdf;
use crate::profile::Profile;
use crate::session::Account;

/// Holds no secret: a profile has none, and a provider's reply none any more.
pub fn to_administrator(failure: &Failure, profile: &Profile, account: Option<&Account>) -> String {
    let steps = failure.administrator.iter().enumerate().map(|(at, step)| format!("{}. {step}", at + 1));
    let facts = facts(failure, profile, account);
    let facts = facts.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value?)));
    let greeting = "Hello, I cannot sign in to Cognite Data Fusion with “CDF Sign-in” yet.";
    let said = format!("The app says: {}", failure.message);
    [greeting, &said, "", "What an administrator of the tenant does:"]
        .into_iter()
        .map(str::to_owned)
        .chain(steps)
        .chain([String::new()])
        .chain(facts)
        .collect::<Vec<_>>()
        .join("\n")
}

fn facts<'a>(failure: &Failure, profile: &'a Profile, account: Option<&Account>) -> Vec<(&'a str, Option<String>)> {
    let account = account.and_then(|account| account.username.clone().or_else(|| account.name.clone()));
    let host = cdf::base_url(profile).split_once("://").map_or_else(String::new, |(_, host)| host.to_owned());
    let reply = failure.provider.as_deref();
    let error = reply.map(|reply| match (reply.aadsts(), &reply.suberror) {
        (Some(number), _) => format!("AADSTS{number} ({})", reply.error),
        (None, Some(suberror)) => format!("{} ({suberror})", reply.error),
        (None, None) => reply.error.clone(),
    });
    vec![
        ("Account", account.or_else(|| profile.login_hint.clone())),
        ("Tenant ID", Some(profile.tenant_id.clone()).filter(|tenant| !tenant.is_empty())),
        ("Client ID", Some(profile.client_id.clone())),
        ("Project", Some(format!("{} · {host}", profile.project))),
        ("Error", error),
        ("Provider's words", reply.and_then(|reply| reply.sentence()).map(str::to_owned)),
        ("Trace ID", reply.and_then(|reply| reply.trace_id.clone())),
        ("Correlation ID", reply.and_then(|reply| reply.correlation_id.clone())),
        ("Time", reply.and_then(|reply| reply.timestamp.clone())),
    ]
}
