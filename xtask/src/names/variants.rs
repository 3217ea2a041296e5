//! The variants of enums, of unions and of `ErrorBody`.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::{Scope, Wish};
use super::words::{camel, snake};
use super::{Ident, MemberName, Names};
use crate::api::{
    Api, Enum, NameHint, Operation, StringFormat, Type, TypeDef, TypeId, TypeRef, Union,
};
use crate::diagnostic::Report;

const RESERVED_VARIANTS: &[&str] = &["Unrecognized"];
const RESERVED_ERROR_VARIANTS: &[&str] = &["Unexpected"];

/// A variant, by the type that it belongs to and its position there.
type Key = (TypeId, usize);

pub(super) fn of_enum(
    def: &TypeDef,
    owner: &Ident,
    values: &Enum,
    report: &mut Report,
) -> BTreeMap<Key, Ident> {
    let mut scope = Scope::new(format!("variants of `{owner}`"), &[RESERVED_VARIANTS])
        .with_help("remove one of them, or leave `enum` out: values have no names of their own");
    for (index, value) in values.values.iter().enumerate() {
        let ident = Ident::escape(&camel(&value.wire));
        scope.add(Wish {
            key: (def.id.clone(), index),
            qualified: ident.clone(),
            ident,
            called: value.wire.clone(),
            at: value.at.clone(),
        });
    }
    scope.resolve(report)
}

pub(super) fn of_union(
    def: &TypeDef,
    owner: &Ident,
    union: &Union,
    names: &Names,
    report: &mut Report,
) -> BTreeMap<Key, Ident> {
    let mut scope = Scope::new(format!("variants of `{owner}`"), &[RESERVED_VARIANTS]);
    for (index, member) in union.members.iter().enumerate() {
        let name = match &member.name {
            NameHint::Explicit(name) => name.clone(),
            NameHint::Component(name) => camel(name),
            NameHint::Inline(parts) => camel(&parts.join("_")),
        };
        scope.add(Wish {
            key: (def.id.clone(), index),
            ident: Ident::escape(&name),
            qualified: Ident::escape(&described(&member.ty, names)),
            called: member.at.pointer.clone(),
            at: member.at.clone(),
        });
    }
    scope.resolve(report)
}

/// The methods that give the members of a union, after its variants.
pub(super) fn members(variants: &BTreeMap<Key, Ident>) -> Vec<(Key, MemberName)> {
    let names = variants.iter().map(|(key, variant)| {
        let member = snake(variant.unraw());
        let name = MemberName {
            by_reference: Ident::escape(&format!("as_{member}")),
            by_value: Ident::escape(&format!("into_{member}")),
        };
        (key.clone(), name)
    });
    names.collect()
}

/// What a member of a union is, in words that tell it from the other members: `StringArray`, `Label`.
fn described(ty: &TypeRef, names: &Names) -> String {
    match &ty.ty {
        Type::Any => "Any".to_owned(),
        Type::Boolean => "Boolean".to_owned(),
        Type::Integer(_) => "Integer".to_owned(),
        Type::Number(_) => "Number".to_owned(),
        Type::String(StringFormat::DateTime) => "DateTime".to_owned(),
        Type::String(StringFormat::Other(format)) => format!("{}String", camel(format)),
        Type::String(StringFormat::Plain | StringFormat::Binary) => "String".to_owned(),
        Type::Array(item) => format!("{}Array", described(item, names)),
        Type::Map(value) => format!("{}Map", described(value, names)),
        Type::Named(id) => match names.types.get(id) {
            Some(name) => name.ident.unraw().to_owned(),
            None => "Value".to_owned(),
        },
    }
}

/// A variant for each type that an error answer documents. `ErrorBody::ValidationError` would say "error" twice, so the
/// word is left out: `ErrorBody::Validation`.
pub(super) fn of_error_body(
    api: &Api,
    names: &Names,
    report: &mut Report,
) -> BTreeMap<TypeId, Ident> {
    let mut scope = Scope::new("variants of `ErrorBody`", &[RESERVED_ERROR_VARIANTS]);
    let bodies = api
        .operations
        .iter()
        .flat_map(Operation::errors)
        .flat_map(|response| &response.media);
    let mut seen = BTreeSet::new();
    for media in bodies {
        let Type::Named(id) = &media.ty.ty else {
            continue;
        };
        let (Some(name), Some(def)) = (names.types.get(id), api.types.get(id)) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
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
