use super::json_file::JsonFile;
use super::{Format, Freshness, Gives, Material, OWN_PROGRAMS, Rendered, Unfit};
use crate::clock::rfc3339;

pub(super) const FORMAT: Format = Format {
    id: "json",
    title: "JSON",
    tool: OWN_PROGRAMS,
    file_name: "cdf-token.json",
    about: "Token, end, project and address for your own programs, as “cdf-signin token --format json” prints them.",
    gives: Gives::Token,
    freshness: Freshness::Reread,
    is_ours,
    unfit: |_| None,
    render,
    take_back,
};

const WRITTEN_BY: &str = "cdf-signin";

fn is_ours(text: &str) -> bool {
    JsonFile::parse(text).is_some_and(|file| file.text_at("/written_by") == Some(WRITTEN_BY))
}

/// Without the seconds that are left: they are right at the moment of writing alone.
fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let mut file = JsonFile::of(existing.filter(|text| is_ours(text)));
    file.set("access_token", material.token_text());
    file.set("token_type", "Bearer");
    file.set("expires_at", material.token.as_ref().map(|token| rfc3339(token.expires_at)));
    file.set("profile", material.profile.name.as_str());
    file.set("project", material.profile.project.as_str());
    file.set("base_url", material.base_url());
    file.set("written_by", WRITTEN_BY);
    Ok(file.text())
}

fn take_back(existing: &str) -> Rendered {
    let Some(mut file) = JsonFile::parse(existing) else { return Rendered::new(existing.to_owned()) };
    file.empty("/access_token");
    file.text()
}
