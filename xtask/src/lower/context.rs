//! [`Context`]: what lowering knows while it runs.

use std::collections::{BTreeMap, BTreeSet};

use super::elsewhere::Elsewhere;
use crate::api::{ErrorDialect, Provenance, TypeDef, TypeId, TypeRef, View};
use crate::diagnostic::{Anchor, Code, Diagnostic, Report, Severity};
use crate::source::{Document, Node};

/// The state of one run. Types are found by their JSON pointers; views are made when all are known.
pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    /// What references outside of `components` lead to.
    pub(super) elsewhere: &'a Elsewhere,
    pub(super) report: &'a mut Report,
    pub(super) error_dialect: ErrorDialect,
    /// The types made so far, by the pointers of their schemas.
    pub(super) types: BTreeMap<String, TypeDef>,
    /// Component schemas that something refers to and that are not made yet.
    pub(super) pending: Vec<String>,
    /// Every component schema that has ever been pending.
    pub(super) referenced: BTreeSet<String>,
    /// What the schemas in place that have been lowered are.
    pub(super) inline: BTreeMap<String, TypeRef>,
    /// The schemas in place that are being lowered and will have a name, and whether something refers to them by it.
    pub(super) claims: BTreeMap<String, bool>,
    /// The schemas in place that are being lowered, outermost first.
    pub(super) active: Vec<String>,
    /// Objects that have been merged, by what they are merged from: what is merged may hold itself.
    pub(super) merged: BTreeMap<Vec<String>, String>,
    /// Enums to which a union adds the blank value, with the place that says so.
    pub(super) blank: BTreeMap<String, Anchor>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        document: &'a Document,
        elsewhere: &'a Elsewhere,
        report: &'a mut Report,
    ) -> Self {
        Self {
            document,
            elsewhere,
            report,
            error_dialect: ErrorDialect::None,
            types: BTreeMap::new(),
            pending: Vec::new(),
            referenced: BTreeSet::new(),
            inline: BTreeMap::new(),
            claims: BTreeMap::new(),
            active: Vec::new(),
            merged: BTreeMap::new(),
            blank: BTreeMap::new(),
        }
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        self.report.add(diagnostic);
    }

    /// Adds a finding of another severity than its code has by itself.
    pub(super) fn add_as(&mut self, severity: Severity, diagnostic: Diagnostic) {
        self.report.add(Diagnostic {
            severity,
            ..diagnostic
        });
    }

    /// Adds a warning that the generator does not act on a keyword.
    pub(super) fn unsupported(&mut self, at: Anchor, message: impl Into<String>, help: &str) {
        self.add(Diagnostic::new(Code::Unsupported, at, message).help(help));
    }

    /// The place of a key.
    pub(super) fn key(&self, pointer: &str) -> Anchor {
        self.document.tree.key(pointer)
    }

    /// The place of a value.
    pub(super) fn value(&self, pointer: &str) -> Anchor {
        self.document.tree.value(pointer)
    }

    /// `x-rust-name` of the thing at a pointer.
    pub(super) fn rust_name(&self, pointer: &str) -> Option<String> {
        let name = self.node(pointer)?.get("x-rust-name")?.as_str()?;
        Some(name.to_owned())
    }

    /// `x-provenance` of the thing at a pointer: what does not say is as what it stands in.
    pub(super) fn provenance(&self, pointer: &str) -> Option<Provenance> {
        let mut place = pointer;
        loop {
            let says = self.node(place).and_then(|node| node.get("x-provenance"));
            if let Some(word) = says.and_then(Node::as_str) {
                return Provenance::ALL.into_iter().find(|it| it.as_str() == word);
            }
            (place, _) = place.rsplit_once('/')?;
        }
    }

    /// The node at a pointer.
    pub(super) fn node(&self, pointer: &str) -> Option<&'a Node> {
        self.document.tree.get(pointer)
    }
}

/// The identity of a type before views are made.
pub(super) fn whole(pointer: impl Into<String>) -> TypeId {
    TypeId {
        pointer: pointer.into(),
        view: View::Whole,
    }
}

/// The keys of a mapping.
pub(super) fn mapping_keys(node: &Node) -> Vec<&str> {
    node.as_mapping()
        .map(|mapping| mapping.iter().map(|entry| entry.key.as_str()).collect())
        .unwrap_or_default()
}
