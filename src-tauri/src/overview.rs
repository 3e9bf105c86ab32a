//! What the window shows, put together from the engine's answers.

use std::path::Path;
use std::sync::Arc;

use cdf_signin_engine::profile::{Entry, HandOffEntry, Profile};
use cdf_signin_engine::session::TokenRequest;
use cdf_signin_engine::vault::VaultKind;
use cdf_signin_engine::{Engine, Failure, cdf, entra, hand_off};

use crate::dto::{
    CloudView, ErrorCode, FormatView, HandOffView, Notice, Overview, ProfileState, ProfileView, StatusView,
};
use crate::error::Answer;
use crate::status::rfc3339;

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
    let mut files = Vec::new();
    for file in &hand_off {
        files.push(hand_off_view(engine, profile.as_ref().ok(), file).await);
    }
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
        offline: false,
        kept: true,
        sign_in: None,
        last_error: None,
    }
}

/// A file and whether it still holds the present token.
pub async fn hand_off_view(engine: &Engine, profile: Option<&Profile>, file: &HandOffEntry) -> HandOffView {
    let path = hand_off::expand_home(&file.path);
    let written_at = std::fs::metadata(&path).and_then(|found| found.modified()).ok();
    let token_current = match profile.filter(|_| written_at.is_some()) {
        Some(profile) => holds_present_token(engine, profile, &path).await,
        None => None,
    };
    HandOffView {
        title: hand_off::format(&file.format).map_or_else(|_| file.format.clone(), |format| format.title.to_owned()),
        format: file.format.clone(),
        path: file.path.clone(),
        written_at: written_at.and_then(rfc3339),
        token_current,
    }
}

/// Looking must not renew anything, so this takes the token that is there.
async fn holds_present_token(engine: &Engine, profile: &Profile, path: &Path) -> Option<bool> {
    let present = TokenRequest { no_refresh: true, ..TokenRequest::default() };
    let token = engine.token(profile, present).await.ok()?;
    Some(hand_off::holds(path, &token.access_token))
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

/// The forms a token can be written in.
pub fn formats() -> Vec<FormatView> {
    hand_off::FORMATS
        .iter()
        .map(|format| FormatView {
            id: format.id.to_owned(),
            title: format.title.to_owned(),
            file_name: format.file_name.to_owned(),
            about: format.about.to_owned(),
            stays_fresh: format.freshness.stays_fresh(),
        })
        .collect()
}

/// Entra's clouds, the usual one first.
pub fn clouds() -> Vec<CloudView> {
    entra::CLOUDS
        .iter()
        .map(|cloud| CloudView { title: cloud.title.to_owned(), authority: cloud.authority.to_owned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::ProfileDraft;

    fn profile(status: StatusView) -> ProfileView {
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

    fn failed(code: cdf_signin_engine::ErrorCode) -> ProfileView {
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
