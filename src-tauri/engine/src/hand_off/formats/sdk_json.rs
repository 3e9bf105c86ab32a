use super::json_file::JsonFile;
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

/// What `CogniteClient.load` takes (SDK 7 and 8). JSON, which both read without their `yaml` extra. Other settings of the
/// client that a person added stay.
fn render(material: &Material<'_>, existing: Option<&str>) -> Result<Rendered, Unfit> {
    let mut file = JsonFile::of(existing.filter(|text| is_ours(text)));
    file.set("client_name", CLIENT_NAME);
    file.set("project", material.profile.project.as_str());
    file.set("base_url", material.base_url());
    file.set("credentials", serde_json::json!({ "token": material.token_text() }));
    Ok(file.text())
}

/// Whether the client in it is one of ours, with whatever credentials.
pub(super) fn is_ours(text: &str) -> bool {
    JsonFile::parse(text).is_some_and(|file| file.text_at("/client_name") == Some(CLIENT_NAME))
}

fn take_back(existing: &str) -> Rendered {
    let Some(mut file) = JsonFile::parse(existing) else { return Rendered::new(existing.to_owned()) };
    file.empty("/credentials/token");
    file.text()
}
