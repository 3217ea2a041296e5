//! [`decode_delivery`]: decodes the body of a webhook.

use bytes::Bytes;
use http::Method;

use super::super::response::{CallInfo, RawResponse, Unreadable};
use super::call_error::Error;

/// Reads the body of a webhook with a function, as the body of a response is.
///
/// # Errors
///
/// The body does not match the documentation.
pub fn decode_delivery<T, B>(
    name: &str,
    body: &[u8],
    read: impl FnOnce(&RawResponse) -> Result<T, Unreadable>,
) -> Result<T, Error<B>> {
    let delivery = RawResponse {
        call: CallInfo {
            operation: name.to_owned().into(),
            method: Method::POST,
            server: None,
            page: None,
            attempts: 0,
            may_be_processed: false,
            body_is_gone: false,
        },
        http: http::Response::new(Bytes::copy_from_slice(body)),
    };
    read(&delivery).map_err(|reason| Error::unreadable(delivery, reason))
}
