use serde_json::{Value, json};

use super::{Format, Freshness, Gives, Material, PYTHON_SDK, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "sdk-json",
    title: "SDK JSON",
    tool: PYTHON_SDK,
    file_name: "cognite-client.json",
    about: "For the Cognite Python SDK: CogniteClient.load(open(\"cognite-client.json\").read()).",
    gives: Gives::Token,
    freshness: Freshness::Restart,
    is_ours,
    unfit: |_| None,
    render,
    take_back,
};

/// Also what CDF's audit log shows of the client.
pub(super) const CLIENT_NAME: &str = "cdf-signin";

/// What `CogniteClient.load` takes (SDK 7 and 8). JSON, which both read without their `yaml` extra.
fn render(material: &Material<'_>, _existing: Option<&str>) -> Result<Rendered, Unfit> {
    Ok(text(&json!({
        "client_name": CLIENT_NAME,
        "project": material.profile.project,
        "base_url": material.base_url(),
        "credentials": { "token": material.token_text() },
    })))
}

pub(super) fn text(value: &Value) -> Rendered {
    let mut text = format!("{value:#}");
    text.push('\n');
    text.into()
}

pub(super) fn is_ours(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|value| value["client_name"] == CLIENT_NAME)
}

fn take_back(existing: &str) -> Rendered {
    let Ok(mut value) = serde_json::from_str::<Value>(existing) else { return existing.to_owned().into() };
    if let Some(token) = value.pointer_mut("/credentials/token") {
        *token = Value::String(String::new());
    }
    text(&value)
}
