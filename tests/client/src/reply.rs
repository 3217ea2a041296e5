//! [`Reply`]: a response of the test server.

use serde_json::Value;

/// A response of the test server.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(crate) behaviour: Behaviour,
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// How much of the response is sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Behaviour {
    /// All of it.
    Whole,
    /// The head and half of the body.
    BreakOff,
    /// Nothing: the connection is closed.
    HangUp,
    /// All of it, byte by byte.
    Drip,
    /// Nothing, and the connection stays open.
    KeepWaiting,
}

impl Reply {
    /// A response of any content type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            behaviour: Behaviour::Whole,
            status,
            headers: Vec::new(),
            body: body.into(),
        }
        .header("content-type", content_type)
    }

    /// A JSON response.
    pub fn json(status: u16, body: Value) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    /// An HTML page, as proxies and frameworks send.
    pub fn html(status: u16) -> Self {
        let page = format!("<!doctype html><h1>{status}</h1>");
        Self::new(status, "text/html; charset=utf-8", page)
    }

    /// A response without a body and without a content type.
    pub fn empty(status: u16) -> Self {
        let mut reply = Self::new(status, "", "");
        reply.headers.clear();
        reply
    }

    /// No response: the connection is closed after the request.
    pub fn hang_up() -> Self {
        Self::empty(200).behaving(Behaviour::HangUp)
    }

    /// No response: the connection stays open.
    pub fn keep_waiting() -> Self {
        Self::empty(200).behaving(Behaviour::KeepWaiting)
    }

    /// The same with another header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same, but the connection is closed in the middle of the body.
    #[must_use]
    pub fn broken_off(self) -> Self {
        self.behaving(Behaviour::BreakOff)
    }

    /// The same, sent byte by byte.
    #[must_use]
    pub fn byte_by_byte(self) -> Self {
        self.behaving(Behaviour::Drip)
    }

    /// The whole body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    fn behaving(mut self, behaviour: Behaviour) -> Self {
        self.behaviour = behaviour;
        self
    }

    /// The response as HTTP/1.1, for a connection that is used once.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} \r\nconnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        // RFC 9110, section 8.6: these have no body and must not have a length either.
        if !matches!(self.status, 204 | 304) {
            head.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        let sent = match self.behaviour {
            Behaviour::BreakOff => &self.body[..self.body.len() / 2],
            _ => &self.body,
        };
        [head.as_bytes(), b"\r\n", sent].concat()
    }
}
