//! [`Context`]: what lowering knows while it runs.

use std::collections::{BTreeMap, BTreeSet};

use super::bases::{Bases, bases};
use crate::api::{
    ErrorDialect, FormDialect, NameHint, Provenance, Type, TypeDef, TypeId, TypeKind, TypeRef, View,
};
use crate::contract::{Contract, SchemaId};
use crate::diagnostic::{Anchor, Code, Diagnostic, Report, Severity};
use crate::source::{Document, Node, pointer};

/// The state of one run. Types are found by their JSON pointers; views are made when all are known.
pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    pub(super) contract: &'a Contract,
    pub(super) report: &'a mut Report,
    pub(super) error_dialect: ErrorDialect,
    pub(super) form_dialect: FormDialect,
    /// The types made so far, by the pointers of their schemas.
    pub(super) types: BTreeMap<String, TypeDef>,
    /// Component schemas that something refers to and that are not made yet.
    pub(super) pending: Vec<String>,
    /// Every component schema that has ever been pending.
    pub(super) referenced: BTreeSet<String>,
    /// The inline schemas that are made or being made.
    pub(super) progress: BTreeMap<SchemaId, Progress>,
    /// Objects that are put together, by their parts: a property may hold the same again.
    pub(super) merged: BTreeMap<&'a [String], String>,
    /// How many of the inline schemas are being made.
    pub(super) depth: usize,
    /// Where the names of members come from that are merged with the siblings of their union, by their pointers.
    pub(super) names: BTreeMap<String, NameHint>,
    /// The base schemas.
    pub(super) bases: Bases,
    /// Enums to which a union adds the blank value, with the place that says so.
    pub(super) blank: BTreeMap<String, Anchor>,
}

/// How far the type of an inline schema is known.
pub(super) enum Progress {
    /// It is being made, and gets this pointer if something in it refers to it.
    Open {
        pointer: String,
        is_used: bool,
    },
    Done(Box<TypeRef>),
}

impl<'a> Context<'a> {
    pub(super) fn new(
        document: &'a Document,
        contract: &'a Contract,
        report: &'a mut Report,
    ) -> Self {
        Self {
            document,
            contract,
            report,
            error_dialect: ErrorDialect::None,
            form_dialect: FormDialect::OpenApi,
            types: BTreeMap::new(),
            pending: Vec::new(),
            referenced: BTreeSet::new(),
            progress: BTreeMap::new(),
            merged: BTreeMap::new(),
            depth: 0,
            names: BTreeMap::new(),
            bases: bases(document, contract),
            blank: BTreeMap::new(),
        }
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        self.report.add(diagnostic);
    }

    /// The type behind a type's aliases, once the cycles are broken.
    pub(super) fn target<'t>(&'t self, ty: &'t TypeRef) -> &'t TypeRef {
        let mut target = ty;
        while let Type::Named(id) = &target.ty
            && let Some(TypeKind::Alias(next)) = self.types.get(&id.pointer).map(|def| &def.kind)
        {
            target = next;
        }
        target
    }

    /// Adds a finding of another severity than its code has by itself.
    pub(super) fn add_as(&mut self, severity: Severity, diagnostic: Diagnostic) {
        self.report.add(diagnostic.with_severity(severity));
    }

    /// Adds a warning that the generator does not act on a keyword.
    pub(super) fn unsupported(&mut self, at: Anchor, message: impl Into<String>, help: &str) {
        self.add(Diagnostic::new(Code::Unsupported, at, message).help(help));
    }

    /// Reports a keyword that has no effect.
    pub(super) fn no_effect(&mut self, at: Anchor, message: impl Into<String>, help: &str) {
        self.add(Diagnostic::new(Code::NoEffect, at, message).help(help));
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

    /// `x-provenance` of the object at a pointer, or of the object that contains it.
    pub(super) fn provenance(&self, pointer: &str) -> Option<Provenance> {
        let of = |node: &'a Node| node.get("x-provenance").and_then(Node::as_str);
        let mut node = &self.document.tree.root;
        let mut word = of(node);
        for key in pointer::keys(pointer) {
            let inner = match node.as_sequence() {
                Some(items) => key.parse().ok().and_then(|index: usize| items.get(index)),
                None => node.get(&key),
            };
            // A type may be named after a location that is not there.
            let Some(inner) = inner else { break };
            node = inner;
            word = of(node).or(word);
        }
        let word = word?;
        Provenance::ALL.into_iter().find(|it| it.as_str() == word)
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
