//! [`Request`]: one call, written down before it is sent.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use serde::Serialize;

use super::check::{Check, CheckReport};
use super::field_error::FieldError;
use super::operation::Operation;
use super::parameter::{Parameter, encode};

/// One call, written down before it is sent.
///
/// What cannot be written is recorded and reported when the call is sent, all at once.
#[derive(Clone)]
pub struct Request<B: 'static> {
    pub(super) operation: &'static Operation<B>,
    /// Which page of a list it asks for.
    pub(super) page: Option<u64>,
    path: Vec<(&'static str, String)>,
    query: Vec<String>,
    headers: HeaderMap,
    cookies: Vec<String>,
    body: Bytes,
    /// What makes it another request than the one that was meant: never sent.
    pub(super) errors: Vec<FieldError>,
    /// What the server would refuse: sent if the client does not check constraints.
    pub(super) violations: Vec<FieldError>,
}

impl<B> Request<B> {
    /// A call of an operation, without parameters and body.
    pub fn new(operation: &'static Operation<B>) -> Self {
        Self {
            operation,
            page: None,
            path: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("application/json"))]),
            cookies: Vec::new(),
            body: Bytes::new(),
            errors: Vec::new(),
            violations: Vec::new(),
        }
    }

    /// Sets a parameter of the path. It stays one segment, whatever is in it.
    #[must_use]
    pub fn path(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        let known_errors = self.errors.len();
        let text = self
            .parameter(name, value)
            .joined(",", encode)
            .unwrap_or_default();
        if text.is_empty() && self.errors.len() == known_errors {
            self.refuse(name, "must not be empty, which would call another path");
        }
        self.path.push((name, text));
        self
    }

    /// Adds a parameter of the query: nothing if it is absent, the key once per item if it is a list.
    #[must_use]
    pub fn query(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        match self.parameter(name, value) {
            Parameter::Absent => {}
            Parameter::One(text) => self.query.push(pair(name, &text)),
            Parameter::Many(texts) => self.query.extend(texts.iter().map(|text| pair(name, text))),
            Parameter::Pairs(pairs) => self
                .query
                .extend(pairs.iter().map(|(key, text)| pair(key, text))),
        }
        self
    }

    /// Adds a parameter of the query as one value, with a delimiter between the items of a list.
    #[must_use]
    pub fn query_joined(
        mut self,
        name: &'static str,
        delimiter: char,
        value: &(impl Serialize + ?Sized),
    ) -> Self {
        let delimiter = match delimiter {
            // As RFC 6570 and OpenAPI write it; a comma in an item is encoded.
            ',' => ",".to_owned(),
            other => encode(&other.to_string()),
        };
        if let Some(text) = self.parameter(name, value).joined(&delimiter, encode) {
            self.query.push(format!("{}={text}", encode(name)));
        }
        self
    }

    /// Sets a header: not at all if the value is absent, with commas between the items of a list.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        let Some(text) = self.parameter(name, value).joined(",", str::to_owned) else {
            return self;
        };
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(&text),
        ) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            (Ok(_), Err(_)) => self.refuse(
                name,
                "must be visible ASCII without line breaks, since it is a header",
            ),
            (Err(_), _) => self.refuse(name, "is not a name that a header can have"),
        }
        self
    }

    /// Adds a cookie, unless the value is absent.
    #[must_use]
    pub fn cookie(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        if let Some(text) = self.parameter(name, value).joined(",", encode) {
            self.cookies.push(format!("{name}={text}"));
        }
        self
    }

    /// Checks constraints of parameters.
    #[must_use]
    pub fn check(mut self, check: impl FnOnce(&mut CheckReport<'_>)) -> Self {
        check(&mut CheckReport::new(&mut self.violations));
        self
    }

    /// Sets the body, as JSON. There is none if the value is `null`, as `None` is.
    #[must_use]
    pub fn json(mut self, body: &(impl Serialize + Check + ?Sized)) -> Self {
        body.check(&mut CheckReport::new(&mut self.violations));
        match serde_json::to_vec(body) {
            Ok(text) if text == b"null" => {}
            Ok(text) => {
                self.headers
                    .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                self.body = text.into();
            }
            Err(error) => self.refuse("", &format!("the body cannot be written as JSON: {error}")),
        }
        self
    }

    /// Makes it ask for a page of a list, by the parameter that takes the number.
    #[must_use]
    pub(super) fn of_page(mut self, parameter: &'static str, page: u64) -> Self {
        self.page = Some(page);
        self.query(parameter, &page)
    }

    /// Adds a pair to the query that is encoded already.
    pub(super) fn push_query(&mut self, pair: String) {
        self.query.push(pair);
    }

    /// Adds a cookie that is encoded already.
    pub(super) fn push_cookie(&mut self, cookie: String) {
        self.cookies.push(cookie);
    }

    /// Sets a header over what the call has set.
    pub(super) fn set_header(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    /// The HTTP request to a server.
    pub(super) fn into_http(self, base_url: &str) -> Result<http::Request<Bytes>, FieldError> {
        let mut url = format!("{base_url}{}", expand(self.operation.path, &self.path)?);
        if !self.query.is_empty() {
            url.push('?');
            url.push_str(&self.query.join("&"));
        }
        let mut request = http::Request::new(self.body);
        *request.method_mut() = self.operation.method.clone();
        *request.uri_mut() = Uri::try_from(url)
            .map_err(|error| FieldError::new("", format!("the URL cannot be sent: {error}")))?;
        *request.headers_mut() = self.headers;
        if !self.cookies.is_empty() {
            let mut value = HeaderValue::from_str(&self.cookies.join("; "))
                .map_err(|_| FieldError::new("", "a cookie has a name that it cannot have"))?;
            value.set_sensitive(true);
            request.headers_mut().insert(COOKIE, value);
        }
        Ok(request)
    }

    fn parameter(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Parameter {
        let parameter = Parameter::new(value).unwrap_or_else(|message| {
            self.refuse(name, &message);
            Parameter::Absent
        });
        if matches!(&parameter, Parameter::Many(texts) if texts.is_empty()) {
            // Nothing would be sent, and a filter by nothing would become no filter at all.
            self.refuse(
                name,
                "must have an item: an empty list cannot be sent; leave it unset to send none",
            );
        }
        parameter
    }

    pub(super) fn refuse(&mut self, path: &str, message: &str) {
        self.errors.push(FieldError::new(path, message));
    }
}

fn pair(name: &str, text: &str) -> String {
    format!("{}={}", encode(name), encode(text))
}

/// The path with its parameters filled in.
fn expand(template: &str, parameters: &[(&'static str, String)]) -> Result<String, FieldError> {
    let mut segments = Vec::new();
    for segment in template.split('/') {
        let expanded = expand_segment(segment, parameters)?;
        // URLs are normalized on the way, and these would take other segments with them.
        if matches!(expanded.as_str(), "." | "..") {
            let name = segment.trim_matches(['{', '}']);
            return Err(FieldError::new(
                name,
                format!("must not be `{expanded}`, which would call another path"),
            ));
        }
        segments.push(expanded);
    }
    Ok(segments.join("/"))
}

fn expand_segment(
    segment: &str,
    parameters: &[(&'static str, String)],
) -> Result<String, FieldError> {
    let mut expanded = String::new();
    let mut rest = segment;
    while let Some((literal, (name, after))) = rest
        .split_once('{')
        .and_then(|(literal, tail)| Some((literal, tail.split_once('}')?)))
    {
        let (_, text) = parameters
            .iter()
            .find(|(parameter, _)| *parameter == name)
            .ok_or_else(|| FieldError::new(name, "is not set"))?;
        expanded.push_str(literal);
        expanded.push_str(text);
        rest = after;
    }
    expanded.push_str(rest);
    Ok(expanded)
}
