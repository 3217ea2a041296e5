//! A model as short text, for assertions: one line per type, field, member and operation.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::api::{
    Access, Api, Candidate, Constraints, Decoding, Extra, NameHint, Operation, Paging,
    ParameterStyle, StringFormat, Type, TypeDef, TypeId, TypeKind, TypeRef, View,
};

/// The types of a model.
pub(super) fn types(api: &Api) -> String {
    api.types.values().map(definition).collect()
}

/// The operations of a model.
pub(super) fn operations(api: &Api) -> String {
    api.operations.iter().map(operation).collect()
}

fn definition(definition: &TypeDef) -> String {
    let directions = match (definition.usage.request, definition.usage.response) {
        (true, true) => "both",
        (true, false) => "request",
        (false, true) => "response",
        (false, false) => "nowhere",
    };
    let mut text = format!("{} {directions}", id(&definition.id));
    match &definition.name {
        NameHint::Component(_) => {}
        NameHint::Explicit(name) => text += &format!(" as {name}"),
        NameHint::Inline(parts) => text += &format!(" ({})", parts.join(" ")),
    }
    match &definition.kind {
        TypeKind::Alias(ty) => text += &format!(" = {}\n", type_ref(ty)),
        TypeKind::FieldErrors => text += " field errors\n",
        TypeKind::Outcomes(_) => text += " outcomes\n",
        TypeKind::Enum(texts) => {
            let values: Vec<String> = texts
                .values
                .iter()
                .map(|value| format!("{:?}", value.wire))
                .collect();
            text += &format!(" enum {}\n", values.join(" "));
        }
        TypeKind::Struct(object) => {
            text += match &object.extra {
                Extra::Any | Extra::Ignored => "\n".to_owned(),
                Extra::Typed(ty) => format!(" extra {}\n", type_ref(ty)),
            }
            .as_str();
            for field in &object.fields {
                let required = if field.required { "" } else { "?" };
                let access = match field.access {
                    Access::ReadWrite => "",
                    Access::ReadOnly => " read-only",
                    Access::WriteOnly => " write-only",
                };
                text += &format!(
                    "  {}{required}: {}{access}\n",
                    field.wire,
                    type_ref(&field.ty)
                );
            }
        }
        TypeKind::Union(union) => {
            let decoding = decoding(&union.decoding);
            text += &format!(" {decoding}\n");
            for member in &union.members {
                let name = match &member.name {
                    NameHint::Component(name) | NameHint::Explicit(name) => name.clone(),
                    NameHint::Inline(parts) => parts.join(" "),
                };
                text += &format!("  | {name}: {}\n", type_ref(&member.ty));
            }
        }
    }
    text
}

fn style(style: ParameterStyle) -> String {
    let keywords = [
        (style.explode, " exploded"),
        (style.is_json, " of JSON"),
        (style.allow_reserved, " with reserved characters"),
        (style.allow_empty, " maybe empty"),
    ];
    let set = keywords.iter().filter(|(is_set, _)| *is_set);
    let set: String = set.map(|(_, text)| *text).collect();
    format!("{:?}{set}", style.style)
}

fn decoding(of: &Decoding) -> String {
    let members = |all: &[Candidate]| -> Vec<usize> { all.iter().map(|it| it.member).collect() };
    match of {
        Decoding::Only(index) => index.to_string(),
        Decoding::Discriminator {
            property,
            mapping,
            absent,
            unknown,
        } => {
            let mapping = mapping.iter().map(|(value, index)| match value {
                Value::String(text) => format!("{text}={index}"),
                value => format!("{value}={index}"),
            });
            let absent = absent.iter().map(|it| format!("absent={}", decoding(it)));
            let unknown = unknown.iter().map(|it| format!("unknown={}", decoding(it)));
            let parts: Vec<String> = mapping.chain(absent).chain(unknown).collect();
            format!("by {property} {}", parts.join(" "))
        }
        Decoding::JsonType(cases)
            if cases
                .iter()
                .all(|(kinds, of)| kinds.len() == 1 && matches!(of, Decoding::Only(_))) =>
        {
            "by type".to_owned()
        }
        Decoding::JsonType(cases) => {
            let cases: Vec<String> = cases
                .iter()
                .map(|(kinds, of)| format!("{kinds:?} {}", decoding(of)))
                .collect();
            format!("by type {}", cases.join(", "))
        }
        Decoding::RequiredKeys(keys) => {
            let keys: BTreeMap<_, _> = keys.iter().cloned().collect();
            format!("by keys {:?}", keys.values().collect::<Vec<_>>())
        }
        Decoding::BestFit(all) => format!("best fit {:?}", members(all)),
    }
}

fn operation(operation: &Operation) -> String {
    let mut text = format!(
        "{} {} {}\n",
        operation.id,
        operation.method.as_str(),
        operation.path
    );
    for parameter in &operation.parameters {
        let required = if parameter.required { "" } else { "?" };
        let sparse = if parameter.sparse { " sparse" } else { "" };
        text += &format!(
            "  {:?} {}{required}: {} {}{sparse}\n",
            parameter.location,
            parameter.wire,
            type_ref(&parameter.ty),
            style(parameter.style)
        );
    }
    if let Some(body) = &operation.body {
        let required = if body.required { "" } else { "?" };
        for media in &body.media {
            text += &format!(
                "  body{required} {:?}: {}\n",
                media.kind,
                type_ref(&media.ty)
            );
        }
    }
    for response in &operation.responses {
        let media: Vec<String> = response
            .media
            .iter()
            .map(|media| format!("{:?} {}", media.kind, type_ref(&media.ty)))
            .collect();
        text += &format!("  {:?} {}\n", response.status, media.join(", ")).replace(" \n", "\n");
    }
    if let Some(Paging { page, items, pages }) = &operation.paging {
        text += &format!("  pages by {page}: {items}, {pages}\n");
    }
    if let Some(ty) = &operation.sparse {
        text += &format!("  sparse {}\n", type_ref(ty));
    }
    if !operation.auth.is_empty() {
        text += &format!("  auth {}\n", crate::api::alternatives(&operation.auth));
    }
    text
}

fn type_ref(ty: &TypeRef) -> String {
    let plain = match &ty.ty {
        Type::Any => "any".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer(format) => format!("{format:?}").to_lowercase(),
        Type::Number(format) => format!("{format:?}").to_lowercase(),
        Type::String(StringFormat::Plain) => "text".to_owned(),
        Type::String(StringFormat::Other(format)) => format.clone(),
        Type::String(format) => format!("{format:?}").to_lowercase(),
        Type::Array(item) => format!("[{}]", type_ref(item)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(type_ref).collect();
            format!("({})", items.join(", "))
        }
        Type::Map(value) => format!("{{{}}}", type_ref(value)),
        Type::Named(named) => id(named),
    };
    let nullable = if ty.nullable { " or null" } else { "" };
    let sensitive = if ty.sensitive { " secret" } else { "" };
    format!(
        "{plain}{nullable}{sensitive}{}",
        constraints(&ty.constraints)
    )
}

fn constraints(constraints: &Constraints) -> String {
    if constraints.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    let counts = [
        ("minLength", constraints.min_length),
        ("maxLength", constraints.max_length),
        ("minItems", constraints.min_items),
        ("maxItems", constraints.max_items),
        ("minProperties", constraints.min_properties),
        ("maxProperties", constraints.max_properties),
    ];
    for (name, count) in counts {
        text += &count.map_or_else(String::new, |count| format!(" {name}={count}"));
    }
    if let Some(pattern) = &constraints.pattern {
        text += &format!(" /{pattern}/");
    }
    if let Some(bound) = &constraints.minimum {
        text += &format!(
            " >{}{}",
            if bound.exclusive { "" } else { "=" },
            bound.value
        );
    }
    if let Some(bound) = &constraints.maximum {
        text += &format!(
            " <{}{}",
            if bound.exclusive { "" } else { "=" },
            bound.value
        );
    }
    if let Some(divisor) = &constraints.multiple_of {
        text += &format!(" multipleOf={divisor}");
    }
    if constraints.unique_items {
        text += " unique";
    }
    text
}

fn id(id: &TypeId) -> String {
    let pointer = id
        .pointer
        .strip_prefix("/components/schemas/")
        .unwrap_or(&id.pointer);
    match id.view {
        View::Whole => pointer.to_owned(),
        view => format!("{pointer}#{view:?}"),
    }
}
