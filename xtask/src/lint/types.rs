//! Types of properties: `missing-type`, `property-type`.

use crate::diagnostic::phrase::list_first;
use std::collections::BTreeMap;

use super::majority::is_most;
use super::{Linter, SHOWN};
use crate::api::{Field, Type, TypeKind, TypeRef};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{Node, ObjectKind, pointer};

/// Keywords that say what a value is.
const TELLING: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "enum",
    "items",
    "not",
    "oneOf",
    "properties",
    "type",
];

/// Names that mean another thing everywhere.
const GENERAL: &[&str] = &[
    "code", "data", "default", "max", "min", "result", "type", "value", "values", "version",
];

/// The others are few if the usual type is so many times as frequent.
const FEW: usize = 5;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    missing(linter);
    inconsistent(linter);
}

fn has_no_type(schema: &Node) -> bool {
    schema
        .as_mapping()
        .is_some_and(|_| TELLING.iter().all(|keyword| schema.get(keyword).is_none()))
}

fn missing(linter: &mut Linter<'_, '_>) {
    let mut findings = Vec::new();
    for object in linter.each(ObjectKind::Schema) {
        let place = pointer::child(&object.pointer, "properties");
        let properties = object.node.get("properties").and_then(Node::as_mapping);
        let properties = properties
            .into_iter()
            .flatten()
            .filter(|it| has_no_type(&it.value));
        let mut names = Vec::new();
        for property in properties {
            if linter.holds(Rule::MissingType, &pointer::child(&place, &property.key)) {
                names.push(property.key.as_str());
            }
        }
        let (at, have) = match names.as_slice() {
            [] => continue,
            [only] => (linter.keyword(&place, only), "has"),
            _ => (linter.tree.key(&place), "have"),
        };
        findings.push((at, format!("{} {have} no type", list_first(&names, SHOWN))));
    }
    for (at, message) in findings {
        linter.add(
            Diagnostic::new(Rule::MissingType, at, message)
                .help("add `type`; if it can be any JSON, say so with `x-lint-except`"),
        );
    }
}

/// The types that are compared. Integers are numbers, and an object in one place and its id in another are no mistake.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scalar {
    Boolean,
    Number,
    Text,
}

impl Scalar {
    fn of(linter: &Linter<'_, '_>, ty: &TypeRef) -> Option<Self> {
        match &ty.ty {
            Type::Boolean => Some(Self::Boolean),
            Type::Integer(_) | Type::Number(_) => Some(Self::Number),
            Type::String(_) => Some(Self::Text),
            Type::Named(id) => match linter.api.types.get(id).map(|def| &def.kind) {
                Some(TypeKind::Enum(_)) => Some(Self::Text),
                _ => None,
            },
            _ => None,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Text => "a text",
        }
    }
}

fn inconsistent(linter: &mut Linter<'_, '_>) {
    let mut by_name: BTreeMap<&str, Vec<(&Field, Option<Scalar>)>> = BTreeMap::new();
    for field in linter.fields() {
        let scalar = Scalar::of(linter, linter.resolve(&field.ty));
        by_name
            .entry(&field.wire)
            .or_default()
            .push((field, scalar));
    }
    for (name, fields) in by_name {
        if GENERAL.contains(&name) {
            continue;
        }
        let count = |wanted: Scalar| fields.iter().filter(|(_, it)| *it == Some(wanted)).count();
        let kinds = [Scalar::Boolean, Scalar::Number, Scalar::Text];
        let usual = kinds
            .into_iter()
            .find(|kind| is_most(count(*kind), fields.len()));
        let Some(usual) = usual else {
            continue;
        };
        let others = fields
            .iter()
            .filter_map(|(field, it)| Some((*field, (*it)?)));
        let others: Vec<(&Field, Scalar)> = others.filter(|(_, it)| *it != usual).collect();
        if others.len() * FEW > count(usual) {
            continue;
        }
        for (field, scalar) in others {
            let like = fields.iter().find(|(_, it)| *it == Some(usual));
            let message = format!(
                "`{name}` is {} here, and {} at {} other places",
                scalar.noun(),
                usual.noun(),
                count(usual)
            );
            let mut finding = Diagnostic::new(Rule::PropertyType, field.at.clone(), message)
                .help("see which is right; if both are, say so with `x-lint-except`");
            if let Some((like, _)) = like {
                finding = finding.related(like.at.clone(), "one of them");
            }
            linter.add(finding);
        }
    }
}
