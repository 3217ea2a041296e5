//! [`ResponseFuture`]: what `.await` on a request waits for.

use std::pin::Pin;

use super::error::Error;
use super::response::Response;

/// The future of a call whose request is awaited itself, without `send`.
pub type ResponseFuture<T, B> = Pin<Box<dyn Future<Output = Result<Response<T>, Error<B>>> + Send>>;
