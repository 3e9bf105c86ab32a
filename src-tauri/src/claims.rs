//! What a profile's token says, as the page sees it.

use std::time::{Duration, SystemTime};

use cdf_signin_engine::profile::Profile;
use cdf_signin_engine::session::{Claims, Token, TokenRequest, Unreadable};
use cdf_signin_engine::{Engine, cdf};

use crate::dto::{ClaimView, ClaimsView, Remark, UnreadableView};
use crate::error::Answer;
use crate::status::rfc3339;

/// Moments, in seconds since 1970 (RFC 7519 §4.1; `xms_…` and `auth_time` are Entra's and `OpenID`'s).
const MOMENTS: [&str; 4] = ["exp", "iat", "nbf", "auth_time"];

/// Reads them. The token is renewed where it has ended; no browser opens.
pub async fn of(engine: &Engine, name: &str) -> Answer<ClaimsView> {
    let profile = engine.profile(Some(name))?;
    let token = engine.token(&profile, TokenRequest::default()).await?;
    Ok(view(&profile, &token))
}

fn view(profile: &Profile, token: &Token) -> ClaimsView {
    match Claims::of(&token.access_token) {
        Ok(claims) => ClaimsView {
            claims: claims.texts().map(|(name, value)| claim(name, value)).collect(),
            unreadable: None,
            remarks: remarks(profile, &claims),
            json: claims.json(),
        },
        Err(unreadable) => {
            let unreadable = match unreadable {
                Unreadable::Opaque => UnreadableView::Opaque,
                Unreadable::Encrypted => UnreadableView::Encrypted,
            };
            ClaimsView { claims: Vec::new(), unreadable: Some(unreadable), remarks: Vec::new(), json: String::new() }
        }
    }
}

fn claim(name: &str, value: String) -> ClaimView {
    let seconds = MOMENTS.contains(&name).then(|| value.parse().ok()).flatten();
    let moment = seconds.and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
    ClaimView { name: name.to_owned(), value, moment: moment.and_then(rfc3339) }
}

fn remarks(profile: &Profile, claims: &Claims) -> Vec<Remark> {
    let bare = |address: &str| address.trim_end_matches('/').to_ascii_lowercase();
    let audience = claims.text("aud").map(bare);
    // A GUID says nothing of the cluster: it is the API's own ID there.
    let is_elsewhere = audience.is_some_and(|audience| {
        audience.starts_with("https://") && audience != bare(&cdf::audience(profile)) && profile.is_entra()
    });
    // A profile may name its tenant by a domain, which no token does.
    let is_guid = profile.tenant_id.len() == 36 && !profile.tenant_id.contains('.');
    let is_foreign =
        claims.text("tid").is_some_and(|tenant| is_guid && !tenant.eq_ignore_ascii_case(&profile.tenant_id));
    [
        (is_elsewhere, Remark::OtherAudience),
        (is_foreign, Remark::OtherTenant),
        (claims.is_of_an_application(), Remark::Application),
        (claims.leaves_groups_out(), Remark::GroupsLeftOut),
    ]
    .into_iter()
    .filter_map(|(is_so, remark)| is_so.then_some(remark))
    .collect()
}
