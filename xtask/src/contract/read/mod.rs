//! [`Document`] → [`Contract`]: what may travel on the wire, read from the located tree.
//!
//! Nothing is reported here: what is wrong with a document is said where types are made and where it is checked. What
//! cannot be understood is taken to allow anything.

mod operations;
mod request_response;
mod schema;
mod security;
mod servers;

use std::collections::BTreeMap;

use crate::contract::{Contract, Located};
use crate::source::{Cursor, Document, Node, Object, ObjectKind};

pub(crate) use schema::{NullInDoubt, own_notes, parts_of};

/// Reads what a document promises.
pub fn read(document: &Document, objects: &[Object<'_>]) -> Contract {
    let tree = &document.tree;
    let root = Cursor::root(tree);
    let places = objects
        .iter()
        .filter(|object| object.kind == ObjectKind::Schema)
        .map(|object| object.cursor(tree));
    let mut schemas = schema::Schemas::new(places.clone().map(|place| place.identity()));
    let operations = operations::operations(&root, &mut schemas);
    let webhooks = operations::webhooks(&root, &mut schemas);
    schemas.make(); // First, so that what is reached comes first.
    let places = places
        .map(|place| (place.pointer.clone(), schemas.id(Some(place))))
        .collect();
    schemas.make();
    let mut about: BTreeMap<_, _> = root
        .child("info")
        .map(|info| info.entries())
        .unwrap_or_default()
        .into_iter()
        .map(|entry| (entry.key(), entry.json()))
        .collect();
    for key in ["openapi", "externalDocs"] {
        about.extend(root.json_of(key).map(|value| (key.to_owned(), value)));
    }
    let (paths, components) = (root.child("paths"), root.child("components"));
    let settings = root.child("x-rust");
    let tags = root.child("tags").map(|tags| tags.items());
    Contract {
        about,
        extensions: [Some(&root), paths.as_ref(), components.as_ref()]
            .map(|of| of.map(|it| it.extensions()).unwrap_or_default()),
        settings: settings.map(|place| place.map_json()).unwrap_or_default(),
        servers: servers::servers(&root),
        security_schemes: security::schemes(&root),
        tags: tags
            .unwrap_or_default()
            .into_iter()
            .filter_map(|tag| {
                let name = tag.node.get("name").and_then(Node::as_str)?.to_owned();
                Some((name, tag.json()))
            })
            .collect::<BTreeMap<_, Located<_>>>(),
        operations,
        webhooks,
        schemas: schemas.finish(),
        places,
    }
}
