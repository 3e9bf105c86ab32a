//! What an imported profile is called, and whether it is there already.

use super::{Found, plain};
use crate::profile::{Flow, ProfileDraft, ProfileName, Profiles, document};

/// From the project; without one, from the cluster.
pub(super) fn proposed(draft: &ProfileDraft) -> String {
    let words = [&draft.project, &draft.cluster];
    let made = words.into_iter().find_map(|word| ProfileName::parse(&cleaned(word)).ok());
    made.map_or_else(|| "imported".to_owned(), |name| name.as_str().to_owned())
}

fn cleaned(word: &str) -> String {
    word.trim().chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).take(64).collect()
}

/// Gives each a name that is free: its own, with its cluster, or with a number.
pub(crate) fn name_all(found: &mut [Found], profiles: &Profiles) {
    let mut taken: Vec<String> = profiles.entries.iter().map(|entry| entry.draft.name.clone()).collect();
    for one in found {
        one.already = already_there(&one.draft, profiles);
        if let Some(name) = &one.already {
            one.draft.name.clone_from(name);
            continue;
        }
        let name = cleaned(&one.draft.name);
        let cluster = cleaned(one.draft.cluster.split('.').next().unwrap_or_default());
        let with_cluster = (!cluster.is_empty()).then(|| format!("{}-{cluster}", shortened(&name, 40)));
        let numbered = (2..).map(|number| format!("{}-{number}", shortened(&name, 56)));
        let is_free = |name: &String| {
            ProfileName::parse(name).is_ok() && !taken.iter().any(|taken| taken.eq_ignore_ascii_case(name))
        };
        // A number follows in the end, and there are more of them than names.
        let free = std::iter::once(name.clone()).chain(with_cluster).chain(numbered).find(is_free);
        one.draft.name = free.unwrap_or(name);
        taken.push(one.draft.name.clone());
        one.look_again();
    }
}

fn shortened(name: &str, most: usize) -> String {
    name.chars().take(most).collect()
}

/// The profile that says the same already, beside what is a person's own.
fn already_there(draft: &ProfileDraft, profiles: &Profiles) -> Option<String> {
    let same = profiles.entries.iter().find(|entry| say_the_same(&entry.draft, draft))?;
    Some(same.draft.name.clone())
}

/// Two drafts lead to the same sign-in: neither says anything that the other contradicts.
pub(super) fn say_the_same(one: &ProfileDraft, other: &ProfileDraft) -> bool {
    const OWN: [&str; 8] =
        ["label", "login_hint", "domain_hint", "prompt", "browser", "certificate", "private_key", "pkcs12"];
    let (mut one, mut other) = (one.clone(), other.clone());
    for draft in [&mut one, &mut other] {
        plain::settle(draft);
        if draft.flow.trim().is_empty() {
            Flow::default().as_str().clone_into(&mut draft.flow);
        }
    }
    document::text_fields(&mut one)
        .into_iter()
        .zip(document::text_fields(&mut other))
        .all(|((key, one), (_, other))| OWN.contains(&key) || one.trim() == other.trim())
}
