//! Types as items: which fields, variants, constructors and setters they have.

use super::resolve::Resolver;
use super::{Argument, Function, PageItem, Receiver, RustType, paging};
use crate::api::{
    Access, Enum, Extra, Field, Paging, Struct, TypeDef, TypeId, TypeKind, TypeRef, Union, View,
};
use crate::diagnostic::Anchor;
use crate::names::Ident;

/// `new` takes so many required fields; a longer list of arguments is no longer readable.
const CONSTRUCTOR_LIMIT: usize = 4;

/// A public type.
#[derive(Clone, Debug)]
pub enum TypeItem {
    /// A struct with public fields.
    Struct(Box<StructItem>),
    /// An open enum of texts.
    Enum(EnumItem),
    /// An enum of types.
    Union(EnumItem),
    /// `pub type`.
    Alias {
        /// Its name.
        ident: Ident,
        /// What it stands for.
        target: RustType,
        /// Where it is defined.
        at: Anchor,
    },
    /// The runtime's `FieldErrors` stands for it.
    FieldErrors,
}

/// A struct.
#[derive(Clone, Debug)]
pub struct StructItem {
    /// Its name.
    pub ident: Ident,
    /// Its fields, in the order of the document.
    pub fields: Vec<FieldItem>,
    /// The type of the field `extra`, which keeps what the schema does not name.
    pub extra: Option<RustType>,
    /// `new`, where users make values.
    pub constructor: Option<Function>,
    /// The setters of fields that `new` does not take, by name on the wire.
    pub setters: Vec<(String, Function)>,
    /// Whether `Default` makes a valid value.
    pub has_default: bool,
    /// The other view of the schema that it can be made of.
    pub conversion: Option<ConversionItem>,
    /// How it is read, if it is a page of a list.
    pub page: Option<PageItem>,
    /// Where it is defined.
    pub at: Anchor,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct FieldItem {
    /// Its name on the wire.
    pub wire: String,
    /// Its name.
    pub ident: Ident,
    /// Its whole type.
    pub ty: RustType,
    /// When it is sent.
    pub presence: Presence,
    /// Whether using it warns.
    pub deprecated: bool,
    /// Where it is defined.
    pub at: Anchor,
}

/// When a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    Required,
    /// Always, but `new` does not take it: the check before sending asks for it.
    Late,
    /// If it is set.
    Optional,
    /// If it is set, maybe to null.
    Patch,
}

/// `From` the read view of the same schema.
#[derive(Clone, Debug)]
pub struct ConversionItem {
    /// The read view.
    pub from: TypeId,
    /// Its name.
    pub ident: Ident,
}

/// An enum.
#[derive(Clone, Debug)]
pub struct EnumItem {
    /// Its name.
    pub ident: Ident,
    /// Its variants, in the order of the document, without `Unrecognized`.
    pub variants: Vec<VariantItem>,
    /// Where it is defined.
    pub at: Anchor,
}

/// A variant of an enum.
#[derive(Clone, Debug)]
pub struct VariantItem {
    /// Its name.
    pub ident: Ident,
    /// What it holds.
    pub payload: Option<RustType>,
    /// Where it is defined.
    pub at: Anchor,
}

/// A type as an item; `paging` if it is a page of a list.
pub(super) fn type_item(
    def: &TypeDef,
    paging: Option<&Paging>,
    resolver: &Resolver<'_>,
) -> Option<TypeItem> {
    let ident = resolver.names.types.get(&def.id)?.ident.clone();
    let item = match &def.kind {
        TypeKind::Struct(object) => {
            let mut item = struct_item(def, ident, object, resolver);
            item.page = paging.and_then(|it| paging::page_item(object, &item, it, resolver));
            TypeItem::Struct(Box::new(item))
        }
        TypeKind::Enum(values) => TypeItem::Enum(enum_item(def, ident, values, resolver)),
        TypeKind::Union(union) => TypeItem::Union(union_item(def, ident, union, resolver)),
        TypeKind::Alias(target) => TypeItem::Alias {
            ident,
            target: resolver.value(target),
            at: def.at.clone(),
        },
        TypeKind::FieldErrors => TypeItem::FieldErrors,
    };
    Some(item)
}

fn struct_item(
    def: &TypeDef,
    ident: Ident,
    object: &Struct,
    resolver: &Resolver<'_>,
) -> StructItem {
    let required: Vec<&String> = object.required.iter().collect();
    let fields: Vec<FieldItem> = object
        .fields
        .iter()
        .filter_map(|field| {
            let is_late =
                required.iter().position(|wire| **wire == field.wire) >= Some(CONSTRUCTOR_LIMIT);
            field_item(def, field, is_late, resolver)
        })
        .collect();
    let find = |wire: &str| fields.iter().find(|field| field.wire == wire);
    let in_constructor: Vec<&FieldItem> = required
        .iter()
        .take(CONSTRUCTOR_LIMIT)
        .filter_map(|wire| find(wire))
        .collect();
    let is_request = def.usage.request;
    let constructor = is_request.then(|| Function {
        receiver: Receiver::None,
        is_async: false,
        name: Ident::word("new"),
        arguments: in_constructor
            .iter()
            .map(|field| (field.ident.clone(), Argument::of(&field.ty)))
            .collect(),
        output: RustType::SelfType,
    });
    let setters = fields
        .iter()
        .filter(|field| is_request && field.presence != Presence::Required)
        .map(setter)
        .collect();
    let extra = match &object.extra {
        Extra::Closed => None,
        Extra::Any => Some(RustType::Extra),
        Extra::Typed(value) => Some(RustType::Map(Box::new(resolver.item(value)))),
    };
    StructItem {
        has_default: is_request && in_constructor.is_empty(),
        conversion: conversion(def, object, resolver),
        page: None,
        ident,
        extra,
        constructor,
        setters,
        fields,
        at: def.at.clone(),
    }
}

fn field_item(
    def: &TypeDef,
    field: &Field,
    is_late: bool,
    resolver: &Resolver<'_>,
) -> Option<FieldItem> {
    let value = resolver.field(&def.id, &field.ty);
    let nullable = resolver.nullable(&field.ty);
    let is_request = def.usage.request;
    let (presence, ty) = match (field.required, nullable) {
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
    Some(FieldItem {
        wire: field.wire.clone(),
        ident,
        ty,
        presence,
        deprecated: field.deprecated,
        at: field.at.clone(),
    })
}

fn setter(field: &FieldItem) -> (String, Function) {
    let argument = match &field.ty {
        RustType::Option(inner) => Argument::of(inner),
        ty => Argument::of(ty),
    };
    let function = Function {
        receiver: Receiver::Value,
        is_async: false,
        name: field.ident.clone(),
        arguments: vec![(field.ident.clone(), argument)],
        output: RustType::SelfType,
    };
    (field.wire.clone(), function)
}

/// The read view, if every field of this write view can be made of it.
fn conversion(def: &TypeDef, object: &Struct, resolver: &Resolver<'_>) -> Option<ConversionItem> {
    if def.id.view != View::Write {
        return None;
    }
    let from = TypeId {
        view: View::Read,
        ..def.id.clone()
    };
    let TypeKind::Struct(read) = &resolver.api.types.get(&from)?.kind else {
        return None;
    };
    let convertible = object.fields.iter().all(|field| {
        match read.fields.iter().find(|it| it.wire == field.wire) {
            Some(source) => {
                same_kind(&source.ty, &field.ty, resolver) && (source.required || !field.required)
            }
            None => field.access == Access::WriteOnly && !field.required,
        }
    });
    let ident = resolver.names.types.get(&from)?.ident.clone();
    (convertible && read.extra == object.extra).then_some(ConversionItem { from, ident })
}

/// Whether a value of the read view's type converts into the write view's: the same type, or the views of one struct.
fn same_kind(read: &TypeRef, write: &TypeRef, resolver: &Resolver<'_>) -> bool {
    use crate::api::Type::{Array, Map, Named};
    match (&read.ty, &write.ty) {
        (Array(read), Array(write)) => same_kind(read, write, resolver),
        (Map(read), Map(write)) => read.ty == write.ty,
        (Named(read), Named(write)) if read == write => true,
        (Named(read), Named(write)) => {
            let is_struct = |id: &TypeId| {
                matches!(
                    resolver.api.types.get(id),
                    Some(TypeDef {
                        kind: TypeKind::Struct(_),
                        ..
                    })
                )
            };
            read.pointer == write.pointer && is_struct(read) && is_struct(write)
        }
        (read, write) => read == write,
    }
}

fn enum_item(def: &TypeDef, ident: Ident, values: &Enum, resolver: &Resolver<'_>) -> EnumItem {
    let variants = values.values.iter().map(|value| (None, &value.at));
    open_item(def, ident, variants, resolver)
}

fn union_item(def: &TypeDef, ident: Ident, union: &Union, resolver: &Resolver<'_>) -> EnumItem {
    let members = union.members.iter();
    let variants = members.map(|member| (Some(resolver.payload(&member.ty)), &member.at));
    open_item(def, ident, variants, resolver)
}

/// An enum with these variants: what each holds, and where it is from.
fn open_item<'a>(
    def: &TypeDef,
    ident: Ident,
    variants: impl Iterator<Item = (Option<RustType>, &'a Anchor)>,
    resolver: &Resolver<'_>,
) -> EnumItem {
    let variants = variants.enumerate().filter_map(|(index, (payload, at))| {
        let ident = resolver.names.variants.get(&(def.id.clone(), index))?;
        Some(VariantItem {
            ident: ident.clone(),
            payload,
            at: at.clone(),
        })
    });
    EnumItem {
        ident,
        variants: variants.collect(),
        at: def.at.clone(),
    }
}
