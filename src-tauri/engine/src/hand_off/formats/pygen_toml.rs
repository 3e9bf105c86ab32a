use toml_edit::{DocumentMut, Item, Table, value};

use super::{Format, Freshness, Gives, Material, Rendered, Unfit, needs_client_secret};
use crate::cdf;
use crate::profile::{Flow, Profile};

pub(super) const FORMAT: Format = Format {
    id: "pygen-toml",
    title: "pygen config.toml",
    tool: "pygen",
    file_name: "config.toml",
    about: "For pygen's load_cognite_client_from_toml(). With a client secret, which then stands in the file; a person's profile makes pygen open the browser itself. Other lines stay.",
    gives: Gives::Application,
    freshness: Freshness::Itself,
    // Edited in place: its other sections, and comments, stay.
    is_ours: |text| text.parse::<DocumentMut>().is_ok(),
    unfit,
    render,
    take_back,
};

const SECTION: &str = "cognite";

/// pygen (1.4) hands the section's keys to the SDK's defaults, which know Entra's usual cloud and the cluster's scope alone.
fn unfit(profile: &Profile) -> Option<Unfit> {
    let is_usual = profile.is_entra() && profile.authority.host_str() == Some("login.microsoftonline.com");
    let asks_as_usual = profile.scopes.is_empty() || profile.scopes == [cdf::default_scope(profile)];
    match profile.flow {
        Flow::ClientSecret | Flow::Browser if is_usual && asks_as_usual => None,
        Flow::ClientSecret | Flow::Browser => Some(Unfit {
            reason: "This file knows Microsoft Entra ID's usual addresses and scope alone, and the profile has others."
                .into(),
            instead: format!("Choose “{}”, and load the client with it.", super::sdk_json::FORMAT.title),
        }),
        Flow::DeviceCode | Flow::ClientCertificate => needs_client_secret(profile, super::sdk_json::FORMAT.title),
    }
}

fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let profile = material.profile;
    // Text that is no TOML is replaced: the person said so.
    let mut document = existing.and_then(|text| text.parse::<DocumentMut>().ok()).unwrap_or_default();
    let section = document.entry(SECTION).or_insert_with(|| Item::Table(Table::new()));
    if !section.is_table_like() {
        *section = Item::Table(Table::new());
    }
    let Some(section) = section.as_table_like_mut() else { unreachable!("made one") };
    let audience = cdf::audience(profile);
    let host = audience.trim_start_matches("https://");
    let mut set = |key: &str, text: &str| {
        section.insert(key, value(text));
    };
    set("project", &profile.project);
    set("tenant_id", &profile.tenant_id);
    set("cdf_cluster", host.strip_suffix(".cognitedata.com").unwrap_or(host));
    set("client_id", &profile.client_id);
    // Where it says what the cluster says already, an older pygen need not stumble over it.
    if material.base_url() != audience {
        set("base_url", &material.base_url());
    }
    if profile.flow == Flow::ClientSecret {
        set("client_secret", material.secret_text());
        section.remove("login_flow");
    } else {
        set("login_flow", "interactive");
        section.remove("client_secret");
    }
    Ok(Rendered::new(document.to_string()))
}

fn take_back(existing: &str) -> Rendered {
    let Ok(mut document) = existing.parse::<DocumentMut>() else { return Rendered::new(existing.to_owned()) };
    if let Some(secret) = document.get_mut(SECTION).and_then(|section| section.get_mut("client_secret")) {
        *secret = value("");
    }
    Rendered::new(document.to_string())
}
