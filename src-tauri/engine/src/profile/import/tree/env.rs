use secrecy::zeroize::Zeroizing;

use super::Node;

/// The longest value that is put together from others.
const LONGEST: usize = 16 * 1024;

/// A `.env` as python-dotenv reads it: `KEY=value`, `export KEY=value`, comments, values in quotes, `${KEY}` of the keys
/// above. None where some line is anything else: then it is another kind of text.
pub(in crate::profile::import) fn read_env(text: &str) -> Option<Node> {
    let mut entries: Vec<(String, Node)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let line_text = line.trim();
        if line_text.is_empty() || line_text.starts_with('#') {
            rest = after;
            continue;
        }
        let (key, value) = assignment(line)?;
        let (value, after) = match value.chars().next().filter(|c| ['"', '\''].contains(c)) {
            Some(quote) => {
                quoted(&rest[line.len() - value.len() + 1..], quote).unwrap_or_else(|| (plain(value), after))
            }
            None => (plain(value), after),
        };
        entries.retain(|(name, _)| name != key);
        let value = expanded(&value, &entries);
        entries.push((key.to_owned(), if value.is_empty() { Node::Nothing } else { Node::Text(value) }));
        rest = after;
    }
    (!entries.is_empty()).then_some(Node::Table(entries))
}

/// The key, and what stands behind the `=`.
fn assignment(line: &str) -> Option<(&str, &str)> {
    let (before, value) = line.split_once('=')?;
    let before = before.trim();
    let key = before.strip_prefix("export ").map_or(before, str::trim);
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.';
    (!key.is_empty() && key.bytes().all(is_word)).then(|| (key, value.trim_start()))
}

/// Up to a comment.
fn plain(value: &str) -> Zeroizing<String> {
    let end = value.find(" #").unwrap_or(value.len());
    Zeroizing::new(value[..end].trim().to_owned())
}

/// The value up to its closing quote, which may be some lines on, and what follows in the next line.
fn quoted(text: &str, quote: char) -> Option<(Zeroizing<String>, &str)> {
    let mut value = Zeroizing::new(String::with_capacity(text.len().min(LONGEST)));
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        if c == quote {
            let after = text[at..].split_once('\n').map_or("", |(_, after)| after);
            return Some((value, after));
        }
        if c != '\\' {
            value.push(c);
            continue;
        }
        match characters.next()? {
            (_, 'n') if quote == '"' => value.push('\n'),
            (_, 'r') if quote == '"' => value.push('\r'),
            (_, 't') if quote == '"' => value.push('\t'),
            (_, c) if c == quote || c == '\\' => value.push(c),
            (_, c) => value.extend(['\\', c]),
        }
    }
    None
}

/// With the values of keys above in the place of `${KEY}`; another name stays as it stands.
fn expanded(value: &str, entries: &[(String, Node)]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(value.len()));
    let mut rest = value;
    while let Some((before, from)) = rest.split_once("${") {
        let Some((name, after)) = from.split_once('}') else { break };
        text.push_str(before);
        match entries.iter().find(|(key, _)| key == name).and_then(|(_, node)| node.text()) {
            Some(known) if text.len() + known.len() <= LONGEST => text.push_str(known),
            _ => text.extend(["${", name, "}"]),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}
