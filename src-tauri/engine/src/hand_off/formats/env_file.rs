//! Sets keys in a `.env` and leaves every other byte of it as it is.

use super::dotenv_syntax::{BYTE_ORDER_MARK, Entry, entries, line_end_of};
use super::{Rendered, Unfit};

/// A key and its value.
pub(super) type Setting<'a> = (&'static str, &'a str);

/// Who reads the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// python-dotenv, and shells by `source`.
    Dotenv,
    /// A reader that cuts each line at its first `=` and takes the rest as it is.
    Literal,
}

/// The text with those keys set: in their places where they stand already, all of them where one stands twice (the last
/// would win), else at the end.
pub(super) fn set(existing: &str, settings: &[Setting<'_>], reader: Reader) -> Result<Rendered, Unfit> {
    let mut quoted = Vec::with_capacity(settings.len());
    for (key, value) in settings {
        quoted.push((*key, quoted_for(reader, key, value)?));
    }
    // A literal reader takes the mark for a part of the first key.
    let existing = if reader == Reader::Literal { existing.trim_start_matches(BYTE_ORDER_MARK) } else { existing };
    let line_end = if existing.contains("\r\n") { "\r\n" } else { "\n" };
    let (mut text, stood) = change(existing, &quoted, reader);
    let mut missing = quoted.iter().zip(stood).filter(|(_, stood)| !stood).peekable();
    if missing.peek().is_some() && !["", BYTE_ORDER_MARK].contains(&text.as_str()) && !text.ends_with(['\n', '\r']) {
        text.push_str(line_end);
    }
    for ((key, value), _) in missing {
        for part in [key, "=", value, line_end] {
            text.push_str(part);
        }
    }
    Ok(text)
}

/// The text with those keys' values taken out, where they stand.
pub(super) fn empty(existing: &str, keys: &[&'static str]) -> Rendered {
    let settings: Vec<_> = keys.iter().map(|key| (*key, Rendered::default())).collect();
    change(existing, &settings, Reader::Dotenv).0
}

/// A key that the reader would find in the file, and that is none of those.
pub(super) fn foreign_key(existing: &str, known: &[&str]) -> Option<String> {
    let lines = existing
        .trim_start_matches(BYTE_ORDER_MARK)
        .lines()
        .filter(|line| !line.starts_with('#') && line.contains('='));
    let mut keys = lines.filter_map(|line| line.trim().split('=').next());
    keys.find(|key| !known.contains(&bare(key))).map(str::to_owned)
}

/// A key without what [`change`] mends for a literal reader.
fn bare(key: &str) -> &str {
    key.strip_prefix("export ").unwrap_or(key).trim()
}

/// The text with the values of those keys that stand in it changed, and which do.
fn change(existing: &str, settings: &[(&str, Rendered)], reader: Reader) -> (Rendered, Vec<bool>) {
    let mut stood = vec![false; settings.len()];
    let found: Vec<_> = entries(existing)
        .into_iter()
        .map(|entry| (settings.iter().position(|(ours, _)| entry.key == Some(*ours)), entry))
        .collect();
    // Room enough that no half-grown copy of a token is left behind in memory.
    let of_ours = found.iter().filter_map(|(index, _)| *index).map(|index| settings[index].1.len() + 4);
    let at_the_end = settings.iter().map(|(key, value)| key.len() + value.len() + 3);
    let room: usize = of_ours.chain(at_the_end).sum();
    let mut text = Rendered::new(String::with_capacity(existing.len() + room + 2));
    for (index, entry) in &found {
        match *index {
            Some(index) => {
                stood[index] = true;
                let (key, value) = &settings[index];
                match reader {
                    Reader::Dotenv => in_place(&mut text, entry, value),
                    Reader::Literal => {
                        for part in [entry.before_key(), key, "=", value] {
                            text.push_str(part);
                        }
                    }
                }
                text.push_str(line_end_of(entry.text));
            }
            None => text.push_str(entry.text),
        }
    }
    (text, stood)
}

/// The line with another value, and with its comment.
fn in_place(text: &mut String, entry: &Entry<'_>, value: &str) {
    text.push_str(&entry.text[..entry.value_at]);
    if !entry.has_equals {
        text.push('=');
    }
    // Older readers take a comment right after the `=` as the value.
    text.push_str(if value.is_empty() && !entry.comment().is_empty() { "''" } else { value });
    if entry.comment().starts_with('#') {
        text.push(' ');
    }
    text.push_str(entry.comment());
}

/// A value as it stands after the `=`, in a way that python-dotenv and a shell read alike.
fn quoted_for(reader: Reader, key: &str, value: &str) -> Result<Rendered, Unfit> {
    let is_plain = value.bytes().enumerate().all(|(at, byte)| {
        byte.is_ascii_alphanumeric()
            || b"-_./:@%+,=".contains(&byte)
            || (byte == b'~' && at > 0 && value.as_bytes()[at - 1] != b':')
    });
    // Neither may any reader put a variable's value in, nor a line end in it begin another line.
    let is_unspeakable = value.chars().any(char::is_control) || value.contains("${");
    let quoted = |quote: &str, value: &str| Rendered::new([quote, value, quote].concat());
    match reader {
        _ if is_plain => Ok(Rendered::new(value.to_owned())),
        _ if is_unspeakable => Err(cannot_hold(key)),
        Reader::Literal if value.trim() == value => Ok(Rendered::new(value.to_owned())),
        Reader::Dotenv if !value.contains(['\'', '\\']) => Ok(quoted("'", value)),
        Reader::Dotenv if !value.contains(['"', '$', '`']) => {
            let escaped = Rendered::new(value.replace('\\', "\\\\"));
            Ok(quoted("\"", &escaped))
        }
        Reader::Dotenv | Reader::Literal => Err(cannot_hold(key)),
    }
}

fn cannot_hold(key: &str) -> Unfit {
    Unfit {
        reason: format!("The value of {key} has characters that a .env file cannot hold."),
        instead: "Choose a format in JSON, or give it another value.".into(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set_one(existing: &str, value: &str) -> String {
        set(existing, &[("CDF_TOKEN", value)], Reader::Dotenv).unwrap().to_string()
    }

    #[test]
    fn every_place_of_a_key_is_changed_so_that_ours_wins() {
        assert_eq!(set_one("CDF_TOKEN=a\nB=1\nexport CDF_TOKEN='b'\n", "n"), "CDF_TOKEN=n\nB=1\nexport CDF_TOKEN=n\n");
        assert_eq!(set_one("'CDF_TOKEN' = a\nCDF_TOKEN\n", "n"), "'CDF_TOKEN' = n\nCDF_TOKEN=n\n");
        assert_eq!(set_one("CDF_TOKENS=a\nMY_CDF_TOKEN=b", "n"), "CDF_TOKENS=a\nMY_CDF_TOKEN=b\nCDF_TOKEN=n\n");
    }

    #[test]
    fn a_comment_behind_our_value_stays() {
        assert_eq!(set_one("CDF_TOKEN=old # mine\n", "n"), "CDF_TOKEN=n # mine\n");
        assert_eq!(set_one("CDF_TOKEN= # mine\nA='b'#c\n", "n"), "CDF_TOKEN= n # mine\nA='b'#c\n");
        assert_eq!(set_one("CDF_TOKEN='b'#c", "n"), "CDF_TOKEN=n #c");
        assert_eq!(set_one("CDF_TOKEN=#old", "n"), "CDF_TOKEN=n");
        assert_eq!(set_one("CDF_TOKEN=\"a#b\"  # mine\r\nA=1", "n"), "CDF_TOKEN=n  # mine\r\nA=1");
        assert_eq!(*empty("CDF_TOKEN=old # mine\n", &["CDF_TOKEN"]), "CDF_TOKEN='' # mine\n");
        assert_eq!(*empty("CDF_TOKEN=old#b\n", &["CDF_TOKEN"]), "CDF_TOKEN=\n");
    }

    #[test]
    fn a_byte_order_mark_stays_and_hides_no_key() {
        assert_eq!(set_one("\u{feff}CDF_TOKEN=old\nA=1\n", "n"), "\u{feff}CDF_TOKEN=n\nA=1\n");
        assert_eq!(set_one("\u{feff}", "n"), "\u{feff}CDF_TOKEN=n\n");
    }

    #[test]
    fn values_are_quoted_where_they_have_to_be() {
        for (value, written) in [
            ("eyJ0.eyJ-_.c29=", "eyJ0.eyJ-_.c29="),
            ("abc8Q~x.y-z_", "abc8Q~x.y-z_"),
            ("~x", "'~x'"),
            ("a b#c", "'a b#c'"),
            ("a$b`c\"!&;(|<", "'a$b`c\"!&;(|<'"),
            ("it's \\ odd", "\"it's \\\\ odd\""),
        ] {
            assert_eq!(set_one("", value), format!("CDF_TOKEN={written}\n"));
        }
        for impossible in ["a\nB=1", "${HOME}", "'$", "\\`", "a\u{0}"] {
            assert!(set("", &[("CDF_TOKEN", impossible)], Reader::Dotenv).is_err(), "{impossible}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_with_its_line() {
        assert_eq!(set_one("A=\"open\nCDF_TOKEN=old\nB='x'\n", "n"), "A=\"open\nCDF_TOKEN=n\nB='x'\n");
        // Closed further down, it takes the lines between.
        let existing = "A=\"open\nCDF_TOKEN=old\nB=\"x\n";
        assert_eq!(set_one(existing, "n"), format!("{existing}CDF_TOKEN=n\n"));
    }

    #[test]
    fn a_literal_reader_gets_bare_lines() {
        let text = set("# c\n export CDF_TOKEN = \"a\" # x\n", &[("CDF_TOKEN", "n")], Reader::Literal).unwrap();
        assert_eq!(*text, "# c\nCDF_TOKEN=n\n");
        let marked = set("\u{feff}A=1\nCDF_TOKEN=o\n", &[("CDF_TOKEN", "n")], Reader::Literal).unwrap();
        assert_eq!(*marked, "A=1\nCDF_TOKEN=n\n");
        assert_eq!(*set("", &[("K", "a\"b#c")], Reader::Literal).unwrap(), "K=a\"b#c\n");
        assert!(set("", &[("K", " a")], Reader::Literal).is_err());
    }

    /// A line of somebody else's, with all the quoting that python-dotenv knows or stumbles over.
    fn foreign() -> impl Strategy<Value = String> {
        let key = "(export |  |\t)?[A-Za-z_.]{1,12}_X( |\t)?";
        prop_oneof![
            "[ \t]{0,3}",
            "#[ -~]{0,30}",
            (key, "= ?[!-~&&[^'\"]][ -~]{0,30}").prop_map(|(key, value)| key + &value),
            (key, "[a-zæ\\n\\t =#\"]|\\\\['\\\\n]", 0..12usize)
                .prop_map(|(key, part, times)| format!("{key}='{}'", part.repeat(times))),
            (key, "[a-zæ\\n\\t =#']|\\\\[\"\\\\n]", 0..12usize, "( # c)?")
                .prop_map(|(key, part, times, comment)| format!("{key}=\"{}\"{comment}", part.repeat(times))),
            "[A-Z]{1,5}_X='CDF_TOKEN=no\nCDF_URL=no\n'",
            "[a-z]{1,9} [a-z =]{0,9}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

        /// A thousand lines come out byte for byte, but for our keys' values.
        #[test]
        fn a_thousand_keys_round_trip(
            mut lines in prop::collection::vec(foreign(), 1000),
            ours in prop::collection::vec((0..1000usize, prop::bool::ANY), 0..4),
            line_end in prop_oneof![Just("\n"), Just("\r\n")],
            ends in prop::bool::ANY,
        ) {
            let mut expected = lines.clone();
            for (at, is_first) in ours {
                let at = at.min(lines.len());
                let (key, value) = if is_first { ("CDF_TOKEN", "n") } else { ("CDF_URL", "https://x") };
                lines.insert(at, format!("{key}=\"o\nld\""));
                expected.insert(at, format!("{key}={value}"));
            }
            let end = |mut text: String| { if ends { text.push_str(line_end); } text };
            let existing = end(lines.join(line_end));
            let kept = end(expected.join(line_end));
            let settings = [("CDF_TOKEN", "n"), ("CDF_URL", "https://x")];
            let text = set(&existing, &settings, Reader::Dotenv).unwrap();
            prop_assert!(text.starts_with(&kept), "{}", text.as_str());
            let added = &text[kept.len()..];
            prop_assert!(added.lines().all(|line| ["", "CDF_TOKEN=n", "CDF_URL=https://x"].contains(&line)), "{added}");
            prop_assert_eq!(set(&text, &settings, Reader::Dotenv).unwrap(), text);
        }
    }
}
