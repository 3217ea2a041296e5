//! [`ResponseFuture`]: the future of a request.

use std::pin::Pin;

use super::error::Error;
use super::response::Response;

/// The future of a request, which `.await` on the request returns.
pub type ResponseFuture<T, B> = Pin<Box<dyn Future<Output = Result<Response<T>, Error<B>>> + Send>>;
