//! Schemas that deserve a name: `inline-object`, `repeated-enum`.

use crate::diagnostic::phrase::list_first;
use std::collections::{BTreeMap, BTreeSet};

use super::{Linter, SHOWN, place};
use crate::api::{NameHint, TypeDef, TypeKind};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::pointer;

/// So many values, or so many places, are no chance.
const MANY: usize = 3;

/// A wrapper around one property needs no name.
const LEAST_PROPERTIES: usize = 2;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    objects(linter);
    enums(linter);
}

fn objects(linter: &mut Linter<'_, '_>) {
    for (def, fields) in linter.structs() {
        if !is_inline(def) || fields.len() < LEAST_PROPERTIES {
            continue;
        }
        let Some(name) = linter.names.types.get(&def.id) else {
            continue;
        };
        let message = format!(
            "this object has no name: in Rust it is called `{}`",
            name.ident
        );
        linter.add(
            Diagnostic::new(Rule::InlineObject, def.at.clone(), message)
                .help("move it to `components/schemas` under a name of its own, and refer to it"),
        );
    }
}

/// Lists of values that are in several places. One that has a name is the one to refer to.
fn enums(linter: &mut Linter<'_, '_>) {
    let mut by_values: BTreeMap<Vec<&str>, Vec<&TypeDef>> = BTreeMap::new();
    for def in linter.api.types.values() {
        let TypeKind::Enum(values) = &def.kind else {
            continue;
        };
        let values: BTreeSet<&str> = values
            .values
            .iter()
            .map(|value| value.wire.as_str())
            .collect();
        if values.len() < 2 {
            continue;
        }
        let known = by_values.entry(values.into_iter().collect()).or_default();
        if known.iter().all(|it| it.at.pointer != def.at.pointer) {
            known.push(def);
        }
    }
    for (values, mut defs) in by_values {
        // Two switches with the same two positions may well be two things.
        if values.len() < MANY && defs.len() < MANY {
            continue;
        }
        defs.sort_by(|a, b| place(&a.at).cmp(&place(&b.at)));
        let named = defs.iter().find(|def| !is_inline(def)).copied();
        let inline: Vec<&TypeDef> = defs.into_iter().filter(|def| is_inline(def)).collect();
        let kept: Vec<&TypeDef> = inline
            .into_iter()
            .filter(|def| linter.holds(Rule::RepeatedEnum, &def.at.pointer))
            .collect();
        let finding = match (named, kept.as_slice()) {
            (Some(named), [first, ..]) => {
                let name = pointer::component_schema(&named.at.pointer).unwrap_or_default();
                let message = format!("the values {} are those of `{name}`", places(&kept));
                Diagnostic::new(Rule::RepeatedEnum, first.at.clone(), message)
                    .related(named.at.clone(), "these are the same")
                    .help(format!("refer to `{name}`, or say so with `x-lint-except` if they only happen to be alike"))
            }
            (None, [first, second, ..]) => {
                let message = format!(
                    "the values {} are listed at {} places",
                    list_first(&values, SHOWN),
                    kept.len()
                );
                Diagnostic::new(Rule::RepeatedEnum, first.at.clone(), message)
                    .related(second.at.clone(), "here too")
                    .help("list them once under `components/schemas`, and refer to that; or say so with `x-lint-except` if they only happen to be alike")
            }
            _ => continue,
        };
        linter.add(finding);
    }
}

fn places(defs: &[&TypeDef]) -> String {
    match defs.len() {
        1 => "here".to_owned(),
        2 => "here and at another place".to_owned(),
        count => format!("here and at {} other places", count - 1),
    }
}

fn is_inline(def: &TypeDef) -> bool {
    matches!(def.name, NameHint::Inline(_))
}
