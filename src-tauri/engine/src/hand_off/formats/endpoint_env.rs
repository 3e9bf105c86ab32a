use super::env_file::{self, Reader};
use super::{Format, Freshness, Gives, Material, RUST_SDK, Rendered, Unfit};
use crate::hand_off::variables;

pub(super) const FORMAT: Format = Format {
    id: "endpoint-env",
    title: "COGNITE_ variables, token endpoint",
    tool: RUST_SDK,
    file_name: "cognite.env",
    about: "For the Rust SDK (new_oidc) and others that read COGNITE_CLIENT_ID: they ask the app for tokens.",
    gives: Gives::Endpoint,
    freshness: Freshness::Itself,
    // Edited line by line, so anybody's will do.
    is_ours: |_| true,
    unfit: |_| None,
    render,
    take_back: |existing| env_file::empty(existing, &["COGNITE_CLIENT_SECRET"]),
};

fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let variables = variables::cognite_endpoint(material);
    let settings: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    env_file::set(existing.unwrap_or_default(), &settings, Reader::Dotenv)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::{profile, with_endpoint};

    const FRESH: &str = "COGNITE_BASE_URL=https://westeurope-1.cognitedata.com\nCOGNITE_PROJECT=north-prod\n\
        COGNITE_TOKEN_URL=http://127.0.0.1:24100/north/token\nCOGNITE_CLIENT_ID=north\nCOGNITE_CLIENT_SECRET=s.e.c\n\
        COGNITE_SCOPES=https://westeurope-1.cognitedata.com/.default\n";

    #[test]
    fn the_keys_are_set_and_the_secret_taken_back() {
        let profile = profile();
        let material = &with_endpoint(&profile);
        assert_eq!(*render(material, None).unwrap(), FRESH);
        assert_eq!(*render(material, Some("A=1")).unwrap(), format!("A=1\n{FRESH}"));
        assert_eq!(*(FORMAT.take_back)(FRESH), FRESH.replace("s.e.c", ""));
    }
}
