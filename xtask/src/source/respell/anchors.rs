//! [`Anchors`]: the schemas that have a name of their own, by which `$ref: '#name'` refers to them.

use std::collections::BTreeMap;

use crate::source::objects::{ObjectKind, objects};
use crate::source::pointer;
use crate::source::tree::{Node, Tree};

/// The pointers of schemas by the name of their anchor.
#[derive(Default)]
pub(super) struct Anchors {
    fixed: BTreeMap<String, Vec<String>>,
    dynamic: BTreeMap<String, Vec<String>>,
}

impl Anchors {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut anchors = Self::default();
        for object in objects(tree) {
            if object.kind != ObjectKind::Schema {
                continue;
            }
            let name = |keyword: &str| object.node.get(keyword).and_then(Node::as_str);
            for (keyword, is_dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
                let Some(name) = name(keyword) else { continue };
                let add = |all: &mut BTreeMap<String, Vec<String>>| {
                    let places = all.entry(name.to_owned()).or_default();
                    places.push(object.pointer.clone());
                };
                // To a `$ref`, a dynamic anchor is one like any other.
                add(&mut anchors.fixed);
                if is_dynamic {
                    add(&mut anchors.dynamic);
                }
            }
        }
        anchors
    }

    /// What a reference by name refers to from a schema: of several schemas of this name, the one that is defined in the
    /// nearest schema around it. A dynamic one may mean another to everyone who refers to what has it.
    pub(super) fn resolve(&self, reference: &str, from: &str, is_dynamic: bool) -> Option<String> {
        let name = reference.strip_prefix('#')?;
        if name.is_empty() || name.starts_with('/') {
            return None;
        }
        let all = if is_dynamic {
            self.dynamic.get(name).or_else(|| self.fixed.get(name))
        } else {
            self.fixed.get(name)
        };
        // The schema that defines it.
        let around = |place: &str| place.split("/$defs/").next().map_or(0, str::len);
        let is_around = |place: &&String| {
            let holder = place.get(..around(place)).unwrap_or_default();
            pointer::is_within(from, holder)
        };
        let place = match (all?.as_slice(), is_dynamic) {
            ([only], _) => only,
            (_, true) => return None,
            (all, false) => all.iter().filter(is_around).max_by_key(|it| around(it))?,
        };
        Some(pointer::to_fragment(place))
    }
}
