//! How the members of unions are told apart, when all types and their views are known.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::context::Context;
use super::json_types::JsonTypes;
use super::pointer;
use super::response_object::Types;
use crate::api::{
    Candidate, Decoding, Field, JsonKind, Member, NameHint, StringFormat, Struct, Type, TypeDef,
    TypeId, TypeKind, TypeRef, Union, View, target,
};
use crate::contract::JsonType;
use crate::diagnostic::phrase::join;
use crate::diagnostic::{Code, Diagnostic};

/// Finds for each union how it is decoded. What cannot be proved is reported.
pub(super) fn decide(context: &mut Context<'_>, types: &mut Types) {
    let json_types = JsonTypes::of(types);
    let mut decodings = BTreeMap::new();
    let mut tags = Tags::default();
    for (id, definition) in types.iter() {
        let TypeKind::Union(union) = &definition.kind else {
            continue;
        };
        let decoding = decoding(union, types, &json_types);
        // A write view is only sent: that its members look alike matters only to the server.
        let is_read = id.view != View::Write;
        for case in decoding.cases() {
            match case {
                Decoding::BestFit(candidates) if is_read => {
                    report(
                        context,
                        id,
                        definition,
                        &members_of(candidates, union),
                        types,
                    );
                }
                Decoding::Discriminator {
                    property,
                    mapping,
                    absent,
                    ..
                } => {
                    if let (Some(Decoding::BestFit(candidates)), true) =
                        (absent.as_deref(), is_read)
                    {
                        report_absent(context, property, &members_of(candidates, union));
                    }
                    if definition.usage.request {
                        report_unsent(context, property, union, types);
                        tags.add(property, mapping, union, types);
                    }
                }
                _ => {}
            }
        }
        decodings.insert(id.clone(), decoding);
    }
    tags.set(types);
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

fn members_of<'u>(candidates: &[Candidate], union: &'u Union) -> Vec<&'u Member> {
    let members = candidates.iter();
    members
        .filter_map(|it| union.members.get(it.member))
        .collect()
}

/// The properties that tell members of unions apart, with the one value of each; none if unions differ.
#[derive(Default)]
struct Tags(BTreeMap<(TypeId, String), Option<Value>>);

impl Tags {
    fn add(&mut self, property: &str, mapping: &[(Value, usize)], union: &Union, types: &Types) {
        for (index, member) in union.members.iter().enumerate() {
            let mut values = mapping.iter().filter(|(_, member)| *member == index);
            let (Some((value, _)), None) = (values.next(), values.next()) else {
                continue;
            };
            let Type::Named(id) = &target(types, &member.ty).ty else {
                continue;
            };
            let tag = self.0.entry((id.clone(), property.to_owned()));
            let tag = tag.or_insert_with(|| Some(value.clone()));
            if tag.as_ref() != Some(value) {
                *tag = None;
            }
        }
    }

    fn set(self, types: &mut Types) {
        for ((id, property), value) in self.0 {
            let Some(value) = value else { continue };
            let is_string = |ty: &TypeRef| match &target(types, ty).ty {
                Type::String(format) => !matches!(
                    format,
                    StringFormat::DateTime | StringFormat::Base64 | StringFormat::Base64Url
                ),
                Type::Named(id) => {
                    matches!(types.get(id).map(|def| &def.kind), Some(TypeKind::Enum(known)) if !known.is_integer)
                }
                _ => false,
            };
            let Some(TypeKind::Struct(object)) = types.get(&id).map(|def| &def.kind) else {
                continue;
            };
            let can_be = |field: &Field| {
                field.constant.as_ref() == Some(&value)
                    || !field.ty.nullable && value.is_string() && is_string(&field.ty)
            };
            let mut fields = object.fields.iter();
            let index = fields.position(|field| field.wire == property && can_be(field));
            let Some(index) = index else {
                continue;
            };
            if let Some(TypeDef {
                kind: TypeKind::Struct(object),
                ..
            }) = types.get_mut(&id)
                && let Some(field) = object.fields.get_mut(index)
            {
                field.constant = Some(value);
                field.is_tag = true;
            }
        }
    }
}

fn decoding(union: &Union, types: &Types, json_types: &JsonTypes) -> Decoding {
    if let Some(decoding) = by_discriminator(union, types) {
        return decoding;
    }
    let groups = groups(&union.members, json_types);
    let mut cases = groups.into_iter().map(|(kinds, members)| {
        let decoding = among(&members, union, types);
        (kinds, decoding)
    });
    match (cases.next(), cases.next()) {
        (Some((_, only)), None) if !matches!(only, Decoding::Only(_)) => only,
        (first, second) => {
            Decoding::JsonType(first.into_iter().chain(second).chain(cases).collect())
        }
    }
}

/// The members by the kinds of JSON value that they can be: those that share one are together.
fn groups(members: &[Member], json_types: &JsonTypes) -> Vec<(Vec<JsonKind>, Vec<usize>)> {
    let mut groups: Vec<(BTreeSet<JsonKind>, Vec<usize>)> = Vec::new();
    for (index, member) in members.iter().enumerate() {
        let mut kinds: BTreeSet<JsonKind> = json_types.of_type(&member.ty).into_iter().collect();
        let mut together = Vec::new();
        groups.retain_mut(|(known, members)| {
            let is_apart = known.is_disjoint(&kinds);
            if !is_apart {
                kinds.append(known);
                together.append(members);
            }
            is_apart
        });
        together.push(index);
        groups.push((kinds, together));
    }
    groups.sort_by_key(|(_, members)| members.first().copied());
    let groups = groups.into_iter();
    groups
        .map(|(kinds, members)| (kinds.into_iter().collect(), members))
        .collect()
}

/// How some members are told apart, whose values have the same kinds.
fn among(members: &[usize], union: &Union, types: &Types) -> Decoding {
    if let [only] = members {
        return Decoding::Only(*only);
    }
    let objects = members.iter().map(|index| {
        let member = union.members.get(*index)?;
        Some((*index, object(&member.ty, types)?))
    });
    let objects: Option<Vec<(usize, Option<&Struct>)>> = objects.collect();
    objects
        .and_then(|objects| by_constant(&objects, types).or_else(|| by_required_keys(&objects)))
        .unwrap_or_else(|| best_fit(members.iter().copied(), union, types))
}

fn best_fit(members: impl Iterator<Item = usize>, union: &Union, types: &Types) -> Decoding {
    let candidates = members.map(|member| {
        let object = union.members.get(member);
        let object = object.and_then(|member| object_of(&member.ty, types));
        let fields = object.into_iter().flat_map(|object| &object.fields);
        let constants = fields.filter_map(|field| {
            let value = field.constant.clone().filter(|value| !value.is_string())?;
            Some((field.wire.clone(), value))
        });
        Candidate {
            member,
            constants: constants.collect(),
        }
    });
    Decoding::BestFit(candidates.collect())
}

/// By the discriminator: the mapping first, then what the members say of the property, then the names of the schemas.
fn by_discriminator(union: &Union, types: &Types) -> Option<Decoding> {
    let Decoding::Discriminator {
        property,
        mapping,
        absent,
        unknown,
    } = &union.decoding
    else {
        return None;
    };
    let mut mapping = mapping.clone();
    for (index, member) in union.members.iter().enumerate() {
        let is_rest = unknown.as_deref() == Some(&Decoding::Only(index));
        if is_rest || mapping.iter().any(|(_, mapped)| *mapped == index) {
            continue;
        }
        let object = object_of(&member.ty, types);
        let values = object.and_then(|object| values_of(object, property, types));
        let unused = |value: &Value| !mapping.iter().any(|(used, _)| used == value);
        match (values, &member.name) {
            (Some(values), _) if values.len() == 1 && values.iter().all(unused) => {
                mapping.extend(values.into_iter().map(|value| (value, index)))
            }
            (_, NameHint::Component(name)) if unused(&Value::from(name.as_str())) => {
                mapping.push((name.clone().into(), index))
            }
            (Some(values), _) if !values.is_empty() && values.iter().all(unused) => {
                mapping.extend(values.into_iter().map(|value| (value, index)))
            }
            _ => return None,
        }
    }
    one_json_type(&mapping).then(|| Decoding::Discriminator {
        property: property.clone(),
        mapping,
        absent: absent.clone(),
        unknown: unknown.clone(),
    })
}

fn one_json_type(mapping: &[(Value, usize)]) -> bool {
    let mut types = mapping.iter().map(|(value, _)| JsonType::of(value));
    let first = types.next();
    types.all(|other| Some(other) == first)
}

/// The values that a property of a member can have, if they are listed.
fn values_of(object: &Struct, property: &str, types: &Types) -> Option<Vec<Value>> {
    let mut fields = object.fields.iter();
    let field = fields.find(|field| field.wire == property)?;
    let listed = match &field.ty.ty {
        Type::Named(id) => match &types.get(id)?.kind {
            TypeKind::Enum(known) => Some(known),
            _ => None,
        },
        _ => None,
    };
    match listed {
        Some(known) => Some(known.values.iter().map(|it| known.json(it)).collect()),
        None => field.constant.clone().map(|constant| vec![constant]),
    }
}

/// By a property that is a discriminator in all but name: every member has it, each with other values.
fn by_constant(objects: &[(usize, Option<&Struct>)], types: &Types) -> Option<Decoding> {
    let first = objects.first()?.1?;
    let others = first.fields.iter().map(|field| &field.wire);
    let mut properties = first.required.iter().chain(others);
    properties.find_map(|property| {
        let mut mapping: Vec<(Value, usize)> = Vec::new();
        let mut absent = Vec::new();
        for (index, object) in objects {
            let values = values_of((*object)?, property, types)?;
            if mapping.iter().any(|(taken, _)| values.contains(taken)) {
                return None;
            }
            mapping.extend(values.into_iter().map(|value| (value, *index)));
            if !(*object)?.required.contains(property) {
                absent.push(*index);
            }
        }
        let absent = match absent.as_slice() {
            [] => None,
            [only] => Some(Decoding::Only(*only)),
            _ => {
                let candidate = |member: &usize| Candidate {
                    member: *member,
                    constants: Vec::new(),
                };
                Some(Decoding::BestFit(absent.iter().map(candidate).collect()))
            }
        };
        one_json_type(&mapping).then(|| Decoding::Discriminator {
            property: property.clone(),
            mapping,
            absent: absent.map(Box::new),
            unknown: None,
        })
    })
}

/// Per member the keys that it requires and no other declares. One member may have none: it takes what is left.
fn by_required_keys(objects: &[(usize, Option<&Struct>)]) -> Option<Decoding> {
    let keys = objects
        .iter()
        .map(|(index, _)| (*index, own_keys(objects, *index)));
    let mut keys: Vec<(usize, Vec<String>)> = keys.collect();
    keys.sort_by_key(|(_, keys)| keys.is_empty());
    (keys.iter().filter(|(_, keys)| keys.is_empty()).count() <= 1)
        .then_some(Decoding::RequiredKeys(keys))
}

fn own_keys(objects: &[(usize, Option<&Struct>)], index: usize) -> Vec<String> {
    let of = |is_own: bool| {
        let objects = objects
            .iter()
            .filter(move |(it, _)| (*it == index) == is_own);
        objects.filter_map(|(_, object)| *object)
    };
    let others: BTreeSet<&str> = of(false)
        .flat_map(|object| object.fields.iter().map(|field| field.wire.as_str()))
        .collect();
    of(true)
        .flat_map(|object| &object.required)
        .filter(|key| !others.contains(key.as_str()))
        .cloned()
        .collect()
}

/// The struct that a type is.
fn object_of<'t>(ty: &TypeRef, types: &'t Types) -> Option<&'t Struct> {
    object(ty, types).flatten()
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
    members: &[&Member],
    types: &Types,
) {
    let keyword = ["oneOf", "anyOf"]
        .map(|keyword| pointer::child(&id.pointer, keyword))
        .into_iter()
        .find(|keyword| context.node(keyword).is_some());
    let at = keyword.map_or_else(|| definition.at.clone(), |keyword| context.key(&keyword));
    let alike = alike(members, types);
    let names = alike
        .iter()
        .map(|member| format!("`{}`", title(&member.name)))
        .collect::<Vec<_>>();
    let mut diagnostic = Diagnostic::new(
        Code::AmbiguousUnion,
        at,
        format!(
            "the members {} cannot be told apart: the first that fits best is taken",
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

/// A property that tells members apart only where it is there.
fn report_absent(context: &mut Context<'_>, property: &str, members: &[&Member]) {
    let Some((first, others)) = members.split_first() else {
        return;
    };
    let names = members
        .iter()
        .map(|member| format!("`{}`", title(&member.name)));
    let message = format!(
        "without `{property}`, which is not required, {} cannot be told apart: the first that fits best is taken",
        join(names.collect::<Vec<_>>())
    );
    let finding = Diagnostic::new(Code::AmbiguousUnion, first.at.clone(), message);
    let finding = others.iter().fold(finding, |finding, member| {
        finding.related(member.at.clone(), format!("`{}`", title(&member.name)))
    });
    context.add(finding.help("list the property in `required` of each member"));
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
fn alike<'m>(members: &[&'m Member], types: &Types) -> Vec<&'m Member> {
    let objects = members.iter().enumerate();
    let objects = objects.map(|(index, member)| Some((index, object(&member.ty, types)?)));
    let Some(objects) = objects.collect::<Option<Vec<_>>>() else {
        return members.to_vec();
    };
    let without = members.iter().enumerate();
    let without = without.filter(|(index, _)| own_keys(&objects, *index).is_empty());
    let without: Vec<&Member> = without.map(|(_, member)| *member).collect();
    match without.len() > 1 {
        true => without,
        false => members.to_vec(),
    }
}

fn title(name: &NameHint) -> String {
    name.clone().into_parts().join(" ")
}
