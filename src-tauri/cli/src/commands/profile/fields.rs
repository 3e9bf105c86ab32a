use cdf_signin_engine::entra::{CLOUDS, Cloud};
use cdf_signin_engine::profile::ProfileDraft;
use clap::Args;
use clap::builder::PossibleValuesParser;

/// The fields of a profile as options, named as in `profiles.toml`. An empty value unsets a field.
#[derive(Debug, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Fields")]
pub struct Fields {
    /// A name for people
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
    /// Your organisation in Entra: a GUID or a domain
    #[arg(long, value_name = "ID")]
    tenant_id: Option<String>,
    /// The app registration in Entra: a GUID
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// CDF cluster, for example westeurope-1, or a whole host name
    #[arg(long)]
    cluster: Option<String>,
    /// CDF project
    #[arg(long)]
    project: Option<String>,
    /// How to sign in: browser, device-code, client-secret or client-certificate [default: browser]
    #[arg(long)]
    flow: Option<String>,
    /// Certificate of an application, a PEM file
    #[arg(long, value_name = "FILE")]
    certificate: Option<String>,
    /// The certificate's private key, a PEM file
    #[arg(long, value_name = "FILE")]
    private_key: Option<String>,
    /// Certificate and key of an application in one PKCS#12 file
    #[arg(long, value_name = "FILE")]
    pkcs12: Option<String>,
    /// Port that the browser comes back to [default: 53000]
    #[arg(long, value_name = "PORT")]
    redirect_port: Option<String>,
    /// No other port will do; --fixed-port=false takes it back
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", value_parser = ["true", "false", ""], hide_possible_values = true)]
    fixed_port: Option<String>,
    /// Scope to ask for instead of the cluster's own; may be given several times
    #[arg(long = "scope", value_name = "SCOPE")]
    scopes: Option<Vec<String>>,
    /// Account to suggest at the provider
    #[arg(long, value_name = "USERNAME")]
    login_hint: Option<String>,
    /// Domain that saves the account search at the provider
    #[arg(long, value_name = "DOMAIN")]
    domain_hint: Option<String>,
    /// What the provider asks each time, for example “login”
    #[arg(long)]
    prompt: Option<String>,
    #[arg(long, value_name = "MODE", help = "How the provider's answer comes back: query or form_post")]
    response_mode: Option<String>,
    /// Command that opens addresses, instead of the system's browser
    #[arg(long, value_name = "COMMAND")]
    browser: Option<String>,
    /// Entra's address in another cloud
    #[arg(long, value_name = "URL")]
    authority: Option<String>,
    /// Entra's cloud by name: public, us-government, china, france, germany or singapore
    #[arg(long, conflicts_with = "authority", hide_possible_values = true, value_parser = PossibleValuesParser::new(CLOUDS.iter().map(|cloud| cloud.id)))]
    cloud: Option<String>,
    /// CDF's address, when it is not the cluster's own
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Authorization endpoint of a provider other than Entra
    #[arg(long, value_name = "URL")]
    authorize_url: Option<String>,
    /// Token endpoint of a provider other than Entra
    #[arg(long, value_name = "URL")]
    token_url: Option<String>,
    /// Device authorization endpoint of a provider other than Entra
    #[arg(long, value_name = "URL")]
    device_code_url: Option<String>,
    /// What a provider other than Entra calls itself
    #[arg(long)]
    issuer: Option<String>,
    /// The audience parameter, where a provider wants one
    #[arg(long)]
    audience: Option<String>,
}

impl Fields {
    /// Sets what was given, and nothing else.
    pub fn set_in(&self, draft: &mut ProfileDraft) {
        let given = [
            (&self.label, &mut draft.label),
            (&self.tenant_id, &mut draft.tenant_id),
            (&self.client_id, &mut draft.client_id),
            (&self.cluster, &mut draft.cluster),
            (&self.project, &mut draft.project),
            (&self.flow, &mut draft.flow),
            (&self.redirect_port, &mut draft.redirect_port),
            (&self.login_hint, &mut draft.login_hint),
            (&self.domain_hint, &mut draft.domain_hint),
            (&self.prompt, &mut draft.prompt),
            (&self.response_mode, &mut draft.response_mode),
            (&self.browser, &mut draft.browser),
            (&self.authority, &mut draft.authority),
            (&self.base_url, &mut draft.base_url),
            (&self.authorize_url, &mut draft.authorize_url),
            (&self.token_url, &mut draft.token_url),
            (&self.device_code_url, &mut draft.device_code_url),
            (&self.issuer, &mut draft.issuer),
            (&self.audience, &mut draft.audience),
        ];
        for (given, field) in given {
            if let Some(value) = given {
                field.clone_from(value);
            }
        }
        let files = [
            (&self.certificate, &mut draft.certificate),
            (&self.private_key, &mut draft.private_key),
            (&self.pkcs12, &mut draft.pkcs12),
        ];
        for (given, field) in files {
            if let Some(file) = given {
                *field = whole_path(file);
            }
        }
        if let Some(cloud) = self.cloud.as_deref().and_then(Cloud::by_id) {
            cloud.authority.clone_into(&mut draft.authority);
        }
        if let Some(scopes) = &self.scopes {
            draft.scopes = scopes.join(" ");
        }
        if let Some(fixed_port) = &self.fixed_port {
            draft.fixed_port = fixed_port == "true";
        }
    }
}

/// A path counts from the folder of the person who types it; in the profile it has to stand whole.
fn whole_path(file: &str) -> String {
    if file.trim().is_empty() || file.starts_with("~/") {
        return file.to_owned();
    }
    let whole = std::path::absolute(file).ok().and_then(|path| path.to_str().map(str::to_owned));
    whole.unwrap_or_else(|| file.to_owned())
}
