use super::env_file::{self, Reader, Setting};
use super::{Format, Freshness, Gives, Material, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "neat-dotenv",
    title: "neat .env",
    tool: "neat",
    file_name: "neat.env",
    about: "cognite-neat reads it: get_cognite_client(\"neat.env\"), from the repository's root or the folder it runs in.",
    gives: Gives::Token,
    freshness: Freshness::Restart,
    // Edited line by line. What neat would stumble over is refused, not removed.
    is_ours: |_| true,
    unfit: |_| None,
    render,
    take_back: |existing| env_file::empty(existing, &["CDF_TOKEN"]),
};

/// All keys that neat (1.1) knows. It refuses a file with another one, and takes quotes and comments for a part of the value.
const KNOWN: [&str; 17] = [
    "CDF_CLUSTER",
    "CDF_PROJECT",
    "PROVIDER",
    "LOGIN_FLOW",
    "IDP_CLIENT_ID",
    "IDP_CLIENT_SECRET",
    "CDF_TOKEN",
    "IDP_TENANT_ID",
    "IDP_TOKEN_URL",
    "CDF_URL",
    "IDP_AUDIENCE",
    "IDP_SCOPES",
    "IDP_AUTHORITY_URL",
    "IDP_DISCOVERY_URL",
    "CDF_CLIENT_TIMEOUT",
    "CDF_MAX_WORKERS",
    "CDF_REDIRECT_PORT",
];

fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let existing = existing.unwrap_or_default();
    if let Some(key) = env_file::foreign_key(existing, &KNOWN) {
        return Err(Unfit {
            reason: format!("The file has the key {key}, and neat refuses files with keys that it does not know."),
            instead: "Choose a file of its own whose name ends in .env, such as neat.env.".into(),
        });
    }
    let base_url = material.base_url();
    let settings: [Setting<'_>; 5] = [
        ("CDF_CLUSTER", &material.profile.cluster),
        ("CDF_PROJECT", &material.profile.project),
        ("CDF_URL", &base_url),
        ("LOGIN_FLOW", "token"),
        ("CDF_TOKEN", material.token_text()),
    ];
    env_file::set(existing, &settings, Reader::Literal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::{profile, token};

    fn rendered(existing: &str) -> Result<Rendered, Unfit> {
        let profile = profile();
        render(&Material { token: Some(token("t.o.k")), ..Material::of(&profile) }, Some(existing))
    }

    #[test]
    fn what_neat_would_stumble_over_is_mended_or_refused() {
        let text = rendered("# mine\nexport CDF_PROJECT = \"old\" # note\nIDP_SCOPES=a,b\n").unwrap();
        let expected = "# mine\nCDF_PROJECT=north-prod\nIDP_SCOPES=a,b\nCDF_CLUSTER=westeurope-1\n\
            CDF_URL=https://westeurope-1.cognitedata.com\nLOGIN_FLOW=token\nCDF_TOKEN=t.o.k\n";
        assert_eq!(*text, expected);
        for foreign in ["MINE=1\n", " # a=b\n", "CDF_TOKEN=a\n\nCOGNITE_PROJECT = x"] {
            assert!(rendered(foreign).unwrap_err().reason.contains("neat refuses"), "{foreign}");
        }
    }
}
