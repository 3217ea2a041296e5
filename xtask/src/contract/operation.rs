//! [`Operation`]: one request and its responses, as documented.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Located, Method, ParameterLocation, SchemaId, Security};
use crate::diagnostic::Anchor;

/// One request and its responses.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The HTTP method.
    pub method: Method,
    /// The path as the document has it.
    pub path: String,
    /// The path without the names of its parameters, `/users/{}/`: what a server tells paths apart by.
    pub template: String,
    /// The operationId, if there is one.
    pub id: Option<Located<String>>,
    /// The tags, in order.
    pub tags: Located<Vec<String>>,
    /// Summary, description and external docs, by keyword.
    pub texts: BTreeMap<&'static str, Located<Value>>,
    /// Whether it is deprecated.
    pub deprecated: Option<Anchor>,
    /// The parameters, those of the path item too.
    pub parameters: Vec<Parameter>,
    /// The body of the request.
    pub request: Option<Request>,
    /// The responses by status, in the order of the document.
    pub responses: Vec<Response>,
    /// Who may call it.
    pub security: Security,
    /// The servers that it has for itself.
    pub servers: Vec<Server>,
    /// What the server asks of others on account of it. Those of a callback itself are left out.
    pub callbacks: Vec<Callback>,
    /// The extensions of it.
    pub extensions: BTreeMap<String, Located<Value>>,
    /// Where it is defined.
    pub at: Anchor,
}

/// A request that the server makes. A client has no part in it.
#[derive(Clone, Debug)]
pub struct Callback {
    /// What it is called.
    pub name: String,
    /// The request and its responses; the path is an expression for the URL.
    pub exchange: Operation,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where it goes.
    pub location: ParameterLocation,
    /// Which of the parameters in the path it is, counted from 0.
    pub position: Option<usize>,
    /// Whether it must be given, and where that stands.
    pub required: Option<Anchor>,
    /// Whether it is deprecated.
    pub deprecated: Option<Anchor>,
    /// How it is written: `style`, `explode` and `allowReserved` with their defaults filled in.
    pub style: (String, bool, bool),
    /// Whether it may be given without a value.
    pub allow_empty: bool,
    /// The media type that it is written in, if it has `content`.
    pub media_type: Option<String>,
    /// What its values are.
    pub schema: SchemaId,
    /// Where the schema stands, or the whole if there is none.
    pub schema_at: Anchor,
    /// Its description.
    pub docs: Option<Located<Value>>,
    /// Its examples, by keyword.
    pub examples: BTreeMap<&'static str, Located<Value>>,
    /// The extensions of it.
    pub extensions: BTreeMap<String, Located<Value>>,
    /// Where the operation or its path lists it.
    pub listed: Anchor,
    /// Where it is defined.
    pub at: Anchor,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Whether it must be sent, and where that stands.
    pub required: Option<Anchor>,
    /// Its description.
    pub docs: Option<Located<Value>>,
    /// The media types that it may have.
    pub content: Vec<Content>,
    /// The extensions of it.
    pub extensions: BTreeMap<String, Located<Value>>,
    /// Where the operation has it.
    pub listed: Anchor,
    /// Where it is defined.
    pub at: Anchor,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The media type as the document has it.
    pub media_type: String,
    /// What it holds; anything if the document does not say.
    pub schema: SchemaId,
    /// Where the schema stands, or the whole if there is none.
    pub schema_at: Anchor,
    /// How the fields of a form are written.
    pub encoding: Option<Located<Value>>,
    /// Its examples, by keyword.
    pub examples: BTreeMap<&'static str, Located<Value>>,
    /// The extensions of it.
    pub extensions: BTreeMap<String, Located<Value>>,
    /// Where it is defined.
    pub at: Anchor,
}

/// A response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Its status: `200`, `4XX`, `default`.
    pub status: String,
    /// Its description.
    pub docs: Option<Located<Value>>,
    /// Its headers.
    pub headers: Vec<Header>,
    /// The media types that it may have.
    pub content: Vec<Content>,
    /// What may be called next, by name.
    pub links: BTreeMap<String, Located<Value>>,
    /// The extensions of it.
    pub extensions: BTreeMap<String, Located<Value>>,
    /// Where the operation lists it.
    pub listed: Anchor,
    /// Where it is defined.
    pub at: Anchor,
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Whether it is always there, and where that stands.
    pub required: Option<Anchor>,
    /// Whether it is deprecated, and where that stands.
    pub deprecated: Option<Anchor>,
    /// The media type that it is written in, if it has `content`.
    pub media_type: Option<String>,
    /// What its values are.
    pub schema: SchemaId,
    /// Where the schema stands, or the whole if there is none.
    pub schema_at: Anchor,
    /// Its description.
    pub docs: Option<Located<Value>>,
    /// The extensions of it.
    pub extensions: BTreeMap<String, Located<Value>>,
    /// Where it is defined.
    pub at: Anchor,
}

/// A server, before its variables are filled in.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its URL, with variables in braces.
    pub url: String,
    /// The variables: their defaults and the values that they may have.
    pub variables: Value,
    /// Its description.
    pub docs: Option<Located<Value>>,
    /// The extensions of it.
    pub extensions: BTreeMap<String, Located<Value>>,
    /// Where it stands.
    pub at: Anchor,
}
