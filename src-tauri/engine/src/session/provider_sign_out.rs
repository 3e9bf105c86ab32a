use oauth2::url::Url;

use super::record::Record;
use super::sessions::{SessionError, Sessions};
use crate::entra::Endpoints;
use crate::profile::Profile;
use crate::sign_in;

/// The provider's page on which a person signs out there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOutPage {
    /// Its address. Holds no token.
    pub address: Url,
}

impl Sessions {
    /// Where a person signs out at the provider (`OpenID` Connect RP-Initiated Logout 1.0 §2), with what spares them
    /// the question which account. Asked before the session is forgotten.
    pub async fn sign_out_page(&self, profile: &Profile) -> Result<SignOutPage, SessionError> {
        // An unreadable session only costs the hint.
        let record = self.read(profile).await.ok().flatten();
        let endpoints = match record.as_ref().and_then(|record| record.endpoints(profile)) {
            Some(endpoints) => endpoints,
            None => Endpoints::of(profile, &self.http).await?,
        };
        let mut address = endpoints.end_session.ok_or(SessionError::NoSignOut)?;
        if let Some(hint) = record.as_ref().and_then(|record| logout_hint(record, profile)) {
            address.query_pairs_mut().append_pair("logout_hint", hint);
        }
        if !profile.is_entra() {
            address.query_pairs_mut().append_pair("client_id", &profile.client_id);
        }
        Ok(SignOutPage { address })
    }

    /// Shows a page to the person, in the profile's browser. Whether one could be started.
    pub async fn show(&self, profile: &Profile, address: &Url) -> bool {
        sign_in::open(self.browser.clone(), address, profile.browser.as_deref()).await
    }
}

/// Entra takes the `login_hint` claim of an ID token and no user name (Microsoft: "Don't use UPNs or phone numbers as
/// the value of the `logout_hint` parameter"); elsewhere it is whatever names the person.
fn logout_hint<'a>(record: &'a Record, profile: &Profile) -> Option<&'a str> {
    let username = record.account.username.as_deref().filter(|_| !profile.is_entra());
    record.login_hint_claim.as_deref().or(username)
}
