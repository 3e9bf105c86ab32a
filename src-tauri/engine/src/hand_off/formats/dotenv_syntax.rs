//! Reads a `.env` as python-dotenv (1.2) does: `KEY=value`, `export KEY=value`, `'KEY'=value`, comments, and values in
//! quotes that may go over several lines (a line inside such a value is not a setting).

/// Some editors begin a file with it. It is no part of the first key.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A line, or the several lines of a quoted value, or what is no setting.
pub(super) struct Entry<'a> {
    /// With its line end, and with the blank lines before it.
    pub text: &'a str,
    pub key: Option<&'a str>,
    /// Where in `text` the value begins, or would.
    pub value_at: usize,
    pub has_equals: bool,
    line_at: usize,
    value_end: usize,
}

impl<'a> Entry<'a> {
    /// The blank lines, without what stands on the key's own line.
    pub fn before_key(&self) -> &'a str {
        &self.text[..self.text[..self.line_at].rfind(['\n', '\r']).map_or(0, |at| at + 1)]
    }

    /// The comment behind the value, with the blanks before it.
    pub fn comment(&self) -> &'a str {
        let rest = &self.text[self.value_end..self.text.len() - line_end_of(self.text).len()];
        if rest.trim_start().starts_with('#') { rest } else { "" }
    }
}

/// The whole text, cut up.
pub(super) fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let entry = entry(rest, rest.len() == text.len());
        rest = &rest[entry.text.len()..];
        entries.push(entry);
    }
    entries
}

fn entry(text: &str, is_first: bool) -> Entry<'_> {
    let mark = if is_first && text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    let line_at = mark + blank(&text[mark..], char::is_whitespace);
    let after_export = text[line_at..].strip_prefix("export").map_or(0, |rest| match blank(rest, is_blank) {
        0 => 0,
        blank => "export".len() + blank,
    });
    let key_at = line_at + after_export;
    let line_end = key_at + line(&text[key_at..]);
    let other =
        |end: usize| Entry { text: &text[..end], key: None, value_at: end, has_equals: false, line_at, value_end: end };
    let Some((key, key_length)) = key(&text[key_at..line_end]) else { return other(line_end) };
    let key_end = key_at + key_length;
    let equals_at = key_end + blank(&text[key_end..], is_blank);
    if !text[equals_at..].starts_with('=') {
        let is_alone = text[equals_at..line_end].starts_with('#') || text[equals_at..line_end].trim().is_empty();
        let key = is_alone.then_some(key);
        return Entry { key, value_at: key_end, value_end: key_end, ..other(line_end) };
    }
    let value_at = equals_at + 1 + blank(&text[equals_at + 1..], is_blank);
    let value_end = value_at + value(&text[equals_at + 1..line_end], &text[value_at..]);
    let end = value_end + line(&text[value_end..]);
    Entry { text: &text[..end], key: Some(key), value_at, has_equals: true, line_at, value_end }
}

/// A key at the beginning of that line, and how much of the line it takes with its quotes.
fn key(line: &str) -> Option<(&str, usize)> {
    if let Some(quoted) = line.strip_prefix('\'') {
        return quoted.find('\'').filter(|end| *end > 0).map(|end| (&quoted[..end], end + 2));
    }
    let end = line.find(|c: char| c == '=' || c == '#' || c.is_whitespace()).unwrap_or(line.len());
    (end > 0).then(|| (&line[..end], end))
}

/// The length of a value with its quotes, without a comment behind it. `after_equals` is its line from the `=` on.
fn value(after_equals: &str, text: &str) -> usize {
    let quote = text.chars().next().filter(|c| ['"', '\''].contains(c));
    if let Some(closing) = quote.and_then(|quote| closing_quote(&text[1..], quote)) {
        return 1 + closing + 1;
    }
    // A `#` begins a comment where white space is before it.
    let blanks = after_equals.match_indices('#').map(|(at, _)| &after_equals[..at]);
    let before = blanks.into_iter().find(|before| before.ends_with(is_blank)).unwrap_or(after_equals);
    before.trim().len()
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

fn blank(text: &str, is_blank: fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// White space within a line.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\n' && c != '\r'
}

/// The length of the rest of a line, with its end.
fn line(text: &str) -> usize {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    end + line_end_at(&text[end..]).len()
}

fn line_end_at(text: &str) -> &str {
    ["\r\n", "\n", "\r"].into_iter().find(|end| text.starts_with(end)).unwrap_or_default()
}

pub(super) fn line_end_of(line: &str) -> &str {
    ["\r\n", "\n", "\r"].into_iter().find(|end| line.ends_with(end)).unwrap_or_default()
}
