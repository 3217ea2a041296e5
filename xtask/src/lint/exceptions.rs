//! [`Exceptions`]: `x-lint-except`, which rules an object is excepted from, and why.
//!
//! It stands in the object itself, not in a list of pointers elsewhere, so that it goes where the object goes, and whoever
//! reviews a change reads the reason beside it. It holds for the object and all that stands in it; of several around a
//! place, the innermost counts.

use std::collections::BTreeMap;

use crate::diagnostic::{Anchor, Code, Diagnostic, Rule};
use crate::source::{EXCEPTIONS, Node, Object, ObjectKind, Tree, pointer};

/// The exceptions of a document.
pub(super) struct Exceptions {
    by_place: BTreeMap<(String, Rule), Exception>,
}

struct Exception {
    at: Anchor,
    is_needed: bool,
}

impl Exceptions {
    /// Reads them. What they look like has been checked when the document was loaded.
    pub(super) fn of(tree: &Tree, objects: &[Object<'_>]) -> Self {
        let mut exceptions = Self {
            by_place: BTreeMap::new(),
        };
        for object in objects {
            exceptions.add(tree, &object.pointer, object.node);
            // These two are mappings with keys of their own, and no objects of the walk.
            let inside = match object.kind {
                ObjectKind::Operation => "responses",
                _ if object.pointer.is_empty() => "paths",
                _ => continue,
            };
            if let Some(node) = object.node.get(inside) {
                exceptions.add(tree, &pointer::child(&object.pointer, inside), node);
            }
        }
        exceptions
    }

    fn add(&mut self, tree: &Tree, place: &str, node: &Node) {
        let entries = node.get(EXCEPTIONS).and_then(Node::as_mapping);
        for entry in entries.into_iter().flatten() {
            let Some(rule) = Rule::ALL.iter().find(|rule| rule.as_str() == entry.key) else {
                continue;
            };
            let exception = Exception {
                at: tree.key(&pointer::join(place, &[EXCEPTIONS, &entry.key])),
                is_needed: false,
            };
            self.by_place.insert((place.to_owned(), *rule), exception);
        }
    }

    /// Whether there is an exception from a rule at a place or around it.
    pub(super) fn cover(&mut self, rule: Rule, pointer: &str) -> bool {
        if self.by_place.is_empty() {
            return false;
        }
        let mut place = pointer;
        loop {
            if let Some(exception) = self.by_place.get_mut(&(place.to_owned(), rule)) {
                exception.is_needed = true;
                return true;
            }
            match place.rsplit_once('/') {
                Some((around, _)) => place = around,
                None => return false,
            }
        }
    }

    /// A finding for each exception that nothing has needed.
    pub(super) fn stale(self) -> impl Iterator<Item = Diagnostic> {
        let stale = self
            .by_place
            .into_iter()
            .filter(|(_, exception)| !exception.is_needed);
        stale.map(|((_, rule), exception)| {
            let message = format!(
                "`{}` finds nothing here, so the exception is not needed",
                rule.as_str()
            );
            Diagnostic::new(Code::StaleException, exception.at, message)
                .help("remove it, or move it into the object that it was meant for")
        })
    }
}
