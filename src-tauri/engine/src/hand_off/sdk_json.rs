use serde_json::{Value, json};

use super::{Content, Rendered};

/// What `CogniteClient.load` takes (SDK 7 and 8). JSON, which both read without their `yaml` extra. `base_url` is always
/// there: SDK 7 ignores `cluster` and would ask another cluster.
pub(super) fn render(content: &Content<'_>, _existing: Option<&str>) -> Rendered {
    let value = json!({
        "client_name": CLIENT_NAME,
        "project": content.project,
        "base_url": content.base_url,
        "credentials": { "token": content.token },
    });
    let mut text = format!("{value:#}");
    text.push('\n');
    text.into()
}

/// Also what CDF's audit log shows of the client.
const CLIENT_NAME: &str = "cdf-signin";

pub(super) fn is_ours(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|value| value["client_name"] == CLIENT_NAME)
}
