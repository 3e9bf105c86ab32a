use super::line_file::LineFile;
use super::{Format, Freshness, Gives, HTTP_CLIENTS, Material, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "bruno",
    title: "Bruno environment",
    tool: HTTP_CLIENTS,
    file_name: "cdf.bru",
    about: "For Bruno: in the collection's folder “environments”. Requests use {{baseUrl}}, {{project}} and {{token}}.",
    gives: Gives::Token,
    // It watches the collection's folder.
    freshness: Freshness::Reread,
    is_ours: |text| FILE.is_ours(text),
    unfit: |_| None,
    render,
    take_back: |text| FILE.emptied(text),
};

const FILE: LineFile = LineFile {
    head: "vars {",
    // The language has no comments.
    lines: &["  writtenBy: CDF Sign-in", "  baseUrl: ", "  project: ", "  token: ", "}"],
    secrets: &[("  token: ", "")],
    line_end: "\n",
};

/// Values go to the end of their line, as they are. Bruno's own secret variables are in no file.
fn render(material: &Material<'_>, _existing: Option<&str>) -> Result<Rendered, Unfit> {
    Ok(FILE.text([
        ["  writtenBy: ", "CDF Sign-in", ""],
        ["  baseUrl: ", &material.base_url(), ""],
        ["  project: ", &material.profile.project, ""],
        ["  token: ", material.token_text(), ""],
        ["}", "", ""],
    ]))
}
