//! How the body of an operation is written as a form: the rules that the runtime needs besides the value.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::aliases::target;
use super::super::context::Context;
use super::blank;
use crate::api::{Api, Field, FormDialect, Method, Operation, Type, TypeId, TypeKind, TypeRef};

/// The rules, as a value of the runtime's `FormRules`.
pub(super) fn rules(operation: &Operation, ty: &TypeRef, context: &Context<'_>) -> TokenStream {
    match (context.api.settings.form_dialect, operation.method) {
        (FormDialect::OpenApi, _) => quote!(runtime::FormRules::OpenApi),
        (FormDialect::Drf, Method::Patch) => {
            let objects = objects(ty, Update::Partial, context.api);
            quote!(runtime::FormRules::DrfPartial(&[#(#objects),*]))
        }
        (FormDialect::Drf, _) => {
            let objects = objects(ty, Update::Whole, context.api);
            quote!(runtime::FormRules::DrfWhole(&[#(#objects),*]))
        }
    }
}

/// How the framework reads a body.
#[derive(Clone, Copy, PartialEq)]
enum Update {
    Partial,
    Whole,
}

/// What is special about the fields of one kind of object, as the runtime's `FormObject`.
#[derive(Clone, Default)]
struct Object<'a> {
    implied: BTreeSet<&'a str>,
    blank: BTreeSet<&'a str>,
    free: BTreeSet<&'a str>,
    /// Fields with what they hold: several objects if it is a union.
    nested: BTreeMap<&'a str, BTreeSet<&'a TypeId>>,
}

/// What is special about the body and all that it holds, the body first; nothing if nothing is.
fn objects(body: &TypeRef, update: Update, api: &Api) -> Vec<TokenStream> {
    let mut known = BTreeMap::new();
    let mut pending = structs(body, api);
    let body = pending.clone();
    while let Some(id) = pending.pop_first() {
        if !known.contains_key(id) {
            let object = object(id, update, api);
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
        let free = &object.free;
        written.push(quote!(runtime::FormObject {
            implied: &[#(#implied),*],
            blank: &[#(#blank),*],
            free: &[#(#free),*],
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
        || !object.free.is_empty()
        || object.nested.values().any(|ids| !ids.is_disjoint(special))
}

/// A body that may be one of several objects: whatever one of them forbids is forbidden.
fn merged<'a, 'o>(objects: impl Iterator<Item = &'o Object<'a>>) -> Object<'a>
where
    'a: 'o,
{
    let merged = objects.cloned().reduce(|mut merged, other| {
        merged.implied.extend(other.implied);
        merged.free.extend(other.free);
        merged.blank.retain(|wire| other.blank.contains(wire));
        for (wire, ids) in other.nested {
            merged.nested.entry(wire).or_default().extend(ids);
        }
        merged
    });
    merged.unwrap_or_default()
}

fn object<'a>(id: &TypeId, update: Update, api: &'a Api) -> Object<'a> {
    let mut object = Object::default();
    let Some(TypeKind::Struct(fields)) = api.types.get(id).map(|def| &def.kind) else {
        return object;
    };
    for field in &fields.fields {
        if is_implied(field, update, api) {
            object.implied.insert(&field.wire);
        }
        if blank::is_allowed(&field.ty, api) {
            object.blank.insert(&field.wire);
        }
        let content = content(&field.ty, api);
        if content.is_free {
            object.free.insert(&field.wire);
        }
        if !content.structs.is_empty() {
            object.nested.insert(&field.wire, content.structs);
        }
    }
    object
}

/// Whether the framework reads a value where a form lacks the field, other than the default that the document gives:
///
/// - false or null for a boolean, since a browser sends nothing for a box that is not ticked,
/// - nothing for a list of values, if the field of the framework is a choice of several or a relation to many,
/// - an empty map, and that even in a partial update (up to version 3.17).
fn is_implied(field: &Field, update: Update, api: &Api) -> bool {
    let is_read = match &target(&field.ty, api).ty {
        Type::Map(_) => true,
        Type::Boolean => update == Update::Whole && field.default.is_none(),
        Type::Array(item) => update == Update::Whole && structs(item, api).is_empty(),
        _ => false,
    };
    is_read && !field.required
}

/// What a value may be, by itself or as an item of a list.
#[derive(Default)]
struct Content<'a> {
    structs: BTreeSet<&'a TypeId>,
    /// Whether it may be an object without known fields, or anything.
    is_free: bool,
}

fn structs<'a>(ty: &'a TypeRef, api: &'a Api) -> BTreeSet<&'a TypeId> {
    content(ty, api).structs
}

fn content<'a>(ty: &'a TypeRef, api: &'a Api) -> Content<'a> {
    let mut content = Content::default();
    let mut seen = BTreeSet::new();
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        match &ty.ty {
            Type::Array(item) => pending.push(item),
            Type::Map(_) | Type::Any => content.is_free = true,
            Type::Named(id) if seen.insert(id) => match api.types.get(id).map(|def| &def.kind) {
                Some(TypeKind::Struct(_)) => _ = content.structs.insert(id),
                Some(TypeKind::Union(union)) => {
                    pending.extend(union.members.iter().map(|member| &member.ty));
                }
                Some(TypeKind::Alias(target)) => pending.push(target),
                _ => {}
            },
            _ => {}
        }
    }
    content
}
