//! [`Contract`]: what may travel on the wire, all of it, whether or not code is generated for it.
//!
//! [`crate::api::Api`] holds types as a client in Rust has them; some of what a document says is left out there or is one
//! thing with something else. Two versions of a document are compared by what each of them promises, so here is all of
//! that, in a normal form: references are followed, an `allOf` is one schema, a union of one is its member, and `null` is
//! spelled in one way.

mod operation;
mod read;
mod schema;
mod security;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::Value;

pub use crate::source::{JsonType, Located, Method, ParameterLocation};
pub use operation::{
    Callback, Content, Header, Operation, Parameter, Request, Response, Server, Webhook,
};
pub use read::read;
pub(crate) use read::{NullInDoubt, own_notes, parts_of};
pub use schema::{
    Additional, Alternatives, Discriminator, Facets, Limit, Notes, Property, Schema, SchemaId,
    Selected, Selection, Unresolved,
};
pub use security::{Security, SecurityScheme};

/// What may travel on the wire.
#[derive(Clone, Debug, Default)]
pub struct Contract {
    /// `openapi`, `info` and `externalDocs` of the document, for people.
    pub about: BTreeMap<String, Located<Value>>,
    /// The extensions of the document, of its paths and of its components.
    pub extensions: [BTreeMap<String, Located<Value>>; 3],
    /// `x-rust` of the document: what it decides about the crate.
    pub settings: BTreeMap<String, Located<Value>>,
    /// The servers of the document.
    pub servers: Vec<Server>,
    /// The security schemes, by name.
    pub security_schemes: BTreeMap<String, SecurityScheme>,
    /// What the document says of its tags, by name.
    pub tags: BTreeMap<String, Located<Value>>,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// The webhooks, in the order of the document; of several methods of one, `POST` or else the first by name is the main
    /// one and comes first.
    pub webhooks: Vec<Webhook>,
    /// All schemas, those that operations and webhooks reach first; [`SchemaId`] is the index.
    pub schemas: Vec<Schema>,
    /// The schema at each JSON pointer of the document that has one.
    pub places: IndexMap<String, SchemaId>,
}

impl Contract {
    /// The schema of an identity that this contract gave.
    pub fn schema(&self, id: SchemaId) -> Option<&Schema> {
        self.schemas.get(id.0)
    }

    /// The schema that the schema object at a JSON pointer defines or refers to, whether or not an operation reaches it.
    pub fn schema_at(&self, pointer: &str) -> Option<SchemaId> {
        self.places.get(pointer).copied()
    }

    /// The same, read.
    pub fn schema_of(&self, pointer: &str) -> Option<&Schema> {
        self.schema(self.schema_at(pointer)?)
    }
}
