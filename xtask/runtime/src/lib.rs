//! The client runtime: the hand-written part that generated code stands on.
//!
//! What users need of it is re-exported at the root of the crate. The rest serves generated code and may change in any
//! version.
#![forbid(unsafe_code)]

mod answer;
mod api_error;
mod base_url;
mod calendar;
mod check;
mod client_builder;
mod client_core;
mod config_error;
mod constrained;
mod credential;
mod decode;
mod decode_error;
mod error;
mod extra;
mod field_check;
mod field_error;
mod field_errors;
mod http_date;
mod invalid_request;
mod operation;
mod parameter;
mod patch;
mod request;
mod response;
mod secret;
mod service;
mod text;
mod timestamp;
mod transport;
mod transport_error;
mod unexpected_response;
mod union;
mod unrecognized;
mod unrecognized_value;

pub use api_error::ApiError;
pub use check::{Check, CheckReport, PathStep, violations};
pub use client_builder::ClientBuilder;
pub use client_core::Core;
pub use config_error::ConfigError;
pub use constrained::{Items, Number, Numeric, Text};
pub use decode::decode_error;
pub use decode_error::DecodeError;
pub use error::Error;
pub use extra::Extra;
pub use field_check::FieldCheck;
pub use field_error::FieldError;
pub use field_errors::FieldErrors;
pub use invalid_request::InvalidRequest;
pub use operation::Operation;
pub use patch::Patch;
pub use request::Request;
pub use response::Response;
pub use secret::Secret;
pub use service::{ApiClient, Auth, Service};
pub use timestamp::{ParseTimestampError, Timestamp};
pub use transport_error::TransportError;
pub use unexpected_response::UnexpectedResponse;
pub use union::{has_keys, member, text_member, try_member};
pub use unrecognized::{Unrecognized, deserialize_open_enum};
pub use unrecognized_value::UnrecognizedValue;

pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode};
pub use reqwest;
