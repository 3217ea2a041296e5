//! [`Scenario`]: what the mock server expects and responds, as `suite.mjs` writes it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// Some calls that show one behaviour.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Scenario {
    /// The folder of its specification.
    pub(crate) spec: String,
    pub(crate) name: String,
    pub(crate) calls: Vec<Call>,
}

/// A request with its response.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: BTreeMap<String, Value>,
    pub(crate) headers: BTreeMap<String, Value>,
    pub(crate) body: Option<Body>,
    pub(crate) status: u16,
    pub(crate) response: Option<Body>,
}

/// A body: a string, bytes, or a form.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Body {
    pub(crate) media: String,
    pub(crate) text: Option<String>,
    pub(crate) base64: Option<String>,
    #[serde(default)]
    pub(crate) parts: BTreeMap<String, Value>,
    #[serde(default)]
    pub(crate) files: Vec<File>,
}

/// A file in a form.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct File {
    pub(crate) field: String,
    pub(crate) name: Option<String>,
    pub(crate) base64: String,
    pub(crate) media: String,
}

impl Call {
    /// The value of a header, whatever the case of its name.
    pub(crate) fn header(&self, name: &str) -> Option<&Value> {
        let mut headers = self.headers.iter();
        headers.find_map(|(it, value)| it.eq_ignore_ascii_case(name).then_some(value))
    }

    /// Whether a body is XML.
    pub(crate) fn is_xml(&self) -> bool {
        let mut bodies = self.body.iter().chain(&self.response);
        bodies.any(|body| body.media.contains("xml"))
    }
}
