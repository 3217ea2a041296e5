//! A received response: as it is, and decoded.

mod call_info;
mod decode;
mod mismatch;
mod raw_response;
mod typed_response;
mod union;

pub use decode::{decode_error, decode_error_with};
pub use typed_response::Response;
pub use union::{BestFit, boolean_member, has_keys, integer_member, member, text_member};

pub(crate) use call_info::CallInfo;
pub(crate) use decode::{Unreadable, decode, decode_optional, without_html};
pub(crate) use mismatch::Mismatch;
pub(crate) use raw_response::{RawResponse, response_accessors};
