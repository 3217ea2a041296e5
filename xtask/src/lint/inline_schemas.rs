//! Inline schemas that should be components: `inline-object`, `repeated-enum`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Linter, SHOWN, also_in, position};
use crate::api::{NameHint, TypeDef, TypeKind};
use crate::diagnostic::phrase::list_first;
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::pointer;

/// This many equal values, or locations, are no coincidence.
const MANY: usize = 3;

/// A wrapper around one property needs no name.
const LEAST_PROPERTIES: usize = 2;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    objects(linter);
    enums(linter);
}

fn objects(linter: &mut Linter<'_, '_>) {
    for (def, fields) in linter.structs() {
        if let Some(name) = linter.names.types.get(&def.id)
            && is_inline(def)
            && fields.len() >= LEAST_PROPERTIES
        {
            linter.report(
                Rule::InlineObject,
                def.at.clone(),
                format!("inline object schema, named `{}` in Rust", name.ident),
                "move it to `components/schemas` under a name of its own, and refer to it",
            );
        }
    }
}

fn enums(linter: &mut Linter<'_, '_>) {
    let mut by_values: BTreeMap<BTreeSet<&str>, Vec<&TypeDef>> = BTreeMap::new();
    for def in linter.api.types.values() {
        if let TypeKind::Enum(it) = &def.kind {
            let values = it.values.iter().map(|value| value.wire.as_str()).collect();
            let equal = by_values.entry(values).or_default();
            if equal.iter().all(|it| it.at.pointer != def.at.pointer) {
                equal.push(def);
            }
        }
    }
    for (values, mut defs) in by_values {
        // Two enums with the same two values may be equal by chance.
        if values.len() < 2 || (values.len() < MANY && defs.len() < MANY) {
            continue;
        }
        defs.sort_by_key(|def| position(&def.at));
        let component = defs.iter().find(|def| !is_inline(def)).copied();
        defs.retain(|def| {
            is_inline(def) && !linter.is_excepted(Rule::RepeatedEnum, &def.at.pointer)
        });
        let finding = match (component, defs.as_slice()) {
            (Some(component), [first, others @ ..]) => {
                let name = pointer::component_schema(&component.at.pointer).unwrap_or_default();
                let also = also_in(others.len());
                let message = format!("this enum has the values of `{name}`{also}");
                Diagnostic::new(Rule::RepeatedEnum, first.at.clone(), message)
                    .related(component.at.clone(), "the same values")
                    .help(format!(
                        "refer to `{name}`, or add `x-lint-except` if they are equal by chance"
                    ))
            }
            (None, [first, second, ..]) => {
                let values: Vec<&str> = values.into_iter().collect();
                let message = format!(
                    "the enum {} is repeated in {} locations",
                    list_first(&values, SHOWN),
                    defs.len()
                );
                Diagnostic::new(Rule::RepeatedEnum, first.at.clone(), message)
                    .related(second.at.clone(), "also here")
                    .help("move it to `components/schemas` and refer to it, or add `x-lint-except` if they are equal by chance")
            }
            _ => continue,
        };
        linter.add(finding);
    }
}

fn is_inline(def: &TypeDef) -> bool {
    matches!(def.name, NameHint::Inline(_))
}
