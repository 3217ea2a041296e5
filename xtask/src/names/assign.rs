//! [`assign`]: names everything in the model, scope by scope.

use std::collections::BTreeMap;

use super::case::{camel, explicit_or, hinted, module, snake};
use super::scope::{Candidate, DEVICES, Scope};
use super::{
    Ident, Names, TypeName, credentials, examples, operations, outcomes, servers, variants,
    webhooks,
};
use crate::api::{Api, TypeDef, TypeId, TypeKind, View};
use crate::diagnostic::Report;

/// Types that generated files use by their short names, which no schema may shadow.
const RESERVED_TYPES: &str = "BTreeMap Box Default Deserialize Err ErrorBody From Into IntoIterator None Ok Option \
    Result Serialize Some String Vec";
/// Modules of `types` that are not made from schemas.
const RESERVED_MODULES: &str = "error_body mod";
/// Functions of a struct that are not setters, and the field for unknown properties.
const RESERVED_FIELDS: &str = "new when_some extra";

/// Names everything in the model, and reports collisions.
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
    names.credentials = credentials::setters(api, report);
    names.server_setters = servers::setters(api, &names, report);
    names.webhooks = webhooks::variants(api, report);
    names
}

fn types(api: &Api, report: &mut Report) -> BTreeMap<TypeId, TypeName> {
    let mut scope = Scope::new("types", &[RESERVED_TYPES]);
    for def in api.types.values() {
        let view = def.id.view;
        scope.add(Candidate {
            key: def.id.clone(),
            ident: Ident::escape(&with_view(hinted(&def.name), view)),
            qualified: Ident::escape(&with_view(camel(&def.id.pointer), view)),
            source: def.id.pointer.clone(),
            at: def.at.clone(),
        });
    }
    let idents = scope.resolve(report);
    let mut scope = Scope::new("modules of types", &[RESERVED_MODULES, DEVICES]);
    for (id, ident) in &idents {
        let at = api.types.get(id).map(|def| def.at.clone());
        let module = Ident::escape(&module(ident.unraw()));
        scope.add_unqualified(id.clone(), module, ident.as_str(), &at.unwrap_or_default());
    }
    let mut modules = scope.resolve(report);
    let names = idents.into_iter().filter_map(|(id, ident)| {
        let module = modules.remove(&id)?;
        Some((id, TypeName { ident, module }))
    });
    names.collect()
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
            let mut scope = Scope::new(format!("fields of `{owner}`"), &[RESERVED_FIELDS]);
            for field in &object.fields {
                let ident = explicit_or(field.rust_name.as_deref(), || snake(&field.wire));
                let key = (def.id.clone(), field.wire.clone());
                scope.add_unqualified(key, ident, &field.wire, &field.at);
            }
            names.fields.extend(scope.resolve(report));
        }
        TypeKind::Enum(values) => {
            let variants = variants::of_enum(def, &owner, values, report);
            names.variants.extend(variants);
        }
        TypeKind::Union(union) => {
            let variants = variants::of_union(def, &owner, union, names, report);
            names.members.extend(variants::members(&variants));
            names.variants.extend(variants);
        }
        TypeKind::Outcomes(outcomes) => {
            let variants = outcomes::of_outcomes(def, &owner, outcomes, report);
            names.variants.extend(variants);
        }
        TypeKind::Alias(_) | TypeKind::FieldErrors => {}
    }
}
