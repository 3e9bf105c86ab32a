use serde_json::{Value, json};

use super::sdk_json::{self, CLIENT_NAME};
use super::{Format, Freshness, Gives, Material, PYTHON_SDK, Rendered, Unfit};

pub(super) const FORMAT: Format = Format {
    id: "endpoint-json",
    title: "SDK JSON, token endpoint",
    tool: PYTHON_SDK,
    file_name: "cognite-client.json",
    about: "For the Cognite Python SDK 8: CogniteClient.load(open(\"cognite-client.json\").read()), which then asks the app for tokens.",
    gives: Gives::Endpoint,
    freshness: Freshness::Itself,
    is_ours: sdk_json::is_ours,
    unfit: |_| None,
    render,
    take_back,
};

/// What `CogniteClient.load` takes. SDK 7 reads it too, and then refuses an address without TLS unless
/// `OAUTHLIB_INSECURE_TRANSPORT` is set.
fn render(material: &Material<'_>, _existing: Option<&str>) -> Result<Rendered, Unfit> {
    Ok(sdk_json::text(&json!({
        "client_name": CLIENT_NAME,
        "project": material.profile.project,
        "base_url": material.base_url(),
        "credentials": { "client_credentials": {
            "token_url": material.endpoint_url(),
            "client_id": material.endpoint_client_id(),
            "client_secret": material.endpoint_secret_text(),
            "scopes": [material.scope()],
        } },
    })))
}

fn take_back(existing: &str) -> Rendered {
    let Ok(mut value) = serde_json::from_str::<Value>(existing) else { return existing.to_owned().into() };
    if let Some(secret) = value.pointer_mut("/credentials/client_credentials/client_secret") {
        *secret = Value::String(String::new());
    }
    sdk_json::text(&value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::tests::{profile, with_endpoint};

    #[test]
    fn the_sdk_finds_an_application_of_ours() {
        let profile = profile();
        let material = &with_endpoint(&profile);
        let text = render(material, None).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            value["credentials"]["client_credentials"],
            json!({
                "token_url": "http://127.0.0.1:24100/north/token", "client_id": "north", "client_secret": "s.e.c",
                "scopes": ["https://westeurope-1.cognitedata.com/.default"],
            })
        );
        assert!((FORMAT.is_ours)(&text));
        assert_eq!(*take_back(&text), text.replace("s.e.c", ""));
    }
}
