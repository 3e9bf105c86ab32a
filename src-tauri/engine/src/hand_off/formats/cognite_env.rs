use super::env_file::{self, Reader};
use super::{Format, Freshness, Gives, Material, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "cognite-env",
    title: "COGNITE_ .env",
    tool: "Notebooks",
    file_name: "cognite.env",
    about: "COGNITE_TOKEN, COGNITE_PROJECT and COGNITE_BASE_URL, as notebooks in Fusion have them. Other lines stay. Keep it apart from a Toolkit .env.",
    gives: Gives::Token,
    freshness: Freshness::Restart,
    is_ours: |_| true,
    unfit: |_| None,
    render,
    take_back: |existing| env_file::empty(existing, &["COGNITE_TOKEN"]),
};

fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let base_url = material.base_url();
    let settings = [
        ("COGNITE_BASE_URL", base_url.as_str()),
        ("COGNITE_PROJECT", &material.profile.project),
        ("COGNITE_TOKEN", material.token_text()),
    ];
    env_file::set(existing.unwrap_or_default(), &settings, Reader::Dotenv)
}
