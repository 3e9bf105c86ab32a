use super::line_file::LineFile;
use super::{Format, Freshness, Gives, HTTP_CLIENTS, Material, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "curl-config",
    title: "curl options",
    tool: HTTP_CLIENTS,
    file_name: "cdf.curl",
    about: "For curl: curl -K cdf.curl \"https://…\" sends the token, which so stands in no command line.",
    gives: Gives::Token,
    freshness: Freshness::Reread,
    is_ours: |text| FILE.is_ours(text),
    unfit: |_| None,
    render,
    take_back: |text| FILE.emptied(text),
};

const HEADER: &str = "header = \"Authorization: ";

const FILE: LineFile = LineFile {
    head: "# Written by CDF Sign-in. curl -K this-file \"https://…/api/v1/token/inspect\"",
    lines: &[HEADER],
    // curl drops a header without a value.
    secrets: &[(HEADER, "\"")],
    line_end: "\n",
};

/// In quotes, where curl knows `\"` and `\\` (curl's manual, `--config`).
fn render(material: &Material<'_>, _existing: Option<&str>) -> Result<Rendered, Unfit> {
    let token = Rendered::new(material.token_text().replace('\\', "\\\\").replace('"', "\\\""));
    let bearer = Rendered::new(["Bearer ", token.as_str(), "\""].concat());
    Ok(FILE.text([[HEADER, &bearer, ""]]))
}
