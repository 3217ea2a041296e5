//! The client runtime: the hand-written part, which generated code builds on.
//!
//! [`ApiError`], [`ClientBuilder`], [`Error`], [`Items`], [`Pages`] and [`RawRequest`] are generic; use the types of
//! the same names at the root of the crate instead. All other items here are for generated code and may change in any
//! version.
#![forbid(unsafe_code)]

mod answer;
mod api_error;
mod api_key;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "blocking")]
mod blocking_iter;
mod calendar;
mod call;
mod call_options;
mod check;
mod client_builder;
mod client_core;
mod client_settings;
mod config_error;
mod constrained;
mod credential;
mod decode;
mod decode_error;
mod drf_form;
mod duplicate_key;
mod empty;
mod error;
mod exchange;
mod extra;
mod fake_transport;
mod field_check;
mod field_error;
mod field_errors;
mod form;
mod form_rules;
mod from_string;
mod header_rules;
mod into_list;
mod invalid_request;
mod item_error;
mod item_source;
mod items;
mod lenient_page;
mod limits;
mod media;
mod multipart;
mod openapi_form;
mod operation;
mod page;
mod pages;
mod parameter;
mod patch;
mod raw_request;
mod request;
mod reqwest_transport;
mod response;
mod response_future;
mod retry_policy;
mod secret;
mod server;
mod server_choice;
mod service;
mod text;
mod throttle;
mod timestamp;
#[cfg(feature = "chrono")]
mod timestamp_chrono;
#[cfg(feature = "jiff")]
mod timestamp_jiff;
#[cfg(feature = "time")]
mod timestamp_time;
mod too_many_items;
mod trace;
mod transport;
mod transport_error;
mod transport_failure;
mod transport_setup;
mod unexpected_response;
mod union;
mod unrecognized;
mod unrecognized_value;
mod when_some;

pub use api_error::ApiError;
pub use client_builder::ClientBuilder;
pub use error::Error;
pub use items::Items;
pub use pages::Pages;
pub use raw_request::RawRequest;

#[cfg(feature = "blocking")]
pub use blocking_iter::BlockingIter;

// Public items of these are re-exported at the root of the crate.
#[doc(hidden)]
pub use {
    api_key::ApiKeyError,
    bytes::Bytes,
    call_options::CallOptions,
    check::{Check, CheckReport, PathStep, violations},
    client_core::Core,
    config_error::ConfigError,
    constrained::{Collection, Number, Numeric, Text},
    decode::{decode_error, decode_error_with},
    decode_error::DecodeError,
    empty::Empty,
    extra::Extra,
    fake_transport::FakeTransport,
    field_check::FieldCheck,
    field_error::FieldError,
    field_errors::FieldErrors,
    form::Form,
    form_rules::{FormObject, FormRules},
    from_string::FromString,
    http::{self, HeaderMap, Method, StatusCode},
    into_list::{IntoItem, IntoList},
    invalid_request::InvalidRequest,
    item_error::ItemError,
    lenient_page::LenientPage,
    media::Media,
    operation::Operation,
    page::Page,
    patch::Patch,
    request::Request,
    reqwest,
    response::Response,
    response_future::ResponseFuture,
    retry_policy::RetryPolicy,
    secret::Secret,
    server::{Server, ServerVariable},
    service::{ApiClient, Auth, Service},
    timestamp::{ParseTimestampError, Timestamp},
    too_many_items::TooManyItems,
    transport::{ResponseBody, Transport, TransportFuture},
    transport_error::TransportError,
    transport_failure::TransportFailure,
    unexpected_response::UnexpectedResponse,
    union::{has_keys, member, text_member, try_member},
    unrecognized::{Unrecognized, deserialize_open_enum},
    unrecognized_value::UnrecognizedValue,
    when_some::when_some,
};
