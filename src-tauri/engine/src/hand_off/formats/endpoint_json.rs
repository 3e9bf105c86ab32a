use serde_json::json;

use super::json_file::JsonFile;
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
fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let mut file = JsonFile::of(existing.filter(|text| sdk_json::is_ours(text)));
    file.set("client_name", CLIENT_NAME);
    file.set("project", material.profile.project.as_str());
    file.set("base_url", material.base_url());
    let application = json!({
        "token_url": material.endpoint_url(),
        "client_id": material.endpoint_client_id(),
        "client_secret": material.endpoint_secret_text(),
        "scopes": [material.scope()],
    });
    file.set("credentials", json!({ "client_credentials": application }));
    Ok(file.text())
}

fn take_back(existing: &str) -> Rendered {
    let Some(mut file) = JsonFile::parse(existing) else { return Rendered::new(existing.to_owned()) };
    file.empty("/credentials/client_credentials/client_secret");
    file.text()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

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
