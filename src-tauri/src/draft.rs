//! Profiles as the page types them, beside the engine's own drafts, which have more fields.

use cdf_signin_engine::profile::{self, BookError, Flow, Place};
use cdf_signin_engine::{Engine, Failure};

use crate::dto::{ErrorView, FieldProblem, FlowView, FoundView, Pasted, PlaceView, PlacedView, ProfileDraft};
use crate::error::Answer;

impl ProfileDraft {
    /// Puts what the person changed since `original` over what the file says now: the rest of it, and what others
    /// wrote there meanwhile, stays.
    pub fn put_changes(&self, original: &Self, stored: &mut profile::ProfileDraft) {
        let texts = [
            (&mut stored.name, &self.name, &original.name),
            (&mut stored.label, &self.label, &original.label),
            (&mut stored.tenant_id, &self.tenant_id, &original.tenant_id),
            (&mut stored.client_id, &self.client_id, &original.client_id),
            (&mut stored.cluster, &self.cluster, &original.cluster),
            (&mut stored.project, &self.project, &original.project),
            (&mut stored.redirect_port, &self.redirect_port, &original.redirect_port),
            (&mut stored.authority, &self.authority, &original.authority),
            (&mut stored.base_url, &self.base_url, &original.base_url),
            (&mut stored.scopes, &self.scopes, &original.scopes),
            (&mut stored.login_hint, &self.login_hint, &original.login_hint),
            (&mut stored.issuer, &self.issuer, &original.issuer),
            (&mut stored.audience, &self.audience, &original.audience),
            (&mut stored.certificate, &self.certificate, &original.certificate),
            (&mut stored.private_key, &self.private_key, &original.private_key),
            (&mut stored.pkcs12, &self.pkcs12, &original.pkcs12),
        ];
        for (field, typed, original) in texts {
            if typed != original {
                field.clone_from(typed);
            }
        }
        if self.flow != original.flow {
            Flow::from(self.flow).as_str().clone_into(&mut stored.flow);
        }
        if self.fixed_port != original.fixed_port {
            stored.fixed_port = self.fixed_port;
        }
    }

    /// A profile that no file has yet.
    pub fn into_new(self) -> profile::ProfileDraft {
        profile::ProfileDraft {
            name: self.name,
            label: self.label,
            flow: Flow::from(self.flow).as_str().to_owned(),
            tenant_id: self.tenant_id,
            client_id: self.client_id,
            cluster: self.cluster,
            project: self.project,
            redirect_port: self.redirect_port,
            fixed_port: self.fixed_port,
            authority: self.authority,
            base_url: self.base_url,
            scopes: self.scopes,
            login_hint: self.login_hint,
            issuer: self.issuer,
            audience: self.audience,
            certificate: self.certificate,
            private_key: self.private_key,
            pkcs12: self.pkcs12,
            ..profile::ProfileDraft::default()
        }
    }
}

/// All problems that saving would find, a name that another profile has among them.
pub fn check(engine: &Engine, typed: ProfileDraft, original: Option<&ProfileDraft>) -> Answer<Vec<FieldProblem>> {
    let profiles = engine.profiles()?;
    let stored = original.and_then(|original| profiles.find(&original.name));
    let draft = match (stored, original) {
        (Some(stored), Some(original)) => {
            let mut draft = stored.draft.clone();
            typed.put_changes(original, &mut draft);
            draft
        }
        _ => typed.into_new(),
    };
    let mut problems: Vec<FieldProblem> =
        draft.check().err().unwrap_or_default().into_iter().map(FieldProblem::from).collect();
    let taken = profiles.find(draft.name.trim()).map(|entry| entry.draft.name.as_str());
    let own = stored.map(|entry| entry.draft.name.as_str());
    if let Some(name) = taken.filter(|_| taken != own) {
        let exists = Failure::from(BookError::Exists(name.to_owned()));
        problems.push(FieldProblem { field: "name".into(), message: exists.message, example: None });
    }
    Ok(problems)
}

impl From<profile::ProfileDraft> for ProfileDraft {
    fn from(draft: profile::ProfileDraft) -> Self {
        Self {
            // A word that is no flow is told among the entry's problems.
            flow: Flow::parse(draft.flow.trim()).unwrap_or_default().into(),
            name: draft.name,
            label: draft.label,
            tenant_id: draft.tenant_id,
            client_id: draft.client_id,
            cluster: draft.cluster,
            project: draft.project,
            redirect_port: draft.redirect_port,
            fixed_port: draft.fixed_port,
            authority: draft.authority,
            base_url: draft.base_url,
            scopes: draft.scopes,
            login_hint: draft.login_hint,
            issuer: draft.issuer,
            audience: draft.audience,
            certificate: draft.certificate,
            private_key: draft.private_key,
            pkcs12: draft.pkcs12,
        }
    }
}

impl From<Flow> for FlowView {
    fn from(flow: Flow) -> Self {
        match flow {
            Flow::Browser => Self::Browser,
            Flow::DeviceCode => Self::DeviceCode,
            Flow::ClientSecret => Self::ClientSecret,
            Flow::ClientCertificate => Self::ClientCertificate,
        }
    }
}

impl From<FlowView> for Flow {
    fn from(flow: FlowView) -> Self {
        match flow {
            FlowView::Browser => Self::Browser,
            FlowView::DeviceCode => Self::DeviceCode,
            FlowView::ClientSecret => Self::ClientSecret,
            FlowView::ClientCertificate => Self::ClientCertificate,
        }
    }
}

impl From<profile::FieldProblem> for FieldProblem {
    fn from(problem: profile::FieldProblem) -> Self {
        Self { field: problem.field, message: problem.message, example: problem.example }
    }
}

impl Pasted {
    /// What the page hears of a paste; `profiles` are its profiles as they are held.
    pub fn of(pasted: profile::Pasted, profiles: Vec<FoundView>) -> Self {
        let draft = ProfileDraft::from(pasted.draft());
        Self {
            found: draft.filled().into_iter().map(str::to_owned).collect(),
            missing: pasted.missing(),
            places: pasted.places().into_iter().map(|(field, place)| PlacedView::of(field, place)).collect(),
            error: pasted.error.map(ErrorView::from),
            holds_secret: pasted.holds_secret,
            profiles,
            draft,
        }
    }
}

impl ProfileDraft {
    /// Keys of the fields that say something; a name is only proposed.
    fn filled(&self) -> Vec<&'static str> {
        let fields = [
            ("project", &self.project),
            ("cluster", &self.cluster),
            ("tenant_id", &self.tenant_id),
            ("client_id", &self.client_id),
            ("label", &self.label),
            ("redirect_port", &self.redirect_port),
            ("authority", &self.authority),
            ("base_url", &self.base_url),
            ("scopes", &self.scopes),
            ("login_hint", &self.login_hint),
            ("issuer", &self.issuer),
            ("audience", &self.audience),
            ("certificate", &self.certificate),
            ("private_key", &self.private_key),
            ("pkcs12", &self.pkcs12),
        ];
        let flow = (self.flow != FlowView::Browser).then_some("flow");
        fields.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, _)| key).chain(flow).collect()
    }
}

impl PlacedView {
    fn of(field: &str, place: Place) -> Self {
        let (place, key) = match place {
            Place::FusionAddress => (PlaceView::FusionAddress, None),
            Place::CdfAddress => (PlaceView::CdfAddress, None),
            Place::SignInAddress => (PlaceView::SignInAddress, None),
            Place::PortalAddress => (PlaceView::PortalAddress, None),
            Place::Key(key) => (PlaceView::Key, Some(key)),
            Place::Words => (PlaceView::Words, None),
            Place::MailAddress => (PlaceView::MailAddress, None),
        };
        Self { field: field.to_owned(), place, key }
    }
}
