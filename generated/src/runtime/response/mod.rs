//! A received response: as it is, and decoded.

mod accessors;
mod call_info;
mod decode;
mod from_response;
mod headers;
mod mismatch;
mod out_of_range;
mod raw_response;
mod typed_response;
mod union;

pub use decode::{Unreadable, decode_error, decode_error_with, error_text};
pub use from_response::FromResponse;
pub use headers::HeaderError;
pub use raw_response::RawResponse;
pub use typed_response::Response;
pub use union::{BestFit, boolean_member, has_keys, integer_member, member, text_member};

pub(crate) use accessors::response_accessors;
pub(crate) use call_info::CallInfo;
pub(crate) use decode::{decode, decode_item, decode_optional, without_html};
pub(crate) use mismatch::Mismatch;
pub(crate) use out_of_range::from_json;
