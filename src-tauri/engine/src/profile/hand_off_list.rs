//! The files of a profile as they stand in `profiles.toml`: a list of inline tables, or `[[profiles.north.hand_off]]` tables.

use toml_edit::{Array, InlineTable, Item, Table, TableLike, Value};

use super::{FieldProblem, HandOffEntry};
use crate::files;

/// The list's key in a profile's table.
pub(super) const KEY: &str = "hand_off";

/// A year: nobody means longer.
const LONGEST: i64 = 366 * 24 * 60;

const EXAMPLE: &str = r#"[{ format = "dotenv", path = "~/work/.env", keep_fresh = true }]"#;

type Read<T> = Result<T, &'static str>;

/// Reads the list. An entry with a mistake is left out of it, and the mistake is named.
pub(super) fn read(table: &dyn TableLike, problems: &mut Vec<FieldProblem>) -> Vec<HandOffEntry> {
    let entries: Vec<Read<HandOffEntry>> = match table.get(KEY) {
        None => Vec::new(),
        Some(Item::Value(Value::Array(list))) => list.iter().map(read_value).collect(),
        Some(Item::ArrayOfTables(list)) => list.iter().map(|table| read_entry(table)).collect(),
        Some(_) => vec![Err("This has to be a list of tables.")],
    };
    let mut hand_off = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => hand_off.push(entry),
            Err(message) => problems.push(FieldProblem::new(KEY, message, EXAMPLE)),
        }
    }
    hand_off
}

fn read_value(value: &Value) -> Read<HandOffEntry> {
    read_entry(value.as_inline_table().ok_or("Each of these has to be a table.")?)
}

fn read_entry(table: &dyn TableLike) -> Read<HandOffEntry> {
    let text = |key| table.get(key).and_then(Item::as_str).filter(|text: &&str| !text.is_empty());
    let path = text("path").ok_or("“path” has to name the file, as text.")?;
    if !files::expand_home(path).is_absolute() {
        return Err(
            "“path” has to be a whole path, or begin with ~/: a relative one would depend on where a program was started.",
        );
    }
    let keep_fresh = match table.get("keep_fresh") {
        None => false,
        Some(item) => item.as_bool().ok_or("“keep_fresh” has to be true or false.")?,
    };
    let take_back_after = match table.get("take_back_after") {
        None => None,
        Some(item) => {
            Some(minutes(item).ok_or("“take_back_after” has to be a whole number of minutes, from 1 to 527040.")?)
        }
    };
    Ok(HandOffEntry {
        format: text("format").ok_or("“format” has to name the form, as text.")?.to_owned(),
        path: path.to_owned(),
        keep_fresh,
        take_back_after,
    })
}

fn minutes(item: &Item) -> Option<u32> {
    item.as_integer().filter(|minutes| (1..=LONGEST).contains(minutes)).and_then(|minutes| u32::try_from(minutes).ok())
}

/// Makes the list say what is wanted. Entries that say it already keep their comments and the keys this version does not
/// know; those that nobody can read are left alone.
pub(super) fn write(table: &mut dyn TableLike, wanted: &[HandOffEntry]) {
    let mut wanted: Vec<&HandOffEntry> = wanted.iter().collect();
    let is_empty = match table.get_mut(KEY) {
        Some(Item::ArrayOfTables(list)) => {
            let mut index = 0;
            while let Some(table) = list.get_mut(index) {
                if settle(table, &mut wanted) {
                    index += 1;
                } else {
                    list.remove(index);
                }
            }
            for entry in wanted {
                let mut table = Table::new();
                set_all(&mut table, entry);
                list.push(table);
            }
            list.is_empty()
        }
        Some(Item::Value(Value::Array(list))) => {
            settle_array(list, wanted);
            list.is_empty()
        }
        _ => {
            let mut list = Array::new();
            settle_array(&mut list, wanted);
            let is_empty = list.is_empty();
            table.insert(KEY, Item::Value(list.into()));
            is_empty
        }
    };
    if is_empty {
        table.remove(KEY);
    }
}

fn settle_array(list: &mut Array, mut wanted: Vec<&HandOffEntry>) {
    let mut index = 0;
    while let Some(value) = list.get_mut(index) {
        if value.as_inline_table_mut().is_none_or(|table| settle(table, &mut wanted)) {
            index += 1;
            continue;
        }
        let removed = list.remove(index);
        // What follows the removed one on its line stands where that stood.
        if let Some(next) = list.get_mut(index).filter(|next| line_break(next).is_none()) {
            *next.decor_mut() = removed.decor().clone();
        }
    }
    for entry in wanted {
        let mut table = InlineTable::new();
        set_all(&mut table, entry);
        match list.iter().last().and_then(line_break) {
            Some(line_break) => list.push_formatted(Value::InlineTable(table).decorated(line_break, "")),
            None => list.push(table),
        }
    }
}

/// The end of the line before a value, and how far the value is indented.
fn line_break(value: &Value) -> Option<String> {
    let before = value.decor().prefix()?.as_str()?;
    before.rfind('\n').map(|at| before[at..].to_owned())
}

/// Makes an entry say what is wanted of its file, and says whether anything is.
fn settle(table: &mut dyn TableLike, wanted: &mut Vec<&HandOffEntry>) -> bool {
    let Ok(entry) = read_entry(table) else { return true };
    let exact = wanted.iter().position(|wanted| wanted.path == entry.path && wanted.format == entry.format);
    let same = exact.or_else(|| wanted.iter().position(|wanted| wanted.path == entry.path));
    let Some(wanted) = same.map(|index| wanted.remove(index)) else { return false };
    if *wanted != entry {
        set_all(table, wanted);
    }
    true
}

/// Sets what an entry says, and leaves the other keys.
fn set_all(table: &mut dyn TableLike, entry: &HandOffEntry) {
    set(table, "format", Some(entry.format.as_str().into()));
    set(table, "path", Some(entry.path.as_str().into()));
    set(table, "keep_fresh", entry.keep_fresh.then(|| true.into()));
    set(table, "take_back_after", entry.take_back_after.map(|minutes| i64::from(minutes).into()));
}

fn set(table: &mut dyn TableLike, key: &str, value: Option<Value>) {
    match value {
        Some(value) => super::document::set(table, key, value),
        None => {
            table.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use toml_edit::DocumentMut;

    use super::*;

    fn entry(path: &str, keep_fresh: bool, take_back_after: Option<u32>) -> HandOffEntry {
        HandOffEntry { format: "dotenv".into(), path: path.into(), keep_fresh, take_back_after }
    }

    fn written(text: &str, wanted: &[HandOffEntry]) -> String {
        let mut document: DocumentMut = text.parse().unwrap();
        write(document.as_table_mut(), wanted);
        let mut problems = Vec::new();
        assert_eq!(read(document.as_table(), &mut problems), wanted);
        document.to_string()
    }

    const BY_HAND: &str = r#"a = 1
hand_off = [  # mine
  # the first
  { format = "dotenv", path = "/a", colour = "teal" },  # of a
  { format = 'dotenv', path = "/b", keep_fresh = true, take_back_after = 30 },
]
b = 2
"#;

    #[test]
    fn comments_and_unknown_keys_of_each_entry_stay() {
        let (a, b) = (entry("/a", false, None), entry("/b", true, Some(30)));
        assert_eq!(written(BY_HAND, &[a.clone(), b.clone()]), BY_HAND);
        let kept = written(BY_HAND, &[entry("/a", true, None), b.clone()]);
        assert_eq!(kept, BY_HAND.replace("colour = \"teal\" }", "colour = \"teal\" , keep_fresh = true }"));
        let more = written(BY_HAND, &[a.clone(), b, entry("/c", true, Some(5))]);
        let line = "\n  { format = \"dotenv\", path = \"/c\", keep_fresh = true, take_back_after = 5 },\n]";
        assert_eq!(more, BY_HAND.replace(",\n]", &format!(",{line}")));
        let one = written(BY_HAND, &[a]);
        assert!(one.contains("# the first\n  { format = \"dotenv\", path = \"/a\", colour = \"teal\" }"), "{one}");
        assert_eq!(written(BY_HAND, &[]), "a = 1\nb = 2\n");
    }

    #[test]
    fn a_list_on_one_line_stays_on_it() {
        let text = "hand_off = [{ format = \"dotenv\", path = \"/a\" }, { format = \"dotenv\", path = \"/b\" }]\n";
        assert_eq!(written(text, &[entry("/b", false, None)]), "hand_off = [{ format = \"dotenv\", path = \"/b\" }]\n");
        assert_eq!(written("", &[entry("/a", false, None), entry("/b", false, None)]), text);
    }

    #[test]
    fn tables_of_their_own_are_read_and_changed_too() {
        let text = "[[hand_off]]\nformat = \"dotenv\"\npath = \"/a\" # mine\n\n[[hand_off]]\nformat = \"dotenv\"\npath = \"/b\"\n";
        let changed = written(text, &[entry("/a", true, None), entry("/c", false, None)]);
        let expected = "[[hand_off]]\nformat = \"dotenv\"\npath = \"/a\" # mine\nkeep_fresh = true\n\n[[hand_off]]\nformat = \"dotenv\"\npath = \"/c\"\n";
        assert_eq!(changed, expected);
        assert_eq!(written(text, &[]), "");
    }

    #[test]
    fn mistakes_are_named_and_left_for_the_person() {
        for (entry, named) in [
            ("{ path = \"/a\" }", "“format”"),
            ("{ format = \"dotenv\" }", "“path”"),
            ("{ format = \"dotenv\", path = \"work/.env\" }", "“path” has to be a whole path"),
            ("{ format = \"dotenv\", path = \"/a\", keep_fresh = \"yes\" }", "“keep_fresh”"),
            ("{ format = \"dotenv\", path = \"/a\", take_back_after = \"30\" }", "“take_back_after”"),
            ("{ format = \"dotenv\", path = \"/a\", take_back_after = 0 }", "“take_back_after”"),
            ("{ format = \"dotenv\", path = \"/a\", take_back_after = 1.5 }", "“take_back_after”"),
            ("7", "has to be a table"),
        ] {
            let text = format!("hand_off = [{entry}, {{ format = \"dotenv\", path = \"/b\" }}]");
            let mut document: DocumentMut = text.parse().unwrap();
            let mut problems = Vec::new();
            assert_eq!(read(document.as_table(), &mut problems).len(), 1, "{entry}");
            assert!(problems.len() == 1 && problems[0].message.contains(named), "{entry}: {problems:?}");
            assert_eq!(problems[0].field, "hand_off");
            write(document.as_table_mut(), &[]);
            assert!(document.to_string().contains(entry), "{document}");
        }
        let mut problems = Vec::new();
        read("hand_off = 1".parse::<DocumentMut>().unwrap().as_table(), &mut problems);
        assert!(problems[0].message.contains("list of tables"), "{problems:?}");
    }
}
