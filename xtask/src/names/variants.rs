//! The variants of enums, of unions and of `ErrorBody`.

use std::collections::BTreeMap;

use super::case::{camel, hinted, snake};
use super::scope::{Candidate, Scope};
use super::{Ident, MemberName, Names};
use crate::api::{Api, Enum, StringFormat, Type, TypeDef, TypeId, TypeRef, Union};
use crate::diagnostic::Report;

const RESERVED_VARIANTS: &str = "Unrecognized";
const RESERVED_ERROR_VARIANTS: &str = "Unexpected";

/// A variant: its type and its position in the type.
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
        let name = value.name.as_ref().unwrap_or(&value.wire);
        let ident = Ident::escape(&camel(name));
        scope.add_unqualified((def.id.clone(), index), ident, &value.wire, &value.at);
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
        scope.add(Candidate {
            key: (def.id.clone(), index),
            ident: Ident::escape(&hinted(&member.name)),
            qualified: Ident::escape(&type_words(&member.ty, names)),
            source: member.at.pointer.clone(),
            at: member.at.clone(),
        });
    }
    scope.resolve(report)
}

/// The methods that return the members of a union, named after its variants.
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

/// A type in words, which distinguish it from the other members of a union: `StringArray`, `Label`.
fn type_words(ty: &TypeRef, names: &Names) -> String {
    match &ty.ty {
        Type::Any => "Any".to_owned(),
        Type::Boolean => "Boolean".to_owned(),
        Type::Integer(_) => "Integer".to_owned(),
        Type::Number(_) => "Number".to_owned(),
        Type::String(StringFormat::DateTime) => "DateTime".to_owned(),
        Type::String(StringFormat::Other(format)) => format!("{}String", camel(format)),
        Type::String(StringFormat::Base64 | StringFormat::Base64Url) => "Bytes".to_owned(),
        Type::String(StringFormat::File) => "File".to_owned(),
        Type::String(StringFormat::Plain | StringFormat::Binary) => "String".to_owned(),
        Type::Array(item) => format!("{}Array", type_words(item, names)),
        Type::Tuple(_) => "Tuple".to_owned(),
        Type::Map(value) => format!("{}Map", type_words(value, names)),
        Type::Named(id) => match names.types.get(id) {
            Some(name) => name.ident.unraw().to_owned(),
            None => "Value".to_owned(),
        },
    }
}

/// A variant for each type of documented error bodies. `ErrorBody::ValidationError` would repeat "error", so the word is
/// omitted: `ErrorBody::Validation`.
pub(super) fn of_error_body(
    api: &Api,
    names: &Names,
    report: &mut Report,
) -> BTreeMap<String, Ident> {
    let mut scope = Scope::new("variants of `ErrorBody`", &[RESERVED_ERROR_VARIANTS]);
    for media in api.error_bodies() {
        let full = type_words(&media.ty, names);
        let short = full
            .strip_suffix("Error")
            .or_else(|| full.strip_prefix("Error"))
            .filter(|short| !short.is_empty());
        let def = match &media.ty.ty {
            Type::Named(id) => api.types.get(id),
            _ => None,
        };
        scope.add(Candidate {
            key: media.at.pointer.clone(),
            ident: Ident::escape(short.unwrap_or(&full)),
            qualified: Ident::escape(&full),
            source: full.clone(),
            at: def.map_or(&media.at, |def| &def.at).clone(),
        });
    }
    scope.resolve(report)
}
