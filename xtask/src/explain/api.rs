//! Prints an [`Api`].

use super::outline::Outline;
use crate::api::{
    Api, Bound, Constraints, Decoding, Extra, FloatFormat, IntegerFormat, Media, Operation, Status,
    StringFormat, Type, TypeDef, TypeId, TypeKind, TypeRef, View, alternatives,
};
use crate::source::pointer;

pub(super) fn print(api: &Api, subject: Option<&str>, outline: &mut Outline<'_>) {
    for operation in &api.operations {
        if subject.is_none_or(|subject| subject == operation.id) {
            print_operation(operation, outline);
        }
    }
    for def in api.types.values() {
        let is_component = |subject: &str| {
            let pointer = pointer::join("", &["components", "schemas", subject]);
            def.id.pointer == pointer
        };
        if subject.is_none_or(is_component) {
            print_type(def, outline);
        }
    }
}

fn print_operation(operation: &Operation, outline: &mut Outline<'_>) {
    let Operation {
        id, method, path, ..
    } = operation;
    let head = format!(
        "{} {path} ({id}){}",
        method.as_str(),
        deprecated(operation.deprecated)
    );
    outline.line(head, &operation.at);
    outline.nested(|outline| {
        if let Some(tag) = &operation.tag {
            outline.plain(format_args!("tag {tag}"));
        }
        if !operation.auth.is_empty() {
            outline.plain(format_args!("security {}", alternatives(&operation.auth)));
        }
        for parameter in &operation.parameters {
            let location = parameter.location.as_str();
            let rest = [
                required(parameter.required),
                deprecated(parameter.deprecated),
            ]
            .concat();
            let (wire, ty) = (&parameter.wire, type_name(&parameter.ty));
            outline.line(
                format_args!("{location} parameter {wire}: {ty}{rest}"),
                &parameter.at,
            );
        }
        if let Some(body) = &operation.body {
            outline.line(format!("request{}", required(body.required)), &body.at);
            outline.nested(|outline| print_media(&body.media, outline));
        }
        for response in &operation.responses {
            let status = match response.status {
                Status::Code(code) => code.to_string(),
                Status::Class(class) => format!("{class}XX"),
                Status::Default => "default".to_owned(),
            };
            outline.line(format_args!("response {status}"), &response.at);
            outline.nested(|outline| {
                if let Some(headers) = &response.headers {
                    outline.plain(format_args!("headers: {}", type_name(headers)));
                }
                print_media(&response.media, outline);
            });
        }
        if let Some(paging) = &operation.paging {
            outline.plain(format_args!(
                "pages by {}, with items in {} and the number of pages in {}",
                paging.page, paging.items, paging.pages
            ));
        }
        if let Some(sparse) = &operation.sparse {
            outline.plain(format_args!("sparse response: {}", type_name(sparse)));
        }
    });
}

fn print_media(media: &[Media], outline: &mut Outline<'_>) {
    for media in media {
        let line = format!("{}: {}", media.media_type, type_name(&media.ty));
        outline.line(line, &media.at);
    }
}

fn print_type(def: &TypeDef, outline: &mut Outline<'_>) {
    let kind = match &def.kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::Enum(_) => "enum",
        TypeKind::Union(_) => "union",
        TypeKind::Alias(_) => "alias",
        TypeKind::Outcomes(_) => "successes",
        TypeKind::FieldErrors => "field errors",
    };
    let usage = match (def.usage.request, def.usage.response) {
        (true, true) => ", in requests and responses",
        (true, false) => ", in requests",
        (false, true) => ", in responses",
        (false, false) => "",
    };
    let (id, deprecated) = (type_id(&def.id), deprecated(def.deprecated));
    outline.line(format_args!("{kind} {id}{usage}{deprecated}"), &def.at);
    outline.nested(|outline| print_kind(&def.kind, outline));
}

fn print_kind(kind: &TypeKind, outline: &mut Outline<'_>) {
    match kind {
        TypeKind::Struct(object) => {
            for field in &object.fields {
                let rest = [required(field.required), deprecated(field.deprecated)].concat();
                let line = format!("field {}: {}{rest}", field.wire, type_name(&field.ty));
                outline.line(line, &field.at);
            }
            match &object.extra {
                Extra::Ignored => {}
                Extra::Any => outline.plain("other fields: any JSON"),
                Extra::Typed(ty) => outline.plain(format_args!("other fields: {}", type_name(ty))),
            }
        }
        TypeKind::Enum(it) => {
            for value in &it.values {
                outline.line(format_args!("value {:?}", value.wire), &value.at);
            }
        }
        TypeKind::Union(union) => {
            for member in &union.members {
                outline.line(format_args!("member {}", type_name(&member.ty)), &member.at);
            }
            outline.plain(match &union.decoding {
                Decoding::Discriminator { property, .. } => {
                    format!("distinguished by the property {property}")
                }
                Decoding::JsonType(_) => "distinguished by the JSON type".to_owned(),
                Decoding::RequiredKeys(_) => "distinguished by required properties".to_owned(),
                Decoding::BestFit(_) => "the one that knows most of the value".to_owned(),
                Decoding::Only(_) => String::new(),
            });
        }
        TypeKind::Alias(target) => outline.plain(type_name(target)),
        TypeKind::Outcomes(outcomes) => {
            for outcome in outcomes {
                let body = outcome.ty().map_or_else(|| "no body".to_owned(), type_name);
                outline.line(format_args!("{:?}: {body}", outcome.status), &outcome.at);
            }
        }
        TypeKind::FieldErrors => {}
    }
}

fn type_id(id: &TypeId) -> String {
    let name = id.pointer.strip_prefix("/components/schemas/");
    let view = match id.view {
        View::Whole => "",
        View::Read => " (response view)",
        View::Write => " (request view)",
        View::Sparse => " (sparse view)",
        View::SparsePage => " (page of sparse items)",
    };
    format!("{}{view}", name.unwrap_or(&id.pointer))
}

/// A type with its constraints on one line.
fn type_name(ty: &TypeRef) -> String {
    let mut name = match &ty.ty {
        Type::Any => "any JSON".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer(IntegerFormat::Int32) => "integer (32 bits)".to_owned(),
        Type::Integer(IntegerFormat::Int64) => "integer (64 bits)".to_owned(),
        Type::Integer(IntegerFormat::Uint32) => "unsigned integer (32 bits)".to_owned(),
        Type::Integer(IntegerFormat::Uint64) => "unsigned integer (64 bits)".to_owned(),
        Type::Integer(IntegerFormat::Int128) => "integer (128 bits)".to_owned(),
        Type::Number(FloatFormat::Float) => "number (float)".to_owned(),
        Type::Number(FloatFormat::Double) => "number (double)".to_owned(),
        Type::String(StringFormat::Plain) => "string".to_owned(),
        Type::String(StringFormat::DateTime) => "string (date-time)".to_owned(),
        Type::String(StringFormat::Base64) => "string (base64)".to_owned(),
        Type::String(StringFormat::Base64Url) => "string (base64url)".to_owned(),
        Type::String(StringFormat::Binary) => "string (binary)".to_owned(),
        Type::String(StringFormat::File) => "file".to_owned(),
        Type::String(StringFormat::Other(format)) => format!("string ({format})"),
        Type::Array(item) => format!("array of {}", type_name(item)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(type_name).collect();
            format!("array of exactly {}", items.join(" and "))
        }
        Type::Map(value) => format!("map of {}", type_name(value)),
        Type::Named(id) => type_id(id),
    };
    name.push_str(if ty.nullable { " or null" } else { "" });
    name.push_str(if ty.sensitive { ", secret" } else { "" });
    for constraint in constraints(&ty.constraints) {
        name.push_str(", ");
        name.push_str(&constraint);
    }
    name
}

fn constraints(constraints: &Constraints) -> Vec<String> {
    let count = |name: &str, count: Option<u64>| count.map(|count| format!("{name} {count}"));
    let bound = |name: &str, bound: &Option<Bound>| {
        let bound = bound.as_ref()?;
        let exclusive = if bound.exclusive { "exclusive " } else { "" };
        Some(format!("{exclusive}{name} {}", bound.value))
    };
    let step = constraints.multiple_of.as_ref();
    let pattern = constraints.pattern.as_ref();
    let all = [
        count("minLength", constraints.min_length),
        count("maxLength", constraints.max_length),
        pattern.map(|pattern| format!("pattern {pattern}")),
        bound("minimum", &constraints.minimum),
        bound("maximum", &constraints.maximum),
        step.map(|step| format!("multipleOf {step}")),
        count("minItems", constraints.min_items),
        count("maxItems", constraints.max_items),
        constraints.unique_items.then(|| "unique items".to_owned()),
        count("minProperties", constraints.min_properties),
        count("maxProperties", constraints.max_properties),
    ];
    all.into_iter().flatten().collect()
}

fn required(is_required: bool) -> &'static str {
    if is_required { ", required" } else { "" }
}

fn deprecated(is_deprecated: bool) -> &'static str {
    if is_deprecated { ", deprecated" } else { "" }
}
