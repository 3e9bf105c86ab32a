use serde::{Deserialize, Serialize};

use super::field::{self, FieldProblem};
use super::problems::Problems;
use super::{DEFAULT_AUTHORITY, DEFAULT_REDIRECT_PORT, Flow, Profile, ProfileName, document};

/// A profile as typed: every field is text, `""` means 'not set'. The keys are those of `profiles.toml`.
///
/// All ways in (window, command line, file, paste) make a draft; [`ProfileDraft::check`] is the one way to a [`Profile`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields are those of Profile, as text")]
pub struct ProfileDraft {
    pub name: String,
    pub label: String,
    pub flow: String,
    pub tenant_id: String,
    pub client_id: String,
    pub cluster: String,
    pub project: String,
    pub redirect_port: String,
    pub fixed_port: bool,
    pub scopes: String,
    pub authority: String,
    pub base_url: String,
    pub authorize_url: String,
    pub token_url: String,
    pub device_code_url: String,
    pub issuer: String,
    pub audience: String,
    pub login_hint: String,
    pub domain_hint: String,
    pub prompt: String,
    pub response_mode: String,
    pub browser: String,
    pub certificate: String,
    pub private_key: String,
    pub pkcs12: String,
}

impl ProfileDraft {
    /// Checks every field, and answers with all problems at once rather than the first.
    pub fn check(&self) -> Result<Profile, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let has_no_endpoints = self.authorize_url.trim().is_empty() && self.token_url.trim().is_empty();
        let is_entra = has_no_endpoints && self.issuer.trim().is_empty();
        let name = problems.take(ProfileName::parse(&self.name));
        let flow = problems.take(self.flow());
        let tenant_id = if is_entra || !self.tenant_id.trim().is_empty() {
            problems.take(field::tenant_id(&self.tenant_id))
        } else {
            Some(String::new())
        };
        let client_id = problems.take(field::client_id(&self.client_id, is_entra));
        let cluster = problems.take(field::cluster(&self.cluster));
        let project = problems.take(field::project(&self.project));
        let redirect_port = problems.take(match self.redirect_port.trim() {
            "" => Ok(DEFAULT_REDIRECT_PORT),
            port => field::redirect_port(port),
        });
        let scopes = problems.take(field::scopes(&self.scopes));
        let authority = problems.take(match self.authority.trim() {
            "" => field::address("authority", DEFAULT_AUTHORITY, ""),
            authority => field::address("authority", authority, DEFAULT_AUTHORITY),
        });
        let base_url = problems.optional("base_url", &self.base_url, "https://westeurope-1.cognitedata.com");
        let authorize_url = problems.optional("authorize_url", &self.authorize_url, "https://login.example/authorize");
        let token_url = problems.optional("token_url", &self.token_url, "https://login.example/oauth/token");
        if has_no_endpoints && !is_entra {
            problems.take(field::issuer(&self.issuer));
        }
        let device_code_url =
            problems.optional("device_code_url", &self.device_code_url, "https://login.example/oauth/device/code");
        let certificate = problems.file("certificate", &self.certificate, "~/keys/plant-north.crt.pem");
        let private_key = problems.file("private_key", &self.private_key, "~/keys/plant-north.key.pem");
        let pkcs12 = problems.file("pkcs12", &self.pkcs12, "~/keys/plant-north.p12");
        problems.of_flow(self, flow.unwrap_or_default());
        let response_mode = match self.response_mode.trim() {
            "" => None,
            mode => problems.take(field::response_mode(mode)),
        };
        problems.one_line(self);
        problems.none()?;
        // With no problem noted, each of these holds a value.
        let complete = || {
            Some(Profile {
                name: name?,
                label: text(&self.label),
                flow: flow?,
                tenant_id: tenant_id?,
                client_id: client_id?,
                cluster: cluster?,
                project: project?,
                redirect_port: redirect_port?,
                fixed_port: self.fixed_port,
                scopes: scopes?,
                authority: authority?,
                base_url,
                authorize_url,
                token_url,
                device_code_url,
                issuer: text(&self.issuer),
                audience: text(&self.audience),
                login_hint: text(&self.login_hint),
                domain_hint: text(&self.domain_hint),
                prompt: text(&self.prompt),
                response_mode,
                browser: text(&self.browser),
                certificate,
                private_key,
                pkcs12,
            })
        };
        complete().ok_or_else(Vec::new)
    }

    /// The text of that key of `profiles.toml`.
    pub fn field_mut(&mut self, key: &str) -> Option<&mut String> {
        if key == "name" {
            return Some(&mut self.name);
        }
        document::text_fields(self).into_iter().find(|(name, _)| *name == key).map(|(_, field)| field)
    }

    /// The fields that are set, by their keys in `profiles.toml` and in its order; without the name.
    pub fn set_fields(&self) -> Vec<(&'static str, String)> {
        let mut draft = self.clone();
        let fixed_port = if draft.fixed_port { "true" } else { "" };
        let fields = document::text_fields(&mut draft).map(|(key, value)| (key, value.trim().to_owned()));
        let fields = fields.into_iter().chain([("fixed_port", fixed_port.to_owned())]);
        fields.filter(|(_, value)| !value.is_empty()).collect()
    }

    fn flow(&self) -> Result<Flow, FieldProblem> {
        match self.flow.trim() {
            "" => Ok(Flow::default()),
            text => Flow::parse(text)
                .ok_or_else(|| FieldProblem::new("flow", format!("“{text}” is no way to sign in."), "device-code")),
        }
    }
}

fn text(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn draft() -> ProfileDraft {
        ProfileDraft {
            name: "north".into(),
            tenant_id: "north.example".into(),
            client_id: "7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88".into(),
            cluster: "westeurope-1".into(),
            project: "north-prod".into(),
            ..ProfileDraft::default()
        }
    }

    #[test]
    fn a_complete_draft_has_the_documented_defaults() {
        let profile = draft().check().unwrap();
        assert_eq!(profile.flow, Flow::Browser);
        assert_eq!(profile.redirect_port, 53000);
        assert!(!profile.fixed_port);
        assert_eq!(profile.authority.as_str(), "https://login.microsoftonline.com/");
    }

    #[test]
    fn all_problems_come_at_once_and_name_their_fields() {
        let problems = ProfileDraft { redirect_port: "80".into(), ..ProfileDraft::default() }.check().unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["name", "tenant_id", "client_id", "cluster", "project", "redirect_port"]);
    }

    #[test]
    fn another_provider_needs_no_tenant_but_both_endpoints() {
        let mut other = draft();
        other.tenant_id.clear();
        other.client_id = "my-app".into();
        other.authorize_url = "https://login.example/authorize".into();
        assert_eq!(other.check().unwrap_err()[0].field, "token_url");
        other.token_url = "https://login.example/token".into();
        assert!(other.check().is_ok());
    }

    #[test]
    fn an_issuer_alone_is_enough_and_is_an_address() {
        let mut other = draft();
        other.tenant_id.clear();
        other.client_id = "my-app".into();
        other.issuer = "https://north.eu.auth0.com/".into();
        assert!(other.check().unwrap().is_discovered());
        for wrong in
            ["north.eu.auth0.com", "http://north.eu.auth0.com/", "https://a.example/?b=c", "https://u@a.example"]
        {
            other.issuer = wrong.into();
            assert_eq!(other.check().unwrap_err()[0].field, "issuer", "{wrong}");
        }
    }

    #[test]
    fn a_word_that_is_no_flow_is_said() {
        let problems = ProfileDraft { flow: "telepathy".into(), ..draft() }.check().unwrap_err();
        assert_eq!(problems[0].field, "flow");
    }

    fn problem_of(flow: &str, change: impl Fn(&mut ProfileDraft)) -> Option<String> {
        let mut draft = ProfileDraft { flow: flow.into(), ..draft() };
        change(&mut draft);
        draft.check().err().map(|problems| problems[0].field.clone())
    }

    #[test]
    fn each_flow_names_the_field_that_it_needs() {
        let none = |_: &mut ProfileDraft| {};
        for flow in ["browser", "device-code", "client-secret"] {
            assert_eq!(problem_of(flow, none), None, "{flow}");
        }
        let is = |change: fn(&mut ProfileDraft)| problem_of("client-certificate", change);
        assert_eq!(is(|_| {}).as_deref(), Some("certificate"));
        assert_eq!(is(|draft| draft.certificate = "/a.pem".into()).as_deref(), Some("private_key"));
        assert_eq!(is(|draft| draft.private_key = "/a.pem".into()).as_deref(), Some("certificate"));
        assert_eq!(is(|draft| draft.pkcs12 = "/a.p12".into()), None);
        let both = |draft: &mut ProfileDraft| (draft.certificate, draft.private_key) = ("/a".into(), "~/b".into());
        assert_eq!(is(both), None);
        let all = |draft: &mut ProfileDraft| {
            (draft.certificate, draft.private_key, draft.pkcs12) = ("/a".into(), "/b".into(), "/c".into());
        };
        assert_eq!(is(all).as_deref(), Some("pkcs12"));
        assert_eq!(is(|draft| draft.pkcs12 = "keys/a.p12".into()).as_deref(), Some("pkcs12"));
    }

    #[test]
    fn an_application_belongs_to_one_tenant() {
        for flow in ["client-secret", "client-certificate"] {
            let anywhere = |draft: &mut ProfileDraft| {
                draft.tenant_id = "organizations".into();
                draft.pkcs12 = "/a.p12".into();
            };
            assert_eq!(problem_of(flow, anywhere).as_deref(), Some("tenant_id"));
        }
        assert_eq!(problem_of("device-code", |draft| draft.tenant_id = "organizations".into()), None);
    }

    #[test]
    fn another_provider_needs_the_endpoints_of_the_flow_alone() {
        let token_url = |draft: &mut ProfileDraft| draft.token_url = "https://login.example/token".into();
        assert_eq!(problem_of("client-secret", token_url), None);
        assert_eq!(problem_of("device-code", token_url).as_deref(), Some("device_code_url"));
        assert_eq!(problem_of("browser", token_url).as_deref(), Some("authorize_url"));
    }
}
