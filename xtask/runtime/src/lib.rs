//! The client runtime: the hand-written part, which generated code builds on.
//!
//! [`ApiError`], [`ClientBuilder`], [`Error`], [`Items`], [`Pages`] and [`RawRequest`] are generic; use the types of
//! the same names at the root of the crate instead. All other items here are for generated code and may change in any
//! version.
#![forbid(unsafe_code)]

// A call goes from `client` through `request` (with `body` and `check`), `send` (with `auth`) and `transport` to the
// server. What is received goes through `response` or becomes an `error`.
mod auth;
mod body;
mod check;
mod client;
mod error;
mod json_path;
mod list;
mod log_text;
mod percent;
mod raw_request;
mod request;
mod response;
mod send;
mod stream;
mod transport;
mod values;

pub use client::ClientBuilder;
pub use error::{ApiError, Error};
pub use list::{Items, Pages};
pub use raw_request::RawRequest;
pub use stream::ByteStream;

#[cfg(feature = "blocking")]
pub use list::BlockingIter;

// Public items of these are re-exported at the root of the crate.
#[doc(hidden)]
pub use {
    auth::{Auth, Scheme, Security},
    body::{FieldEncoding, FieldStyle, Form, FormObject, FormRules, Media, Upload},
    bytes::Bytes,
    check::{
        Check, CheckReport, Collection, FieldCheck, Number, Numeric, PathStep, Text, violations,
    },
    client::{
        ApiClient, ApiKeyClient, Core, OperationServer, ResponseFuture, Server, ServerVariable,
        Service,
    },
    error::{
        ApiKeyError, ConfigError, DecodeError, FieldError, FieldErrors, InvalidRequest, ItemError,
        TooManyItems, TransportError, UnexpectedResponse, decode_delivery,
    },
    http::{self, HeaderMap, Method, StatusCode},
    list::{LenientPage, Page},
    request::{CallOptions, Operation, Request, Style, when_some},
    reqwest,
    response::{
        BestFit, FromResponse, HeaderError, RawResponse, Response, Unreadable, boolean_member,
        decode_error, decode_error_with, error_text, has_keys, integer_member, member, text_member,
    },
    send::RetryPolicy,
    stream::{Event, ItemStream, event_json, event_text},
    transport::{
        FakeTransport, RequestBody, ResponseBody, Transport, TransportFailure, TransportFuture,
    },
    values::{
        Base64, Base64Url, DecodeBase64Error, Empty, Extra, FromString, IntoItem, IntoList,
        ParseTimestampError, Patch, Secret, Timestamp, Unrecognized, UnrecognizedValue,
        deserialize_open_enum, deserialize_open_integer_enum, serialize_integer,
    },
};
