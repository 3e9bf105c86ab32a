//! Why somebody does not see a project, as the page sees it.

use cdf_signin_engine::Engine;
use cdf_signin_engine::cdf::{self, Why};
use cdf_signin_engine::profile::Profile;
use cdf_signin_engine::session::{Claims, TokenRequest};

use crate::dto::{AskingView, WhyReason, WhyView};
use crate::error::Answer;

/// Asks CDF anew: who was let in a minute ago wants no older answer. No browser opens.
pub async fn of(engine: &Engine, name: &str, project: &str) -> Answer<WhyView> {
    let profile = engine.profile(Some(name))?;
    let token = engine.token(&profile, TokenRequest::default()).await?;
    let access = engine.access(&profile, &token).await?;
    let others: Vec<Profile> = engine.profiles()?.entries.into_iter().filter_map(|entry| entry.profile.ok()).collect();
    let project = project.trim();
    let base_url = cdf::base_url(&profile);
    Ok(WhyView {
        project: project.to_owned(),
        cdf_host: base_url.split_once("://").map_or(base_url.as_str(), |(_, host)| host).to_owned(),
        reason: reason(cdf::why(project, &profile, &access, &others), &others),
        asking: Claims::of(&token.access_token).map(|claims| asking(&claims)).unwrap_or_default(),
    })
}

fn reason(why: Why, profiles: &[Profile]) -> WhyReason {
    match why {
        Why::LetsIn { kinds } => WhyReason::LetsIn { kinds: u32::try_from(kinds).unwrap_or(u32::MAX) },
        Why::NoRights => WhyReason::NoRights,
        Why::NoGroup => WhyReason::NoGroup,
        Why::Meant(project) => WhyReason::Meant { project },
        Why::OtherProfile(name) => {
            let label = profiles.iter().find(|one| one.name.as_str() == name).map_or(name.as_str(), Profile::title);
            WhyReason::OtherProfile { label: label.to_owned(), name }
        }
        Why::NotAmongYours => WhyReason::NotAmongYours,
    }
}

/// Entra's names; version 1 and 2 of its tokens name some of them otherwise.
fn asking(claims: &Claims) -> AskingView {
    let first = |names: &[&str]| names.iter().find_map(|name| claims.text(name)).map(str::to_owned);
    AskingView {
        username: first(&["upn", "preferred_username", "unique_name", "email"]),
        object_id: first(&["oid"]),
        tenant_id: first(&["tid"]),
        application: claims.is_of_an_application().then(|| first(&["appid", "azp"])).flatten(),
        groups: claims.list("groups").unwrap_or_default().into_iter().map(str::to_owned).collect(),
        groups_left_out: claims.leaves_groups_out(),
    }
}
