use super::env_file::{self, Reader};
use super::{Format, Freshness, Gives, Material, Rendered, TOOLKIT, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "dotenv",
    title: "Toolkit .env",
    tool: TOOLKIT,
    file_name: ".env",
    about: "The Cognite Toolkit reads it from the folder it runs in. Other lines of the file stay.",
    gives: Gives::Token,
    freshness: Freshness::Restart,
    // Edited line by line, so anybody's will do.
    is_ours: |_| true,
    unfit: |_| None,
    render,
    take_back: |existing| env_file::empty(existing, &["CDF_TOKEN"]),
};

/// The keys of the Toolkit's token flow, set in whatever `.env` there is: other lines, comments, order and line ends stay.
fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let settings = [
        ("CDF_CLUSTER", material.profile.cluster.as_str()),
        ("CDF_PROJECT", &material.profile.project),
        ("CDF_URL", &material.base_url()),
        ("LOGIN_FLOW", "token"),
        ("CDF_TOKEN", material.token_text()),
    ];
    env_file::set(existing.unwrap_or_default(), &settings, Reader::Dotenv)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::{profile, token};

    fn rendered(existing: &str) -> String {
        let profile = profile();
        let material = Material { token: Some(token("t.o.k")), ..Material::of(&profile) };
        render(&material, Some(existing)).unwrap().to_string()
    }

    const FRESH: &str = "CDF_CLUSTER=westeurope-1\nCDF_PROJECT=north-prod\nCDF_URL=https://westeurope-1.cognitedata.com\nLOGIN_FLOW=token\nCDF_TOKEN=t.o.k\n";

    #[test]
    fn a_new_file_has_the_toolkits_keys() {
        assert_eq!(rendered(""), FRESH);
    }

    #[test]
    fn a_token_is_taken_back_and_the_rest_stays() {
        let existing = format!("A=1\n{FRESH}B='x'\n");
        assert_eq!(*(FORMAT.take_back)(&existing), existing.replace("t.o.k", ""));
        assert_eq!(*(FORMAT.take_back)("A=1"), "A=1");
    }

    #[test]
    fn other_lines_stay_where_they_are() {
        let existing =
            "# mine\r\nOTHER='a\r\nCDF_TOKEN=not a setting'\r\nexport CDF_TOKEN = \"old\r\nold\" # note\r\nLAST=1";
        let text = rendered(existing);
        assert!(text.starts_with("# mine\r\nOTHER='a\r\nCDF_TOKEN=not a setting'\r\nexport CDF_TOKEN = t.o.k # note\r\nLAST=1\r\nCDF_CLUSTER=westeurope-1\r\n"), "{text}");
        assert_eq!(text.matches("t.o.k").count(), 1);
    }
}
