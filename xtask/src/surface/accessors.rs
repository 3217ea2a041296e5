//! The methods of a union that give a member, or what its members have in common.

use std::collections::BTreeSet;

use super::resolve::Resolver;
use super::{FieldItem, Function, Receiver, RustType, VariantItem, fields};
use crate::api::{TypeDef, TypeKind, Union};
use crate::diagnostic::Anchor;
use crate::names::Ident;

/// A method of a union.
#[derive(Clone, Debug)]
pub struct AccessorItem {
    /// Its signature.
    pub function: Function,
    /// What it gives.
    pub kind: Accessor,
    /// The first of the properties, or the member, that it gives.
    pub at: Anchor,
}

/// What a method of a union gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accessor {
    /// The member at this position, by reference.
    As(usize),
    /// The member at this position, by value.
    Into(usize),
    /// A field that all members have, by position of the member.
    Field(Vec<Reading>),
    /// A field that is a list in some members, and one such item in all others.
    List(Vec<Reading>),
}

/// How a member has a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The field.
    pub field: Ident,
    /// Its whole type.
    pub ty: RustType,
    /// Whether it is one item where other members have a list.
    pub is_item: bool,
    /// The property that makes the field.
    pub at: Anchor,
}

/// Methods that types have by traits, and those that generated code calls: a field of that name would hide them.
const HIDDEN: &[&str] = &[
    "borrow",
    "borrow_mut",
    "check",
    "clone",
    "clone_from",
    "clone_into",
    "eq",
    "fmt",
    "into",
    "ne",
    "serialize",
    "to_owned",
    "try_into",
    "type_id",
];

pub(super) fn of(
    def: &TypeDef,
    union: &Union,
    variants: &[VariantItem],
    resolver: &Resolver<'_>,
) -> Vec<AccessorItem> {
    let mut accessors = members(def, variants, resolver);
    let objects = union.members.iter().map(|member| {
        let def = resolver.definition(&member.ty)?;
        match &def.kind {
            TypeKind::Struct(object) => Some(fields::fields(def, object, resolver)),
            _ => None,
        }
    });
    let objects: Option<Vec<Vec<FieldItem>>> = objects.collect();
    if let Some(objects) = objects.filter(|objects| objects.len() > 1) {
        accessors.extend(common(&objects));
        accessors.extend(lists(&objects));
    }
    let mut taken = BTreeSet::new();
    accessors.retain(|accessor| {
        let name = accessor.function.name.unraw();
        !HIDDEN.contains(&name) && taken.insert(name.to_owned())
    });
    accessors
}

/// `as_…` and `into_…` for each member.
fn members(def: &TypeDef, variants: &[VariantItem], resolver: &Resolver<'_>) -> Vec<AccessorItem> {
    let members = variants.iter().enumerate().filter_map(|(index, variant)| {
        let name = resolver.names.members.get(&(def.id.clone(), index))?;
        let payload = variant.payload.as_ref()?;
        let value = payload.unboxed().clone();
        Some([
            AccessorItem {
                function: function(Receiver::Reference, &name.by_reference, payload.borrowed()),
                kind: Accessor::As(index),
                at: variant.at.clone(),
            },
            AccessorItem {
                function: function(Receiver::Value, &name.by_value, value),
                kind: Accessor::Into(index),
                at: variant.at.clone(),
            },
        ])
    });
    members.flatten().collect()
}

/// Fields that all members have, under one name and with one type.
fn common(members: &[Vec<FieldItem>]) -> Vec<AccessorItem> {
    let Some((first, others)) = members.split_first() else {
        return Vec::new();
    };
    let fields = first.iter().filter_map(|field| {
        let mut readings = vec![reading(field, false)?];
        for other in others {
            let other = find(other, &field.property.wire)?;
            if other.ident != field.ident || value_of(&other.ty) != value_of(&field.ty) {
                return None;
            }
            readings.push(reading(other, false)?);
        }
        let output = value_of(&field.ty).borrowed();
        Some(AccessorItem {
            function: function(Receiver::Reference, &field.ident, output),
            kind: Accessor::Field(readings),
            at: field.property.at.clone(),
        })
    });
    fields.collect()
}

/// Lists in some members, of what all others have one of: `ids` and `id`.
fn lists(members: &[Vec<FieldItem>]) -> Vec<AccessorItem> {
    let lists = members.iter().flatten().filter_map(|list| {
        let RustType::Vec(item) = value_of(&list.ty) else {
            return None;
        };
        let readings = members
            .iter()
            .map(|fields| match find(fields, &list.property.wire) {
                Some(same) if value_of(&same.ty) == value_of(&list.ty) => reading(same, false),
                Some(_) => None,
                None => {
                    let one = fields
                        .iter()
                        .find(|field| is_plural(&list.property.wire, &field.property.wire))?;
                    // One that may be absent is no list of one.
                    (one.ty == **item).then(|| reading(one, true))?
                }
            });
        let readings: Vec<Reading> = readings.collect::<Option<_>>()?;
        let some_have_one = readings.iter().any(|reading| reading.is_item);
        some_have_one.then(|| AccessorItem {
            function: function(
                Receiver::Reference,
                &list.ident,
                value_of(&list.ty).borrowed(),
            ),
            kind: Accessor::List(readings),
            at: list.property.at.clone(),
        })
    });
    lists.collect()
}

fn function(receiver: Receiver, name: &Ident, output: RustType) -> Function {
    Function {
        receiver,
        ..Function::of_self(name.clone(), output.optional())
    }
}

fn find<'f>(fields: &'f [FieldItem], wire: &str) -> Option<&'f FieldItem> {
    fields.iter().find(|field| field.property.wire == wire)
}

/// How a field is read; not at all where reading it warns, or where it is boxed, as a type within itself is.
fn reading(field: &FieldItem, is_item: bool) -> Option<Reading> {
    let is_boxed = matches!(value_of(&field.ty), RustType::Boxed(_));
    (!field.property.deprecated && !is_boxed).then(|| Reading {
        field: field.ident.clone(),
        ty: field.ty.clone(),
        is_item,
        at: field.property.at.clone(),
    })
}

/// The type of the value that a field may have.
fn value_of(ty: &RustType) -> &RustType {
    match ty {
        RustType::Option(inner) | RustType::Patch(inner) => inner,
        ty => ty,
    }
}

/// Whether the first name is the plural of the second, as English forms it.
fn is_plural(many: &str, one: &str) -> bool {
    let ends = [("", "s"), ("", "es"), ("y", "ies")];
    ends.iter().any(|(singular, plural)| {
        let stem = one.strip_suffix(singular);
        stem.is_some_and(|stem| !stem.is_empty() && many.strip_prefix(stem) == Some(plural))
    })
}

#[cfg(test)]
mod tests {
    use super::is_plural;

    #[test]
    fn plurals() {
        for (many, one) in [
            ("ids", "id"),
            ("addresses", "address"),
            ("policies", "policy"),
        ] {
            assert!(is_plural(many, one), "{many} {one}");
        }
        for (many, one) in [
            ("ids", "user_id"),
            ("id", "ids"),
            ("s", ""),
            ("data", "datum"),
        ] {
            assert!(!is_plural(many, one), "{many} {one}");
        }
    }
}
