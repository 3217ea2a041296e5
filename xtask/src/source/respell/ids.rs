//! [`resolve_ids`]: references to and in schemas that have an `$id`, as references to locations in the document.

use std::collections::BTreeMap;

use crate::source::bundle::resolved_url;
use crate::source::objects::{Object, ObjectKind, objects};
use crate::source::pointer;
use crate::source::tree::{Node, NodeKind, Scalar, Tree};
use crate::source::version::Version;

/// Replaces references by `$id` in a document of 3.1, before references to other files are followed.
pub(in crate::source) fn resolve_ids(tree: &mut Tree) {
    if Version::of(tree) == Version::V30 {
        return;
    }
    let mut schemas = objects(tree);
    schemas.retain(|object| object.kind == ObjectKind::Schema);
    let ids = Ids::of(&schemas);
    let mut replaced = Vec::new();
    for object in &schemas {
        for keyword in ["$ref", "$dynamicRef"] {
            if let Some(reference) = object.node.get(keyword).and_then(Node::as_str)
                && let Some(place) = ids.resolve(reference, &object.pointer, keyword)
                && tree.get(&place).is_some()
            {
                replaced.push((pointer::child(&object.pointer, keyword), place));
            }
        }
    }
    for (reference, place) in replaced {
        if let Some(node) = tree.get_mut(&reference) {
            node.kind = NodeKind::Scalar(Scalar::String(pointer::to_fragment(&place)));
        }
    }
}

/// The schemas that have an `$id`, and the names in them.
#[derive(Default)]
struct Ids<'a> {
    /// The URI of each, by its pointer.
    uris: BTreeMap<&'a str, String>,
    /// The pointer of each, by its URI.
    places: BTreeMap<String, &'a str>,
    /// The pointers of schemas by the URI around them and their name, and whether that is dynamic.
    anchors: BTreeMap<(String, &'a str), (&'a str, bool)>,
}

impl<'a> Ids<'a> {
    /// Of schemas in which each is before what is in it.
    fn of(schemas: &'a [Object<'_>]) -> Self {
        let mut ids = Self::default();
        for object in schemas {
            let text = |keyword: &str| object.node.get(keyword).and_then(Node::as_str);
            let place = object.pointer.as_str();
            if let Some(id) = text("$id") {
                let uri = resolved_url(ids.around(place), id.trim_end_matches('#'));
                ids.places.entry(uri.clone()).or_insert(place);
                ids.uris.insert(place, uri);
            }
            for (keyword, is_dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
                if let Some(name) = text(keyword) {
                    let key = (ids.around(place).to_owned(), name);
                    ids.anchors.insert(key, (place, is_dynamic));
                }
            }
        }
        ids
    }

    /// The URI of the nearest schema with one, at a pointer or around it; empty if there is none.
    fn around(&self, place: &str) -> &str {
        let mut above = place;
        loop {
            match self.uris.get(above) {
                Some(uri) => return uri,
                None if above.is_empty() => return "",
                None => above = pointer::parent(above),
            }
        }
    }

    /// The pointer of what a reference in a schema means by an `$id`.
    fn resolve(&self, reference: &str, from: &str, keyword: &str) -> Option<String> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let around = self.around(from);
        let uri = match file {
            "" => around.to_owned(),
            file => resolved_url(around, file),
        };
        let place = self.places.get(&uri)?;
        if fragment.is_empty() || fragment.starts_with('/') {
            let below = pointer::from_fragment(&format!("#{fragment}"))?;
            return Some(format!("{place}{below}"));
        }
        let (place, is_dynamic) = self.anchors.get(&(uri, fragment))?;
        // Which one that means is decided by all that have the name.
        let is_open = keyword == "$dynamicRef" && *is_dynamic;
        (!is_open).then(|| (*place).to_owned())
    }
}
