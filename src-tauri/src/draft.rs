//! Profiles as the page types them, beside the engine's own drafts, which have more fields.

use cdf_signin_engine::profile::{self, BookError, Flow};
use cdf_signin_engine::{Engine, Failure};

use crate::dto::{FieldProblem, FlowView, Pasted, ProfileDraft};
use crate::error::Answer;

/// The draft to store: what was typed, over what the file says in fields that the page does not have.
pub fn over_stored(engine: &Engine, typed: ProfileDraft, original_name: Option<&str>) -> Answer<profile::ProfileDraft> {
    let stored = original_name.map(|name| engine.entry(name)).transpose()?;
    let rest = stored.map(|entry| entry.draft).unwrap_or_default();
    Ok(profile::ProfileDraft {
        name: typed.name,
        label: typed.label,
        flow: Flow::from(typed.flow).as_str().to_owned(),
        tenant_id: typed.tenant_id,
        client_id: typed.client_id,
        cluster: typed.cluster,
        project: typed.project,
        redirect_port: typed.redirect_port,
        fixed_port: typed.fixed_port,
        authority: typed.authority,
        base_url: typed.base_url,
        scopes: typed.scopes,
        login_hint: typed.login_hint,
        ..rest
    })
}

/// All problems of a draft, a name that another profile has among them.
pub fn check(engine: &Engine, draft: &profile::ProfileDraft, original_name: Option<&str>) -> Answer<Vec<FieldProblem>> {
    let mut problems: Vec<FieldProblem> =
        draft.check().err().unwrap_or_default().into_iter().map(FieldProblem::from).collect();
    let profiles = engine.profiles()?;
    let taken = profiles.find(draft.name.trim()).map(|entry| entry.draft.name.as_str());
    let is_itself = original_name.is_some_and(|name| taken.is_some_and(|taken| taken.eq_ignore_ascii_case(name)));
    if let Some(name) = taken.filter(|_| !is_itself) {
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

impl From<profile::Pasted> for Pasted {
    fn from(pasted: profile::Pasted) -> Self {
        Self { draft: pasted.draft.into(), found: pasted.found, missing: pasted.missing }
    }
}
