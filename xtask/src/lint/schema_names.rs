//! Names of schemas: `schema-name`, `schema-name-taken`.

use std::collections::BTreeSet;

use super::Linter;
use super::words::Style;
use crate::api::NameHint;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{Node, pointer};

/// Where the schemas stand that have a name.
const SCHEMAS: &str = "/components/schemas";

/// What every Rust file has in scope (the prelude of the standard library), as far as it could be a name of a schema.
const PRELUDE: &[&str] = &[
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Extend",
    "Fn",
    "From",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToString",
    "Vec",
];

/// What users of every crate import from its root.
const ROOT: &[&str] = &[
    "ApiError",
    "Client",
    "Error",
    "ErrorBody",
    "Patch",
    "Timestamp",
];

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    pascal_case(linter);
    taken(linter);
}

fn pascal_case(linter: &mut Linter<'_, '_>) {
    let schemas = linter.tree.get(SCHEMAS).and_then(Node::as_mapping);
    let names: Vec<&str> = schemas
        .into_iter()
        .flatten()
        .map(|entry| entry.key.as_str())
        .collect();
    let mut others = Vec::new();
    for name in &names {
        let is_plain = name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        // Dots and the like part namespaces; what is not ASCII belongs to no style.
        if is_plain
            && !Style::Pascal.fits(name)
            && linter.holds(Rule::SchemaName, &pointer::child(SCHEMAS, name))
        {
            others.push(*name);
        }
    }
    // A document with another convention hears of it once.
    if others.len() > 1 && others.len() * 2 > names.len() {
        let message = format!(
            "{} of {} schemas are not named in PascalCase",
            others.len(),
            names.len()
        );
        let first = others.first().copied().unwrap_or_default();
        let better = Style::Pascal.write(first);
        let help = format!("rename them: `{first}` to `{better}`, and so on");
        let at = linter.tree.key(SCHEMAS);
        return linter.add(Diagnostic::new(Rule::SchemaName, at, message).help(help));
    }
    for name in others {
        let at = linter.keyword(SCHEMAS, name);
        let message = format!("the schema `{name}` is not named in PascalCase");
        linter.add(
            Diagnostic::new(Rule::SchemaName, at, message)
                .help(format!("call it `{}`", Style::Pascal.write(name))),
        );
    }
}

fn taken(linter: &mut Linter<'_, '_>) {
    let mut seen = BTreeSet::new();
    for def in linter.api.types.values() {
        let (NameHint::Component(component), Some(name)) =
            (&def.name, linter.names.types.get(&def.id))
        else {
            continue;
        };
        if !seen.insert(&def.at.pointer) {
            continue;
        }
        let bare = name.ident.unraw().trim_end_matches('_');
        let message = if PRELUDE.contains(&bare) {
            format!(
                "`{component}` is a name of Rust's own: the type is called `{}`",
                name.ident
            )
        } else if ROOT.contains(&bare) {
            format!(
                "`{component}` is also a name of the client's own, and who imports both must rename one"
            )
        } else {
            continue;
        };
        linter.add(
            Diagnostic::new(Rule::SchemaNameTaken, def.at.clone(), message)
                .help("name it after what it is about, or add `x-rust-name`"),
        );
    }
}
