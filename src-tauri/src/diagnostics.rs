//! “Copy diagnostics”: what somebody who helps has to know, and nothing that says who or where a person is.
//!
//! Always in English: it is read by others. A value gets in by name only; there is nothing to mask afterwards.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;

use cdf_signin_engine::vault::VaultKind;
use serde::Serialize;

use crate::dto::{ErrorView, Overview, Settings};

/// What is around the app.
pub struct Surroundings<'a> {
    version: &'a str,
    made_with: &'a str,
    system: &'a str,
    desktop: String,
    proxy: &'static str,
    vault: &'static str,
}

impl<'a> Surroundings<'a> {
    /// As this process finds it.
    pub fn of_this_process(version: &'a str, made_with: &'a str, system: &'a str) -> Self {
        let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let desktop = [variable("XDG_CURRENT_DESKTOP"), variable("XDG_SESSION_TYPE")];
        let desktop: Vec<_> = desktop.into_iter().flatten().collect();
        let proxied =
            ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].into_iter().any(|name| variable(name).is_some());
        Self {
            version,
            made_with,
            system,
            desktop: if desktop.is_empty() { "not named".into() } else { desktop.join(", ") },
            // Its address may hold a password.
            proxy: if proxied { "named by the environment" } else { "not named by the environment" },
            vault: VaultKind::from_environment().map_or("not understood", VaultKind::as_str),
        }
    }
}

/// The report, as it is shown and copied.
pub fn report(around: &Surroundings<'_>, overview: &Overview, settings: &Settings) -> String {
    let mut text = String::new();
    let mut line = |what: &str, value: &str| {
        let _ = writeln!(text, "{what}: {value}");
    };
    line("CDF Sign-in", around.version);
    line("Made with", around.made_with);
    line("System", around.system);
    line("Desktop", &around.desktop);
    line("Proxy", around.proxy);
    let trouble = overview.notice.as_ref().map(|notice| format!(" ({})", word(notice.code)));
    line("Vault", &format!("{}{}", around.vault, trouble.unwrap_or_default()));
    line("Profiles", &profiles(overview));
    line("Settings", &kept(settings));
    for profile in &overview.profiles {
        if let Some(error) = &profile.status.last_error {
            line("Last error", &failed(error));
        }
    }
    text
}

fn profiles(overview: &Overview) -> String {
    if let Some(error) = &overview.profiles_error {
        return format!("not read ({})", word(error.code));
    }
    let mut counts = BTreeMap::new();
    for profile in &overview.profiles {
        let state = if profile.problems.is_empty() { word(profile.status.state) } else { "to_be_mended".into() };
        *counts.entry(state).or_insert(0) += 1;
    }
    let counts: Vec<_> = counts.into_iter().map(|(state, count)| format!("{count} {state}")).collect();
    if counts.is_empty() { "none".into() } else { counts.join(", ") }
}

fn kept(settings: &Settings) -> String {
    let chosen = |choice: Option<String>| choice.unwrap_or_else(|| "as the system".into());
    format!(
        "language {}, theme {}, stay in tray {}, notifications {}",
        chosen(settings.language.map(word)),
        chosen(settings.theme.map(word)),
        settings.stay_in_tray,
        settings.notifications,
    )
}

/// The codes alone: a message may name an account, an address or a file.
fn failed(error: &ErrorView) -> String {
    let mut text = word(error.code);
    if let Some(reply) = &error.provider {
        let number = reply.aadsts.map(|number| format!(", AADSTS{number}"));
        let trace = reply.trace_id.as_ref().map(|id| format!(", trace {id}"));
        text.extend([number, trace].into_iter().flatten());
    }
    text
}

/// The stable word that a value has in JSON.
fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::{
        Account, ErrorCode, Language, ProfileDraft, ProfileState, ProfileView, ProviderReply, StatusView,
    };

    const CANARY: &str = "canary-of-this-test";

    fn around() -> Surroundings<'static> {
        Surroundings {
            version: "1.2.3",
            made_with: "Tauri 2",
            system: "Debian",
            desktop: "GNOME, wayland".into(),
            proxy: "not named by the environment",
            vault: "keyring",
        }
    }

    fn telling() -> ErrorView {
        let it = || CANARY.to_owned();
        ErrorView {
            code: ErrorCode::ProviderRefused,
            message: it(),
            hint: it(),
            field: Some(it()),
            you: vec![it()],
            administrator: vec![it()],
            administrator_message: Some(it()),
            actions: Vec::new(),
            provider: Some(Box::new(ProviderReply {
                error: it(),
                description: Some(it()),
                suberror: Some(it()),
                aadsts: Some(65001),
                trace_id: Some("0a1b".into()),
                correlation_id: Some(it()),
                timestamp: Some(it()),
                raw: Some(it()),
            })),
        }
    }

    /// A profile with the canary in each place that a person or a provider fills.
    fn full_of_canaries() -> ProfileView {
        let it = || CANARY.to_owned();
        let account = Account {
            name: Some(it()),
            username: Some(it()),
            object_id: Some(it()),
            tenant_id: Some(it()),
            application: Some(it()),
        };
        ProfileView {
            name: it(),
            label: Some(it()),
            is_default: true,
            draft: ProfileDraft {
                name: it(),
                tenant_id: it(),
                client_id: it(),
                project: it(),
                ..ProfileDraft::default()
            },
            cdf_host: it(),
            problems: Vec::new(),
            status: StatusView {
                state: ProfileState::NeedsSignIn,
                account: Some(account),
                expires_in: None,
                lifetime: None,
                expires_at: None,
                refreshable: false,
                renews_at: None,
                kept: true,
                sign_in: None,
                last_error: Some(telling()),
            },
            has_secret: true,
            hand_off: Vec::new(),
        }
    }

    #[test]
    fn it_says_how_things_stand_and_not_whose_they_are() {
        let overview = Overview {
            profiles: vec![full_of_canaries()],
            notice: None,
            profiles_error: None,
            profiles_file: CANARY.into(),
        };
        let settings = Settings { language: Some(Language::Nb), ..Settings::default() };
        let text = report(&around(), &overview, &settings);
        assert!(!text.contains(CANARY), "{text}");
        for said in [
            "CDF Sign-in: 1.2.3",
            "Vault: keyring\n",
            "Profiles: 1 needs_sign_in\n",
            "language nb, theme as the system",
            "Last error: provider_refused, AADSTS65001, trace 0a1b\n",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_by_its_code() {
        let overview = Overview {
            profiles: Vec::new(),
            notice: None,
            profiles_error: Some(telling()),
            profiles_file: CANARY.into(),
        };
        let text = report(&around(), &overview, &Settings::default());
        assert!(text.contains("Profiles: not read (provider_refused)") && !text.contains(CANARY), "{text}");
    }
}
