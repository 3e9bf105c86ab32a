//! `profiles.toml` as text: what it says, and changes that keep everything else as the person wrote it.

use std::time::Duration;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::{FieldProblem, HandOffEntry, Profile, ProfileDraft, ProfileName, endpoint, hand_off_list};
use crate::token_endpoint::EndpointSettings;

/// The newest version of the file this program writes and reads.
const VERSION: i64 = 1;

/// The file's content.
#[derive(Debug, Clone)]
pub struct Profiles {
    /// The default profile's name, if one is named.
    pub default: Option<String>,
    /// All profiles, in the file's order.
    pub entries: Vec<Entry>,
    /// How the token endpoint of all profiles is reached, or what is wrong there.
    pub token_endpoint: Result<EndpointSettings, FieldProblem>,
}

/// One profile as it stands in the file, whether its fields are right or not.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As written.
    pub draft: ProfileDraft,
    /// As checked.
    pub profile: Result<Profile, Vec<FieldProblem>>,
    /// The files it is written to.
    pub hand_off: Vec<HandOffEntry>,
    /// Its token endpoint is switched on.
    pub token_endpoint: bool,
}

impl Profiles {
    /// The entry of that name, whatever its case.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        let exact = self.entries.iter().find(|entry| entry.draft.name == name);
        exact.or_else(|| self.entries.iter().find(|entry| entry.draft.name.eq_ignore_ascii_case(name)))
    }
}

/// The document was made by a newer version of the app; its number.
#[derive(Debug)]
pub(super) struct NewerVersion(pub i64);

pub(super) fn read(document: &DocumentMut) -> Result<Profiles, NewerVersion> {
    if let Some(version) = document.get("version").and_then(Item::as_integer).filter(|version| *version > VERSION) {
        return Err(NewerVersion(version));
    }
    let default = document.get("default").and_then(Item::as_str).map(str::to_owned);
    let table = document.get("profiles").and_then(Item::as_table_like);
    let entries = table.map(|table| table.iter().map(|(name, item)| read_entry(name, item)).collect());
    Ok(Profiles { default, entries: entries.unwrap_or_default(), token_endpoint: endpoint::read(document) })
}

/// How long a copied token may stay in the clipboard; none of a time is 0.
pub(super) fn clipboard_clear_after(document: &DocumentMut) -> Result<Option<Duration>, FieldProblem> {
    const USUAL: Duration = Duration::from_secs(60);
    const KEY: &str = "clipboard.clear_after";
    let set = document.get("clipboard").and_then(Item::as_table_like).and_then(|table| table.get("clear_after"));
    let Some(set) = set else { return Ok(Some(USUAL)) };
    let seconds = set.as_integer().and_then(|seconds| u64::try_from(seconds).ok());
    let after = seconds.map(Duration::from_secs);
    let after = after.ok_or_else(|| FieldProblem::new(KEY, "This has to be a number of seconds; 0 is never.", "60"))?;
    Ok(Some(after).filter(|after| !after.is_zero()))
}

fn read_entry(name: &str, item: &Item) -> Entry {
    let mut problems = Vec::new();
    let mut draft = ProfileDraft { name: name.to_owned(), ..ProfileDraft::default() };
    let (mut hand_off, mut token_endpoint) = (Vec::new(), false);
    if let Some(table) = item.as_table_like() {
        for (key, value) in text_fields(&mut draft) {
            *value = table.get(key).map(|item| read_text(key, item, &mut problems)).unwrap_or_default();
        }
        draft.fixed_port = table.get("fixed_port").is_some_and(|item| read_bool(item, &mut problems));
        hand_off = hand_off_list::read(table, &mut problems);
        token_endpoint = endpoint::is_on(table);
    } else {
        problems.push(FieldProblem::new(
            "name",
            format!("“{name}” is not a table of settings."),
            "[profiles.plant-north]",
        ));
    }
    let profile = match draft.check() {
        Ok(profile) if problems.is_empty() => Ok(profile),
        Ok(_) => Err(problems),
        // What could not be read is empty in the draft; that it is missing would be said of the same field again.
        Err(more) => {
            let is_new = |other: &FieldProblem| problems.iter().all(|problem| problem.field != other.field);
            let more: Vec<_> = more.into_iter().filter(is_new).collect();
            Err(problems.into_iter().chain(more).collect())
        }
    };
    Entry { draft, profile, hand_off, token_endpoint }
}

/// Every key whose value is text (or a number or list that the draft holds as text), with its place in the draft.
pub(super) fn text_fields(draft: &mut ProfileDraft) -> [(&'static str, &mut String); 23] {
    [
        ("flow", &mut draft.flow),
        ("label", &mut draft.label),
        ("tenant_id", &mut draft.tenant_id),
        ("client_id", &mut draft.client_id),
        ("cluster", &mut draft.cluster),
        ("project", &mut draft.project),
        ("redirect_port", &mut draft.redirect_port),
        ("scopes", &mut draft.scopes),
        ("authority", &mut draft.authority),
        ("base_url", &mut draft.base_url),
        ("authorize_url", &mut draft.authorize_url),
        ("token_url", &mut draft.token_url),
        ("device_code_url", &mut draft.device_code_url),
        ("issuer", &mut draft.issuer),
        ("audience", &mut draft.audience),
        ("login_hint", &mut draft.login_hint),
        ("domain_hint", &mut draft.domain_hint),
        ("prompt", &mut draft.prompt),
        ("response_mode", &mut draft.response_mode),
        ("browser", &mut draft.browser),
        ("certificate", &mut draft.certificate),
        ("private_key", &mut draft.private_key),
        ("pkcs12", &mut draft.pkcs12),
    ]
}

fn read_text(key: &str, item: &Item, problems: &mut Vec<FieldProblem>) -> String {
    if let Some(text) = item.as_str() {
        return text.to_owned();
    }
    if let Some(number) = item.as_integer() {
        return number.to_string();
    }
    let words = item.as_array().map(|list| list.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
    match words {
        Some(Some(words)) if key == "scopes" => words.join(" "),
        _ => {
            problems.push(FieldProblem::new(key, format!("This has to be text, not {}.", item.type_name()), ""));
            String::new()
        }
    }
}

fn read_bool(item: &Item, problems: &mut Vec<FieldProblem>) -> bool {
    item.as_bool().unwrap_or_else(|| {
        problems.push(FieldProblem::new("fixed_port", "This has to be true or false.", "true"));
        false
    })
}

/// Writes a draft's fields into its table. Fields that say the same already are left untouched.
pub(super) fn write_draft(document: &mut DocumentMut, draft: &ProfileDraft) {
    let before = read_entry(&draft.name, profiles(document).get(&draft.name).unwrap_or(&Item::Table(Table::new())));
    let mut before = before.draft;
    let mut after = draft.clone();
    let table = profile_table(document, &draft.name);
    for ((key, old), (_, new)) in text_fields(&mut before).into_iter().zip(text_fields(&mut after)) {
        let (old, new) = (old.trim(), new.trim());
        if new.is_empty() {
            table.remove(key);
        } else if old != new {
            set(table, key, value_of(key, new));
        }
    }
    match (draft.fixed_port, before.fixed_port) {
        (true, false) => set(table, "fixed_port", true.into()),
        (false, _) => {
            table.remove("fixed_port");
        }
        (true, true) => {}
    }
}

fn value_of(key: &str, text: &str) -> Value {
    match key {
        "scopes" => text.split_whitespace().collect::<Array>().into(),
        "redirect_port" => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
        _ => text.into(),
    }
}

/// Replaces a value and keeps the comment behind it.
pub(super) fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

fn profiles(document: &mut DocumentMut) -> &mut dyn TableLike {
    let root = document.as_table_mut();
    if root.get("version").is_none() && root.is_empty() {
        root.insert("version", VERSION.into());
    }
    if !root.get("profiles").is_some_and(Item::is_table_like) {
        let mut table = Table::new();
        table.set_implicit(true);
        root.insert("profiles", Item::Table(table));
    }
    root["profiles"].as_table_like_mut().unwrap_or_else(|| unreachable!("just made a table"))
}

pub(super) fn profile_table<'a>(document: &'a mut DocumentMut, name: &str) -> &'a mut dyn TableLike {
    let profiles = profiles(document);
    if !profiles.get(name).is_some_and(Item::is_table_like) {
        profiles.insert(name, Item::Table(Table::new()));
    }
    profiles.get_mut(name).and_then(Item::as_table_like_mut).unwrap_or_else(|| unreachable!("just made a table"))
}

/// Moves a profile's table, with its comments and its place in the file, under another name.
pub(super) fn rename(document: &mut DocumentMut, from: &str, to: &ProfileName) {
    let profiles = profiles(document);
    if let Some(item) = profiles.remove(from) {
        profiles.insert(to.as_str(), item);
    }
    if document.get("default").and_then(Item::as_str) == Some(from) {
        set_default(document, Some(to.as_str()));
    }
}

/// Copies a profile's settings and comments under another name. Its hand-off files stay the original's alone:
/// two profiles must not write one file.
pub(super) fn duplicate(document: &mut DocumentMut, from: &str, to: &ProfileName) {
    let profiles = profiles(document);
    if let Some(mut item) = profiles.get(from).cloned() {
        if let Some(table) = item.as_table_mut() {
            table.set_position(None);
        }
        if let Some(table) = item.as_table_like_mut() {
            table.remove(hand_off_list::KEY);
            endpoint::leave_off(table);
        }
        profiles.insert(to.as_str(), item);
    }
}

pub(super) fn remove(document: &mut DocumentMut, name: &str) {
    profiles(document).remove(name);
    if document.get("default").and_then(Item::as_str) == Some(name) {
        set_default(document, None);
    }
}

pub(super) fn set_default(document: &mut DocumentMut, name: Option<&str>) {
    let root = document.as_table_mut();
    match name {
        Some(name) => set(root, "default", name.into()),
        None => {
            root.remove("default");
        }
    }
}

/// Changes the list of hand-off files.
pub(super) fn write_hand_off(document: &mut DocumentMut, name: &str, hand_off: &[HandOffEntry]) {
    hand_off_list::write(profile_table(document, name), hand_off);
}
