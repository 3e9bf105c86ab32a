use secrecy::zeroize::Zeroizing;

use super::{Content, Rendered};

/// The keys of the Toolkit's token flow, set in whatever `.env` there is: other lines, comments, order and line ends stay.
pub(super) fn render(content: &Content<'_>, existing: Option<&str>) -> Rendered {
    let keys = [
        ("CDF_CLUSTER", content.cluster),
        ("CDF_PROJECT", content.project),
        ("CDF_URL", &content.base_url),
        ("LOGIN_FLOW", "token"),
        ("CDF_TOKEN", content.token),
    ];
    let existing = existing.unwrap_or_default();
    let line_end = if existing.contains("\r\n") { "\r\n" } else { "\n" };
    let mut written = [false; 5];
    let mut text = Zeroizing::new(String::with_capacity(existing.len() + content.token.len() + 256));
    for entry in entries(existing) {
        let ours = entry.key.and_then(|key| keys.iter().position(|(ours, _)| *ours == key));
        match ours {
            Some(index) => {
                written[index] = true;
                let value_at = entry.value_at;
                text.push_str(&entry.text[..value_at]);
                text.push_str(keys[index].1);
                text.push_str(line_end_of(entry.text));
            }
            None => text.push_str(entry.text),
        }
    }
    if written.iter().any(|written| !written) && !text.is_empty() && !text.ends_with('\n') {
        text.push_str(line_end);
    }
    for ((key, value), _) in keys.iter().zip(written).filter(|(_, written)| !written) {
        for part in [key, "=", value, line_end] {
            text.push_str(part);
        }
    }
    text
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rendered(existing: &str) -> String {
        let content =
            Content { cluster: "c-1", project: "p-1", base_url: "https://c-1.cognitedata.com".into(), token: "t.o.k" };
        render(&content, Some(existing)).to_string()
    }

    const FRESH: &str =
        "CDF_CLUSTER=c-1\nCDF_PROJECT=p-1\nCDF_URL=https://c-1.cognitedata.com\nLOGIN_FLOW=token\nCDF_TOKEN=t.o.k\n";

    #[test]
    fn a_new_file_has_the_toolkits_keys() {
        assert_eq!(rendered(""), FRESH);
    }

    #[test]
    fn writing_again_changes_nothing() {
        assert_eq!(rendered(FRESH), FRESH);
    }

    #[test]
    fn other_lines_stay_where_they_are() {
        let existing =
            "# mine\r\nOTHER='a\r\nCDF_TOKEN=not a setting'\r\nexport CDF_TOKEN = \"old\r\nold\" # note\r\nLAST=1";
        let text = rendered(existing);
        assert!(text.starts_with("# mine\r\nOTHER='a\r\nCDF_TOKEN=not a setting'\r\nexport CDF_TOKEN = t.o.k\r\nLAST=1\r\nCDF_CLUSTER=c-1\r\n"), "{text}");
        assert_eq!(text.matches("t.o.k").count(), 1);
    }

    proptest! {
        /// Lines that are not ours come out byte for byte.
        #[test]
        fn foreign_lines_survive(lines in prop::collection::vec("(#[ -~]{0,30}|[A-Z_]{1,8}X=[ -~&&[^'\"]]{0,30}|[A-Z]{1,5}X='[a-z\n =]{0,20}'|)", 0..20)) {
            let existing = lines.join("\n") + if lines.is_empty() { "" } else { "\n" };
            let text = rendered(&existing);
            prop_assert_eq!(text.strip_suffix(FRESH), Some(existing.as_str()));
            prop_assert_eq!(rendered(&text), text);
        }
    }
}
