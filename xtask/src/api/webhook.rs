//! [`Webhook`]: a request that the API sends to a server of its user.

use super::Media;
use crate::contract::{Method, ParameterLocation};
use crate::diagnostic::Anchor;

/// A request that the API sends to a server of its user.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Its name.
    pub name: String,
    /// What it is decoded by: its name, after the method if another one with the name is decoded by that.
    pub key: String,
    /// The HTTP method.
    pub method: Method,
    /// `x-rust-name`: the name of the variant.
    pub rust_name: Option<String>,
    /// One line.
    pub summary: Option<String>,
    /// The description, as Markdown.
    pub docs: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The body, in the media type that is read. `None`: it has none.
    pub body: Option<Media>,
    /// The names of its parameters, most of which are headers.
    pub parameters: Vec<(ParameterLocation, String)>,
    /// The statuses of the documented responses to it.
    pub statuses: Vec<String>,
    /// Where it is defined.
    pub at: Anchor,
}

impl Webhook {
    /// Its method and its name, as in `POST newPet`.
    pub fn call(&self) -> String {
        format!("{} {}", self.method.as_str(), self.name)
    }
}
