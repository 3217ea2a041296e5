//! [`Elsewhere`]: what references to places outside of `components` lead to, where openapiv3 finds nothing.

use std::collections::BTreeMap;

use openapiv3::{
    Example, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema, SecurityScheme,
};
use serde::de::DeserializeOwned;

use super::pointer;
use crate::source::{Document, Node, NodeKind};

/// What references to places outside of `components` lead to, each read as everything that it can be read as.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    pub(super) schemas: BTreeMap<String, ReferenceOr<Schema>>,
    pub(super) parameters: BTreeMap<String, ReferenceOr<Parameter>>,
    pub(super) responses: BTreeMap<String, ReferenceOr<Response>>,
    pub(super) request_bodies: BTreeMap<String, ReferenceOr<RequestBody>>,
    pub(super) examples: BTreeMap<String, ReferenceOr<Example>>,
    pub(super) path_items: BTreeMap<String, ReferenceOr<PathItem>>,
    pub(super) security_schemes: BTreeMap<String, ReferenceOr<SecurityScheme>>,
}

/// Finds every reference to a place outside of `components` and reads what is there.
pub(super) fn elsewhere(document: &Document) -> Elsewhere {
    let mut found = Elsewhere::default();
    let mut nodes = vec![&document.tree.root];
    while let Some(node) = nodes.pop() {
        match &node.kind {
            NodeKind::Sequence(items) => nodes.extend(items),
            NodeKind::Scalar(_) => {}
            NodeKind::Mapping(entries) => {
                for entry in entries.iter() {
                    nodes.push(&entry.value);
                    if let ("$ref", Some(reference)) = (entry.key.as_str(), entry.value.as_str()) {
                        found.read(document, reference);
                    }
                }
            }
        }
    }
    found
}

impl Elsewhere {
    fn read(&mut self, document: &Document, reference: &str) {
        let Some(pointer) = pointer::from_fragment(reference) else {
            return;
        };
        if is_component(&pointer::keys(&pointer)) || self.schemas.contains_key(&pointer) {
            return;
        }
        let Some(node) = document.tree.get(&pointer) else {
            return;
        };
        insert(&mut self.schemas, &pointer, node);
        insert(&mut self.parameters, &pointer, node);
        insert(&mut self.responses, &pointer, node);
        insert(&mut self.request_bodies, &pointer, node);
        insert(&mut self.examples, &pointer, node);
        insert(&mut self.path_items, &pointer, node);
        insert(&mut self.security_schemes, &pointer, node);
    }
}

fn insert<T: DeserializeOwned>(
    things: &mut BTreeMap<String, ReferenceOr<T>>,
    pointer: &str,
    node: &Node,
) {
    if let (NodeKind::Mapping(_), Ok(thing)) = (&node.kind, serde_json::from_value(node.to_json()))
    {
        things.insert(pointer.to_owned(), thing);
    }
}

/// Whether the keys lead to a component, which openapiv3 reads by itself.
pub(super) fn is_component(keys: &[String]) -> bool {
    keys.len() == 3 && keys.first().is_some_and(|key| key == "components")
}
