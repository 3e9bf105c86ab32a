use serde_json::json;

use super::json_file::JsonFile;
use super::{Format, Freshness, Gives, HTTP_CLIENTS, Material, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "postman",
    title: "Postman environment",
    tool: HTTP_CLIENTS,
    file_name: "cdf.postman_environment.json",
    about: "For Postman and newman: import it, or newman run … -e FILE. Requests use {{baseUrl}}, {{project}} and {{token}}.",
    gives: Gives::Token,
    freshness: Freshness::Restart,
    is_ours: |text| JsonFile::parse(text).is_some_and(|file| file.text_at(EXPORTED_USING) == Some(US)),
    unfit: |_| None,
    render,
    take_back,
};

const EXPORTED_USING: &str = "/_postman_exported_using";
const US: &str = "CDF Sign-in";

/// Postman's own form of an exported environment; `secret` is shown as dots there.
fn render(material: &Material<'_>, _existing: Option<&str>) -> Result<Rendered, Unfit> {
    let variable =
        |key: &str, value: &str, kind: &str| json!({ "key": key, "value": value, "type": kind, "enabled": true });
    let mut file = JsonFile::of(None);
    file.set("name", format!("CDF {}", material.profile.name.as_str()));
    file.set(
        "values",
        json!([
            variable("baseUrl", &material.base_url(), "default"),
            variable("project", &material.profile.project, "default"),
            variable("token", material.token_text(), "secret"),
        ]),
    );
    file.set("_postman_variable_scope", "environment");
    file.set(&EXPORTED_USING[1..], US);
    Ok(file.text())
}

fn take_back(existing: &str) -> Rendered {
    let Some(mut file) = JsonFile::parse(existing) else { return Rendered::new(existing.to_owned()) };
    for index in 0..file.value()["values"].as_array().map_or(0, Vec::len) {
        if file.text_at(&format!("/values/{index}/key")) == Some("token") {
            file.empty(&format!("/values/{index}/value"));
        }
    }
    file.text()
}
