//! [`Error`]: everything that a call can end in, other than the answer.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::api_error::ApiError;
use super::api_key::ApiKeyError;
use super::config_error::ConfigError;
use super::decode_error::DecodeError;
use super::field_error::FieldError;
use super::invalid_request::InvalidRequest;
use super::item_error::ItemError;
use super::too_many_items::TooManyItems;
use super::transport_error::{Failure, TransportError};
use super::unexpected_response::UnexpectedResponse;

/// Everything that a call can end in, other than the answer: one type for all operations, so that `?` goes through.
///
/// `Display` says in one line which operation it was, what happened, and the request id. Of a body, it and `Debug` show
/// only what the server says is wrong, and they never show the key. `B` is the error bodies that the API documents.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<B> {
    /// No client can be made from the settings.
    Config(Box<ConfigError>),
    /// The request was not sent: the server would refuse it or take it for something else.
    InvalidRequest(Box<InvalidRequest>),
    /// The request was not sent: the function that gives the API key did not give one.
    ApiKey(Box<ApiKeyError>),
    /// There was no connection, so the server has not seen the request (in the last attempt, if there were several).
    Connect(Box<TransportError>),
    /// Time ran out. The server may have done what was asked, unless the request was never sent, since it waited for its
    /// turn ([`max_concurrent_requests`](super::ClientBuilder::max_concurrent_requests)) or for the end of a pause
    /// ([`RetryPolicy`](super::RetryPolicy)): then [`attempts`](Error::attempts) is 0.
    Timeout(Box<TransportError>),
    /// The connection broke. The server may have done what was asked.
    Transport(Box<TransportError>),
    /// The server did what was asked, and the body of its answer is not as documented.
    Decode(Box<DecodeError>),
    /// An item of a list is not as documented. Streams of items continue after it with the next item.
    Item(Box<ItemError>),
    /// The list has more items than were to be collected.
    TooManyItems(Box<TooManyItems>),
    /// The answer is neither a documented success nor an error: a redirect, or an undocumented 2xx. Or it is a page that
    /// does not say how many there are, or an HTML page where no body is documented.
    UnexpectedResponse(Box<UnexpectedResponse>),
    /// The server answered with an error status.
    Api(Box<ApiError<B>>),
}

impl<B> Error<B> {
    /// The operation that was called, by its id in the API's description.
    pub fn operation(&self) -> Option<&str> {
        match self {
            Self::Config(_) => None,
            Self::InvalidRequest(error) => Some(error.operation()),
            Self::ApiKey(error) => Some(error.operation()),
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => {
                Some(error.operation())
            }
            Self::Decode(error) => Some(error.operation()),
            Self::Item(error) => Some(error.operation()),
            Self::TooManyItems(error) => Some(error.operation()),
            Self::UnexpectedResponse(error) => Some(error.operation()),
            Self::Api(error) => Some(error.operation()),
        }
    }

    /// The page of a list to continue with, if a call for one ended in this: all before it have been given.
    ///
    /// For [`Decode`](Error::Decode) and [`Item`](Error::Item) it is the page that does not decode. It fails again if it
    /// is requested again, so continue with the one after it, or read it with `lenient` or `send_lenient`.
    pub fn page(&self) -> Option<u64> {
        match self {
            Self::Config(_) | Self::InvalidRequest(_) | Self::TooManyItems(_) => None,
            Self::ApiKey(error) => error.page(),
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => error.page(),
            Self::Decode(error) => error.page(),
            Self::Item(error) => error.page(),
            Self::UnexpectedResponse(error) => error.page(),
            Self::Api(error) => error.page(),
        }
    }

    /// The HTTP status, if there was an answer.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Decode(error) => Some(error.status()),
            Self::Item(error) => Some(error.status()),
            Self::UnexpectedResponse(error) => Some(error.status()),
            Self::Api(error) => Some(error.status()),
            _ => None,
        }
    }

    /// The HTTP headers, if there was an answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Decode(error) => Some(error.headers()),
            Self::Item(error) => Some(error.headers()),
            Self::UnexpectedResponse(error) => Some(error.headers()),
            Self::Api(error) => Some(error.headers()),
            _ => None,
        }
    }

    /// The body as it came, if there was an answer: for an [`Item`](Error::Item) that of the whole page.
    pub fn raw(&self) -> Option<&Bytes> {
        match self {
            Self::Decode(error) => Some(error.raw()),
            Self::Item(error) => Some(error.raw()),
            Self::UnexpectedResponse(error) => Some(error.raw()),
            Self::Api(error) => Some(error.raw()),
            _ => None,
        }
    }

    /// The id that the server, or the proxy in front of it, gave the request. Support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Decode(error) => error.request_id(),
            Self::Item(error) => error.request_id(),
            Self::UnexpectedResponse(error) => error.request_id(),
            Self::Api(error) => error.request_id(),
            _ => None,
        }
    }

    /// How often the request was sent: more than once if the client has tried again, and 0 if it was never sent.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Config(_) | Self::InvalidRequest(_) | Self::TooManyItems(_) => 0,
            Self::ApiKey(error) => error.call.attempts,
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => {
                error.attempts()
            }
            Self::Decode(error) => error.attempts(),
            Self::Item(error) => error.attempts(),
            Self::UnexpectedResponse(error) => error.attempts(),
            Self::Api(error) => error.attempts(),
        }
    }

    /// What is wrong with the request, as a flat list with paths such as `labels[1].color`: what the server says, or what
    /// the check before sending has found.
    pub fn field_errors(&self) -> Vec<FieldError> {
        match self {
            Self::InvalidRequest(error) => error.errors().to_vec(),
            Self::Api(error) => error.field_errors(),
            _ => Vec::new(),
        }
    }

    /// The messages for one field: a name such as `email`, or a path such as `labels[1].color`. Empty if the field is fine.
    ///
    /// They are those of [`field_errors`](Error::field_errors): what a 400 says, or what the check before sending has found.
    pub fn field(&self, path: &str) -> Vec<String> {
        let errors = self.field_errors().into_iter();
        errors
            .filter(|error| error.path == path)
            .map(|error| error.message)
            .collect()
    }

    /// Whether the server refused the request as invalid: 400. A request that was refused before sending is
    /// [`Error::InvalidRequest`].
    pub fn is_bad_request(&self) -> bool {
        self.is_api(StatusCode::BAD_REQUEST)
    }

    /// Whether the server refused the key: 401.
    pub fn is_unauthorized(&self) -> bool {
        self.is_api(StatusCode::UNAUTHORIZED)
    }

    /// Whether the key may not do this: 403.
    pub fn is_forbidden(&self) -> bool {
        self.is_api(StatusCode::FORBIDDEN)
    }

    /// Whether what was asked for does not exist: 404.
    pub fn is_not_found(&self) -> bool {
        self.is_api(StatusCode::NOT_FOUND)
    }

    /// Whether the request conflicts with what exists: 409.
    pub fn is_conflict(&self) -> bool {
        self.is_api(StatusCode::CONFLICT)
    }

    /// Whether there were too many requests: 429.
    pub fn is_rate_limited(&self) -> bool {
        self.is_api(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the server failed: 500 to 599.
    pub fn is_server_error(&self) -> bool {
        matches!(self, Self::Api(error) if error.status().is_server_error())
    }

    /// Whether the same request may succeed later, and cannot do something twice.
    ///
    /// That is so if there was no connection (but not if the certificate is refused), if the request waited for its turn
    /// in vain, and after 429; with an idempotent method (`GET`, `PUT`, `DELETE`, …) also
    /// after 502, 503 and 504, a timeout and a broken connection.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Connect(error) | Self::Timeout(error) | Self::Transport(error) => {
                error.is_retryable()
            }
            Self::Api(error) => error.is_retryable(),
            _ => false,
        }
    }

    /// How long the server asks to wait before the next attempt (`Retry-After`): of this response, or what is left of an
    /// earlier one for which the client still pauses.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after(),
            Self::Timeout(error) => error.retry_after(),
            _ => None,
        }
    }

    fn is_api(&self, status: StatusCode) -> bool {
        matches!(self, Self::Api(error) if error.status() == status)
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

/// `Display` has said what happened, so the source is what lies below it: the transport's own error.
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
        match error.failure() {
            Failure::Connect(_) | Failure::Permanent(_) => Self::Connect(error),
            Failure::NoTurn(_) | Failure::Timeout(_) => Self::Timeout(error),
            Failure::Broken(_) => Self::Transport(error),
        }
    }
}

impl<B> From<Box<DecodeError>> for Error<B> {
    fn from(error: Box<DecodeError>) -> Self {
        Self::Decode(error)
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
