//! [`Parser`]: from received bytes to items.

use std::collections::VecDeque;

use serde_json::Value;

use super::super::response::Mismatch;

/// Makes items of bytes as they are received.
pub(super) trait Parser<T> {
    /// Adds received bytes, and the items that are complete with them.
    fn receive(&mut self, chunk: &[u8], items: &mut VecDeque<Parsed<T>>);

    /// Adds the item that ends with the body, if there is one.
    fn end(&mut self, items: &mut VecDeque<Parsed<T>>);

    /// The number of bytes that are kept for the next item.
    fn len(&self) -> usize;
}

/// What was received.
pub(super) enum Parsed<T> {
    Item(T),
    /// An item that does not decode, with its JSON or its text.
    Invalid(Mismatch, Value),
    /// The end of the stream, before that of the body.
    End,
}

impl<T> Parsed<T> {
    /// An item of a text.
    pub(super) fn new(decoded: Result<T, Mismatch>, text: &str) -> Self {
        match decoded {
            Ok(item) => Self::Item(item),
            Err(mismatch) => {
                let json = serde_json::from_str(text);
                Self::Invalid(mismatch, json.unwrap_or_else(|_| text.into()))
            }
        }
    }
}
