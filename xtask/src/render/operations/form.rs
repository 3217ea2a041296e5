//! How the body of an operation is encoded as a form: the rules that the runtime needs besides the value.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::context::Context;
use super::empty_string;
use crate::api::{
    Api, Field, FieldStyle, FormDialect, Media, MediaKind, Method, Operation, Type, TypeId,
    TypeKind, TypeRef,
};

/// The rules, as a value of the runtime's `FormRules`.
pub(super) fn rules(operation: &Operation, media: &[&Media], context: &Context<'_>) -> TokenStream {
    let (rules, update) = match (context.api.settings.form_dialect, operation.method) {
        (FormDialect::OpenApi, _) => {
            let encodings = encodings(media);
            return quote!(runtime::FormRules::OpenApi(&[#(#encodings),*]));
        }
        (FormDialect::Drf, Method::Patch) => (quote!(DrfPartial), Update::Partial),
        (FormDialect::Drf, _) => (quote!(DrfWhole), Update::Whole),
    };
    // All of them hold the same.
    let ty = media.first().map(|media| &media.ty);
    let objects = ty.map_or_else(Vec::new, |ty| objects(ty, update, context.api));
    quote!(runtime::FormRules::#rules(&[#(#objects),*]))
}

/// The documented encodings of the fields, each as the runtime's `FieldEncoding`: styles are those of the urlencoded form,
/// and media types those of the multipart body.
fn encodings(media: &[&Media]) -> Vec<TokenStream> {
    let mut fields: BTreeMap<&str, (FieldStyle, &str)> = BTreeMap::new();
    for media in media {
        for encoding in &media.encodings {
            let field = fields.entry(&encoding.wire);
            let (style, content_type) = field.or_insert((FieldStyle::Repeated, ""));
            match media.kind {
                MediaKind::Multipart => {
                    *content_type = encoding.content_type.as_deref().unwrap_or_default();
                }
                _ => *style = encoding.style,
            }
        }
    }
    let fields = fields.into_iter().map(|(name, (style, content_type))| {
        let style = match style {
            FieldStyle::Repeated => quote!(Repeated),
            FieldStyle::Members => quote!(Members),
            FieldStyle::Comma => quote!(Joined(",")),
            FieldStyle::Space => quote!(Joined(" ")),
            FieldStyle::Pipe => quote!(Joined("|")),
            FieldStyle::Deep => quote!(Deep),
            FieldStyle::Json => quote!(Json),
        };
        quote!(runtime::FieldEncoding {
            name: #name,
            style: runtime::FieldStyle::#style,
            content_type: #content_type,
        })
    });
    fields.collect()
}

/// How the framework reads a body.
#[derive(Clone, Copy, PartialEq)]
enum Update {
    Partial,
    Whole,
}

/// The fields of a type of objects that need a rule, as the runtime's `FormObject`.
#[derive(Clone, Default)]
struct Object<'a> {
    implied: BTreeSet<&'a str>,
    blank: BTreeSet<&'a str>,
    free: BTreeSet<&'a str>,
    /// Fields with objects; a union may be one of several.
    nested: BTreeMap<&'a str, BTreeSet<&'a TypeId>>,
}

/// The body and all objects in it, the body first; empty if no field needs a rule.
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
    let with_rules = with_rules(&known);
    let root = merged(body.iter().filter_map(|id| known.get(id)));
    if !has_rules(&root, &with_rules) {
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
            // All members of a union are listed or none is: the union allows only what all of them do.
            if ids.is_disjoint(&with_rules) {
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

/// The objects whose fields need a rule, or contain such an object.
fn with_rules<'a>(known: &BTreeMap<&'a TypeId, Object<'a>>) -> BTreeSet<&'a TypeId> {
    let mut with_rules = BTreeSet::new();
    loop {
        let before = with_rules.len();
        for (id, object) in known {
            if has_rules(object, &with_rules) {
                with_rules.insert(*id);
            }
        }
        if with_rules.len() == before {
            return with_rules;
        }
    }
}

fn has_rules(object: &Object<'_>, with_rules: &BTreeSet<&TypeId>) -> bool {
    !object.implied.is_empty()
        || !object.blank.is_empty()
        || !object.free.is_empty()
        || object
            .nested
            .values()
            .any(|ids| !ids.is_disjoint(with_rules))
}

/// A body that may be one of several objects allows only what all of them do.
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
        if empty_string::is_allowed(&field.ty, api) {
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

/// Whether the framework reads a value where a form lacks the field, other than the documented default:
///
/// - false or null for a boolean, since a browser sends nothing for an unchecked box,
/// - an empty array of values, if the field of the framework is a choice of several or a relation to many,
/// - an empty map, even in a partial update (up to version 3.17).
fn is_implied(field: &Field, update: Update, api: &Api) -> bool {
    let is_read = match &api.target(&field.ty).ty {
        Type::Map(_) => true,
        Type::Boolean => update == Update::Whole && field.default.is_none(),
        Type::Array(item) => update == Update::Whole && structs(item, api).is_empty(),
        _ => false,
    };
    is_read && !field.required
}

/// What a value may be, by itself or as an item of an array.
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
    let mut visited = BTreeSet::new();
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        match &ty.ty {
            Type::Array(item) => pending.push(item),
            Type::Map(_) | Type::Any => content.is_free = true,
            Type::Named(id) if visited.insert(id) => match api.types.get(id).map(|def| &def.kind) {
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
