//! Sets keys in a `.env` and leaves every other byte of it as it is.

use secrecy::zeroize::Zeroizing;

/// A key and its value.
pub(super) type Setting<'a> = (&'static str, &'a str);

/// The text with those keys set: in their places where they stand already, else at the end.
pub(super) fn set(existing: &str, settings: &[Setting<'_>]) -> Zeroizing<String> {
    let line_end = if existing.contains("\r\n") { "\r\n" } else { "\n" };
    let (mut text, stood) = change(existing, settings);
    let mut missing = settings.iter().zip(stood).filter(|(_, stood)| !stood).peekable();
    if missing.peek().is_some() && !text.is_empty() && !text.ends_with('\n') {
        text.push_str(line_end);
    }
    for ((key, value), _) in missing {
        for part in [key, "=", value, line_end] {
            text.push_str(part);
        }
    }
    text
}

/// The text with those keys' values taken out, where they stand.
pub(super) fn empty(existing: &str, keys: &[&'static str]) -> Zeroizing<String> {
    let settings: Vec<_> = keys.iter().map(|key| (*key, "")).collect();
    change(existing, &settings).0
}

/// The text with the values of those keys that stand in it changed, and which do.
fn change(existing: &str, settings: &[Setting<'_>]) -> (Zeroizing<String>, Vec<bool>) {
    let mut stood = vec![false; settings.len()];
    // Room enough that no half-grown copy of a token is left behind in memory.
    let room: usize = settings.iter().map(|(key, value)| key.len() + value.len() + 3).sum();
    let mut text = Zeroizing::new(String::with_capacity(existing.len() + room + 2));
    for entry in entries(existing) {
        match entry.key.and_then(|key| settings.iter().position(|(ours, _)| *ours == key)) {
            Some(index) => {
                stood[index] = true;
                text.push_str(&entry.text[..entry.value_at]);
                text.push_str(settings[index].1);
                text.push_str(line_end_of(entry.text));
            }
            None => text.push_str(entry.text),
        }
    }
    (text, stood)
}

/// A line, or the several lines of a quoted value.
struct Entry<'a> {
    /// With its line end.
    text: &'a str,
    key: Option<&'a str>,
    /// Where in `text` the value begins.
    value_at: usize,
}

/// Splits a `.env` as python-dotenv reads it: `KEY=value`, `export KEY=value`, comments, and values in quotes that may
/// go over several lines (a line inside such a value is not a setting).
fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let (key, value_at) = assignment(&rest[..line]);
        let mut end = line;
        if key.is_some()
            && let Some(quote) = rest[value_at..line].chars().next().filter(|c| ['"', '\''].contains(c))
            && let Some(closing) = closing_quote(&rest[value_at + 1..], quote)
        {
            let after = value_at + 1 + closing;
            end = after + rest[after..].find('\n').map_or(rest.len() - after, |end| end + 1);
        }
        entries.push(Entry { text: &rest[..end], key, value_at });
        rest = &rest[end..];
    }
    entries
}

fn assignment(line: &str) -> (Option<&str>, usize) {
    let Some(equals) = line.find('=') else { return (None, 0) };
    let before = line[..equals].trim();
    let key =
        before.strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t'])).map_or(before, str::trim_start);
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.') {
        return (None, 0);
    }
    let value = &line[equals + 1..];
    let blank = value.len() - value.trim_start_matches([' ', '\t']).len();
    (Some(key), equals + 1 + blank)
}

/// Where the value's own quote closes it; a backslash keeps the next character from doing so.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let closes = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        closes.then_some(at)
    })
}

fn line_end_of(line: &str) -> &str {
    if line.ends_with("\r\n") {
        "\r\n"
    } else if line.ends_with('\n') {
        "\n"
    } else {
        ""
    }
}
