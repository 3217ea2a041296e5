//! The client runtime: the hand-written part that generated code stands on.
//!
//! [`ApiError`], [`ClientBuilder`], [`Error`], [`Items`] and [`Pages`] are the generic forms of the types of the same names
//! at the root of the crate; use those. Everything else here serves generated code and may change in any version.
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
mod items;
mod operation;
mod page;
mod pages;
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
pub use client_builder::ClientBuilder;
pub use error::Error;
pub use items::Items;
pub use pages::Pages;

// What users need of these is at the root of the crate.
#[doc(hidden)]
pub use {
    bytes::Bytes,
    check::{Check, CheckReport, PathStep, violations},
    client_core::Core,
    config_error::ConfigError,
    constrained::{Collection, Number, Numeric, Text},
    decode::decode_error,
    decode_error::DecodeError,
    extra::Extra,
    field_check::FieldCheck,
    field_error::FieldError,
    field_errors::FieldErrors,
    http::{HeaderMap, Method, StatusCode},
    invalid_request::InvalidRequest,
    operation::Operation,
    page::Page,
    patch::Patch,
    request::Request,
    reqwest,
    response::Response,
    secret::Secret,
    service::{ApiClient, Auth, Service},
    timestamp::{ParseTimestampError, Timestamp},
    transport_error::TransportError,
    unexpected_response::UnexpectedResponse,
    union::{has_keys, member, text_member, try_member},
    unrecognized::{Unrecognized, deserialize_open_enum},
    unrecognized_value::UnrecognizedValue,
};
