//! The types of fields and arguments that are the same for every API.

pub(crate) mod base64;
mod calendar;
mod empty;
mod extra;
mod from_string;
mod into_list;
mod patch;
mod secret;
mod timestamp;
#[cfg(feature = "chrono")]
mod timestamp_chrono;
#[cfg(feature = "jiff")]
mod timestamp_jiff;
#[cfg(feature = "time")]
mod timestamp_time;
pub(crate) mod unknown;
mod unrecognized;
mod unrecognized_value;

pub use base64::{Base64, Base64Url, DecodeBase64Error};
pub use empty::Empty;
pub use extra::Extra;
pub use from_string::FromString;
pub use into_list::{IntoItem, IntoList};
pub use patch::Patch;
pub use secret::Secret;
pub use timestamp::{ParseTimestampError, Timestamp};
pub use unrecognized::{
    Unrecognized, deserialize_open_enum, deserialize_open_integer_enum, serialize_integer,
};
pub use unrecognized_value::UnrecognizedValue;
