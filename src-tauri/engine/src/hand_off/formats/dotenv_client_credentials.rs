use super::env_file::{self, Reader, Setting};
use super::{Format, Freshness, Gives, Material, Rendered, TOOLKIT, Unfit, needs_client_secret};
use crate::cdf;

pub(super) const FORMAT: Format = Format {
    id: "dotenv-client-credentials",
    title: "Toolkit .env with the client secret",
    tool: TOOLKIT,
    file_name: ".env",
    about: "The Cognite Toolkit signs in by itself with the client secret, which stands in the file. Other lines stay.",
    gives: Gives::Application,
    freshness: Freshness::Itself,
    is_ours: |_| true,
    unfit: |profile| needs_client_secret(profile, super::dotenv::FORMAT.title),
    render,
    take_back: |existing| env_file::empty(existing, &["IDP_CLIENT_SECRET"]),
};

/// What the Toolkit's client credentials take. What it would make up of the cluster is written out: a private link's
/// host is no scope, and another cloud has another token endpoint.
fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let profile = material.profile;
    let base_url = material.base_url();
    let scopes = material.scopes().join(",");
    let audience = profile.audience.clone().unwrap_or_else(|| cdf::audience(profile));
    let mut settings: Vec<Setting<'_>> = vec![
        ("CDF_CLUSTER", &profile.cluster),
        ("CDF_PROJECT", &profile.project),
        ("CDF_URL", &base_url),
        ("LOGIN_FLOW", "client_credentials"),
        ("PROVIDER", provider(material)),
        ("IDP_CLIENT_ID", &profile.client_id),
        ("IDP_CLIENT_SECRET", material.secret_text()),
        ("IDP_TOKEN_URL", material.token_url()),
        ("IDP_AUDIENCE", &audience),
    ];
    if profile.is_entra() {
        settings.push(("IDP_TENANT_ID", &profile.tenant_id));
    }
    if !scopes.is_empty() {
        settings.push(("IDP_SCOPES", &scopes));
    }
    env_file::set(existing.unwrap_or_default(), &settings, Reader::Dotenv)
}

/// The Toolkit's word for the provider. Its `cdf` is Cognite's own, which takes neither scopes nor an audience.
fn provider(material: &Material<'_>) -> &'static str {
    match material.token_url() {
        "https://auth.cognite.com/oauth2/token" => "cdf",
        _ if material.profile.is_entra() => "entra_id",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::{application, with_secret};

    #[test]
    fn what_the_toolkit_would_guess_is_written_out() {
        let profile = application(|draft| draft.cluster = "p001.plink.westeurope-1.cognitedata.com".into());
        let text = render(&with_secret(&profile, "abc8Q~x"), Some("# mine\nLOGIN_FLOW=token\n")).unwrap();
        let expected = "# mine\nLOGIN_FLOW=client_credentials\nCDF_CLUSTER=p001.plink.westeurope-1.cognitedata.com\n\
            CDF_PROJECT=north-prod\nCDF_URL=https://p001.plink.westeurope-1.cognitedata.com\nPROVIDER=entra_id\n\
            IDP_CLIENT_ID=7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\nIDP_CLIENT_SECRET=abc8Q~x\n\
            IDP_TOKEN_URL=https://login.microsoftonline.com/north.example/oauth2/v2.0/token\n\
            IDP_AUDIENCE=https://westeurope-1.cognitedata.com\nIDP_TENANT_ID=north.example\n\
            IDP_SCOPES=https://westeurope-1.cognitedata.com/.default\n";
        assert_eq!(*text, expected);
    }

    #[test]
    fn cognites_own_provider_and_others() {
        let profile = application(|draft| {
            draft.tenant_id = String::new();
            draft.token_url = "https://auth.cognite.com/oauth2/token".into();
        });
        let text = render(&with_secret(&profile, "s"), None).unwrap();
        assert!(
            text.contains("PROVIDER=cdf\n") && !text.contains("IDP_SCOPES") && !text.contains("TENANT"),
            "{}",
            *text
        );
        let profile = application(|draft| {
            draft.tenant_id = String::new();
            draft.token_url = "https://idp.example/token".into();
            draft.scopes = "one two".into();
            draft.audience = "https://aud.example".into();
        });
        let text = render(&with_secret(&profile, "s"), None).unwrap();
        assert!(text.contains("PROVIDER=other\n") && text.contains("IDP_SCOPES=one,two\n"), "{}", *text);
        assert!(text.contains("IDP_AUDIENCE=https://aud.example\n"), "{}", *text);
    }
}
