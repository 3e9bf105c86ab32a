//! What the window shows, put together from the engine's answers.

use std::sync::Arc;

use cdf_signin_engine::profile::Entry;
use cdf_signin_engine::vault::VaultKind;
use cdf_signin_engine::{Engine, Failure, cdf, entra};

use crate::dto::{CloudView, ErrorCode, Notice, Overview, ProfileState, ProfileView, StatusView};
use crate::error::Answer;
use crate::hand_off;

/// Everything.
pub async fn overview(engine: &Arc<Engine>) -> Overview {
    let profiles_file = engine.places().profiles_file().display().to_string();
    let profiles = match engine.profiles() {
        Ok(profiles) => profiles,
        Err(error) => {
            return Overview { profiles: Vec::new(), notice: None, profiles_error: Some(error.into()), profiles_file };
        }
    };
    let default = profiles.default;
    // All at once: a locked keyring then costs one wait, not one for each profile.
    let views: Vec<_> = profiles
        .entries
        .into_iter()
        .map(|entry| {
            let (engine, default) = (engine.clone(), default.clone());
            tauri::async_runtime::spawn(async move { view(&engine, entry, default.as_deref()).await })
        })
        .collect();
    let mut profiles = Vec::new();
    let mut profiles_error = None;
    for view in views {
        match view.await {
            Ok(view) => profiles.push(view),
            Err(error) => profiles_error = Some(Failure::internal(error).into()),
        }
    }
    Overview { notice: notice(&profiles), profiles, profiles_error, profiles_file }
}

/// One profile.
pub async fn profile(engine: &Engine, name: &str) -> Answer<ProfileView> {
    let entry = engine.entry(name)?;
    let default = engine.profiles()?.default;
    Ok(view(engine, entry, default.as_deref()).await)
}

async fn view(engine: &Engine, entry: Entry, default: Option<&str>) -> ProfileView {
    let Entry { draft, profile, hand_off, .. } = entry;
    let (status, problems) = match &profile {
        Ok(profile) => (engine.status(profile).await.into(), Vec::new()),
        Err(problems) => (nobody(), problems.iter().cloned().map(Into::into).collect()),
    };
    let files = if hand_off.is_empty() { Vec::new() } else { hand_off::all(engine, &draft.name).await };
    ProfileView {
        is_default: default.is_some_and(|default| default.eq_ignore_ascii_case(&draft.name)),
        name: draft.name.clone(),
        label: Some(draft.label.trim().to_owned()).filter(|label| !label.is_empty()),
        cdf_host: cdf::host(draft.cluster.trim()),
        problems,
        status,
        has_secret: profile.is_ok_and(|profile| engine.has_kept_secret(&profile)),
        hand_off: files,
        draft: draft.into(),
    }
}

/// The status of a profile whose fields are not right: nobody can be signed in with it.
fn nobody() -> StatusView {
    StatusView {
        state: ProfileState::SignedOut,
        account: None,
        expires_in: None,
        lifetime: None,
        expires_at: None,
        refreshable: false,
        renews_at: None,
        kept: true,
        sign_in: None,
        last_error: None,
    }
}

/// What concerns every profile alike, and is said once.
fn notice(profiles: &[ProfileView]) -> Option<Notice> {
    let of_the_vault = |code| matches!(code, ErrorCode::VaultLocked | ErrorCode::VaultUnavailable);
    let errors = profiles.iter().filter_map(|profile| profile.status.last_error.as_ref());
    if let Some(error) = errors.into_iter().find(|error| of_the_vault(error.code)) {
        return Some(Notice { code: error.code, message: error.message.clone(), hint: error.hint.clone() });
    }
    let hint = match VaultKind::from_environment() {
        Ok(VaultKind::Memory) => "So CDF_SIGNIN_VAULT=memory has it.",
        _ => "Start the system's keyring, then sign in again to keep them.",
    };
    profiles.iter().any(|profile| !profile.status.kept).then(|| Notice {
        code: ErrorCode::VaultUnavailable,
        message: "Your sign-ins last until you quit: no keyring keeps them.".into(),
        hint: hint.into(),
    })
}

/// Entra's clouds, the usual one first.
pub fn clouds() -> Vec<CloudView> {
    entra::CLOUDS
        .iter()
        .map(|cloud| CloudView { title: cloud.title.to_owned(), authority: cloud.authority.to_owned() })
        .collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::dto::ProfileDraft;

    pub fn standing(state: ProfileState, expires_in: Option<u32>) -> StatusView {
        StatusView { state, expires_in, ..nobody() }
    }

    pub fn profile(status: StatusView) -> ProfileView {
        ProfileView {
            name: "plant-north".into(),
            label: None,
            is_default: false,
            draft: ProfileDraft::default(),
            cdf_host: String::new(),
            problems: Vec::new(),
            status,
            has_secret: false,
            hand_off: Vec::new(),
        }
    }

    pub fn failed(code: cdf_signin_engine::ErrorCode) -> ProfileView {
        let error = Failure::new(code, "What happened.", "What to do.");
        profile(StatusView { last_error: Some(error.into()), ..nobody() })
    }

    #[test]
    fn what_concerns_the_vault_is_said_once_for_all() {
        use cdf_signin_engine::ErrorCode as Code;
        assert_eq!(notice(&[profile(nobody()), failed(Code::Network), failed(Code::VaultCorrupt)]), None);
        let locked = notice(&[failed(Code::Network), failed(Code::VaultLocked), failed(Code::VaultLocked)]).unwrap();
        assert_eq!((locked.code, locked.message.as_str()), (ErrorCode::VaultLocked, "What happened."));
        let unkept = notice(&[profile(nobody()), profile(StatusView { kept: false, ..nobody() })]).unwrap();
        assert_eq!(unkept.code, ErrorCode::VaultUnavailable);
        assert!(unkept.message.contains("until you quit"), "{}", unkept.message);
    }
}
