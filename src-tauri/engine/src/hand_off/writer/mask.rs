//! A file's lines as they may be shown: without tokens, secrets and passwords, the app's own and others'.

use std::collections::HashSet;

use crate::redaction::{HIDDEN, redacted};

/// Names of settings with these in them hold secrets, also where no standard knows them (`MY_DB_PASSWORD`).
const SECRET: [&str; 13] = [
    "secret",
    "token",
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "credential",
    "apikey",
    "api_key",
    "access_key",
    "account_key",
    "private_key",
    "connection_string",
];

/// … unless they end so (`IDP_TOKEN_URL`).
const HARMLESS: [&str; 8] = ["url", "uri", "endpoint", "path", "file", "type", "name", "id"];

const PEM: &str = "-----BEGIN";
const PEM_END: &str = "-----END";

/// What is hidden in one text.
pub(super) struct Mask<'a> {
    /// The texts that are about to be written, and what is shown for them.
    known: Vec<(&'a str, &'static str)>,
    /// What a file no longer says once the token is taken back.
    words: HashSet<&'a str>,
}

impl<'a> Mask<'a> {
    /// For a text, and the same without its token as the format that it has knows it.
    pub(super) fn of(text: &'a str, taken_back: &str, known: &[(&'a str, &'static str)]) -> Self {
        let stay: HashSet<&str> = words(taken_back).collect();
        let words = words(text).filter(|word| !stay.contains(word)).collect();
        let mut known: Vec<_> = known.iter().copied().filter(|(secret, _)| !secret.is_empty()).collect();
        known.sort_by_key(|(secret, _)| std::cmp::Reverse(secret.len()));
        Self { known, words }
    }

    /// Each line as it may be shown.
    pub(super) fn lines(&self, lines: &[&str]) -> Vec<String> {
        let mut inside = Inside::Nothing;
        lines.iter().map(|line| self.line(line.trim_end_matches('\r'), &mut inside)).collect()
    }

    fn line(&self, line: &str, inside: &mut Inside) -> String {
        let mut out = String::new();
        let rest = match inside.end(line) {
            Some(end) => {
                out.push_str(HIDDEN);
                *inside = Inside::Nothing;
                &line[end..]
            }
            None if *inside == Inside::Nothing => line,
            None => return HIDDEN.to_owned(),
        };
        match rest.find(PEM) {
            Some(start) => {
                self.piece(&rest[..start], inside, &mut out);
                out.push_str(HIDDEN);
                if !rest.contains(PEM_END) {
                    *inside = Inside::Pem;
                }
            }
            None => self.piece(rest, inside, &mut out),
        }
        out
    }

    fn piece(&self, text: &str, inside: &mut Inside, out: &mut String) {
        let first = self
            .known
            .iter()
            .filter_map(|(secret, shown)| Some((text.find(secret)?, *secret, *shown)))
            .min_by_key(|(at, ..)| *at);
        match first {
            Some((at, secret, shown)) => {
                self.plain(&text[..at], inside, out);
                out.push_str(shown);
                self.piece(&text[at + secret.len()..], inside, out);
            }
            None => self.plain(text, inside, out),
        }
    }

    fn plain(&self, text: &str, inside: &mut Inside, out: &mut String) {
        let (shown, hidden_end) = match secret_value(text, inside) {
            Some((start, end)) => (&text[..start], Some(&text[end..])),
            None => (text, None),
        };
        let mut piece = String::with_capacity(shown.len());
        for part in shown.split_inclusive(is_between) {
            let word = part.trim_end_matches(is_between);
            piece.push_str(if self.words.contains(word) { HIDDEN } else { word });
            piece.push_str(&part[word.len()..]);
        }
        out.push_str(&redacted(&piece));
        if let Some(rest) = hidden_end {
            out.push_str(HIDDEN);
            self.plain(rest, inside, out);
        }
    }
}

/// Where a line begins: within a secret that began above it?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    /// A value in that quote.
    Quoted(char),
    Pem,
}

impl Inside {
    fn end(self, line: &str) -> Option<usize> {
        match self {
            Self::Nothing => None,
            Self::Quoted(quote) => closing(line, quote),
            Self::Pem => line.find(PEM_END).map(|_| line.len()),
        }
    }
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || "\"'`=:,;(){}[]<>&".contains(c)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between).filter(|word| !word.is_empty())
}

/// From where to where the first value stands that its name says is a secret: within its quotes, else to the line's end.
fn secret_value(line: &str, inside: &mut Inside) -> Option<(usize, usize)> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let mut at = 0;
    while let Some(start) = line[at..].find(is_of_name).map(|start| at + start) {
        let end = line[start..].find(|c| !is_of_name(c)).map_or(line.len(), |end| start + end);
        at = end;
        let after = line[end..].trim_start_matches(['"', '\'', ' ', '\t']);
        let Some(value) = after.strip_prefix(['=', ':']).filter(|_| names_secret(&line[start..end])) else { continue };
        let value = value.trim_start_matches([' ', '\t']);
        let begin = line.len() - value.len();
        if let Some(quote) = value.chars().next().filter(|c| ['"', '\''].contains(c)) {
            let Some(length) = closing(&value[1..], quote) else {
                *inside = Inside::Quoted(quote);
                return Some((begin + 1, line.len()));
            };
            if length > 0 {
                return Some((begin + 1, begin + 1 + length));
            }
            at = begin + 2;
        } else if value.contains(|c: char| c.is_alphanumeric()) {
            return Some((begin, line.len()));
        }
    }
    None
}

fn names_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('-', "_");
    let is_harmless = HARMLESS.iter().any(|end| name.strip_suffix(end).is_some_and(|rest| rest.ends_with('_')));
    !is_harmless && SECRET.iter().any(|part| name.contains(part))
}

fn closing(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let closes = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        closes.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        Mask::of(text, text, &[("t.o.k", "[the new token]")]).lines(&lines).join("\n")
    }

    #[test]
    fn what_a_name_says_is_a_secret_is_hidden() {
        let cases = [
            ("MY_DB_PASSWORD=hunter2", "MY_DB_PASSWORD=[hidden]"),
            ("export GITHUB-TOKEN = 'abc def' # note", "export GITHUB-TOKEN = '[hidden]' # note"),
            ("password: two words", "password: [hidden]"),
            ("{\"a\": 1, \"apiKey\": \"x\\\"y\", \"b\": 2}", "{\"a\": 1, \"apiKey\": \"[hidden]\", \"b\": 2}"),
            ("IDP_TOKEN_URL=https://a.example/token", "IDP_TOKEN_URL=https://a.example/token"),
            ("LOGIN_FLOW=token", "LOGIN_FLOW=token"),
            ("DB=postgres://me:pw@host/x", "DB=postgres://me:[hidden]@host/x"),
            ("CDF_TOKEN=", "CDF_TOKEN="),
            ("token: \"\" # secret: x", "token: \"\" # secret: [hidden]"),
            ("CDF_TOKEN=t.o.k", "CDF_TOKEN=[the new token]"),
            ("header = \"Bearer t.o.k\"", "header = \"Bearer [the new token]\""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn secrets_of_several_lines_are_hidden_to_their_end() {
        let text = "A=1\nSECRET=\"one\ntwo\nthree\" # note\nB=2\nKEY: |\n  -----BEGIN PRIVATE KEY-----\n  MII\n  -----END PRIVATE KEY-----\nC=3";
        let expected =
            "A=1\nSECRET=\"[hidden]\n[hidden]\n[hidden]\" # note\nB=2\nKEY: |\n  [hidden]\n[hidden]\n[hidden]\nC=3";
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn what_a_format_takes_back_is_hidden_whatever_it_looks_like() {
        let text = "key = plain-old-word\nother = word";
        let mask = Mask::of(text, "key = \nother = word", &[]);
        assert_eq!(mask.lines(&text.lines().collect::<Vec<_>>()), ["key = [hidden]", "other = word"]);
    }
}
