//! Responses that are read while they are received: as bytes, or item by item.

mod byte_stream;
mod event;
mod item_stream;
mod json_lines;
mod open;
mod parser;

pub use byte_stream::ByteStream;
pub use event::{Event, event_json, event_text};
pub use item_stream::ItemStream;
