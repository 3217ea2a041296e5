//! [`Operation`]: one request to the API and its responses.

use serde_json::Value;

use super::{ParameterStyle, Provenance, Requirement, Response, Server, TypeRef};
use crate::contract::{Method, ParameterLocation};
use crate::diagnostic::Anchor;

/// One request to the API and its responses.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operationId (or, where there is none, method and path).
    pub id: String,
    /// `x-rust-name`: the name of the method.
    pub rust_name: Option<String>,
    /// The first tag.
    pub tag: Option<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path as the document has it, `/users/{id}/`.
    pub path: String,
    /// The path as it is sent, encoded, with the names of its parameters in braces. It may have a query.
    pub template: String,
    /// The path's parts without its query, in order, without the slashes between; a trailing slash is an empty literal at the end.
    pub segments: Vec<Segment>,
    /// One line.
    pub summary: Option<String>,
    /// The description, as Markdown.
    pub docs: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// How sure the document is of it; `None` without `x-provenance`.
    pub provenance: Option<Provenance>,
    /// Path parameters first, in the order of the path; then the others in the order of the document.
    pub parameters: Vec<Parameter>,
    /// The body of the request.
    pub body: Option<Body>,
    /// The documented responses by status, in the order of the document.
    pub responses: Vec<Response>,
    /// The servers that it has instead of those of the API: alternatives, of which the variables select one.
    pub servers: Vec<Server>,
    /// The alternative credentials, of which one is needed; empty: none is.
    pub auth: Vec<Requirement>,
    /// How its response is one page of a list (`x-paging`).
    pub paging: Option<Paging>,
    /// The enum of its successes, if they differ ([`TypeKind::Outcomes`](super::TypeKind::Outcomes)).
    pub outcomes: Option<TypeRef>,
    /// The response with a sparse parameter (`x-sparse`): the same in a view that may lack fields.
    pub sparse: Option<TypeRef>,
    /// Where it is defined.
    pub at: Anchor,
}

/// How the response of an operation is one page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The query parameter with the number of the page, which is counted from 1.
    pub page: String,
    /// The property of the response with the items.
    pub items: String,
    /// The property of the response with the number of pages.
    pub pages: String,
}

/// A part of a path between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text.
    Literal(String),
    /// A parameter, by name, alone between the slashes.
    Parameter(String),
    /// Text and parameters in one part, as in `{id}.json`.
    Mixed(Vec<Segment>),
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub wire: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// Where it goes.
    pub location: ParameterLocation,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it must be given.
    pub required: bool,
    /// How its value is written.
    pub style: ParameterStyle,
    /// With it a response may lack any field, or any of its items may (`x-sparse`).
    pub sparse: bool,
    /// What the server takes if it is absent. Documentation only.
    pub default: Option<Value>,
    /// An example value.
    pub example: Option<Value>,
    /// The description, as Markdown.
    pub docs: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// How sure the document is of it: as of the operation, unless it says otherwise.
    pub provenance: Option<Provenance>,
    /// Where it is defined.
    pub at: Anchor,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether it must be sent.
    pub required: bool,
    /// The description, as Markdown.
    pub docs: Option<String>,
    /// The media types, in the order of the document.
    pub media: Vec<Media>,
    /// How sure the document is of it: as of the operation, unless it says otherwise.
    pub provenance: Option<Provenance>,
    /// Where it is defined.
    pub at: Anchor,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Media {
    /// The media type as the document has it.
    pub media_type: String,
    /// Which kind of encoding that is.
    pub kind: MediaKind,
    /// What it holds.
    pub ty: TypeRef,
    /// Whether some of its fields are files, which only a multipart body can have.
    pub has_files: bool,
    /// How the fields of a form are written, where that is documented.
    pub encodings: Vec<FieldEncoding>,
    /// The examples with their names (`""` for the single `example`).
    pub examples: Vec<(String, Value)>,
    /// How sure the document is of it: as of the body or the response, unless it says otherwise.
    pub provenance: Option<Provenance>,
    /// Where it is defined.
    pub at: Anchor,
}

/// How a field of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldEncoding {
    /// The name of the field.
    pub wire: String,
    /// How lists and objects are written in an urlencoded form.
    pub style: FieldStyle,
    /// The media types that the field may have, separated by commas.
    pub content_type: Option<String>,
}

/// How lists and objects are written in an urlencoded form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldStyle {
    /// As by default: a list repeats its key.
    Repeated,
    /// The same, and each member of an object is a field: `style: form`, `explode: true`.
    Members,
    /// One value with commas: `style: form`, `explode: false`.
    Comma,
    /// One value with spaces: `style: spaceDelimited`.
    Space,
    /// One value with bars: `style: pipeDelimited`.
    Pipe,
    /// `field[member]`: `style: deepObject`.
    Deep,
    /// JSON: `contentType: application/json`.
    Json,
}

/// The encodings of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// `application/json` and `*+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// `text/*`.
    Text,
    /// XML, which is neither written nor read.
    Xml,
    /// `text/event-stream`: events one after the other.
    Events,
    /// `application/jsonl` and its like: JSON values one after the other.
    JsonLines,
    /// Anything else: bytes.
    Binary,
}

impl MediaKind {
    /// The encoding of a media type.
    pub fn of(media_type: &str) -> Self {
        match essence(media_type).to_ascii_lowercase().as_str() {
            // A range has no encoding; documents that have one mean JSON.
            "application/json" | "text/json" | "application/*" | "*/*" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "multipart/form-data" => Self::Multipart,
            "text/event-stream" => Self::Events,
            "application/jsonl"
            | "application/x-jsonlines"
            | "application/ndjson"
            | "application/x-ndjson"
            | "application/stream+json"
            | "application/json-seq" => Self::JsonLines,
            other if other.ends_with("+json") => Self::Json,
            other if other.ends_with("+xml") || other.ends_with("/xml") => Self::Xml,
            other if other.starts_with("text/") => Self::Text,
            _ => Self::Binary,
        }
    }
}

/// A media type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    let essence = media_type.split(';').next().unwrap_or(media_type);
    essence.trim()
}

impl Media {
    /// The JSON among several media types: `application/json`, or else the first. `application/json-patch+json` and the
    /// like are documents about the one that `application/json` is.
    pub fn json(media: &[Self]) -> Option<&Self> {
        let mut json = media.iter().filter(|media| media.kind == MediaKind::Json);
        json.clone()
            .find(|media| media.json_type().is_none())
            .or_else(|| json.next())
    }

    /// The media type of JSON that is not called `application/json`. A range counts as `application/json`.
    pub fn json_type(&self) -> Option<&str> {
        let essence = essence(&self.media_type).to_ascii_lowercase();
        let is_plain = essence == "application/json" || self.is_range();
        (self.kind == MediaKind::Json && !is_plain).then_some(&self.media_type)
    }

    /// Whether a request of it has an upload: the whole body, or some of its fields.
    pub fn has_uploads(&self) -> bool {
        self.has_files || self.kind == MediaKind::Binary
    }

    /// Whether it is a range, such as `image/*`.
    pub fn is_range(&self) -> bool {
        essence(&self.media_type).contains('*')
    }

    /// Whether it holds the same as another: a string of JSON is text, and a binary body is none.
    pub fn holds_same(&self, other: &Self) -> bool {
        let is_binary = |media: &Self| media.kind == MediaKind::Binary;
        self.ty == other.ty && is_binary(self) == is_binary(other)
    }
}

impl Body {
    /// What is sent by default: JSON, or else a form, or else multipart, or else the first; but
    /// multipart if the same has files.
    pub fn preferred(&self) -> Option<&Media> {
        let first = |kind| self.media.iter().find(|media| media.kind == kind);
        let preferred = Media::json(&self.media)
            .or_else(|| first(MediaKind::Form))
            .or_else(|| first(MediaKind::Multipart))
            .or_else(|| self.media.first())?;
        let mut media = self.media.iter().filter(|_| preferred.has_files);
        let with_files =
            media.find(|it| it.kind == MediaKind::Multipart && it.holds_same(preferred));
        with_files.or(Some(preferred))
    }

    /// The media types, the preferred first.
    pub fn by_preference(&self) -> Vec<&Media> {
        let preferred = self.preferred();
        let mut media: Vec<&Media> = self.media.iter().collect();
        media.sort_by_key(|it| preferred.is_none_or(|preferred| !std::ptr::eq(*it, preferred)));
        media
    }

    /// Whether it can be left out. A `PATCH` without a body changes nothing (RFC 5789), even if the document allows it.
    pub fn can_be_left_out(&self, method: Method) -> bool {
        !self.required && method != Method::Patch
    }
}

impl Operation {
    /// Whether it is only inferred from similar operations.
    pub fn is_inferred(&self) -> bool {
        self.provenance == Some(Provenance::Inferred)
    }
}
