//! [`Exceptions`]: `x-lint-except`, which excepts an object from rules, with a reason for each.
//!
//! The extension is in the object itself: it moves with the object, and a reviewer sees the reason beside it. It applies
//! to the object and everything in it; of several exceptions around a location, the innermost is used.

use std::collections::BTreeMap;

use crate::diagnostic::{Anchor, Code, Diagnostic, Rule};
use crate::source::{EXCEPTIONS, Node, Object, ObjectKind, Tree, pointer};

/// The exceptions of a document, by the pointer of their object.
pub(super) struct Exceptions {
    by_object: BTreeMap<(String, Rule), Exception>,
}

struct Exception {
    at: Anchor,
    is_used: bool,
}

impl Exceptions {
    /// Reads the exceptions. Loading the document has checked their syntax.
    pub(super) fn of(tree: &Tree, objects: &[Object<'_>]) -> Self {
        let mut exceptions = Self {
            by_object: BTreeMap::new(),
        };
        for object in objects {
            exceptions.add(tree, &object.pointer, object.node);
            // These two mappings may have extensions, but are not in `objects`.
            let inner = match object.kind {
                ObjectKind::Operation => "responses",
                _ if object.pointer.is_empty() => "paths",
                _ => continue,
            };
            if let Some(node) = object.node.get(inner) {
                exceptions.add(tree, &pointer::child(&object.pointer, inner), node);
            }
        }
        exceptions
    }

    fn add(&mut self, tree: &Tree, object: &str, node: &Node) {
        let entries = node.get(EXCEPTIONS).and_then(Node::as_mapping);
        for entry in entries.into_iter().flatten() {
            if let Some(rule) = Rule::ALL.iter().find(|rule| rule.as_str() == entry.key) {
                let at = tree.key(&pointer::join(object, &[EXCEPTIONS, &entry.key]));
                let exception = Exception { at, is_used: false };
                self.by_object.insert((object.to_owned(), *rule), exception);
            }
        }
    }

    /// Whether a location is excepted from a rule; marks the exception as used.
    pub(super) fn apply(&mut self, rule: Rule, pointer: &str) -> bool {
        if self.by_object.is_empty() {
            return false;
        }
        let mut key = (pointer.to_owned(), rule);
        loop {
            if let Some(exception) = self.by_object.get_mut(&key) {
                exception.is_used = true;
                return true;
            }
            match key.0.rfind('/') {
                Some(end) => key.0.truncate(end),
                None => return false,
            }
        }
    }

    /// A finding for each exception that was not used.
    pub(super) fn unused(self) -> impl Iterator<Item = Diagnostic> {
        let unused = self.by_object.into_iter().filter(|(_, it)| !it.is_used);
        unused.map(|((_, rule), exception)| {
            let rule = rule.as_str();
            let message = format!("unnecessary exception: `{rule}` reports nothing here");
            Diagnostic::new(Code::StaleException, exception.at, message)
                .help("remove it, or move it to the object that it was meant for")
        })
    }
}
