//! [`UnexpectedResponse`]: a response that is neither a documented success nor an error.

use std::fmt;

use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderMap, StatusCode};

use super::super::log_text::{TEXT_LIMIT, printable};
use super::super::response::{RawResponse, response_accessors};

/// A response that is neither a documented success nor an error: a redirect, an undocumented 2xx, a response from
/// another URL than the requested one, or a page of a list without the number of pages.
///
/// For an operation without a documented body, a 2xx with an HTML page (content type `text/html` or
/// `application/xhtml+xml`) is unexpected too, such as the sign-in page of a proxy. Any other body is ignored there.
///
/// The server may have processed the request.
#[derive(Clone, Debug)]
pub struct UnexpectedResponse {
    pub(super) response: RawResponse,
    problem: String,
    pub(super) page: Option<u64>,
}

impl UnexpectedResponse {
    pub(crate) fn new(response: RawResponse, problem: impl Into<String>) -> Self {
        Self {
            page: response.call.page,
            response,
            problem: problem.into(),
        }
    }

    /// The error for a status that is neither a documented success nor an error.
    pub(crate) fn undocumented(response: RawResponse) -> Self {
        let location = response.headers().get(LOCATION);
        let problem = match location.and_then(|location| location.to_str().ok()) {
            Some(location) if response.status().is_redirection() => {
                let target = redirect_target(location);
                format!("redirects are not followed (location: {target})")
            }
            _ => format!("undocumented response ({})", response.describe_body()),
        };
        Self::new(response, problem)
    }

    /// The same error, for a page that was received but does not allow requesting the next one.
    pub(crate) fn before_page(self, page: u64) -> Self {
        Self {
            page: Some(page),
            ..self
        }
    }

    /// The operation id in the API description.
    pub fn operation(&self) -> &str {
        &self.response.call.operation
    }

    response_accessors!();
}

/// The target of a redirect, without the parts that may contain a password or a token.
fn redirect_target(location: &str) -> String {
    let url = location.split(['?', '#']).next().unwrap_or(location);
    let Some((scheme, rest)) = url.split_once("//") else {
        return printable(url, TEXT_LIMIT);
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or(authority);
    printable(&format!("{scheme}//{host}{path}"), TEXT_LIMIT)
}

impl fmt::Display for UnexpectedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.response.write_line(f, &self.problem)
    }
}

impl std::error::Error for UnexpectedResponse {}
