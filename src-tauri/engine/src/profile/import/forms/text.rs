use oauth2::url::Url;

use super::{Form, Gather};
use crate::profile::import::gather::Surroundings;
use crate::profile::import::plain::short_cluster;
use crate::profile::import::{Found, Source};
use crate::profile::{FieldProblem, ProfileDraft, field};

/// Any text: a Fusion address, a few lines of Python, a mail. Secrets in it are not looked at.
pub(in crate::profile::import) fn read(text: &str, source: &Source) -> Option<Found> {
    let around = Surroundings::default();
    let mut gather = Gather::new(&around);
    let draft = &mut gather.draft;
    text.split(|c: char| c.is_whitespace() || "\"'<>()`,;".contains(c))
        .filter_map(|word| Url::parse(word).ok())
        .for_each(|url| read_address(&url, draft));
    text.lines().for_each(|line| read_assignment(line, draft));
    let has_any =
        [&draft.project, &draft.cluster, &draft.tenant_id, &draft.client_id].into_iter().any(|f| !f.is_empty());
    has_any.then(|| gather.done(Source { form: Form::Text, ..source.clone() }))
}

fn read_address(url: &Url, draft: &mut ProfileDraft) {
    let host = url.host_str().unwrap_or_default();
    let mut path = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty());
    if host == "fusion.cognite.com" || host.ends_with(".fusion.cognite.com") {
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

/// The first value that can be one wins: a Fusion address says more surely what it means than a line further down.
fn fill(field: &mut String, value: &str, check: impl Fn(&str) -> Result<String, FieldProblem>) {
    if field.is_empty()
        && let Ok(value) = check(value)
    {
        *field = value;
    }
}
