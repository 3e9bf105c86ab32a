//! Values that a sentence names: Entra's own errors, its pages copied as text, what a colleague writes.

use super::Words;
use crate::profile::field;
use crate::profile::import::Place;

/// What a GUID or a domain is, by the words before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Means {
    Tenant,
    Client,
    Other,
}

/// In small letters. The last one before a value says what it is; of those that end together, the longest.
const LABELS: [(&str, Means); 25] = [
    ("tenant", Means::Tenant),
    ("directory", Means::Tenant),
    ("katalog", Means::Tenant),
    ("leier", Means::Tenant),
    ("client", Means::Client),
    ("klient", Means::Client),
    ("application", Means::Client),
    ("app id", Means::Client),
    ("appid", Means::Client),
    ("program-id", Means::Client),
    ("resource app id", Means::Other),
    ("resource", Means::Other),
    ("trace", Means::Other),
    ("correlation", Means::Other),
    ("request", Means::Other),
    ("object", Means::Other),
    ("secret", Means::Other),
    ("subscription", Means::Other),
    ("abonnement", Means::Other),
    ("session", Means::Other),
    ("timestamp", Means::Other),
    ("user", Means::Other),
    ("group", Means::Other),
    ("key id", Means::Other),
    ("sign-in log", Means::Other),
];

/// How far before a value its name may stand.
const REACH: usize = 80;
const GUID: usize = 36;

pub(super) fn read(text: &str, words: &mut Words<'_, '_>) {
    let lower = text.to_ascii_lowercase();
    let mut last_end = 0;
    let mut mails: Vec<&str> = Vec::new();
    for (start, word) in words_of(&lower) {
        if let Some((_, domain)) = word.split_once('@').filter(|_| !is_addressed(word)) {
            mails.extend(Some(domain).filter(|domain| is_own_domain(domain)));
        }
        let is_guid = word.len() == GUID && field::client_id(word, true).is_ok();
        let is_named = !is_guid && is_own_domain(word) && is_quoted(&lower[..start]);
        if !is_guid && !is_named {
            continue;
        }
        match meaning(before(&lower, start, last_end)) {
            Some(Means::Tenant) => words.find("tenant_id", word, Place::Words, field::tenant_id),
            Some(Means::Client) => words.find("client_id", word, Place::Words, |id| field::client_id(id, true)),
            Some(Means::Other) | None => {}
        }
        last_end = start + word.len();
    }
    offer_domain(lower.trim(), &mut mails, words);
}

/// A tenant may be named by a domain of the organisation's, and a mail address has one. Two of them say nothing.
fn offer_domain<'a>(text: &'a str, mails: &mut Vec<&'a str>, words: &mut Words<'_, '_>) {
    mails.sort_unstable();
    mails.dedup();
    if let [domain] = mails.as_slice() {
        words.find("tenant_id", domain, Place::MailAddress, field::tenant_id);
    }
    if is_own_domain(text) {
        words.find("tenant_id", text, Place::Words, field::tenant_id);
    }
}

/// Words with where they begin, without what stands around them.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || "-._@:/%?&=#+".contains(c);
    text.split(move |c| !is_part(c)).filter_map(move |word| {
        let word = word.trim_matches(['.', ':', '-', '=', '/']);
        let word = word.strip_prefix("mailto:").unwrap_or(word);
        (!word.is_empty()).then(|| (word.as_ptr() as usize - text.as_ptr() as usize, word))
    })
}

fn before(text: &str, start: usize, last_end: usize) -> &str {
    let mut from = start.saturating_sub(REACH).max(last_end);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..start]
}

fn meaning(before: &str) -> Option<Means> {
    let ends = LABELS.iter().filter_map(|(label, means)| {
        let at = before.rfind(label)?;
        Some((at + label.len(), label.len(), *means))
    });
    ends.max_by_key(|(end, length, _)| (*end, *length)).map(|(_, _, means)| means)
}

/// `… the directory 'north.example'`: a domain without quotes may be anything.
fn is_quoted(before: &str) -> bool {
    before.ends_with(['"', '\''])
}

fn is_addressed(word: &str) -> bool {
    word.contains("://") || word.contains('/')
}

/// A domain that can be an organisation's: not a mail service's, not Cognite's or Microsoft's, and no file's name.
fn is_own_domain(word: &str) -> bool {
    const OTHERS: [&str; 15] = [
        "cognite.com",
        "cognitedata.com",
        "microsoft.com",
        "microsoftonline.com",
        "azure.com",
        "windows.net",
        "office.com",
        "gmail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "icloud.com",
        "yahoo.com",
        "proton.me",
        "online.no",
    ];
    const FILES: [&str; 11] =
        [".env", ".yaml", ".yml", ".toml", ".json", ".txt", ".py", ".md", ".cdfprofile", ".ini", ".ipynb"];
    let is_of =
        |domain: &&str| word.strip_suffix(*domain).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    word.contains('.')
        && field::tenant_id(word).is_ok()
        && !OTHERS.iter().any(is_of)
        && !FILES.iter().any(|end| word.ends_with(end))
}
