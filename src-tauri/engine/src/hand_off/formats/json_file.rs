//! Files of JSON that are edited: keys of other people stay.

use std::io;

use secrecy::zeroize::{Zeroize as _, Zeroizing};
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value};

use super::Rendered;

/// A JSON object whose text is zeroed when it is done with: a token may be in it.
pub(super) struct JsonFile(Value);

impl JsonFile {
    /// What a file holds; nothing where it is no JSON object.
    pub fn parse(text: &str) -> Option<Self> {
        let value = Self(serde_json::from_str(text).ok()?);
        value.0.is_object().then_some(value)
    }

    /// The object of a file that is ours to change, or a new one.
    pub fn of(existing: Option<&str>) -> Self {
        existing.and_then(Self::parse).unwrap_or_else(|| Self(Value::Object(Map::new())))
    }

    /// What stands there.
    pub fn text_at(&self, pointer: &str) -> Option<&str> {
        self.0.pointer(pointer)?.as_str()
    }

    /// The object under that key, made where it is missing or something else.
    pub fn object(&mut self, key: &str) -> &mut Map<String, Value> {
        let under = &mut self.0[key];
        if !under.is_object() {
            wipe(under);
            *under = Value::Object(Map::new());
        }
        under.as_object_mut().unwrap_or_else(|| unreachable!("made one"))
    }

    /// The list under that key, made where it is missing or something else.
    pub fn array(&mut self, key: &str) -> &mut Vec<Value> {
        let under = &mut self.0[key];
        if !under.is_array() {
            wipe(under);
            *under = Value::Array(Vec::new());
        }
        under.as_array_mut().unwrap_or_else(|| unreachable!("made one"))
    }

    /// Sets a key of the object itself.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        let place = &mut self.0[key];
        wipe(place);
        *place = value.into();
    }

    /// Takes the text out that stands there.
    pub fn empty(&mut self, pointer: &str) {
        if let Some(Value::String(text)) = self.0.pointer_mut(pointer) {
            text.zeroize();
        }
    }

    /// The whole object.
    pub fn value(&mut self) -> &mut Value {
        &mut self.0
    }

    /// As a file.
    pub fn text(&self) -> Rendered {
        // Written once to see how long it is: a text that grows leaves copies of itself behind.
        let mut length = Counted(0);
        self.write(&mut length);
        let mut bytes = Zeroizing::new(Vec::with_capacity(length.0 + 1));
        self.write(&mut *bytes);
        bytes.push(b'\n');
        let text = String::from_utf8(std::mem::take(&mut *bytes));
        Zeroizing::new(text.unwrap_or_else(|_| unreachable!("JSON is UTF-8")))
    }

    fn write(&self, to: impl io::Write) {
        let mut serializer = Serializer::with_formatter(to, PrettyFormatter::with_indent(b"  "));
        serde::Serialize::serialize(&self.0, &mut serializer)
            .unwrap_or_else(|_| unreachable!("memory takes what is written"));
    }
}

impl Drop for JsonFile {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Zeroes all text in a value.
pub(super) fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(items) => items.values_mut().for_each(wipe),
        _ => {}
    }
}

struct Counted(usize);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
