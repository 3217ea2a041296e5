//! [`assign`]: walks the model and resolves one scope after the other.

use std::collections::BTreeMap;

use super::scope::{Scope, Wish};
use super::words::{camel, snake};
use super::{GroupName, Ident, Names, OperationName, TypeName};
use crate::api::{
    Api, Extra, NameHint, Operation, ParameterLocation, Type, TypeDef, TypeId, TypeKind, View,
};
use crate::diagnostic::{Anchor, Report};

/// Types that generated files use by their short names, so that no schema may shadow them.
const RESERVED_TYPES: &[&str] = &[
    "Box",
    "Default",
    "Err",
    "ErrorBody",
    "From",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Some",
    "String",
    "Vec",
];
/// Files that Windows cannot have.
const DEVICES: &[&str] = &[
    "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];
/// Modules of types beside those of schemas.
const RESERVED_MODULES: &[&str] = &["error_body", "mod"];
/// What a struct has besides its fields and setters.
const RESERVED_FIELDS: &[&str] = &["new"];
/// The field that keeps what the schema does not name.
const EXTRA_FIELD: &[&str] = &["extra"];
const RESERVED_VARIANTS: &[&str] = &["Unrecognized"];
const RESERVED_ERROR_VARIANTS: &[&str] = &["Unexpected"];
/// Types that the files of operations import.
const IMPORTED: &[&str] = &[
    "Client",
    "Error",
    "ErrorBody",
    "Option",
    "Result",
    "Some",
    "String",
    "Vec",
];
/// Methods of the client, and its modules.
const RESERVED_GROUPS: &[&str] = &["builder", "core", "from_env", "mod", "new"];
/// Functions of a group, and its modules.
const RESERVED_METHODS: &[&str] = &["mod", "new"];
/// Fields and methods that each request has.
const RESERVED_PARAMETERS: &[&str] = &["body", "client", "new", "send"];

/// Gives everything its identifier. Collisions go into the report.
pub fn assign(api: &Api, report: &mut Report) -> Names {
    let mut names = Names {
        types: types(api, report),
        ..Names::default()
    };
    for def in api.types.values() {
        fields_and_variants(def, &mut names, report);
    }
    names.error_variants = error_variants(api, &names, report);
    operations(api, &mut names, report);
    for operation in &api.operations {
        parameters(operation, &mut names, report);
    }
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
        let module = Ident::escape(&snake(ident.unraw()));
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
            let values = values
                .values
                .iter()
                .map(|value| (camel(&value.wire), value.wire.clone(), value.at.clone()));
            names.variants.extend(variants(def, &owner, values, report));
        }
        TypeKind::Union(union) => {
            let members = union.members.iter().map(|member| {
                let name = match &member.name {
                    NameHint::Explicit(name) => name.clone(),
                    NameHint::Component(name) => camel(name),
                    NameHint::Inline(parts) => camel(&parts.join("_")),
                };
                (name.clone(), name, member.at.clone())
            });
            names
                .variants
                .extend(variants(def, &owner, members, report));
        }
        TypeKind::Alias(_) | TypeKind::FieldErrors => {}
    }
}

/// Names for the variants of an enum or a union, each given as name, name in the document, and place.
fn variants(
    def: &TypeDef,
    owner: &Ident,
    variants: impl Iterator<Item = (String, String, Anchor)>,
    report: &mut Report,
) -> BTreeMap<(TypeId, usize), Ident> {
    let mut scope = Scope::new(format!("variants of `{owner}`"), &[RESERVED_VARIANTS]);
    for (index, (name, called, at)) in variants.enumerate() {
        let ident = Ident::escape(&name);
        scope.add(Wish {
            key: (def.id.clone(), index),
            qualified: ident.clone(),
            ident,
            called,
            at,
        });
    }
    scope.resolve(report)
}

/// A variant for each type that an error answer documents. `ErrorBody::ValidationError` would say "error" twice, so the
/// word is left out: `ErrorBody::Validation`.
fn error_variants(api: &Api, names: &Names, report: &mut Report) -> BTreeMap<TypeId, Ident> {
    let mut scope = Scope::new("variants of `ErrorBody`", &[RESERVED_ERROR_VARIANTS]);
    let bodies = api
        .operations
        .iter()
        .flat_map(Operation::errors)
        .flat_map(|response| &response.media);
    let mut seen = Vec::new();
    for media in bodies {
        let Type::Named(id) = &media.ty.ty else {
            continue;
        };
        let (Some(name), Some(def)) = (names.types.get(id), api.types.get(id)) else {
            continue;
        };
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let full = name.ident.unraw();
        let short = full
            .strip_suffix("Error")
            .or_else(|| full.strip_prefix("Error"))
            .unwrap_or(full);
        let ident = Ident::escape(if short.is_empty() { full } else { short });
        let qualified = name.ident.clone();
        scope.add(Wish {
            key: id.clone(),
            ident,
            qualified,
            called: full.to_owned(),
            at: def.at.clone(),
        });
    }
    scope.resolve(report)
}

fn operations(api: &Api, names: &mut Names, report: &mut Report) {
    let mut groups: BTreeMap<GroupKey, Scope<'_, String>> = BTreeMap::new();
    for operation in &api.operations {
        let tag = operation.tag.as_deref().unwrap_or("untagged");
        let module = Ident::escape(&snake(tag));
        let module = if [RESERVED_GROUPS, DEVICES]
            .concat()
            .contains(&module.unraw())
        {
            module.aside()
        } else {
            module
        };
        let ident = Ident::escape(&camel(tag));
        let ident = if IMPORTED.contains(&ident.unraw()) {
            ident.aside()
        } else {
            ident
        };
        let group = GroupName { ident, module };
        names.groups.insert(operation.tag.clone(), group.clone());
        let method = explicit_or(operation.rust_name.as_deref(), || {
            method_name(operation, &group)
        });
        let scope = groups
            .entry(GroupKey(group.module.clone()))
            .or_insert_with(|| {
                Scope::new(
                    format!("methods of `{}`", group.ident),
                    &[RESERVED_METHODS, DEVICES],
                )
            });
        scope.add(Wish {
            key: operation.id.clone(),
            ident: method,
            qualified: Ident::escape(&snake(&operation.id)),
            called: operation.id.clone(),
            at: operation.at.clone(),
        });
    }
    for scope in groups.into_values() {
        for (id, method) in scope.resolve(report) {
            let Some(operation) = api.operations.iter().find(|operation| operation.id == id) else {
                continue;
            };
            let Some(group) = names.groups.get(&operation.tag) else {
                continue;
            };
            let request = request_ident(&method, group);
            names.operations.insert(
                id,
                OperationName {
                    group: group.clone(),
                    method,
                    request,
                },
            );
        }
    }
}

/// The request has the name of its method, unless the group or an import beside it has that name.
fn request_ident(method: &Ident, group: &GroupName) -> Ident {
    let ident = Ident::escape(&camel(method.unraw()));
    if ident == group.ident || IMPORTED.contains(&ident.unraw()) {
        return Ident::escape(&format!("{ident}Request"));
    }
    ident
}

/// Tags that give one name are one group.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct GroupKey(Ident);

/// The operationId without the tag's words before it: `api_users_list` in `API Users` is `list`.
fn method_name(operation: &Operation, group: &GroupName) -> String {
    let name = snake(&operation.id);
    let short = name
        .strip_prefix(group.module.unraw())
        .and_then(|rest| rest.strip_prefix('_'));
    match short {
        Some(short) if short.starts_with(char::is_alphabetic) => short.to_owned(),
        _ => name,
    }
}

fn parameters(operation: &Operation, names: &mut Names, report: &mut Report) {
    let mut scope = Scope::new(
        format!("parameters of `{}`", operation.id),
        &[RESERVED_PARAMETERS],
    );
    for parameter in &operation.parameters {
        let name = snake(&parameter.wire);
        let location = match parameter.location {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        };
        scope.add(Wish {
            key: (
                operation.id.clone(),
                parameter.location,
                parameter.wire.clone(),
            ),
            ident: explicit_or(parameter.rust_name.as_deref(), || name.clone()),
            qualified: Ident::escape(&format!("{location}_{name}")),
            called: parameter.wire.clone(),
            at: parameter.at.clone(),
        });
    }
    names.parameters.extend(scope.resolve(report));
}

fn explicit_or(explicit: Option<&str>, derived: impl FnOnce() -> String) -> Ident {
    match explicit {
        Some(name) => Ident::escape(name),
        None => Ident::escape(&derived()),
    }
}
