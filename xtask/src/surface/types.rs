//! Types as items: which fields, variants, constructors and setters they have.

use super::resolve::Resolver;
use super::{
    AccessorItem, Argument, ConversionItem, Function, PageItem, Receiver, RustType, accessors,
    conversion, fields, paging,
};
use crate::api::{Enum, Extra, Field, Paging, Struct, TypeDef, TypeKind, Union};
use crate::diagnostic::Anchor;
use crate::names::Ident;

/// A public type.
#[derive(Clone, Debug)]
pub enum TypeItem {
    /// A struct with public fields.
    Struct(Box<StructItem>),
    /// An open enum of strings.
    Enum(EnumItem),
    /// An enum of types.
    Union(EnumItem),
    /// An enum of the successes of an operation.
    Outcomes(EnumItem),
    /// `pub type`.
    Alias {
        /// Its name.
        ident: Ident,
        /// The type that it is an alias of.
        target: RustType,
        /// Where it is defined.
        at: Anchor,
    },
    /// It is the runtime's `FieldErrors`.
    FieldErrors,
}

/// A struct.
#[derive(Clone, Debug)]
pub struct StructItem {
    /// Its name.
    pub ident: Ident,
    /// Its fields, in the order of the document.
    pub fields: Vec<FieldItem>,
    /// The type of the field `extra`, which keeps what the schema does not name, if there is one.
    pub extra: Option<RustType>,
    /// `new`, where users make values.
    pub constructor: Option<Function>,
    /// Whether it is made from a string: it requires one field that is.
    pub from_string: bool,
    /// Whether `Default` makes a valid value.
    pub has_default: bool,
    /// Whether `new` sets fields that it does not take.
    pub has_presets: bool,
    /// The other view of the schema that it can be made of.
    pub conversion: Option<ConversionItem>,
    /// How it is read, if it is a page of a list.
    pub page: Option<PageItem>,
    /// Where it is defined.
    pub at: Anchor,
}

impl StructItem {
    /// Whether it has `when_some`, which calls a setter if there is a value for it.
    pub fn has_when_some(&self) -> bool {
        self.fields.iter().any(|field| field.setter.is_some())
    }
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct FieldItem {
    /// The property that makes it.
    pub property: Field,
    /// Its name.
    pub ident: Ident,
    /// Its whole type.
    pub ty: RustType,
    /// When it is sent.
    pub presence: Presence,
    /// How `new` or its setter takes it.
    pub argument: Argument,
    /// Its setter, if users make values and `new` does not require it.
    pub setter: Option<Function>,
}

/// When a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    Required,
    /// Always, but `new` does not take it: the check before sending reports it if it is missing.
    Late,
    /// If it is set.
    Optional,
    /// If it is set, maybe to null.
    Patch,
}

/// An enum.
#[derive(Clone, Debug)]
pub struct EnumItem {
    /// Its name.
    pub ident: Ident,
    /// Its variants, in the order of the document, without `Unrecognized`.
    pub variants: Vec<VariantItem>,
    /// The methods of a union that give a member or what the members have in common.
    pub accessors: Vec<AccessorItem>,
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
    /// Whether it is deprecated.
    pub deprecated: bool,
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
        TypeKind::Outcomes(outcomes) => {
            let variants = outcomes.iter().map(|outcome| {
                let body = outcome.body.as_ref();
                let payload = body.map(|(format, ty)| resolver.body(*format, ty));
                (payload, &outcome.at)
            });
            TypeItem::Outcomes(open_item(def, ident, variants, resolver))
        }
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
    let fields = fields::fields(def, object, resolver);
    let find = |wire: &str| fields.iter().find(|item| item.property.wire == wire);
    let in_constructor: Vec<&FieldItem> = fields::requested(object)
        .take(fields::CONSTRUCTOR_LIMIT)
        .filter_map(|field| find(&field.wire))
        .collect();
    let is_request = def.usage.request;
    let constructor = is_request.then(|| Function {
        receiver: Receiver::None,
        arguments: in_constructor
            .iter()
            .map(|field| (field.ident.clone(), field.argument.clone()))
            .collect(),
        ..Function::of_self(Ident::word("new"), RustType::SelfType)
    });
    let extra = match &object.extra {
        Extra::Any => Some(RustType::Extra),
        Extra::Typed(value) => Some(RustType::Map(Box::new(resolver.item(value)))),
        Extra::Ignored => None,
    };
    StructItem {
        has_default: is_request && in_constructor.is_empty(),
        has_presets: object.fields.iter().any(|field| field.preset().is_some()),
        from_string: is_request && conversion::is_from_string(object, resolver),
        conversion: conversion::of_read_view(def, resolver),
        page: None,
        ident,
        extra,
        constructor,
        fields,
        at: def.at.clone(),
    }
}

fn enum_item(def: &TypeDef, ident: Ident, values: &Enum, resolver: &Resolver<'_>) -> EnumItem {
    let variants = values.values.iter().map(|value| (None, &value.at));
    open_item(def, ident, variants, resolver)
}

fn union_item(def: &TypeDef, ident: Ident, union: &Union, resolver: &Resolver<'_>) -> EnumItem {
    let members = union.members.iter();
    let variants = members.map(|member| (Some(resolver.payload(&member.ty)), &member.at));
    let item = open_item(def, ident, variants, resolver);
    let accessors = accessors::of(def, union, &item.variants, resolver);
    EnumItem { accessors, ..item }
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
            deprecated: false,
            at: at.clone(),
        })
    });
    EnumItem {
        ident,
        variants: variants.collect(),
        accessors: Vec::new(),
        at: def.at.clone(),
    }
}
