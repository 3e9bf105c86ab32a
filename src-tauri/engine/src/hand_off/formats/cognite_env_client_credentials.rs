use super::env_file::{self, Reader, Setting};
use super::{Format, Freshness, Gives, Material, Rendered, Unfit, needs_client_secret};

pub(super) const FORMAT: Format = Format {
    id: "cognite-env-client-credentials",
    title: "COGNITE_ .env with the client secret",
    tool: "Rust SDK",
    file_name: "cognite.env",
    about: "CogniteClient::new_oidc of the Rust SDK signs in by itself with the client secret, which stands in the file. Other lines stay.",
    gives: Gives::Application,
    freshness: Freshness::Itself,
    is_ours: |_| true,
    unfit: |profile| needs_client_secret(profile, super::cognite_env::FORMAT.title),
    render,
    take_back: |existing| env_file::empty(existing, &["COGNITE_CLIENT_SECRET"]),
};

/// The names that the crate `cognite-sdk` (0.6) reads. Scopes stand with spaces between them, as OAuth has them.
fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let profile = material.profile;
    let (base_url, scopes) = (material.base_url(), material.scopes().join(" "));
    let mut settings: Vec<Setting<'_>> = vec![
        ("COGNITE_BASE_URL", &base_url),
        ("COGNITE_PROJECT", &profile.project),
        ("COGNITE_CLIENT_ID", &profile.client_id),
        ("COGNITE_CLIENT_SECRET", material.secret_text()),
        ("COGNITE_TOKEN_URL", material.token_url()),
    ];
    if !scopes.is_empty() {
        settings.push(("COGNITE_SCOPES", &scopes));
    }
    if let Some(audience) = &profile.audience {
        settings.push(("COGNITE_AUDIENCE", audience));
    }
    env_file::set(existing.unwrap_or_default(), &settings, Reader::Dotenv)
}
