//! [`Credential`]: a credential as requests carry it.

use http::header::COOKIE;
use http::request::Parts;
use http::{HeaderName, HeaderValue, Uri};

use super::super::percent::pair;
use super::super::values::base64;
use super::scheme::Auth;

/// A credential as requests carry it. It does not implement `Debug`, so that it cannot be logged.
#[derive(Clone)]
pub(super) enum Credential {
    /// A header, marked as sensitive.
    Header(HeaderName, HeaderValue),
    /// An encoded pair of the query.
    Query(String),
    /// A cookie.
    Cookie(String),
}

impl Credential {
    /// Validates and encodes a credential.
    ///
    /// # Errors
    ///
    /// A message with the problem. It does not contain the credential.
    pub(super) fn new(auth: Auth, key: &str) -> Result<Self, String> {
        if key.is_empty() {
            return Err("is empty: set it to the key, the token or the password".to_owned());
        }
        if let Auth::Header {
            prefix: Some(prefix),
            ..
        } = auth
        {
            if key
                .strip_prefix(prefix)
                .is_some_and(|rest| rest.starts_with(' '))
            {
                return Err(format!(
                    "starts with `{prefix} `, which the client adds itself: leave it out"
                ));
            }
        }
        if let Some(at) = invalid_byte(auth, key.as_bytes()) {
            return Err(format!(
                "has a space, a line break or another invalid character at byte {}: remove it",
                at + 1
            ));
        }
        match auth {
            Auth::Header { name, prefix } => header(name, prefix, key),
            Auth::Query { name } => Ok(Self::Query(pair(name, key))),
            Auth::Cookie { .. } if key.contains([';', ',', '"', '\\']) => {
                Err("has a character that is invalid in a cookie: remove it".to_owned())
            }
            Auth::Cookie { name } => Ok(Self::Cookie(format!("{name}={key}"))),
            Auth::Basic if !key.contains(':') => {
                Err("has no `:`: write it as user:password".to_owned())
            }
            Auth::Basic => header(
                "authorization",
                Some("Basic"),
                &base64::standard(key.as_bytes()),
            ),
        }
    }

    /// Adds the credential to a request.
    ///
    /// # Errors
    ///
    /// A message with the problem. It does not contain the credential.
    pub(super) fn apply(&self, request: &mut Parts) -> Result<(), String> {
        match self {
            Self::Header(name, value) => {
                request.headers.insert(name.clone(), value.clone());
            }
            Self::Query(pair) => {
                let separator = if request.uri.query().is_some() {
                    '&'
                } else {
                    '?'
                };
                let url = format!("{}{separator}{pair}", request.uri);
                request.uri =
                    Uri::try_from(url).map_err(|_| "makes the URL too long".to_owned())?;
            }
            Self::Cookie(cookie) => {
                let present = request.headers.get(COOKIE);
                let cookies = match present.and_then(|value| value.to_str().ok()) {
                    Some(present) => format!("{present}; {cookie}"),
                    None => cookie.clone(),
                };
                let mut value = HeaderValue::from_str(&cookies)
                    .map_err(|_| "cannot be sent in a cookie".to_owned())?;
                value.set_sensitive(true);
                request.headers.insert(COOKIE, value);
            }
        }
        Ok(())
    }
}

/// The position of the first byte that a credential cannot have.
fn invalid_byte(auth: Auth, key: &[u8]) -> Option<usize> {
    let is_valid = |(at, byte): (usize, &u8)| match (auth, byte) {
        (Auth::Basic, byte) => *byte != b'\r' && *byte != b'\n',
        // Such a header may have a word before its key, as in `Token abc`.
        (Auth::Header { prefix: None, .. }, b' ') => at != 0 && at + 1 != key.len(),
        (_, byte) => byte.is_ascii_graphic(),
    };
    key.iter().enumerate().position(|it| !is_valid(it))
}

fn header(name: &str, prefix: Option<&str>, key: &str) -> Result<Credential, String> {
    let text = match prefix {
        Some(prefix) => format!("{prefix} {key}"),
        None => key.to_owned(),
    };
    let unusable = |_| "cannot be sent in the header of the API description".to_owned();
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(unusable)?;
    let mut value =
        HeaderValue::from_str(&text).map_err(|_| "cannot be sent in a header".to_owned())?;
    value.set_sensitive(true);
    Ok(Credential::Header(name, value))
}
