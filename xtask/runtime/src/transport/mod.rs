//! The lowest layer: sends one HTTP request.

mod base_url;
mod fake_transport;
mod interface;
mod request_body;
mod reqwest_transport;
mod response_body;
mod transport_failure;

pub use fake_transport::FakeTransport;
pub use interface::{Transport, TransportFuture};
pub use request_body::RequestBody;
pub use response_body::ResponseBody;
pub use transport_failure::TransportFailure;

pub(crate) use base_url::BaseUrl;
pub(crate) use request_body::Chunks;
pub(crate) use reqwest_transport::RedirectFollowed;
pub(crate) use response_body::ReadError;
pub(crate) use transport_failure::{BoxError, FailureKind, root};
