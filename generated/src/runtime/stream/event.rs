//! [`Event`]: an event of `text/event-stream`, and the parser of such streams.

use std::collections::VecDeque;
use std::time::Duration;

use serde::de::value::{Error as StringError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::super::response::{Mismatch, decode_item};
use super::parser::{Parsed, Parser};

/// What several APIs send as data after the last event.
const DONE: &str = "[DONE]";

/// An event of a response in `text/event-stream`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event (`event`); `None` if it has none.
    pub event: Option<String>,
    /// The decoded data.
    pub data: T,
    /// The latest id (`id`), of this event or of an earlier one.
    pub id: Option<String>,
    /// The latest delay before reconnecting (`retry`) that the server has requested.
    pub retry: Option<Duration>,
}

/// Decodes the data of an event.
pub(super) type DecodeData<T> = fn(&str) -> Result<T, Mismatch>;

/// Decodes data that is JSON.
///
/// # Errors
///
/// The data does not match the type.
pub fn event_json<T: DeserializeOwned>(data: &str) -> Result<T, Mismatch> {
    decode_item(data)
}

/// Decodes data that is a string.
///
/// # Errors
///
/// The data does not match the type.
pub fn event_text<T: DeserializeOwned>(data: &str) -> Result<T, Mismatch> {
    let data: StrDeserializer<'_, StringError> = data.into_deserializer();
    T::deserialize(data).map_err(|_| Mismatch {
        path: String::new(),
        problem: "expected a string of another format".to_owned(),
    })
}

/// The parser of `text/event-stream`, as the HTML standard describes it. An event that the body ends in is incomplete
/// and ignored.
pub(super) struct Events<T> {
    decode: DecodeData<T>,
    /// The bytes of the next line.
    line: Vec<u8>,
    /// Whether no line was received yet, so that a byte order mark may precede it.
    is_start: bool,
    /// Whether the last byte was a carriage return, which a line feed may follow.
    after_return: bool,
    event: String,
    data: String,
    id: Option<String>,
    retry: Option<Duration>,
}

impl<T> Events<T> {
    pub(super) fn new(decode: DecodeData<T>) -> Self {
        Self {
            decode,
            line: Vec::new(),
            is_start: true,
            after_return: false,
            event: String::new(),
            data: String::new(),
            id: None,
            retry: None,
        }
    }

    fn end_line(&mut self, items: &mut VecDeque<Parsed<Event<T>>>) {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&line);
        let mut line = &*line;
        if std::mem::take(&mut self.is_start) {
            line = line.strip_prefix('\u{feff}').unwrap_or(line);
        }
        if line.is_empty() {
            items.extend(self.take());
            return;
        }
        // A line that starts with a colon is a comment: a field without a name.
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "event" => value.clone_into(&mut self.event),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
    }

    /// The event that ends here, if it has data.
    fn take(&mut self) -> Option<Parsed<Event<T>>> {
        let (data, event) = (
            std::mem::take(&mut self.data),
            std::mem::take(&mut self.event),
        );
        let data = data.strip_suffix('\n')?;
        let decoded = (self.decode)(data);
        if decoded.is_err() && data == DONE {
            return Some(Parsed::End);
        }
        let event = decoded.map(|data| Event {
            event: Some(event).filter(|event| !event.is_empty()),
            data,
            id: self.id.clone(),
            retry: self.retry,
        });
        Some(Parsed::new(event, data))
    }
}

impl<T> Parser<Event<T>> for Events<T> {
    fn receive(&mut self, chunk: &[u8], items: &mut VecDeque<Parsed<Event<T>>>) {
        for part in chunk.split_inclusive(|byte| matches!(*byte, b'\r' | b'\n')) {
            let is_second = std::mem::take(&mut self.after_return) && part == b"\n";
            match part.split_last() {
                Some((b'\n', _)) if is_second => {}
                Some((last @ (b'\r' | b'\n'), line)) => {
                    self.line.extend_from_slice(line);
                    self.after_return = *last == b'\r';
                    self.end_line(items);
                }
                _ => self.line.extend_from_slice(part),
            }
        }
    }

    fn end(&mut self, _: &mut VecDeque<Parsed<Event<T>>>) {}

    fn len(&self) -> usize {
        self.line.len() + self.data.len()
    }
}
