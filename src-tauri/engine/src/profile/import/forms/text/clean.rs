//! What mail programs, chats and web pages put around a value.

use secrecy::zeroize::Zeroizing;

/// Without what nobody sees, which comes along when a web page or a chat is copied.
pub(in crate::profile::import) fn visible(text: &str) -> Zeroizing<String> {
    let is_seen = |c: &char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}');
    let plain = |c| match c {
        '\u{a0}' | '\u{202f}' => ' ',
        c => c,
    };
    Zeroizing::new(text.chars().filter(is_seen).map(plain).collect())
}

/// The text as it was before a mail program quoted it, made its quotes round, or wrapped it in HTML.
pub(in crate::profile::import) fn unwrapped(text: &str) -> Zeroizing<String> {
    let text = without_tags(&visible(text));
    let mut whole = Zeroizing::new(String::with_capacity(text.len()));
    for line in text.lines() {
        let line = line.trim_start_matches(|c: char| c == '>' || c == '|' || c.is_whitespace());
        whole.extend(line.chars().map(|c| match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | '‚' | '`' => '\'',
            '\t' => ' ',
            c => c,
        }));
        whole.push('\n');
    }
    whole
}

fn without_tags(text: &str) -> Zeroizing<String> {
    let marks = ["<html", "<body", "<p>", "<p ", "<div", "<br", "<table", "<span", "<a href", "<pre"];
    let looks = text.to_ascii_lowercase();
    if !marks.iter().any(|mark| looks.contains(mark)) {
        return Zeroizing::new(text.to_owned());
    }
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((inside, after)) = tag.split_once('>') else {
            plain.push('<');
            rest = tag;
            break;
        };
        // What a link leads to says more than its words do; the end of a cell, a line.
        plain.push(if is_inline(inside) { ' ' } else { '\n' });
        if let Some(address) = inside.split_once("href=").map(|(_, address)| address.trim_start_matches(['"', '\''])) {
            plain.push_str(address.split(['"', '\'', ' ']).next().unwrap_or_default());
            plain.push(' ');
        }
        rest = after;
    }
    plain.push_str(rest);
    let entities = [("&nbsp;", " "), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">")];
    let all = entities.into_iter().chain([("&amp;", "&")]);
    all.fold(plain, |text, (entity, plain)| Zeroizing::new(text.replace(entity, plain)))
}

fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["a", "b", "i", "em", "strong", "span", "code", "font", "td", "th"].iter().any(|one| name.eq_ignore_ascii_case(one))
}
