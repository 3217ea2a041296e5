//! [`assign`]: walks the model and resolves one scope after the other.

use std::collections::BTreeMap;

use super::scope::{DEVICES, Scope, Wish};
use super::words::{camel, explicit_or, module, snake};
use super::{Ident, Names, TypeName, examples, operations, servers, variants};
use crate::api::{Api, Extra, NameHint, TypeDef, TypeId, TypeKind, View};
use crate::diagnostic::Report;

/// Types that generated files use by their short names, so that no schema may shadow them.
const RESERVED_TYPES: &[&str] = &[
    "BTreeMap",
    "Box",
    "Default",
    "Deserialize",
    "Err",
    "ErrorBody",
    "From",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Serialize",
    "Some",
    "String",
    "Vec",
];
/// Modules of types beside those of schemas.
const RESERVED_MODULES: &[&str] = &["error_body", "mod"];
/// What a struct has besides its fields and setters.
const RESERVED_FIELDS: &[&str] = &["new", "when_some"];
/// The field that keeps what the schema does not name.
const EXTRA_FIELD: &[&str] = &["extra"];

/// Gives everything its identifier. Collisions go into the report.
pub fn assign(api: &Api, report: &mut Report) -> Names {
    let mut names = Names {
        types: types(api, report),
        ..Names::default()
    };
    for def in api.types.values() {
        fields_and_variants(def, &mut names, report);
    }
    names.error_variants = variants::of_error_body(api, &names, report);
    operations::assign(api, &mut names, report);
    names.examples = examples::assign(api, &names, report);
    names.server_setters = servers::setters(api, report);
    names
}

fn types(api: &Api, report: &mut Report) -> BTreeMap<TypeId, TypeName> {
    let mut scope = Scope::new("types", &[RESERVED_TYPES]);
    for def in api.types.values() {
        scope.add(Wish {
            key: def.id.clone(),
            ident: type_ident(def),
            qualified: Ident::escape(&with_view(camel(&def.id.pointer), def.id.view)),
            called: def.id.pointer.clone(),
            at: def.at.clone(),
        });
    }
    let idents = scope.resolve(report);
    let mut scope = Scope::new("modules of types", &[RESERVED_MODULES, DEVICES]);
    for (id, ident) in &idents {
        let module = Ident::escape(&module(ident.unraw()));
        let at = api
            .types
            .get(id)
            .map(|def| def.at.clone())
            .unwrap_or_default();
        scope.add(Wish {
            key: id.clone(),
            qualified: module.clone(),
            ident: module,
            called: ident.to_string(),
            at,
        });
    }
    let mut modules = scope.resolve(report);
    let named = idents.into_iter().filter_map(|(id, ident)| {
        let module = modules.remove(&id)?;
        Some((id, TypeName { ident, module }))
    });
    named.collect()
}

fn type_ident(def: &TypeDef) -> Ident {
    let name = match &def.name {
        NameHint::Explicit(name) => name.clone(),
        NameHint::Component(name) => camel(name),
        NameHint::Inline(parts) => camel(&parts.join("_")),
    };
    Ident::escape(&with_view(name, def.id.view))
}

fn with_view(name: String, view: View) -> String {
    match view {
        View::Whole | View::Read => name,
        View::Write => format!("{name}Request"),
        View::Sparse | View::SparsePage => format!("Sparse{name}"),
    }
}

fn fields_and_variants(def: &TypeDef, names: &mut Names, report: &mut Report) {
    let Some(owner) = names.types.get(&def.id).map(|name| name.ident.clone()) else {
        return;
    };
    match &def.kind {
        TypeKind::Struct(object) => {
            let extra = if object.extra == Extra::Closed {
                &[]
            } else {
                EXTRA_FIELD
            };
            let reserved = [RESERVED_FIELDS, extra];
            let mut scope = Scope::new(format!("fields of `{owner}`"), &reserved);
            for field in &object.fields {
                let ident = explicit_or(field.rust_name.as_deref(), || snake(&field.wire));
                scope.add(Wish {
                    key: (def.id.clone(), field.wire.clone()),
                    qualified: ident.clone(),
                    ident,
                    called: field.wire.clone(),
                    at: field.at.clone(),
                });
            }
            names.fields.extend(scope.resolve(report));
        }
        TypeKind::Enum(values) => {
            let found = variants::of_enum(def, &owner, values, report);
            names.variants.extend(found);
        }
        TypeKind::Union(union) => {
            let found = variants::of_union(def, &owner, union, names, report);
            names.members.extend(variants::members(&found));
            names.variants.extend(found);
        }
        TypeKind::Alias(_) | TypeKind::FieldErrors => {}
    }
}
