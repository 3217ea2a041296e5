//! [`lint`]: style rules for a document that clients are generated from.
//!
//! It repeats no finding of an earlier stage: invalid examples, unused components, name collisions in Rust. A
//! convention that most of the document follows is applied to the rest of it. Exceptions are in the document, each with
//! its reason (`x-lint-except`).

mod array_responses;
mod case;
mod convention;
mod deprecations;
mod descriptions;
mod examples;
mod exceptions;
mod inline_schemas;
mod limits;
mod nullable;
mod operation_names;
mod operations;
mod paths;
mod promised_types;
mod property_types;
mod schema_names;
mod scripts;
#[cfg(test)]
mod tests;
mod wire_names;
mod yaml_aliases;

use std::collections::BTreeMap;

use exceptions::Exceptions;

use crate::api::{Api, Field, Type, TypeDef, TypeKind, TypeRef};
use crate::diagnostic::phrase::list_first;
use crate::diagnostic::{Anchor, Code, Diagnostic, Report, Rule};
use crate::names::Names;
use crate::source::{Document, Entry, Node, Object, ObjectKind, Tree, Version, pointer};

/// The families of rules.
const FAMILIES: &[fn(&mut Linter<'_, '_>)] = &[
    operation_names::check,
    schema_names::check,
    wire_names::check,
    paths::check,
    descriptions::check,
    scripts::check,
    deprecations::check,
    examples::check,
    operations::check,
    limits::check,
    array_responses::check,
    inline_schemas::check,
    property_types::check,
    nullable::check,
    promised_types::check,
    yaml_aliases::check,
];

/// How many names a message lists at most.
const SHOWN: usize = 5;

/// Applies every rule to a document.
pub fn lint(
    document: &Document,
    objects: &[Object<'_>],
    api: &Api,
    names: &Names,
    report: &mut Report,
) {
    let tree = &document.tree;
    let mut linter = Linter {
        version: document.version,
        tree,
        exceptions: Exceptions::of(tree, objects),
        objects,
        api,
        names,
        report,
    };
    for check in FAMILIES {
        check(&mut linter);
    }
    // An exception may apply to a part of the document that could not be read.
    if document.is_whole() {
        linter
            .exceptions
            .unused()
            .for_each(|finding| report.add(finding));
    }
}

/// What the rules share.
struct Linter<'a, 'r> {
    version: Version,
    tree: &'a Tree,
    objects: &'a [Object<'a>],
    api: &'a Api,
    names: &'a Names,
    exceptions: Exceptions,
    report: &'r mut Report,
}

impl<'a> Linter<'a, '_> {
    /// Whether a location is excepted from a rule.
    fn is_excepted(&mut self, rule: Rule, pointer: &str) -> bool {
        self.exceptions.apply(rule, pointer)
    }

    /// Adds a finding, unless its location is excepted.
    fn add(&mut self, finding: Diagnostic) {
        let is_excepted = match finding.code {
            Code::Lint(rule) => self.is_excepted(rule, &finding.at.pointer),
            _ => false,
        };
        if !is_excepted {
            self.report.add(finding);
        }
    }

    fn report(
        &mut self,
        rule: Rule,
        at: Anchor,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Diagnostic::new(rule, at, message).help(help));
    }

    /// Reports the properties that do not have something, in one finding for each object.
    fn report_properties(
        &mut self,
        rule: Rule,
        is_missing: fn(&Node) -> bool,
        missing: &str,
        help: &str,
    ) {
        for schema in self.each(ObjectKind::Schema) {
            let properties = pointer::child(&schema.pointer, "properties");
            let entries = schema.node.get("properties").and_then(Node::as_mapping);
            let mut names = Vec::new();
            for Entry { key, value, .. } in entries.into_iter().flatten() {
                if is_missing(value) && !self.is_excepted(rule, &pointer::child(&properties, key)) {
                    names.push(key.as_str());
                }
            }
            match names.as_slice() {
                [] => {}
                [name] => self.report(
                    rule,
                    self.keyword(&properties, name),
                    format!("the property `{name}` has no {missing}"),
                    help,
                ),
                names => self.report(
                    rule,
                    self.tree.key(&properties),
                    format!(
                        "the properties {} have no {missing}",
                        list_first(names, SHOWN)
                    ),
                    help,
                ),
            }
        }
    }

    /// The objects of a kind that are not references, in the order of the document.
    fn each(&self, kind: ObjectKind) -> impl Iterator<Item = &'a Object<'a>> + use<'a> {
        self.objects
            .iter()
            .filter(move |object| object.kind == kind && object.reference().is_none())
    }

    /// The properties of all schemas with their pointers.
    fn properties(&self) -> impl Iterator<Item = (String, &'a Entry)> + use<'a> {
        self.each(ObjectKind::Schema).flat_map(|schema| {
            let properties = pointer::child(&schema.pointer, "properties");
            let entries = schema.node.get("properties").and_then(Node::as_mapping);
            let entries = entries.into_iter().flatten();
            entries.map(move |entry| (pointer::child(&properties, &entry.key), entry))
        })
    }

    /// The tags that the document declares, with their pointers.
    fn tags(&self) -> Vec<(String, &'a Node)> {
        let tags = self.tree.root.get("tags").and_then(Node::as_sequence);
        let tags = tags.into_iter().flatten().enumerate();
        tags.map(|(index, tag)| (pointer::item("", "tags", index), tag))
            .collect()
    }

    /// Every use of a tag in an operation.
    fn used_tags(&self) -> Vec<(Anchor, &'a str)> {
        let used = self.each(ObjectKind::Operation).flat_map(|operation| {
            let tags = operation.node.get("tags").and_then(Node::as_sequence);
            let tags = tags.into_iter().flatten().enumerate();
            tags.filter_map(|(index, tag)| {
                let pointer = pointer::item(&operation.pointer, "tags", index);
                Some((self.tree.value(&pointer), tag.as_str()?))
            })
        });
        used.collect()
    }

    /// The location of the key of a keyword.
    fn keyword(&self, object: &str, keyword: &str) -> Anchor {
        self.tree.key(&pointer::child(object, keyword))
    }

    /// One struct for each object schema, with the fields of all its views.
    fn structs(&self) -> Vec<(&'a TypeDef, Vec<&'a Field>)> {
        let mut structs: BTreeMap<&str, (&TypeDef, BTreeMap<&str, &Field>)> = BTreeMap::new();
        for def in self.api.types.values() {
            if let TypeKind::Struct(object) = &def.kind {
                let entry = structs.entry(&def.id.pointer);
                let (_, fields) = entry.or_insert_with(|| (def, BTreeMap::new()));
                for field in &object.fields {
                    fields.entry(&field.at.pointer).or_insert(field);
                }
            }
        }
        let structs = structs.into_values();
        structs
            .map(|(def, fields)| (def, fields.into_values().collect()))
            .collect()
    }

    /// Every property of the model once, in the order of the document.
    fn fields(&self) -> Vec<&'a Field> {
        let structs = self.structs();
        let mut fields: Vec<&Field> = structs.into_iter().flat_map(|(_, fields)| fields).collect();
        fields.sort_by_key(|field| position(&field.at));
        fields.dedup_by_key(|field| &field.at.pointer);
        fields
    }

    /// The definition of a named type.
    fn definition(&self, ty: &'a TypeRef) -> Option<&'a TypeKind> {
        match &self.api.target(ty).ty {
            Type::Named(id) => self.api.types.get(id).map(|def| &def.kind),
            _ => None,
        }
    }
}

/// The sort key of a location.
fn position(at: &Anchor) -> (usize, String) {
    (at.span.start, at.pointer.clone())
}

/// The string of a keyword, unless it is blank.
fn string<'a>(node: &'a Node, keyword: &str) -> Option<&'a str> {
    let string = node.get(keyword)?.as_str()?;
    (!string.trim().is_empty()).then_some(string)
}

/// What a message adds about other locations of the same finding.
fn also_in(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => " (also in 1 other location)".to_owned(),
        _ => format!(" (also in {others} other locations)"),
    }
}

/// Whether a list of words, with spaces between, has a word.
fn has_word(words: &str, word: &str) -> bool {
    words.split(' ').any(|it| it == word)
}
