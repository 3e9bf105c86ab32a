use std::time::UNIX_EPOCH;

use serde_json::{Map, Value, json};

use super::json_file::{JsonFile, wipe};
use super::{Format, Freshness, Gives, Material, PYTHON_SDK, Rendered, Unfit};
use crate::entra;
use crate::profile::Profile;

pub(super) const FORMAT: Format = Format {
    id: "msal-cache",
    title: "MSAL token cache",
    tool: PYTHON_SDK,
    file_name: "cognitetokencache.bin",
    about: "For code with OAuthInteractive, unchanged but for token_cache_path: it finds the token and opens no browser until that ends. The access token alone; other entries of the cache stay.",
    gives: Gives::Token,
    freshness: Freshness::Restart,
    is_ours: |text| JsonFile::parse(text).is_some_and(|mut file| is_a_cache(file.value())),
    unfit,
    render,
    take_back,
};

/// The kinds of entries that MSAL's unified schema has.
const KINDS: [&str; 5] = ["AccessToken", "Account", "IdToken", "RefreshToken", "AppMetadata"];

/// MSAL keeps members that it does not know, so an entry can say whose it is.
const OURS: (&str, &str) = ("written_by", "cdf-signin");

fn is_a_cache(value: &Value) -> bool {
    value.as_object().is_some_and(|kinds| kinds.keys().all(|kind| KINDS.contains(&kind.as_str())))
}

fn unfit(profile: &Profile) -> Option<Unfit> {
    let (reason, instead) = if profile.flow.is_unattended() {
        ("OAuthInteractive is for persons, and this profile signs an application in.", super::sdk_json::FORMAT.title)
    } else if !profile.is_entra() {
        (
            "MSAL's cache is for Microsoft Entra ID, and this profile has another provider.",
            super::sdk_json::FORMAT.title,
        )
    } else {
        return None;
    };
    Some(Unfit { reason: reason.into(), instead: format!("Choose “{instead}”.") })
}

/// One access token and, where there is none yet, the account that it is looked up by. Keys and members as `msal` 1.39
/// makes them (`token_cache.py`).
fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let (Some(token), Some(account)) = (&material.token, &material.account) else { return Err(nobody()) };
    let profile = material.profile;
    let (Some(object_id), Some(username)) = (&account.object_id, &account.username) else { return Err(nobody()) };
    let environment = profile.authority.host_str().unwrap_or_default().to_lowercase();
    // MSAL asks for the tenant that the provider names, which for a domain is a GUID.
    let realm = if profile.tenant_id.contains('.') { account.tenant_id.as_ref() } else { None };
    let realm = realm.unwrap_or(&profile.tenant_id);
    let mut file = JsonFile::of(existing);
    let home_account_id = home_account_of(file.object("Account"), &environment, username).unwrap_or_else(|| {
        let id = format!("{object_id}.{}", account.tenant_id.as_ref().unwrap_or(realm));
        let key = format!("{id}-{environment}-{realm}").to_lowercase();
        let account = json!({
            "home_account_id": id, "environment": environment, "realm": realm, "local_account_id": object_id,
            "username": username, "authority_type": "MSSTS", OURS.0: OURS.1,
        });
        file.object("Account").insert(key, account);
        id
    });
    let mut scopes = entra::scopes(profile);
    scopes.sort();
    let target = scopes.join(" ");
    let expires_on = token.expires_at.duration_since(UNIX_EPOCH).unwrap_or_default();
    let cached_at = expires_on.saturating_sub(token.expires_in);
    let key =
        format!("{home_account_id}-{environment}-accesstoken-{}-{realm}-{target}", profile.client_id).to_lowercase();
    forget_ours(file.object("AccessToken"));
    let entry = json!({
        "credential_type": "AccessToken", "secret": material.token_text(), "home_account_id": home_account_id,
        "environment": environment, "client_id": profile.client_id, "target": target, "realm": realm,
        "token_type": "Bearer", "cached_at": cached_at.as_secs().to_string(),
        "expires_on": expires_on.as_secs().to_string(), "extended_expires_on": expires_on.as_secs().to_string(),
        OURS.0: OURS.1,
    });
    if let Some(mut before) = file.object("AccessToken").insert(key, entry) {
        wipe(&mut before);
    }
    Ok(file.text())
}

/// The person's account that is there already: beside a second one the SDK would ask which is meant.
fn home_account_of(accounts: &Map<String, Value>, environment: &str, username: &str) -> Option<String> {
    let is_theirs = |account: &&Value| {
        account["environment"] == environment
            && account["username"].as_str().is_some_and(|name| name.eq_ignore_ascii_case(username))
    };
    accounts.values().find(is_theirs)?["home_account_id"].as_str().map(str::to_owned)
}

fn forget_ours(entries: &mut Map<String, Value>) {
    entries.retain(|_, entry| {
        let is_ours = entry[OURS.0] == OURS.1;
        if is_ours {
            wipe(entry);
        }
        !is_ours
    });
}

fn take_back(existing: &str) -> Rendered {
    let Some(mut file) = JsonFile::parse(existing) else { return Rendered::new(existing.to_owned()) };
    forget_ours(file.object("AccessToken"));
    forget_ours(file.object("Account"));
    file.text()
}

fn nobody() -> Unfit {
    Unfit {
        reason: "The provider did not say who is signed in, and MSAL looks tokens up by that.".into(),
        instead: format!("Choose “{}”.", super::sdk_json::FORMAT.title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::{ingrid, profile, token};

    fn rendered(existing: Option<&str>) -> Value {
        let profile = profile();
        let material = Material { token: Some(token("t.o.k")), account: Some(ingrid()), ..Material::of(&profile) };
        serde_json::from_str(&render(&material, existing).unwrap()).unwrap()
    }

    #[test]
    fn entries_stand_under_the_keys_that_msal_makes() {
        let cache = rendered(None);
        let key = "object-1.tenant-1-login.microsoftonline.com-accesstoken-7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88-tenant-1-\
            https://westeurope-1.cognitedata.com/.default offline_access openid profile";
        assert_eq!(cache["AccessToken"][key]["secret"], "t.o.k");
        assert_eq!(cache["AccessToken"][key]["expires_on"], "3600");
        assert_eq!(cache["AccessToken"][key]["cached_at"], "0");
        let account = &cache["Account"]["object-1.tenant-1-login.microsoftonline.com-tenant-1"];
        assert_eq!(account["username"], "ingrid@north.example");
        assert!(cache.get("RefreshToken").is_none());
    }

    #[test]
    fn other_entries_stay_and_the_account_that_is_there_is_taken() {
        let existing = json!({
            "Account": {"u.t-login.microsoftonline.com-t": {"home_account_id": "u.t", "environment": "login.microsoftonline.com",
                "username": "Ingrid@north.example", "realm": "t"}},
            "AccessToken": {"theirs": {"secret": "s", "expires_on": "1"}},
            "RefreshToken": {"r": {"secret": "r"}}, "AppMetadata": {},
        });
        let text = existing.to_string();
        assert!((FORMAT.is_ours)(&text));
        let cache = rendered(Some(&text));
        assert_eq!((&cache["Account"], &cache["RefreshToken"]), (&existing["Account"], &existing["RefreshToken"]));
        assert_eq!(cache["AccessToken"]["theirs"], existing["AccessToken"]["theirs"]);
        let ours = cache["AccessToken"].as_object().unwrap().values().find(|entry| entry["secret"] == "t.o.k").unwrap();
        assert_eq!(ours["home_account_id"], "u.t");
        let taken: Value = serde_json::from_str(&take_back(&cache.to_string())).unwrap();
        assert_eq!(taken, existing);
        for other in ["[]", "{\"name\": \"package\"}", "text"] {
            assert!(!(FORMAT.is_ours)(other), "{other}");
        }
    }
}
