//! Types of properties: `missing-type`, `property-type`.

use std::collections::BTreeMap;

use super::Linter;
use super::convention::is_most;
use crate::api::{Field, Type, TypeKind, TypeRef};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Node;

/// Keywords that state or imply the type of a value.
const TYPE_KEYWORDS: &[&str] = &[
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

/// Names whose meaning depends on the object.
const GENERAL: &[&str] = &[
    "code", "data", "default", "max", "min", "result", "type", "value", "values", "version",
];

/// The usual type must be this many times as frequent as the others.
const FACTOR: usize = 5;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let help = "add `type`; if it can be any JSON, add `x-lint-except`";
    linter.report_properties(Rule::MissingType, has_no_type, "type", help);
    inconsistent(linter);
}

fn has_no_type(schema: &Node) -> bool {
    schema.as_mapping().is_some() && TYPE_KEYWORDS.iter().all(|it| schema.get(it).is_none())
}

/// The types that are compared, as nouns. An integer is a number. An object in one schema and its id in another are not
/// compared.
fn scalar(linter: &Linter<'_, '_>, ty: &TypeRef) -> Option<&'static str> {
    match &ty.ty {
        Type::Boolean => Some("a boolean"),
        Type::Integer(_) | Type::Number(_) => Some("a number"),
        Type::String(_) => Some("a string"),
        Type::Named(_) => match linter.definition(ty) {
            Some(TypeKind::Enum(_)) => Some("a string"),
            _ => None,
        },
        _ => None,
    }
}

const SCALARS: [&str; 3] = ["a boolean", "a number", "a string"];

fn inconsistent(linter: &mut Linter<'_, '_>) {
    let mut by_name: BTreeMap<&str, Vec<(&Field, Option<&str>)>> = BTreeMap::new();
    for field in linter.fields() {
        let scalar = scalar(linter, linter.api.target(&field.ty));
        let fields = by_name.entry(&field.wire).or_default();
        fields.push((field, scalar));
    }
    for (name, fields) in by_name {
        let count = |scalar| fields.iter().filter(|(_, it)| *it == Some(scalar)).count();
        let mut scalars = SCALARS.into_iter();
        let usual = scalars.find(|scalar| is_most(count(*scalar), fields.len()));
        let Some(usual) = usual.filter(|_| !GENERAL.contains(&name)) else {
            continue;
        };
        let others = fields
            .iter()
            .filter_map(|(it, scalar)| Some((it, (*scalar)?)));
        let others: Vec<(&&Field, &str)> = others.filter(|(_, it)| *it != usual).collect();
        if others.len() * FACTOR > count(usual) {
            continue;
        }
        let example = fields.iter().find(|(_, it)| *it == Some(usual));
        for (field, scalar) in others {
            let message = format!(
                "`{name}` is {scalar} here but {usual} in {} other locations",
                count(usual)
            );
            let mut finding = Diagnostic::new(Rule::PropertyType, field.at.clone(), message)
                .help("check which is right; if both are, add `x-lint-except`");
            if let Some((example, _)) = example {
                finding = finding.related(example.at.clone(), format!("{usual} here"));
            }
            linter.add(finding);
        }
    }
}
