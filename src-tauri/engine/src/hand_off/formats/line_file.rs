//! Files that are written whole, line by line. They are ours while they have our lines alone: what a person adds to one
//! is never lost to the next token.

use super::Rendered;

/// What such a file is made of.
pub(super) struct LineFile {
    /// The first line: who wrote it.
    pub head: &'static str,
    /// How the other lines begin.
    pub lines: &'static [&'static str],
    /// Of those, the ones that hold a token or secret, each with how it ends without one.
    pub secrets: &'static [(&'static str, &'static str)],
    /// How a line ends.
    pub line_end: &'static str,
}

impl LineFile {
    /// The text of those lines.
    pub fn text<'a>(&self, lines: impl IntoIterator<Item = [&'a str; 3]>) -> Rendered {
        let lines: Vec<_> = lines.into_iter().collect();
        let length: usize = lines.iter().flatten().map(|part| part.len()).sum();
        let ends = (lines.len() + 1) * self.line_end.len();
        // In one piece: a string that grows leaves copies of itself behind.
        let mut text = Rendered::new(String::with_capacity(self.head.len() + length + ends));
        for line in [[self.head, "", ""]].iter().chain(&lines) {
            for part in line {
                text.push_str(part);
            }
            text.push_str(self.line_end);
        }
        text
    }

    /// Whether there is nothing else in it.
    pub fn is_ours(&self, text: &str) -> bool {
        self.has_only(text, |line| self.lines.iter().any(|ours| line.starts_with(ours)))
    }

    /// Whether it was written by this app, and has only such lines besides the first.
    pub fn has_only(&self, text: &str, is_ours: impl Fn(&str) -> bool) -> bool {
        let mut lines = text.lines();
        let is_by_us = text.contains("CDF Sign-in") && lines.next() == Some(self.head);
        is_by_us && lines.all(|line| line.is_empty() || is_ours(line))
    }

    /// The same without the secrets.
    pub fn emptied(&self, text: &str) -> Rendered {
        let mut emptied = Rendered::new(String::with_capacity(text.len() + self.secrets.len() * 8));
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            match self.secrets.iter().find(|(begin, _)| content.starts_with(begin)) {
                Some((begin, end)) => {
                    for part in [begin, end, &line[content.len()..]] {
                        emptied.push_str(part);
                    }
                }
                None => emptied.push_str(line),
            }
        }
        emptied
    }
}
