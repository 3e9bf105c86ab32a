use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use super::{Mistake, Node};

/// A file of settings is nowhere near. What is refers to itself to grow, or wants to use up the stack.
const MOST_VALUES: usize = 20_000;
const DEEPEST: usize = 64;

/// The first document of a YAML text.
pub(in crate::profile::import) fn read_yaml(text: &str) -> Result<Node, Mistake> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| mistake(error.marker(), error.info()))?;
        if builder.take(event).map_err(|message| mistake(&span.start, message))? {
            break;
        }
    }
    Ok(builder.root)
}

fn mistake(at: &Marker, message: &str) -> Mistake {
    Mistake { line: at.line().max(1), message: message.to_owned() }
}

struct Builder {
    root: Node,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    values: usize,
}

/// A list or table that is not at its end.
struct Open {
    anchor: usize,
    list: Vec<Node>,
    is_table: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self { root: Node::Nothing, open: Vec::new(), anchors: HashMap::new(), values: 0 }
    }
}

impl Builder {
    /// Says whether the document is whole.
    fn take(&mut self, event: Event<'_>) -> Result<bool, &'static str> {
        match event {
            Event::Scalar(text, style, anchor, tag) => self.put(scalar(&text, style, tag.as_deref()), anchor)?,
            Event::SequenceStart(anchor, _) => self.begin(anchor, false)?,
            Event::MappingStart(anchor, _) => self.begin(anchor, true)?,
            Event::SequenceEnd | Event::MappingEnd => self.end()?,
            Event::Alias(anchor) => {
                // An alias to what it stands in itself has no value yet.
                let node = self.anchors.get(&anchor).cloned().ok_or("this alias refers to nothing")?;
                self.count(size(&node))?;
                self.put(node, 0)?;
            }
            Event::DocumentEnd => return Ok(true),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
        Ok(false)
    }

    fn begin(&mut self, anchor: usize, is_table: bool) -> Result<(), &'static str> {
        if self.open.len() == DEEPEST {
            return Err("it goes too deep");
        }
        self.open.push(Open { anchor, list: Vec::new(), is_table });
        Ok(())
    }

    fn end(&mut self) -> Result<(), &'static str> {
        let Some(Open { anchor, list, is_table }) = self.open.pop() else { return Ok(()) };
        let node = if is_table { table(list) } else { Node::List(list) };
        self.put(node, anchor)
    }

    fn put(&mut self, node: Node, anchor: usize) -> Result<(), &'static str> {
        self.count(1)?;
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            Some(open) => open.list.push(node),
            None => self.root = node,
        }
        Ok(())
    }

    fn count(&mut self, more: usize) -> Result<(), &'static str> {
        self.values = self.values.saturating_add(more);
        if self.values > MOST_VALUES { Err("it has too many values") } else { Ok(()) }
    }
}

/// Keys and values by turns. A key that is no text is none of ours; `<<` puts another table's entries in.
fn table(list: Vec<Node>) -> Node {
    let mut entries = Vec::with_capacity(list.len() / 2);
    let mut merged = Vec::new();
    let mut list = list.into_iter();
    while let (Some(key), Some(value)) = (list.next(), list.next()) {
        match (key, value) {
            (Node::Text(key), Node::Table(inner)) if *key == "<<" => merged.extend(inner),
            (Node::Text(key), value) => entries.push((key.to_string(), value)),
            _ => {}
        }
    }
    // Its own entries come first, and the first one found holds.
    entries.extend(merged);
    Node::Table(entries)
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Node {
    match tag.map(|tag| tag.suffix.as_str()) {
        Some("keyvault") => Node::Elsewhere,
        Some("env") if !text.contains("${") => Node::of(&format!("${{{text}}}")),
        _ if style == ScalarStyle::Plain && ["", "~", "null", "Null", "NULL"].contains(&text) => Node::Nothing,
        _ => Node::of(text),
    }
}

fn size(node: &Node) -> usize {
    match node {
        Node::List(list) => 1 + list.iter().map(size).sum::<usize>(),
        Node::Table(entries) => 1 + entries.iter().map(|(_, value)| size(value)).sum::<usize>(),
        Node::Nothing | Node::Text(_) | Node::Elsewhere => 1,
    }
}
