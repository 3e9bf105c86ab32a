//! `KEY=value`, `key: value`, `"key": "value",` and `call(key="value", …)`, in whatever stands around them.

use super::Words;
use crate::profile::field;
use crate::profile::import::Place;
use crate::profile::import::plain::short_cluster;

pub(super) fn read(text: &str, words: &mut Words<'_, '_>) {
    for line in text.lines() {
        read_one(line, words);
        let parts = line.split([',', '(', ')', '{', '}', ';']);
        parts
            .flat_map(|part| part.split(". "))
            .flat_map(|part| part.split("! "))
            .for_each(|part| read_one(part, words));
    }
}

fn read_one(text: &str, words: &mut Words<'_, '_>) {
    let Some((written, value)) = text.split_once(['=', ':']) else { return };
    let written = written.trim().rsplit("export ").next().unwrap_or_default();
    let written = written.trim_start_matches("$env").trim_matches(|c: char| "\"'-*•$ ".contains(c));
    let (written, value) = match (written, value.split_once('=')) {
        // PowerShell's `$env:KEY = "value"`.
        ("", Some((key, value))) => (key.trim(), value),
        _ => (written, value),
    };
    let Some(value) = value_of(value) else { return };
    let key = written.to_ascii_uppercase().replace(['-', ' '], "_");
    let key = key.trim_start_matches("CONST_").trim_start_matches("LET_").trim_start_matches("SET_");
    let bare = ["IDP_", "CDF_", "COGNITE_", "AZURE_", "AAD_", "ENTRA_"];
    let key = bare.into_iter().fold(key, |key, prefix| key.strip_prefix(prefix).unwrap_or(key));
    let place = || Place::Key(written.chars().take(40).collect());
    match key {
        "TENANT_ID" | "TENANTID" | "TENANT" | "DIRECTORY_ID" | "DIRECTORY_(TENANT)_ID" | "KATALOG_ID_(LEIER)" => {
            words.find("tenant_id", value, place(), field::tenant_id);
        }
        "CLIENT_ID" | "CLIENTID" => words.find("client_id", value, place(), |id| field::client_id(id, false)),
        // The JavaScript SDK calls a program's own name so.
        "APP_ID" | "APPID" | "APPLICATION_ID" | "APPLICATION_(CLIENT)_ID" => {
            words.find("client_id", value, place(), |id| field::client_id(id, true));
        }
        "PROJECT" | "PROJECT_NAME" | "PROJECTNAME" | "PROSJEKT" => {
            words.find("project", value, place(), field::project);
        }
        "CLUSTER" | "CLUSTER_NAME" | "CLUSTERNAME" | "KLYNGE" => {
            words.find("cluster", short_cluster(value), place(), field::cluster);
        }
        "CLIENT_SECRET" | "CLIENTSECRET" | "SECRET" | "SECRET_VALUE" => words.secret(value),
        _ => {}
    }
}

/// A value alone: what calls something, fills something in or is a sentence is none.
fn value_of(text: &str) -> Option<&str> {
    let text = text.trim();
    let value = if let Some(quote) = text.chars().next().filter(|c| ['"', '\''].contains(c)) {
        text[1..].split(quote).next()?
    } else {
        let (word, after) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let after = after.trim_start();
        if !(after.is_empty() || after.starts_with(['#', '(', '/', '–', '-'])) {
            return None;
        }
        word.trim_end_matches([',', ';', '.', '"', '\''])
    };
    let is_plain = !value.is_empty() && !value.contains(['{', '(', '$', '[', '<', '=']);
    (is_plain && !value.contains(char::is_whitespace)).then_some(value)
}
