//! [`JsonLines`]: JSON values, each on a line (`application/jsonl`) or after a record separator (`application/json-seq`).

use std::collections::VecDeque;

use serde::de::{DeserializeOwned, IgnoredAny};

use super::event::event_json;
use super::parser::{Parsed, Parser};

/// RFC 7464: the character before each value.
const RECORD_SEPARATOR: u8 = 0x1e;

#[derive(Default)]
pub(super) struct JsonLines {
    /// The bytes of the next value.
    text: Vec<u8>,
    /// Whether a record separator was received: values may then contain line breaks.
    is_sequence: bool,
}

impl<T: DeserializeOwned> Parser<T> for JsonLines {
    fn receive(&mut self, chunk: &[u8], items: &mut VecDeque<Parsed<T>>) {
        for part in chunk.split_inclusive(|byte| matches!(*byte, b'\n' | RECORD_SEPARATOR)) {
            match part.split_last() {
                Some((&RECORD_SEPARATOR, rest)) => {
                    self.text.extend_from_slice(rest);
                    self.is_sequence = true;
                    self.take(items);
                }
                Some((b'\n', rest)) => {
                    self.text.extend_from_slice(rest);
                    if !self.is_sequence || self.is_complete() {
                        self.take(items);
                    } else {
                        self.text.push(b'\n');
                    }
                }
                _ => self.text.extend_from_slice(part),
            }
        }
    }

    fn end(&mut self, items: &mut VecDeque<Parsed<T>>) {
        self.take(items);
    }

    fn len(&self) -> usize {
        self.text.len()
    }
}

impl JsonLines {
    fn is_complete(&self) -> bool {
        // A value is only parsed where it can end, since each line break would parse it again.
        let text = self.text.trim_ascii();
        let may_end = match text.first() {
            Some(b'{') => text.ends_with(b"}"),
            Some(b'[') => text.ends_with(b"]"),
            _ => true,
        };
        may_end && serde_json::from_slice::<IgnoredAny>(&self.text).is_ok()
    }

    /// Adds the value in the buffer. Blank lines are ignored.
    fn take<T: DeserializeOwned>(&mut self, items: &mut VecDeque<Parsed<T>>) {
        let text = std::mem::take(&mut self.text);
        let text = String::from_utf8_lossy(&text);
        let text = text.trim_start_matches('\u{feff}').trim();
        if !text.is_empty() {
            items.push_back(Parsed::new(event_json(text), text));
        }
    }
}
