use serde_json::{Value, json};

use super::json_file::{JsonFile, wipe};
use super::{Format, Freshness, Gives, HTTP_CLIENTS, Material, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "postman",
    title: "Postman environment",
    tool: HTTP_CLIENTS,
    file_name: "cdf.postman_environment.json",
    about: "For Postman and newman: import it, or newman run … -e FILE. Requests use {{baseUrl}}, {{project}} and {{token}}.",
    gives: Gives::Token,
    freshness: Freshness::Restart,
    is_ours,
    unfit: |_| None,
    render,
    take_back,
};

const US: &str = "CDF Sign-in";

fn is_ours(text: &str) -> bool {
    JsonFile::parse(text).is_some_and(|file| file.text_at("/_postman_exported_using") == Some(US))
}

/// Postman's own form of an exported environment; `secret` is shown as dots there. Variables that a person added stay.
fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let mut file = JsonFile::of(existing.filter(|text| is_ours(text)));
    file.set("name", format!("CDF {}", material.profile.name.as_str()));
    file.set("_postman_variable_scope", "environment");
    file.set("_postman_exported_using", US);
    let values = file.array("values");
    set(values, "baseUrl", &material.base_url(), "default");
    set(values, "project", &material.profile.project, "default");
    set(values, "token", material.token_text(), "secret");
    Ok(file.text())
}

fn set(values: &mut Vec<Value>, key: &str, text: &str, kind: &str) {
    let variable = json!({ "key": key, "value": text, "type": kind, "enabled": true });
    match values.iter_mut().find(|value| value["key"] == key) {
        Some(there) => {
            wipe(there);
            *there = variable;
        }
        None => values.push(variable),
    }
}

fn take_back(existing: &str) -> Rendered {
    let Some(mut file) = JsonFile::parse(existing) else { return Rendered::new(existing.to_owned()) };
    set(file.array("values"), "token", "", "secret");
    file.text()
}
