//! How the members of unions are told apart, when all types and their views are known.

use crate::diagnostic::phrase::join;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::json_types::JsonTypes;
use super::pointer;
use super::response_object::Types;
use crate::api::{
    Decoding, JsonKind, Member, NameHint, Struct, Type, TypeDef, TypeId, TypeKind, TypeRef, Union,
    View, target,
};
use crate::diagnostic::{Code, Diagnostic};

/// Finds for each union how it is decoded. What cannot be proved is reported.
pub(super) fn decide(context: &mut Context<'_>, types: &mut Types) {
    let json_types = JsonTypes::of(types);
    let mut decodings = BTreeMap::new();
    for (id, definition) in types.iter() {
        if let TypeKind::Union(union) = &definition.kind {
            let decoding = decoding(union, types, &json_types);
            // A write view is only sent: that its members look alike matters only to the server.
            if decoding == Decoding::InOrder && id.view != View::Write {
                report(context, id, definition, union, types, &json_types);
            }
            if let (Decoding::Discriminator { property, .. }, true) =
                (&decoding, definition.usage.request)
            {
                report_unsent(context, property, union, types);
            }
            decodings.insert(id.clone(), decoding);
        }
    }
    for (id, decoding) in decodings {
        if let Some(TypeDef {
            kind: TypeKind::Union(union),
            ..
        }) = types.get_mut(&id)
        {
            union.decoding = decoding;
        }
    }
}

fn decoding(union: &Union, types: &Types, json_types: &JsonTypes) -> Decoding {
    by_discriminator(union, types)
        .or_else(|| by_json_type(&union.members, json_types).map(Decoding::JsonType))
        .or_else(|| by_constant(&union.members, types))
        .or_else(|| by_required_keys(&union.members, types).map(Decoding::RequiredKeys))
        .unwrap_or(Decoding::InOrder)
}

/// By the discriminator: the mapping first, then what the members say of the property, then the names of the schemas.
fn by_discriminator(union: &Union, types: &Types) -> Option<Decoding> {
    let Decoding::Discriminator { property, mapping } = &union.decoding else {
        return None;
    };
    let mut mapping = mapping.clone();
    for (index, member) in union.members.iter().enumerate() {
        if mapping.iter().any(|(_, mapped)| *mapped == index) {
            continue;
        }
        let values = values_of(&member.ty, property, types);
        let unused = |value: &String| !mapping.iter().any(|(used, _)| used == value);
        match (values, &member.name) {
            (Some(values), _) if values.len() == 1 && values.iter().all(unused) => {
                mapping.extend(values.into_iter().map(|value| (value, index)))
            }
            (_, NameHint::Component(name)) if unused(name) => mapping.push((name.clone(), index)),
            (Some(values), _) if !values.is_empty() && values.iter().all(unused) => {
                mapping.extend(values.into_iter().map(|value| (value, index)))
            }
            _ => return None,
        }
    }
    Some(Decoding::Discriminator {
        property: property.clone(),
        mapping,
    })
}

/// The values that a property of a member can have, if it is an enum.
fn values_of(ty: &TypeRef, property: &str, types: &Types) -> Option<Vec<String>> {
    let mut fields = object(ty, types)??.fields.iter();
    let field = fields.find(|field| field.wire == property)?;
    let Type::Named(id) = &field.ty.ty else {
        return None;
    };
    let TypeKind::Enum(strings) = &types.get(id)?.kind else {
        return None;
    };
    let values = strings.values.iter();
    Some(values.map(|value| value.wire.clone()).collect())
}

/// By a property that is a discriminator in all but name: every member requires it, each with other values.
fn by_constant(members: &[Member], types: &Types) -> Option<Decoding> {
    let first = object(&members.first()?.ty, types)??;
    first.required.iter().find_map(|property| {
        let mut mapping: Vec<(String, usize)> = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let is_required = object(&member.ty, types)??.required.contains(property);
            let values = values_of(&member.ty, property, types).filter(|_| is_required)?;
            if mapping.iter().any(|(taken, _)| values.contains(taken)) {
                return None;
            }
            mapping.extend(values.into_iter().map(|value| (value, index)));
        }
        Some(Decoding::Discriminator {
            property: property.clone(),
            mapping,
        })
    })
}

/// Per member the kinds of JSON value that it can be, if no two share one.
fn by_json_type(members: &[Member], json_types: &JsonTypes) -> Option<Vec<Vec<JsonKind>>> {
    let mut taken = BTreeSet::new();
    let kinds = members.iter().map(|member| {
        let own = json_types.of_type(&member.ty);
        own.iter().all(|kind| taken.insert(*kind)).then_some(own)
    });
    kinds.collect()
}

/// Per member the keys that it requires and no other declares. One member may have none: it takes what is left.
fn by_required_keys(members: &[Member], types: &Types) -> Option<Vec<Vec<String>>> {
    let objects: Vec<Option<&Struct>> = members
        .iter()
        .map(|member| object(&member.ty, types))
        .collect::<Option<_>>()?;
    let keys: Vec<Vec<String>> = (0..objects.len())
        .map(|index| own_keys(&objects, index))
        .collect();
    (keys.iter().filter(|keys| keys.is_empty()).count() <= 1).then_some(keys)
}

fn own_keys(objects: &[Option<&Struct>], index: usize) -> Vec<String> {
    let others: BTreeSet<&str> = objects
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index)
        .filter_map(|(_, object)| *object)
        .flat_map(|object| object.fields.iter().map(|field| field.wire.as_str()))
        .collect();
    let required = objects
        .get(index)
        .copied()
        .flatten()
        .map(|object| object.required.as_slice())
        .unwrap_or_default();
    required
        .iter()
        .filter(|key| !others.contains(key.as_str()))
        .cloned()
        .collect()
}

/// The struct that a type is, `Some(None)` for an object without known properties.
fn object<'t>(ty: &TypeRef, types: &'t Types) -> Option<Option<&'t Struct>> {
    match &target(types, ty).ty {
        Type::Map(_) => Some(None),
        Type::Named(id) => match &types.get(id)?.kind {
            TypeKind::Struct(object) => Some(Some(object)),
            _ => None,
        },
        _ => None,
    }
}

fn report(
    context: &mut Context<'_>,
    id: &TypeId,
    definition: &TypeDef,
    union: &Union,
    types: &Types,
    json_types: &JsonTypes,
) {
    let keyword = ["oneOf", "anyOf"]
        .map(|keyword| pointer::child(&id.pointer, keyword))
        .into_iter()
        .find(|keyword| context.node(keyword).is_some());
    let at = keyword.map_or_else(|| definition.at.clone(), |keyword| context.key(&keyword));
    let alike = alike(&union.members, types, json_types);
    let names = alike
        .iter()
        .map(|member| format!("`{}`", title(&member.name)))
        .collect::<Vec<_>>();
    let mut diagnostic = Diagnostic::new(
        Code::AmbiguousUnion,
        at,
        format!(
            "the members {} cannot be told apart: the first that fits is taken",
            join(names)
        ),
    );
    for member in &alike {
        diagnostic = diagnostic.related(member.at.clone(), format!("`{}`", title(&member.name)));
    }
    let has_discriminator = context
        .node(&pointer::child(&id.pointer, "discriminator"))
        .is_some();
    let are_objects = alike.iter().all(|it| object(&it.ty, types).is_some());
    context.add(diagnostic.help(if has_discriminator {
        "let each member be a `$ref`: a `discriminator` tells members apart by the names of their schemas"
    } else if are_objects {
        "add a `discriminator`, or let each member require a property that no other has"
    } else {
        "only objects are told apart by what they hold: make one member of them, as one list whose `items` are a union"
    }));
}

/// A discriminator that a member does not declare is read, but there is no field to send it from.
fn report_unsent(context: &mut Context<'_>, property: &str, union: &Union, types: &Types) {
    for member in &union.members {
        let declares = |object: &Struct| object.fields.iter().any(|field| field.wire == property);
        if object(&member.ty, types)
            .flatten()
            .is_some_and(|object| !declares(object))
        {
            let message = format!(
                "`{}` has no property `{property}`, which a request needs to tell it from the others",
                title(&member.name)
            );
            context.unsupported(member.at.clone(), message, "add the property to the member");
        }
    }
}

/// The members that are the reason why a union cannot be decoded for sure.
fn alike<'m>(members: &'m [Member], types: &Types, json_types: &JsonTypes) -> Vec<&'m Member> {
    let overlaps = |member: &Member| {
        let own = json_types.of_type(&member.ty);
        members
            .iter()
            .filter(|other| {
                let kinds = json_types.of_type(&other.ty);
                kinds.iter().any(|kind| own.contains(kind))
            })
            .count()
            > 1
    };
    let overlapping: Vec<&Member> = members.iter().filter(|member| overlaps(member)).collect();
    let objects: Option<Vec<Option<&Struct>>> = overlapping
        .iter()
        .map(|member| object(&member.ty, types))
        .collect();
    let Some(objects) = objects else {
        return overlapping;
    };
    let without: Vec<&Member> = overlapping
        .iter()
        .enumerate()
        .filter(|(index, _)| own_keys(&objects, *index).is_empty())
        .map(|(_, member)| *member)
        .collect();
    if without.len() > 1 {
        without
    } else {
        overlapping
    }
}

fn title(name: &NameHint) -> String {
    match name {
        NameHint::Explicit(name) | NameHint::Component(name) => name.clone(),
        NameHint::Inline(parts) => parts.join(" "),
    }
}
