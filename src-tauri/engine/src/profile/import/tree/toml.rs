use toml_edit::{DocumentMut, Item, TableLike, Value};

use super::{Mistake, Node};

/// TOML, as a tree and as the document that our own files are read from.
pub(in crate::profile::import) fn read_toml(text: &str) -> Result<(Node, DocumentMut), Mistake> {
    let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let at = error.span().map_or(0, |span| span.start);
        let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
        Mistake { line, message: error.message().replace('\n', ", ") }
    })?;
    Ok((of_table(document.as_table()), document))
}

fn of_table(table: &dyn TableLike) -> Node {
    Node::Table(table.iter().map(|(key, item)| (key.to_owned(), of_item(item))).collect())
}

fn of_item(item: &Item) -> Node {
    match item {
        Item::None => Node::Nothing,
        Item::Value(value) => of_value(value),
        Item::Table(table) => of_table(table),
        Item::ArrayOfTables(tables) => Node::List(tables.iter().map(|table| of_table(table)).collect()),
    }
}

fn of_value(value: &Value) -> Node {
    match value {
        Value::String(text) => Node::of(text.value()),
        Value::Integer(number) => Node::of(&number.value().to_string()),
        Value::Float(number) => Node::of(&number.value().to_string()),
        Value::Boolean(value) => Node::of(&value.value().to_string()),
        Value::Datetime(moment) => Node::of(&moment.value().to_string()),
        Value::Array(list) => Node::List(list.iter().map(of_value).collect()),
        Value::InlineTable(table) => of_table(table),
    }
}
