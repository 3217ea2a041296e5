//! Every error that a call can return.

mod api_error;
mod api_key_error;
mod call_error;
mod config_error;
mod decode_error;
mod delivery;
mod field_error;
mod field_errors;
mod invalid_request;
mod item_error;
mod too_many_items;
mod transport_error;
mod unexpected_response;

pub use api_error::ApiError;
pub use api_key_error::ApiKeyError;
pub use call_error::Error;
pub use config_error::ConfigError;
pub use decode_error::DecodeError;
pub use delivery::decode_delivery;
pub use field_error::FieldError;
pub use field_errors::FieldErrors;
pub use invalid_request::InvalidRequest;
pub use item_error::ItemError;
pub use too_many_items::TooManyItems;
pub use transport_error::TransportError;
pub use unexpected_response::UnexpectedResponse;

pub(crate) use api_key_error::KeyProblem;
pub(crate) use transport_error::{NoResponse, NotSent};
