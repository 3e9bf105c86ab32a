//! Makes sense of what people have at hand: a Fusion address, a `.env`, a few lines of Python.

use oauth2::url::Url;
use serde::Serialize;

use super::field;
use super::{FieldProblem, ProfileDraft};

/// What was understood of a pasted text. Secrets in it are not looked at.
#[derive(Debug, Clone, Serialize)]
pub struct Pasted {
    /// The fields found; the others are empty.
    pub draft: ProfileDraft,
    /// Keys of the fields found.
    pub found: Vec<String>,
    /// Keys of the fields that are needed and not there.
    pub missing: Vec<String>,
}

/// Reads values for a profile out of any text.
pub fn read_pasted(text: &str) -> Pasted {
    let mut draft = ProfileDraft::default();
    text.split(|c: char| c.is_whitespace() || "\"'<>()`,;".contains(c))
        .filter_map(|word| Url::parse(word).ok())
        .for_each(|url| read_address(&url, &mut draft));
    text.lines().for_each(|line| read_assignment(line, &mut draft));
    if draft.name.is_empty() {
        draft.name = draft.project.clone();
    }
    let needed = [
        ("project", &draft.project),
        ("cluster", &draft.cluster),
        ("tenant_id", &draft.tenant_id),
        ("client_id", &draft.client_id),
    ];
    let (found, missing): (Vec<_>, Vec<_>) = needed.into_iter().partition(|(_, value)| !value.is_empty());
    let keys = |fields: Vec<(&str, &String)>| fields.into_iter().map(|(key, _)| key.to_owned()).collect();
    Pasted { found: keys(found), missing: keys(missing), draft }
}

fn read_address(url: &Url, draft: &mut ProfileDraft) {
    let host = url.host_str().unwrap_or_default();
    let mut path = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty());
    if host.ends_with("fusion.cognite.com") {
        fill(&mut draft.project, path.next().unwrap_or_default(), field::project);
        if let Some((_, cluster)) = url.query_pairs().find(|(key, _)| key == "cluster") {
            fill(&mut draft.cluster, short_cluster(&cluster), field::cluster);
        }
    } else if host.ends_with(".cognitedata.com") {
        fill(&mut draft.cluster, short_cluster(host), field::cluster);
        let after_projects = path.skip_while(|part| *part != "projects").nth(1);
        fill(&mut draft.project, after_projects.unwrap_or_default(), field::project);
    } else if host == "login.microsoftonline.com" {
        let tenant = path.next().unwrap_or_default();
        fill(&mut draft.tenant_id, tenant, field::tenant_id);
    }
}

/// `KEY=value`, `key: value`, `"key": "value",` and `key = "value"`.
fn read_assignment(line: &str, draft: &mut ProfileDraft) {
    let Some((key, value)) = line.split_once(['=', ':']) else { return };
    let key = key.trim().trim_start_matches("export ").trim_matches(['"', '\'', ' ']).to_ascii_uppercase();
    let value = value.trim().trim_end_matches(',').trim().trim_matches(['"', '\'']);
    if value.is_empty() || value.contains(['{', '(', '$']) || value.contains(char::is_whitespace) {
        return;
    }
    match key.trim_start_matches("IDP_").trim_start_matches("CDF_").trim_start_matches("COGNITE_") {
        "TENANT_ID" | "TENANT" => fill(&mut draft.tenant_id, value, field::tenant_id),
        "CLIENT_ID" => fill(&mut draft.client_id, value, |id| field::client_id(id, false)),
        "PROJECT" | "PROJECT_NAME" => fill(&mut draft.project, value, field::project),
        "CLUSTER" => fill(&mut draft.cluster, short_cluster(value), field::cluster),
        _ => {}
    }
}

fn short_cluster(host: &str) -> &str {
    let short = host.strip_suffix(".cognitedata.com").unwrap_or(host);
    // A private link's host has more parts; there the whole host is the cluster's name.
    if short.contains('.') { host } else { short }
}

/// The first value that can be one wins: a Fusion address says more surely what it means than a line further down.
fn fill(field: &mut String, value: &str, check: impl Fn(&str) -> Result<String, FieldProblem>) {
    if field.is_empty()
        && let Ok(value) = check(value)
    {
        *field = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fusion_address_gives_project_and_cluster() {
        let pasted = read_pasted(
            "https://north.fusion.cognite.com/north-prod/search?cluster=westeurope-1.cognitedata.com&workspace=x",
        );
        assert_eq!((pasted.draft.project.as_str(), pasted.draft.cluster.as_str()), ("north-prod", "westeurope-1"));
        assert_eq!(pasted.found, ["project", "cluster"]);
        assert_eq!(pasted.missing, ["tenant_id", "client_id"]);
    }

    #[test]
    fn a_toolkit_env_gives_all_four_and_no_secret() {
        let pasted = read_pasted(
            "CDF_CLUSTER=az-ams-sp-002\nCDF_PROJECT='p-1'\nexport IDP_TENANT_ID=\"north.example\"\nIDP_CLIENT_ID=7c1f0a52-88d3-4b6e-b1c9-0f42a7d35e88\nIDP_CLIENT_SECRET=hush\n",
        );
        assert!(pasted.missing.is_empty());
        assert_eq!(pasted.draft.tenant_id, "north.example");
        assert!(!format!("{pasted:?}").contains("hush"));
    }

    #[test]
    fn python_lines() {
        let pasted = read_pasted(
            "TENANT_ID = \"north.example\"\nclient_id=\"abc\",\nbase_url = f\"https://{cluster}.cognitedata.com\"\nCDF_CLUSTER = \"api\"",
        );
        assert_eq!(
            (pasted.draft.tenant_id.as_str(), pasted.draft.client_id.as_str(), pasted.draft.cluster.as_str()),
            ("north.example", "abc", "api")
        );
    }
}
