//! The fields of a struct: what each is called, its type, and how it is set.

use super::resolve::Resolver;
use super::{Argument, FieldItem, Function, Presence, RustType};
use crate::api::{Field, Struct, TypeDef};

/// `new` takes so many required fields; a longer list of arguments is no longer readable.
pub(super) const CONSTRUCTOR_LIMIT: usize = 4;

/// The fields of a struct.
pub(super) fn fields(def: &TypeDef, object: &Struct, resolver: &Resolver<'_>) -> Vec<FieldItem> {
    let late: Vec<&Field> = requested(object).skip(CONSTRUCTOR_LIMIT).collect();
    let items = object.fields.iter().filter_map(|field| {
        let is_late = late.iter().any(|late| late.wire == field.wire);
        field_item(def, field, is_late, resolver)
    });
    items.collect()
}

/// The required fields whose values users choose, in the order in which `new` takes them.
pub(super) fn requested(object: &Struct) -> impl Iterator<Item = &Field> {
    let required = object.required.iter();
    let fields = required.filter_map(|wire| object.fields.iter().find(|it| it.wire == *wire));
    fields.filter(|field| field.preset().is_none())
}

fn field_item(
    def: &TypeDef,
    field: &Field,
    is_late: bool,
    resolver: &Resolver<'_>,
) -> Option<FieldItem> {
    let value = resolver.field(&def.id, &field.ty);
    let is_request = def.usage.request;
    let (presence, ty) = match (field.required, field.ty.nullable) {
        (true, false) if is_late && is_request => (Presence::Late, value.optional()),
        (true, true) if is_late && is_request => (Presence::Late, RustType::Patch(Box::new(value))),
        (true, false) => (Presence::Required, value),
        (true, true) => (Presence::Required, value.optional()),
        (false, true) if is_request => (Presence::Patch, RustType::Patch(Box::new(value))),
        (false, _) => (Presence::Optional, value.optional()),
    };
    let ident = resolver
        .names
        .fields
        .get(&(def.id.clone(), field.wire.clone()))?
        .clone();
    let argument = match (presence, &ty) {
        (Presence::Required, RustType::Option(_)) => Argument::Exact(ty.clone()),
        (_, RustType::Option(inner)) => resolver.argument(&field.ty, inner),
        (_, ty) => resolver.argument(&field.ty, ty),
    };
    let has_setter = is_request && presence != Presence::Required;
    Some(FieldItem {
        property: field.clone(),
        setter: has_setter.then(|| Function::setter(&ident, argument.clone())),
        ident,
        ty,
        presence,
        argument,
    })
}
