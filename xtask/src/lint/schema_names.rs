//! Names of schemas: `schema-name`, `schema-name-taken`.

use std::collections::BTreeSet;

use super::case::Style;
use super::{Linter, has_word};
use crate::api::NameHint;
use crate::diagnostic::Rule;
use crate::source::{Node, pointer};

const SCHEMAS: &str = "/components/schemas";

/// Names of the standard library's prelude that a schema may have.
const PRELUDE: &str = "AsRef Box Clone Copy Default Drop Eq Err Extend Fn From Into IntoIterator Iterator None Ok \
    Option Ord Result Send Sized Some String Sync ToString Vec";

/// Names that every generated crate exports at its root.
const ROOT: &str = "ApiError Client Error ErrorBody Patch Timestamp";

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    style(linter);
    taken_names(linter);
}

fn style(linter: &mut Linter<'_, '_>) {
    let schemas = linter.tree.get(SCHEMAS).and_then(Node::as_mapping);
    let names = schemas.into_iter().flatten().map(|it| it.key.as_str());
    let names: Vec<&str> = names.collect();
    let mut others = names.clone();
    others.retain(|name| {
        let is_ascii = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        // A name with other characters has no style.
        name.chars().all(is_ascii)
            && !Style::Pascal.fits(name)
            && !linter.is_excepted(Rule::SchemaName, &pointer::child(SCHEMAS, name))
    });
    // A document with another convention gets one finding.
    if let [first, _, ..] = others.as_slice()
        && others.len() * 2 > names.len()
    {
        let (count, total) = (others.len(), names.len());
        let better = Style::Pascal.write(first);
        return linter.report(
            Rule::SchemaName,
            linter.tree.key(SCHEMAS),
            format!("{count} of {total} schema names are not in PascalCase"),
            format!("rename them: `{first}` to `{better}`, and so on"),
        );
    }
    for name in others {
        linter.report(
            Rule::SchemaName,
            linter.keyword(SCHEMAS, name),
            format!("the schema name `{name}` is not in PascalCase"),
            format!("rename it to `{}`", Style::Pascal.write(name)),
        );
    }
}

fn taken_names(linter: &mut Linter<'_, '_>) {
    let mut visited = BTreeSet::new();
    for def in linter.api.types.values() {
        let (NameHint::Component(component), Some(name)) =
            (&def.name, linter.names.types.get(&def.id))
        else {
            continue;
        };
        let ident = &name.ident;
        let bare = ident.unraw().trim_end_matches('_');
        let message = if has_word(PRELUDE, bare) {
            format!("`{component}` is a name in Rust's prelude; the type is named `{ident}`")
        } else if has_word(ROOT, bare) {
            format!("`{component}` is also a name at the root of the client crate")
        } else {
            continue;
        };
        if visited.insert(&def.at.pointer) {
            let help = "use a more specific name, or add `x-rust-name`";
            linter.report(Rule::SchemaNameTaken, def.at.clone(), message, help);
        }
    }
}
