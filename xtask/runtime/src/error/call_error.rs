//! [`Error`]: the error type of all calls.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::super::response::{CallInfo, HeaderError, RawResponse, Unreadable};
use super::super::transport::FailureKind;
use super::api_error::ApiError;
use super::api_key_error::ApiKeyError;
use super::config_error::ConfigError;
use super::decode_error::DecodeError;
use super::field_error::{FieldError, messages};
use super::invalid_request::InvalidRequest;
use super::item_error::ItemError;
use super::too_many_items::TooManyItems;
use super::transport_error::{NoResponse, TransportError};
use super::unexpected_response::UnexpectedResponse;

/// The error type of all calls, the same for every operation.
///
/// `Display` shows in one line the operation, the problem, and the request id. Of a body, `Display` and `Debug` show
/// only the error messages of the server. They never show credentials. `B` is the type of the documented error
/// bodies.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<B> {
    /// The settings are invalid, so no client was created.
    Config(Box<ConfigError>),
    /// The request is invalid and was not sent: the server would reject or misinterpret it.
    InvalidRequest(Box<InvalidRequest>),
    /// The request was not sent: the client has no credentials for it, or their provider failed.
    ApiKey(Box<ApiKeyError>),
    /// The connection failed, so the server has not received the request (in the last attempt, if there were
    /// several).
    Connect(Box<TransportError>),
    /// A timeout elapsed. The server may have processed the request. If [`attempts`](Error::attempts) is 0, it was
    /// never sent: the time elapsed in the queue
    /// ([`max_concurrent_requests`](super::super::ClientBuilder::max_concurrent_requests)) or during a pause
    /// ([`RetryPolicy`](super::super::RetryPolicy)).
    Timeout(Box<TransportError>),
    /// The connection broke. The server may have processed the request.
    Transport(Box<TransportError>),
    /// The server has processed the request, but the body of its response does not match the documentation.
    Decode(Box<DecodeError>),
    /// An item of a list does not match the documentation. Streams of items continue with the next item.
    Item(Box<ItemError>),
    /// The list has more items than the maximum to collect.
    TooManyItems(Box<TooManyItems>),
    /// The response is neither a documented success nor an error: a redirect, an undocumented 2xx, a page of a list
    /// without the number of pages, or an HTML page where no body is documented.
    UnexpectedResponse(Box<UnexpectedResponse>),
    /// An error response (4xx or 5xx).
    Api(Box<ApiError<B>>),
}

impl<B> Error<B> {
    /// The operation id in the API description; `None` for [`Config`](Error::Config).
    pub fn operation(&self) -> Option<&str> {
        match self {
            Self::InvalidRequest(error) => Some(error.operation()),
            Self::TooManyItems(error) => Some(error.operation()),
            _ => self.call().map(|call| &*call.operation),
        }
    }

    /// The number of the page to continue with, if the call was for a page of a list. All pages before it have been
    /// returned.
    ///
    /// For [`Decode`](Error::Decode) and [`Item`](Error::Item) it is the page that does not decode. Requesting it
    /// again fails again, so continue with the next page, or read it with `lenient` or `send_lenient`.
    pub fn page(&self) -> Option<u64> {
        match self {
            Self::UnexpectedResponse(error) => error.page,
            _ => self.call()?.page,
        }
    }

    /// The HTTP status, if a response was received; the body of a webhook has none.
    pub fn status(&self) -> Option<StatusCode> {
        self.received().map(RawResponse::status)
    }

    /// The headers of the response, if one was received; the body of a webhook has none.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.received().map(RawResponse::headers)
    }

    /// The body of the response as received, if there is one. For an [`Item`](Error::Item) it is the body of the
    /// whole page.
    pub fn raw(&self) -> Option<&Bytes> {
        self.response().map(RawResponse::raw)
    }

    /// The request id that the server or a proxy has set. Include it in support requests.
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.request_id()
    }

    /// The number of attempts: more than 1 if the call was retried, 0 if it was never sent.
    pub fn attempts(&self) -> u32 {
        self.call().map_or(0, |call| call.attempts)
    }

    /// The errors of the request as a flat list with paths such as `labels[1].color`, reported by the server or by
    /// the validation before sending.
    pub fn field_errors(&self) -> Vec<FieldError> {
        match self {
            Self::InvalidRequest(error) => error.errors().to_vec(),
            Self::Api(error) => error.field_errors(),
            _ => Vec::new(),
        }
    }

    /// The messages for one field, given by name (`email`) or path (`labels[1].color`); empty if there are none.
    ///
    /// They are taken from [`field_errors`](Error::field_errors).
    pub fn field(&self, path: &str) -> Vec<String> {
        messages(self.field_errors(), path)
    }

    /// Whether the server rejected the request as invalid (400). A request that failed the validation before sending
    /// is an [`Error::InvalidRequest`].
    pub fn is_bad_request(&self) -> bool {
        self.api().is_some_and(ApiError::is_bad_request)
    }

    /// Whether the server rejected the API key (401).
    pub fn is_unauthorized(&self) -> bool {
        self.api().is_some_and(ApiError::is_unauthorized)
    }

    /// Whether the API key lacks permission (403).
    pub fn is_forbidden(&self) -> bool {
        self.api().is_some_and(ApiError::is_forbidden)
    }

    /// Whether the requested resource does not exist (404).
    pub fn is_not_found(&self) -> bool {
        self.api().is_some_and(ApiError::is_not_found)
    }

    /// Whether the request conflicts with the state of the resource (409).
    pub fn is_conflict(&self) -> bool {
        self.api().is_some_and(ApiError::is_conflict)
    }

    /// Whether the rate limit was exceeded (429), or the call ended because the client is paused after `Retry-After`.
    pub fn is_rate_limited(&self) -> bool {
        match self {
            Self::Timeout(error) => error.retry_after().is_some(),
            _ => self.api().is_some_and(ApiError::is_rate_limited),
        }
    }

    /// Whether the server failed (500 to 599).
    pub fn is_server_error(&self) -> bool {
        self.api().is_some_and(ApiError::is_server_error)
    }

    /// Whether the same request may succeed later and is safe to repeat.
    ///
    /// This is so if the connection failed (unless the certificate was rejected), if the request timed out before it
    /// was sent, and after 429. For an idempotent method (`GET`, `PUT`, `DELETE`, …) it is also so after 502, 503 and
    /// 504, a timeout and a broken connection.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => {
                error.is_retryable()
            }
            Self::Api(error) => error.is_retryable(),
            _ => false,
        }
    }

    /// The delay that the server requests before the next attempt (`Retry-After`): of this response, or the rest of
    /// the pause that an earlier response has started.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after(),
            Self::Timeout(error) => error.retry_after(),
            _ => None,
        }
    }

    /// The error for a response that was not read.
    pub(crate) fn unreadable(response: RawResponse, reason: Unreadable) -> Self {
        match reason {
            Unreadable::Mismatch(mismatch) => Box::new(DecodeError::new(response, mismatch)).into(),
            Unreadable::Unexpected(problem) => UnexpectedResponse::new(response, problem).into(),
        }
    }

    /// The response that a request received. A webhook is decoded without one.
    fn received(&self) -> Option<&RawResponse> {
        self.response().filter(|it| it.call.attempts > 0)
    }

    /// The response or webhook that the error is about; `None` if none was received.
    fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Decode(error) => Some(&error.response),
            Self::Item(error) => Some(&error.response),
            Self::UnexpectedResponse(error) => Some(&error.response),
            Self::Api(error) => Some(&error.response),
            Self::Config(_)
            | Self::InvalidRequest(_)
            | Self::ApiKey(_)
            | Self::Connect(_)
            | Self::Timeout(_)
            | Self::Transport(_)
            | Self::TooManyItems(_) => None,
        }
    }

    /// The call that failed; `None` if there was no attempt to send it.
    fn call(&self) -> Option<&CallInfo> {
        match self {
            Self::ApiKey(error) => Some(&error.call),
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => {
                Some(&error.call)
            }
            _ => self.response().map(|response| &response.call),
        }
    }

    fn api(&self) -> Option<&ApiError<B>> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }
}

impl<B> fmt::Display for Error<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::InvalidRequest(error) => error.fmt(f),
            Self::ApiKey(error) => error.fmt(f),
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Item(error) => error.fmt(f),
            Self::TooManyItems(error) => error.fmt(f),
            Self::UnexpectedResponse(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
        }
    }
}

/// `Display` includes the message of the variant, so the source is that of the variant: the error of the transport.
impl<B: fmt::Debug> std::error::Error for Error<B> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Config(error) => error.source(),
            Self::ApiKey(error) => error.source(),
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.source(),
            Self::InvalidRequest(_)
            | Self::Decode(_)
            | Self::Item(_)
            | Self::TooManyItems(_)
            | Self::UnexpectedResponse(_)
            | Self::Api(_) => None,
        }
    }
}

impl<B> From<ConfigError> for Error<B> {
    fn from(error: ConfigError) -> Self {
        Self::Config(Box::new(error))
    }
}

impl<B> From<InvalidRequest> for Error<B> {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(Box::new(error))
    }
}

impl<B> From<ApiKeyError> for Error<B> {
    fn from(error: ApiKeyError) -> Self {
        Self::ApiKey(Box::new(error))
    }
}

impl<B> From<TransportError> for Error<B> {
    fn from(error: TransportError) -> Self {
        let error = Box::new(error);
        match &error.reason {
            NoResponse::NotSent(_) | NoResponse::TimedOut(_) => Self::Timeout(error),
            NoResponse::Failed(failure) => match failure.kind {
                FailureKind::Connect | FailureKind::Permanent => Self::Connect(error),
                FailureKind::Broken | FailureKind::Unreadable => Self::Transport(error),
            },
        }
    }
}

impl<B> From<Box<DecodeError>> for Error<B> {
    fn from(error: Box<DecodeError>) -> Self {
        Self::Decode(error)
    }
}

impl<B> From<HeaderError> for Error<B> {
    fn from(error: HeaderError) -> Self {
        Self::Decode(Box::new(error.into()))
    }
}

impl<B> From<ItemError> for Error<B> {
    fn from(error: ItemError) -> Self {
        Self::Item(Box::new(error))
    }
}

impl<B> From<TooManyItems> for Error<B> {
    fn from(error: TooManyItems) -> Self {
        Self::TooManyItems(Box::new(error))
    }
}

impl<B> From<UnexpectedResponse> for Error<B> {
    fn from(error: UnexpectedResponse) -> Self {
        Self::UnexpectedResponse(Box::new(error))
    }
}

impl<B> From<Box<UnexpectedResponse>> for Error<B> {
    fn from(error: Box<UnexpectedResponse>) -> Self {
        Self::UnexpectedResponse(error)
    }
}

impl<B> From<ApiError<B>> for Error<B> {
    fn from(error: ApiError<B>) -> Self {
        Self::Api(Box::new(error))
    }
}
