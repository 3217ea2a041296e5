//! [`Request`]: a call before it is sent.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde::Serialize;

use super::super::auth::Security;
use super::super::body::{Form, FormRules, Media, Payload, Upload, duplicate_key, text};
use super::super::check::{Check, CheckReport};
use super::super::error::FieldError;
use super::call_options::CallOptions;
use super::header_rules::{NOT_A_NAME, NOT_A_VALUE};
use super::operation::Operation;
use super::style::Style;
use super::url::path_problem;

/// A call before it is sent.
///
/// Errors of all parameters and the body are collected and reported together when the call is sent.
#[derive(Clone)]
pub struct Request<B: 'static>(pub(super) Box<RequestParts<B>>);

/// The content of a request, boxed since each builder method moves it.
#[derive(Clone)]
pub struct RequestParts<B: 'static> {
    /// The operation id; method and path if the operation is not in the API description.
    pub(crate) operation: Cow<'static, str>,
    /// The page number of a list that it requests.
    pub(super) page: Option<u64>,
    pub(crate) method: Method,
    /// The path, with parameter names in braces.
    pub(super) template: Cow<'static, str>,
    /// The index of the operation's own server.
    pub(crate) server: Option<usize>,
    /// The credentials that it takes; those of any operation if it is not in the API description.
    pub(super) security: Option<Security>,
    pub(crate) success: fn(u16) -> bool,
    /// Whether the body of a success is left to be read.
    pub(crate) is_open: bool,
    pub(crate) error_body: fn(u16, &[u8]) -> B,
    pub(crate) options: CallOptions,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<String>,
    pub(super) headers: HeaderMap,
    pub(super) cookies: Vec<String>,
    pub(super) body: Payload,
    /// Errors that would change the meaning of the request; it is never sent.
    pub(super) errors: Vec<FieldError>,
    /// Violated constraints; the request is sent if the client does not check constraints.
    pub(super) violations: Vec<FieldError>,
}

impl<B> Request<B> {
    /// Creates a call of an operation, without parameters and body.
    pub fn new(operation: &'static Operation<B>) -> Self {
        let method = operation.method.clone();
        let mut request = Self::empty(Cow::Borrowed(operation.id), method, operation.error_body);
        request.template = Cow::Borrowed(operation.path);
        request.security = Some(operation.security);
        request.success = operation.success;
        request
    }

    /// Creates a call that is not in the API description. The path is below the base URL, and encoded.
    pub(crate) fn undescribed(
        method: Method,
        path: String,
        error_body: fn(u16, &[u8]) -> B,
    ) -> Self {
        let name = format!("{method} {path}");
        let mut request = Self::empty(Cow::Owned(name), method, error_body);
        if let Some(problem) = path_problem(&path) {
            request.reject("path", problem);
        }
        request.template = Cow::Owned(path);
        request
    }

    /// The operation id and the path template; `None` if the operation is not in the API description.
    pub(crate) fn described(&self) -> Option<(&'static str, &'static str)> {
        match (&self.operation, &self.template) {
            (Cow::Borrowed(operation), Cow::Borrowed(template)) => Some((operation, template)),
            _ => None,
        }
    }

    fn empty(
        operation: Cow<'static, str>,
        method: Method,
        error_body: fn(u16, &[u8]) -> B,
    ) -> Self {
        Self(Box::new(RequestParts {
            operation,
            page: None,
            method,
            template: Cow::Borrowed("/"),
            server: None,
            security: None,
            success: |status| matches!(status, 200..=299),
            is_open: false,
            error_body,
            options: CallOptions::new(),
            path: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("application/json"))]),
            cookies: Vec::new(),
            body: Payload::Bytes(Bytes::new()),
            errors: Vec::new(),
            violations: Vec::new(),
        }))
    }

    /// Adds settings of this call.
    #[must_use]
    pub fn options(mut self, options: &CallOptions) -> Self {
        self.options = std::mem::take(&mut self.options).and(options.clone());
        self
    }

    /// Sends the request to a server of the operation, by its index in `ApiClient::OPERATION_SERVERS`.
    #[must_use]
    pub fn server(mut self, index: usize) -> Self {
        self.server = Some(index);
        self
    }

    /// Sets a path parameter in the default style, encoded as one segment.
    #[must_use]
    pub fn path(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.path_as(name, Style::SIMPLE, value)
    }

    /// Sets a path parameter.
    #[must_use]
    pub fn path_as(
        mut self,
        name: &'static str,
        style: Style,
        value: &(impl Serialize + ?Sized),
    ) -> Self {
        match style.write(value, |parameter| style.path(name, parameter)) {
            Ok(text) => {
                if text.is_empty() {
                    self.reject(name, "must not be empty, which would change the path");
                }
                self.path.push((name, text));
            }
            Err(problem) => {
                self.reject(name, &problem);
                self.path.push((name, String::new()));
            }
        }
        self
    }

    /// Adds a query parameter in the default style: omitted if the value is absent, and repeated for each item of an
    /// array.
    #[must_use]
    pub fn query(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.query_as(name, Style::FORM, value)
    }

    /// Adds a query parameter, unless the value is absent.
    #[must_use]
    pub fn query_as(
        mut self,
        name: &'static str,
        style: Style,
        value: &(impl Serialize + ?Sized),
    ) -> Self {
        match style.write(value, |parameter| style.query(name, parameter)) {
            Ok(pairs) => self.query.extend(pairs),
            Err(problem) => self.reject(name, &problem),
        }
        self
    }

    /// Sets a header in the default style: omitted if the value is absent, with commas between the items of an array.
    #[must_use]
    pub fn header(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.header_as(name, Style::SIMPLE, value)
    }

    /// Sets a header, unless the value is absent.
    #[must_use]
    pub fn header_as(
        mut self,
        name: &'static str,
        style: Style,
        value: &(impl Serialize + ?Sized),
    ) -> Self {
        let text = match style.write(value, |parameter| style.header(parameter)) {
            Ok(Some(text)) => text,
            Ok(None) => return self,
            Err(problem) => {
                self.reject(name, &problem);
                return self;
            }
        };
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(&text),
        ) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            (Ok(_), Err(_)) => self.reject(name, NOT_A_VALUE),
            (Err(_), _) => self.reject(name, NOT_A_NAME),
        }
        self
    }

    /// Adds a cookie, unless the value is absent.
    #[must_use]
    pub fn cookie(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.cookie_as(name, Style::FORM, value)
    }

    /// Adds cookies, unless the value is absent.
    #[must_use]
    pub fn cookie_as(
        mut self,
        name: &'static str,
        style: Style,
        value: &(impl Serialize + ?Sized),
    ) -> Self {
        match style.write(value, |parameter| style.cookies(name, parameter)) {
            Ok(cookies) => self.cookies.extend(cookies),
            Err(problem) => self.reject(name, &problem),
        }
        self
    }

    /// Checks the constraints of parameters.
    #[must_use]
    pub fn check(mut self, check: impl FnOnce(&mut CheckReport<'_>)) -> Self {
        check(&mut CheckReport::new(&mut self.violations));
        self
    }

    /// Sets the body in one of the encodings of the operation. A value that serializes as `null`, such as `None`, is
    /// no body.
    #[must_use]
    pub fn body(
        mut self,
        media: Media,
        body: &(impl Serialize + Check + ?Sized),
        rules: &FormRules,
    ) -> Self {
        match media {
            Media::Json(name) => self.json_as(name, body),
            Media::Text(name) | Media::Binary(name) => self.text(name, body),
            Media::Form(_) | Media::Multipart(_) => {
                body.check(&mut CheckReport::new(&mut self.violations));
                match Form::new(media, body, rules) {
                    Ok(None) => {}
                    Ok(Some(form)) => self.set_payload(&form.content_type, form.body),
                    Err(errors) => self.errors.extend(errors),
                }
                self
            }
        }
    }

    /// Sets a body that is a string, number or boolean, as it is. A value that serializes as `null`, such as `None`, is
    /// no body.
    #[must_use]
    pub fn text(
        mut self,
        media_type: &'static str,
        body: &(impl Serialize + Check + ?Sized),
    ) -> Self {
        body.check(&mut CheckReport::new(&mut self.violations));
        match text(body) {
            Ok(None) => {}
            Ok(Some(text)) => self.set_body(media_type, text.into()),
            Err(problem) => self.reject("body", &problem),
        }
        self
    }

    /// Sets a body that is an upload, unless there is none.
    #[must_use]
    pub fn upload<'u>(mut self, media: Media, body: impl Into<Option<&'u Upload>>) -> Self {
        if let Some(upload) = body.into() {
            match upload.media_type(media.name()) {
                Ok(media_type) => self.set_payload(&media_type, upload.into()),
                Err(problem) => self.reject("body", &problem),
            }
        }
        self
    }

    /// Rejects the choice of a media type, which is for another body than that of this request.
    #[must_use]
    pub fn unless_chosen(mut self, chosen: Media, default: Media) -> Self {
        if chosen != default {
            let message = format!(
                "this body cannot be sent as `{}`, which is for a body of another type",
                chosen.name()
            );
            self.reject("body", &message);
        }
        self
    }

    /// Sets a JSON body. A value that serializes as `null`, such as `None`, is no body.
    #[must_use]
    pub fn json(self, body: &(impl Serialize + Check + ?Sized)) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets a JSON body with another media type than `application/json`.
    #[must_use]
    pub fn json_as(
        mut self,
        media_type: &'static str,
        body: &(impl Serialize + Check + ?Sized),
    ) -> Self {
        body.check(&mut CheckReport::new(&mut self.violations));
        match serde_json::to_vec(body) {
            Ok(text) if text == b"null" => {}
            Ok(text) => {
                self.errors.extend(duplicate_key(&text));
                self.set_body(media_type, text.into());
            }
            Err(error) => self.reject("", &format!("the body cannot be written as JSON: {error}")),
        }
        self
    }

    /// Turns the request into one for a page of a list, with the page number in a query parameter.
    #[must_use]
    pub(crate) fn of_page(mut self, parameter: &'static str, page: u64) -> Self {
        self.page = Some(page);
        self.query(parameter, &page)
    }

    /// Sets the body to arbitrary bytes.
    pub(crate) fn set_body(&mut self, content_type: &str, body: Bytes) {
        self.set_payload(content_type, Payload::Bytes(body));
    }

    fn set_payload(&mut self, content_type: &str, body: Payload) {
        if body.bytes().is_some_and(Bytes::is_empty) {
            // HTTP clients omit the header if there is no body, and some servers then respond with 411.
            self.headers
                .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        match HeaderValue::from_str(content_type) {
            Ok(content_type) => {
                self.headers.insert(CONTENT_TYPE, content_type);
                self.body = body;
            }
            Err(_) => self.reject("content-type", NOT_A_VALUE),
        }
    }

    /// Whether the request accepts an HTML page as its response.
    pub(crate) fn accepts_html(&self) -> bool {
        let accepted = self.headers.get(ACCEPT).and_then(|it| it.to_str().ok());
        accepted.is_some_and(|accepted| accepted.contains("html") || accepted.contains("*/*"))
    }

    pub(crate) fn reject(&mut self, path: &str, message: &str) {
        self.errors.push(FieldError::new(path, message));
    }
}

impl<B> Deref for Request<B> {
    type Target = RequestParts<B>;

    fn deref(&self) -> &RequestParts<B> {
        &self.0
    }
}

impl<B> DerefMut for Request<B> {
    fn deref_mut(&mut self) -> &mut RequestParts<B> {
        &mut self.0
    }
}
