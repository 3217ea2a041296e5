//! How the body of an operation is written as a form: the rules that the runtime needs besides the value.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::aliases::target;
use super::super::context::Context;
use crate::api::{Api, Field, FormDialect, Method, Operation, Type, TypeId, TypeKind, TypeRef};

/// The rules, as a value of the runtime's `FormRules`.
pub(super) fn rules(operation: &Operation, ty: &TypeRef, context: &Context<'_>) -> TokenStream {
    match (context.api.settings.form_dialect, operation.method) {
        (FormDialect::OpenApi, _) => quote!(runtime::FormRules::OpenApi),
        (FormDialect::Drf, Method::Patch) => quote!(runtime::FormRules::DrfPartial),
        (FormDialect::Drf, _) => {
            let objects = objects(ty, context.api);
            quote!(runtime::FormRules::DrfWhole(&[#(#objects),*]))
        }
    }
}

/// What is special about the fields of one kind of object, as the runtime's `FormObject`.
#[derive(Clone, Default)]
struct Object<'a> {
    implied: BTreeSet<&'a str>,
    blank: BTreeSet<&'a str>,
    /// Fields with what they hold: several objects if it is a union.
    nested: BTreeMap<&'a str, BTreeSet<&'a TypeId>>,
}

/// What is special about the body and all that it holds, the body first; nothing if nothing is.
fn objects(body: &TypeRef, api: &Api) -> Vec<TokenStream> {
    let mut known = BTreeMap::new();
    let mut pending = structs(body, api);
    let body = pending.clone();
    while let Some(id) = pending.pop_first() {
        if !known.contains_key(id) {
            let object = object(id, api);
            pending.extend(object.nested.values().flatten());
            known.insert(id, object);
        }
    }
    let special = special(&known);
    let root = merged(body.iter().filter_map(|id| known.get(id)));
    if !is_special(&root, &special) {
        return Vec::new();
    }
    let mut listed = vec![root];
    let mut numbers: BTreeMap<&TypeId, usize> = BTreeMap::new();
    if let [only] = Vec::from_iter(&body).as_slice() {
        numbers.insert(only, 0);
    }
    let mut written = Vec::new();
    while let Some(object) = listed.get(written.len()).cloned() {
        let mut nested = Vec::new();
        for (wire, ids) in &object.nested {
            // Of a union all are listed or none is: what one of them forbids, the union does not allow.
            if ids.is_disjoint(&special) {
                continue;
            }
            for id in ids {
                let number = *numbers.entry(id).or_insert_with(|| {
                    listed.push(known.get(id).cloned().unwrap_or_default());
                    listed.len() - 1
                });
                let number = Literal::usize_unsuffixed(number);
                nested.push(quote!((#wire, #number)));
            }
        }
        let implied = &object.implied;
        let blank = &object.blank;
        written.push(quote!(runtime::FormObject {
            implied: &[#(#implied),*],
            blank: &[#(#blank),*],
            nested: &[#(#nested),*],
        }));
    }
    written
}

/// The objects that have something special, or hold one that does.
fn special<'a>(known: &BTreeMap<&'a TypeId, Object<'a>>) -> BTreeSet<&'a TypeId> {
    let mut special = BTreeSet::new();
    loop {
        let before = special.len();
        for (id, object) in known {
            if is_special(object, &special) {
                special.insert(*id);
            }
        }
        if special.len() == before {
            return special;
        }
    }
}

fn is_special(object: &Object<'_>, special: &BTreeSet<&TypeId>) -> bool {
    !object.implied.is_empty()
        || !object.blank.is_empty()
        || object.nested.values().any(|ids| !ids.is_disjoint(special))
}

/// A body that may be one of several objects: whatever one of them forbids is forbidden.
fn merged<'a, 'o>(objects: impl Iterator<Item = &'o Object<'a>>) -> Object<'a>
where
    'a: 'o,
{
    let merged = objects.cloned().reduce(|mut merged, other| {
        merged.implied.extend(other.implied);
        merged.blank.retain(|wire| other.blank.contains(wire));
        for (wire, ids) in other.nested {
            merged.nested.entry(wire).or_default().extend(ids);
        }
        merged
    });
    merged.unwrap_or_default()
}

fn object<'a>(id: &TypeId, api: &'a Api) -> Object<'a> {
    let mut object = Object::default();
    let Some(TypeKind::Struct(fields)) = api.types.get(id).map(|def| &def.kind) else {
        return object;
    };
    for field in &fields.fields {
        if is_implied(field, api) {
            object.implied.insert(&field.wire);
        }
        if may_be_blank(&field.ty, api) {
            object.blank.insert(&field.wire);
        }
        let held = structs(&field.ty, api);
        if !held.is_empty() {
            object.nested.insert(&field.wire, held);
        }
    }
    object
}

/// An optional boolean for which the document gives no default: in a form, Django REST framework reads its absence as
/// false, since that is how a browser sends a box that is not ticked.
fn is_implied(field: &Field, api: &Api) -> bool {
    !field.required && field.default.is_none() && target(&field.ty, api).ty == Type::Boolean
}

/// Whether a blank value is one that the schema lists. Where null is one too, a form has no way to tell them apart.
fn may_be_blank(ty: &TypeRef, api: &Api) -> bool {
    let aliased = target(ty, api);
    if ty.nullable || aliased.nullable {
        return false;
    }
    let Type::Named(id) = &aliased.ty else {
        return false;
    };
    match api.types.get(id).map(|def| &def.kind) {
        Some(TypeKind::Enum(values)) => values.values.iter().any(|value| value.wire.is_empty()),
        _ => false,
    }
}

/// The objects that a value is, or holds in a list.
fn structs<'a>(ty: &'a TypeRef, api: &'a Api) -> BTreeSet<&'a TypeId> {
    let mut structs = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        match &ty.ty {
            Type::Array(item) => pending.push(item),
            Type::Named(id) if seen.insert(id) => match api.types.get(id).map(|def| &def.kind) {
                Some(TypeKind::Struct(_)) => _ = structs.insert(id),
                Some(TypeKind::Union(union)) => {
                    pending.extend(union.members.iter().map(|member| &member.ty));
                }
                Some(TypeKind::Alias(target)) => pending.push(target),
                _ => {}
            },
            _ => {}
        }
    }
    structs
}
