//! [`respell`]: a document of OpenAPI 3.1 in the spelling of 3.0, as far as that has one, so that both are read alike.
//!
//! Every node keeps its location in the text. What 3.0 cannot say stays as it is, and is read by the contract.

mod anchors;
mod conditions;
mod ids;
mod path_items;
mod schema;
mod targets;
#[cfg(test)]
mod tests;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use self::anchors::Anchors;
pub(super) use self::ids::resolve_ids;
pub(super) use self::path_items::target as referred_path_item;
pub(super) use self::schema::evaluated_beside;
use super::keywords::tables::{Kind, OPENAPI, Object, PATH_ITEM, RESPONSE, SCHEMA};
use super::pointer;
use super::tree::{Entry, Mapping, Node, NodeKind, Scalar, Tree};
use super::version::Version;
use crate::diagnostic::{Code, Diagnostic};

/// Where the document has what is elsewhere in its spelling of 3.0.
#[derive(Clone, Debug, Default)]
pub(super) struct Respelled {
    /// The pointers of what moved, each with the one in the document.
    moved: BTreeMap<String, String>,
    /// The operations whose `operationId` another one has, which has been reported.
    unnamed: BTreeSet<String>,
}

impl Respelled {
    /// Whether a finding only follows from an `operationId` that was left to another operation.
    pub(super) fn is_cause_of(&self, finding: &Diagnostic) -> bool {
        finding.code == Code::MissingOperationId && self.unnamed.contains(&finding.at.pointer)
    }

    /// A finding with the pointers that the document has.
    pub(super) fn located(&self, mut finding: Diagnostic) -> Diagnostic {
        if !self.moved.is_empty() {
            finding.at.pointer = self.original(&finding.at.pointer);
            for (at, _) in &mut finding.related {
                at.pointer = self.original(&at.pointer);
            }
        }
        finding
    }

    /// The keyword that the document has instead of one of 3.0 at a pointer; `None` if it has that.
    pub(super) fn keyword(&self, pointer: &str) -> Option<String> {
        let original = self.moved.get(pointer)?;
        let keys = pointer::keys(original);
        Some(match keys.as_slice() {
            // All that a schema can be that has no keywords, and excludes anything.
            _ if original == pointer::parent(pointer) => "false".to_owned(),
            [.., keyword, _] if pointer.ends_with("/not") && is_dependent(keyword) => {
                keyword.clone()
            }
            [.., keyword] => keyword.clone(),
            [] => return None,
        })
    }

    /// The pointer in the document.
    fn original(&self, pointer: &str) -> String {
        let mut above = pointer;
        loop {
            if let Some(original) = self.moved.get(above) {
                let rest = pointer.strip_prefix(above).unwrap_or_default();
                return format!("{original}{rest}");
            }
            if above.is_empty() {
                return pointer.to_owned();
            }
            above = pointer::parent(above);
        }
    }

    /// Whether a pointer is that of a member of what a schema of the document became.
    fn is_part(&self, here: &str, schema: &str) -> bool {
        let is_member = here
            .rsplit('/')
            .next()
            .is_some_and(|key| key.parse::<usize>().is_ok());
        is_member && self.original(pointer::parent(pointer::parent(here))) == schema
    }

    /// Records that a node is at one pointer here and at another in the document.
    fn add(&mut self, here: String, from: &str) {
        let original = self.original(from);
        self.moved.insert(here, original);
    }
}

/// Writes a document of 3.1 in the spelling of 3.0.
pub(super) fn respell(tree: &mut Tree) -> Respelled {
    if Version::of(tree) == Version::V30 {
        return Respelled::default();
    }
    let mut respelled = Respelled::default();
    path_items::inline(tree, &mut respelled);
    let anchors = Anchors::of(tree);
    let mut run = Run {
        anchors,
        respelled,
        pointer: String::new(),
    };
    run.value(Kind::Object(&OPENAPI), &mut tree.root);
    targets::follow(tree, &run.respelled);
    run.respelled
}

struct Run {
    anchors: Anchors,
    respelled: Respelled,
    /// Where it is.
    pointer: String,
}

impl Run {
    fn value(&mut self, kind: Kind, node: &mut Node) {
        if kind.is_schema() {
            self.schema(node);
        }
        match (kind, &mut node.kind) {
            (Kind::List(item), NodeKind::Sequence(items)) => {
                for (index, node) in items.iter_mut().enumerate() {
                    self.below(&index.to_string(), |run| run.value(*item, node));
                }
            }
            (Kind::Map(value), NodeKind::Mapping(mapping)) => self.entries(*value, mapping, false),
            (Kind::Paths | Kind::Callback | Kind::Webhooks, NodeKind::Mapping(mapping)) => {
                self.entries(Kind::Object(&PATH_ITEM), mapping, true);
            }
            (Kind::Responses, NodeKind::Mapping(mapping)) => {
                self.entries(Kind::OrRef(&RESPONSE), mapping, true);
            }
            (Kind::Object(object) | Kind::OrRef(object), NodeKind::Mapping(mapping)) => {
                self.object(object, mapping);
            }
            _ => {}
        }
    }

    fn entries(&mut self, kind: Kind, mapping: &mut Mapping, is_extensible: bool) {
        for (key, node) in mapping.values_mut() {
            if !(is_extensible && key.starts_with("x-")) {
                self.below(key, |run| run.value(kind, node));
            }
        }
    }

    fn object(&mut self, object: &Object, mapping: &mut Mapping) {
        for (key, node) in mapping.values_mut() {
            let is_closed = || matches!(node.kind, NodeKind::Scalar(Scalar::Bool(_)));
            match object.keyword(key, Version::V31) {
                // Whether there are other properties is not a schema in 3.0 either.
                Some(_) if key == "additionalProperties" && is_closed() => {}
                Some(kind) => self.below(key, |run| run.value(kind, node)),
                None => {}
            }
        }
    }

    fn below(&mut self, key: &str, inside: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        pointer::push_escaped(&mut self.pointer, key);
        inside(self);
        self.pointer.truncate(length);
    }

    /// Whether a keyword of the schema here is another in the document.
    fn is_moved(&self, keyword: &str) -> bool {
        let here = pointer::child(&self.pointer, keyword);
        self.respelled.moved.contains_key(&here)
    }

    /// Records that what is here under some keys is in the document under others.
    fn moved(&mut self, here: &[&str], from: &[&str]) {
        let here = pointer::join(&self.pointer, here);
        let from = pointer::join(&self.pointer, from);
        self.respelled.add(here, &from);
    }
}

/// A node where another is written.
fn at(span: &Range<usize>, kind: NodeKind) -> Node {
    Node {
        span: span.clone(),
        kind,
    }
}

/// A schema with these keywords, which are not written so.
fn object(span: &Range<usize>, keywords: Vec<(&str, Node)>) -> Node {
    let entries = keywords.into_iter().map(|(key, value)| Entry {
        key: key.to_owned(),
        key_span: span.clone(),
        value,
    });
    at(span, NodeKind::Mapping(Mapping::new(entries.collect())))
}

/// Whether a schema allows anything.
fn is_anything(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar(Scalar::Bool(allowed)) => *allowed,
        NodeKind::Mapping(mapping) => mapping.is_empty(),
        _ => false,
    }
}

/// A schema that is known to be one object, while its keywords change.
struct Keywords {
    entries: Vec<Entry>,
}

impl Keywords {
    fn get(&self, key: &str) -> Option<&Node> {
        let mut entries = self.entries.iter();
        entries.find(|it| it.key == key).map(|it| &it.value)
    }

    fn take(&mut self, key: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|it| it.key == key)?;
        Some(self.entries.remove(index))
    }

    /// Adds a keyword, which is written under a key elsewhere.
    fn push(&mut self, key: &str, key_span: &Range<usize>, value: Node) {
        self.entries.push(Entry {
            key: key.to_owned(),
            key_span: key_span.clone(),
            value,
        });
    }

    /// Adds a member to a list of schemas; its index.
    fn push_member(&mut self, key: &str, key_span: &Range<usize>, member: Node) -> usize {
        let mut entries = self.entries.iter_mut();
        if let Some(list) = entries.find(|it| it.key == key)
            && let NodeKind::Sequence(items) = &mut list.value.kind
        {
            items.push(member);
            return items.len() - 1;
        }
        let list = at(key_span, NodeKind::Sequence(vec![member]));
        self.push(key, key_span, list);
        0
    }
}

/// Whether a keyword holds what follows from each of several properties.
fn is_dependent(keyword: &str) -> bool {
    ["dependentRequired", "dependentSchemas"].contains(&keyword)
}

/// Whether a key is one of a schema in which 3.1 differs.
fn is_newer(key: &str) -> bool {
    SCHEMA.keyword(key, Version::V30).is_none() && !key.starts_with("x-")
}
