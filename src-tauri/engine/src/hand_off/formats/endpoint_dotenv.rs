use super::env_file::{self, Reader};
use super::{Format, Freshness, Gives, Material, Rendered, TOOLKIT, Unfit};
use crate::hand_off::variables;

pub(super) const FORMAT: Format = Format {
    id: "endpoint-dotenv",
    title: "Toolkit .env, token endpoint",
    tool: TOOLKIT,
    file_name: ".env",
    about: "For the Cognite Toolkit: it asks the app for tokens, and stays signed in. Other lines of the file stay.",
    gives: Gives::Endpoint,
    freshness: Freshness::Itself,
    // Edited line by line, so anybody's will do.
    is_ours: |_| true,
    unfit: |_| None,
    render,
    take_back: |existing| env_file::empty(existing, &["IDP_CLIENT_SECRET"]),
};

fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let variables = variables::toolkit_endpoint(material);
    let settings: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    env_file::set(existing.unwrap_or_default(), &settings, Reader::Dotenv)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::{profile, with_endpoint};

    const FRESH: &str = "CDF_CLUSTER=westeurope-1\nCDF_PROJECT=north-prod\nCDF_URL=https://westeurope-1.cognitedata.com\n\
        PROVIDER=other\nLOGIN_FLOW=client_credentials\nIDP_TOKEN_URL=http://127.0.0.1:24100/north/token\n\
        IDP_CLIENT_ID=north\nIDP_CLIENT_SECRET=s.e.c\nIDP_AUDIENCE=https://westeurope-1.cognitedata.com\n\
        IDP_SCOPES=https://westeurope-1.cognitedata.com/.default\n";

    #[test]
    fn a_file_of_the_token_flow_becomes_one_of_the_endpoint_and_keeps_the_rest() {
        let profile = profile();
        let material = &with_endpoint(&profile);
        assert_eq!(*render(material, None).unwrap(), FRESH);
        assert_eq!(*render(material, Some(FRESH)).unwrap(), FRESH);
        let text = render(material, Some("# mine\nLOGIN_FLOW=token\nOTHER='a b'\n")).unwrap();
        assert!(text.starts_with("# mine\nLOGIN_FLOW=client_credentials\nOTHER='a b'\nCDF_CLUSTER="), "{}", *text);
    }

    #[test]
    fn the_secret_is_taken_back_and_the_rest_stays() {
        assert_eq!(*(FORMAT.take_back)(&format!("A=1\n{FRESH}")), format!("A=1\n{FRESH}").replace("s.e.c", ""));
    }
}
