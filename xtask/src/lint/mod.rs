//! [`lint`]: rules of good taste for a document that clients are made from.
//!
//! It says nothing that an earlier stage says: whether examples fit, which components are unused, what collides in Rust.
//! A rule that a document follows for the most part is held against the rest of it; one that it does not follow at all is
//! one finding, or none. Exceptions stand in the document, each with its reason (`x-lint-except`).

mod examples;
mod exceptions;
mod inline;
mod limits;
mod lists;
mod majority;
mod meanings;
mod member_names;
mod operation_names;
mod operations;
mod paths;
mod replacements;
mod schema_names;
#[cfg(test)]
mod tests;
mod texts;
mod types;
mod words;

use std::collections::BTreeSet;

use exceptions::Exceptions;

use crate::api::{Api, Field, Type, TypeDef, TypeKind, TypeRef};
use crate::diagnostic::{Anchor, Code, Diagnostic, Report, Rule};
use crate::names::Names;
use crate::source::{Document, Node, Object, ObjectKind, Tree, objects, pointer};

/// Holds every rule against a document.
pub fn lint(document: &Document, api: &Api, names: &Names, report: &mut Report) {
    let tree = &document.tree;
    let objects = objects(tree);
    let mut linter = Linter {
        tree,
        exceptions: Exceptions::of(tree, &objects),
        objects: &objects,
        api,
        names,
        report,
    };
    operation_names::check(&mut linter);
    schema_names::check(&mut linter);
    member_names::check(&mut linter);
    paths::check(&mut linter);
    texts::check(&mut linter);
    replacements::check(&mut linter);
    examples::check(&mut linter);
    operations::check(&mut linter);
    limits::check(&mut linter);
    lists::check(&mut linter);
    inline::check(&mut linter);
    types::check(&mut linter);
    meanings::check(&mut linter);
    // What could not be read may be what an exception is for.
    if document.is_whole() {
        for finding in linter.exceptions.stale() {
            report.add(finding);
        }
    }
}

/// What the rules share.
struct Linter<'a, 'r> {
    tree: &'a Tree,
    objects: &'a [Object<'a>],
    api: &'a Api,
    names: &'a Names,
    exceptions: Exceptions,
    report: &'r mut Report,
}

impl<'a> Linter<'a, '_> {
    /// Whether a rule holds at a place. An exception that says otherwise has been needed.
    fn holds(&mut self, rule: Rule, pointer: &str) -> bool {
        !self.exceptions.cover(rule, pointer)
    }

    /// Adds a finding, unless there is an exception for its place.
    fn add(&mut self, finding: Diagnostic) {
        let is_excepted = match finding.code {
            Code::Lint(rule) => self.exceptions.cover(rule, &finding.at.pointer),
            _ => false,
        };
        if !is_excepted {
            self.report.add(finding);
        }
    }

    /// The objects of a kind that are no references, in the order of the document.
    fn each(&self, kind: ObjectKind) -> impl Iterator<Item = &'a Object<'a>> + use<'a> {
        self.objects
            .iter()
            .filter(move |object| object.kind == kind && object.reference().is_none())
    }

    /// The place of the key of a keyword.
    fn keyword(&self, object: &str, keyword: &str) -> Anchor {
        self.tree.key(&pointer::child(object, keyword))
    }

    /// The structs of the model, of each schema one view, with the fields of all views that the document has.
    fn structs(&self) -> Vec<(&'a TypeDef, Vec<&'a Field>)> {
        let mut found: Vec<(&TypeDef, Vec<&Field>)> = Vec::new();
        let mut seen = BTreeSet::new();
        // The views of a schema stand beside each other.
        for def in self.api.types.values() {
            let TypeKind::Struct(object) = &def.kind else {
                continue;
            };
            let last = found.last_mut();
            match last.filter(|(last, _)| last.id.pointer == def.id.pointer) {
                Some((_, fields)) => {
                    let new = |field: &&'a Field| seen.insert(field.at.pointer.as_str());
                    fields.extend(object.fields.iter().filter(new));
                }
                None => {
                    seen = object
                        .fields
                        .iter()
                        .map(|it| it.at.pointer.as_str())
                        .collect();
                    found.push((def, object.fields.iter().collect()));
                }
            }
        }
        found
    }

    /// Every property of the model once, in the order of the document.
    fn fields(&self) -> Vec<&'a Field> {
        let structs = self.structs();
        let mut fields: Vec<&Field> = structs.into_iter().flat_map(|(_, fields)| fields).collect();
        fields.sort_by(|a, b| place(&a.at).cmp(&place(&b.at)));
        fields.dedup_by(|a, b| a.at.pointer == b.at.pointer);
        fields
    }

    /// What a type is behind its other names.
    fn resolve(&self, ty: &'a TypeRef) -> &'a TypeRef {
        let mut ty = ty;
        for _ in 0..MAX_ALIASES {
            let Type::Named(id) = &ty.ty else { break };
            match self.api.types.get(id).map(|def| &def.kind) {
                Some(TypeKind::Alias(of)) => ty = of,
                _ => break,
            }
        }
        ty
    }

    /// The definition of a type that has one.
    fn definition(&self, ty: &'a TypeRef) -> Option<&'a TypeDef> {
        match &self.resolve(ty).ty {
            Type::Named(id) => self.api.types.get(id),
            _ => None,
        }
    }
}

/// More names for one type than any real document has.
const MAX_ALIASES: usize = 64;

/// What to order places by.
fn place(at: &Anchor) -> (usize, &str) {
    (at.span.start, &at.pointer)
}

/// The text of a keyword, if there is one that is not blank.
fn text<'a>(node: &'a Node, keyword: &str) -> Option<&'a str> {
    let text = node.get(keyword)?.as_str()?;
    (!text.trim().is_empty()).then_some(text)
}

/// How many names a message lists at most.
const SHOWN: usize = 5;
