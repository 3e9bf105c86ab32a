//! What is known beforehand of the kinds of providers that CDF is signed in to with, so that nobody has to type it.
//! The names are those of the Cognite Toolkit's `PROVIDER`.

use super::{FieldProblem, Flow, ProfileDraft};
use crate::cdf;

/// Cognite's own identity provider takes applications at this address, by their secret and without scopes.
pub(super) const CDF_TOKEN_URL: &str = "https://auth.cognite.com/oauth2/token";

/// A kind of provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Microsoft Entra ID.
    Entra,
    /// Auth0, and what is shaped like it.
    Auth0,
    /// Cognite's own.
    Cdf,
    /// Any other, by its issuer or its addresses.
    Other,
}

impl Preset {
    /// All of them, the usual one first.
    pub const ALL: [Self; 4] = [Self::Entra, Self::Auth0, Self::Cdf, Self::Other];

    /// As the toolkit calls it, but for Entra, which has two names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entra => "entra",
            Self::Auth0 => "auth0",
            Self::Cdf => "cdf",
            Self::Other => "other",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Entra => "Microsoft Entra ID",
            Self::Auth0 => "Auth0",
            Self::Cdf => "Cognite",
            Self::Other => "Another provider",
        }
    }

    /// The preset of that name; `entra_id` is the toolkit's own spelling.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if text == "entra_id" {
            return Some(Self::Entra);
        }
        Self::ALL.into_iter().find(|preset| preset.as_str() == text)
    }

    /// Fills what such a profile needs and nobody has said otherwise; says what only the person can know.
    pub fn fill(self, draft: &mut ProfileDraft) -> Result<(), FieldProblem> {
        match self {
            Self::Entra => entra(draft),
            Self::Auth0 => auth0(draft),
            Self::Cdf => cdf_of_cognite(draft),
            Self::Other => other(draft),
        }
    }
}

fn entra(draft: &ProfileDraft) -> Result<(), FieldProblem> {
    let elsewhere =
        [("issuer", &draft.issuer), ("authorize_url", &draft.authorize_url), ("token_url", &draft.token_url)];
    match elsewhere.into_iter().find(|(_, value)| !value.trim().is_empty()) {
        Some((field, _)) => Err(FieldProblem::new(
            field,
            "Entra's addresses follow from the tenant ID. Leave this out, or choose another provider.",
            "",
        )),
        None => Ok(()),
    }
}

fn auth0(draft: &mut ProfileDraft) -> Result<(), FieldProblem> {
    let issuer = draft.issuer.trim();
    if issuer.is_empty() {
        let message = "Auth0 needs the domain of your organisation there, as its issuer.";
        return Err(FieldProblem::new("issuer", message, "https://north.eu.auth0.com/"));
    }
    if !issuer.contains("://") {
        draft.issuer = format!("https://{}/", issuer.trim_end_matches('/'));
    }
    if draft.audience.trim().is_empty() {
        draft.audience = match (draft.base_url.trim().trim_end_matches('/'), draft.cluster.trim()) {
            ("", "") => String::new(),
            ("", cluster) => format!("https://{}", cdf::host(cluster)),
            (base_url, _) => base_url.to_owned(),
        };
    }
    if draft.scopes.trim().is_empty() {
        // No `.default`: that is Entra's. The audience says which API is meant.
        draft.scopes = "openid profile offline_access".into();
    }
    Ok(())
}

fn cdf_of_cognite(draft: &mut ProfileDraft) -> Result<(), FieldProblem> {
    if draft.flow.trim().is_empty() {
        Flow::ClientSecret.as_str().clone_into(&mut draft.flow);
    }
    if Flow::parse(draft.flow.trim()) != Some(Flow::ClientSecret) {
        let message = "Cognite's own provider takes applications with a client secret here.";
        return Err(FieldProblem::new("flow", message, Flow::ClientSecret.as_str()));
    }
    if draft.token_url.trim().is_empty() {
        CDF_TOKEN_URL.clone_into(&mut draft.token_url);
    }
    Ok(())
}

fn other(draft: &ProfileDraft) -> Result<(), FieldProblem> {
    if [&draft.issuer, &draft.authorize_url, &draft.token_url].into_iter().any(|value| !value.trim().is_empty()) {
        return Ok(());
    }
    let message = "Another provider needs its issuer, or its authorize_url and token_url.";
    Err(FieldProblem::new("issuer", message, "https://login.example/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> ProfileDraft {
        ProfileDraft {
            name: "north".into(),
            client_id: "my-app".into(),
            cluster: "westeurope-1".into(),
            project: "north-prod".into(),
            ..ProfileDraft::default()
        }
    }

    #[test]
    fn names_are_the_toolkits() {
        for preset in Preset::ALL {
            assert_eq!(Preset::parse(preset.as_str()), Some(preset));
        }
        assert_eq!((Preset::parse("ENTRA_ID"), Preset::parse("okta")), (Some(Preset::Entra), None));
    }

    #[test]
    fn auth0_by_its_domain() {
        for issuer in ["north.eu.auth0.com", "north.eu.auth0.com/", "https://north.eu.auth0.com/"] {
            let mut draft = ProfileDraft { issuer: issuer.into(), ..draft() };
            Preset::Auth0.fill(&mut draft).unwrap();
            let profile = draft.check().unwrap();
            assert!(profile.is_discovered());
            assert_eq!(profile.issuer.as_deref(), Some("https://north.eu.auth0.com/"));
            assert_eq!(profile.audience.as_deref(), Some("https://westeurope-1.cognitedata.com"));
            assert_eq!(crate::entra::scopes(&profile), ["openid", "profile", "offline_access"]);
        }
        assert_eq!(Preset::Auth0.fill(&mut draft()).unwrap_err().field, "issuer");
    }

    #[test]
    fn what_was_said_otherwise_stays() {
        let mut draft = ProfileDraft {
            issuer: "north.eu.auth0.com".into(),
            audience: "https://api".into(),
            scopes: "openid".into(),
            ..draft()
        };
        Preset::Auth0.fill(&mut draft).unwrap();
        assert_eq!((&*draft.audience, &*draft.scopes), ("https://api", "openid"));
        let mut draft =
            ProfileDraft { base_url: "https://cdf.north.example/".into(), audience: String::new(), ..draft };
        Preset::Auth0.fill(&mut draft).unwrap();
        assert_eq!(draft.audience, "https://cdf.north.example");
    }

    #[test]
    fn cognites_own_takes_applications() {
        let mut own = draft();
        Preset::Cdf.fill(&mut own).unwrap();
        assert_eq!((&*own.flow, &*own.token_url), ("client-secret", "https://auth.cognite.com/oauth2/token"));
        assert!(crate::entra::scopes(&own.check().unwrap()).is_empty());
        let mut browser = ProfileDraft { flow: "browser".into(), ..draft() };
        assert_eq!(Preset::Cdf.fill(&mut browser).unwrap_err().field, "flow");
    }

    #[test]
    fn entra_and_others_are_not_mixed_up() {
        assert!(Preset::Entra.fill(&mut draft()).is_ok());
        let mut named = ProfileDraft { token_url: "https://a.example/token".into(), ..draft() };
        assert_eq!(Preset::Entra.fill(&mut named).unwrap_err().field, "token_url");
        assert!(Preset::Other.fill(&mut named).is_ok());
        assert_eq!(Preset::Other.fill(&mut draft()).unwrap_err().field, "issuer");
    }
}
