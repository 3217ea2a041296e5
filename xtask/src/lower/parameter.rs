//! Parameters: where they go and how they are written.

use std::collections::BTreeSet;

use openapiv3::{
    Parameter as Source, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
    ReferenceOr,
};
use serde_json::Value;

use super::context::Context;
use super::pointer;
use crate::api::{
    MediaKind, Operation, Parameter, ParameterLocation, ParameterStyle, StringFormat, Style, Type,
    TypeKind, TypeRef,
};
use crate::contract::own_notes;
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::source::Cursor;

/// What of the parameters of an operation is left out, which has been reported.
#[derive(Default)]
pub(super) struct LeftOut {
    /// The names of those in the path.
    pub(super) in_path: Vec<String>,
    /// Whether a request needs one of them, so that the operation is left out too.
    pub(super) is_required: bool,
}

/// The parameters of an operation: those of its path, replaced or followed by its own.
pub(super) fn parameters(
    context: &mut Context<'_>,
    item_pointer: &str,
    shared: &[ReferenceOr<Source>],
    operation_pointer: &str,
    own: &[ReferenceOr<Source>],
) -> (Vec<Parameter>, LeftOut) {
    let mut left_out = LeftOut::default();
    let mut parameters = level(context, item_pointer, shared, &mut left_out);
    for parameter in level(context, operation_pointer, own, &mut left_out) {
        match parameters
            .iter_mut()
            .find(|other| is_same(other, &parameter))
        {
            Some(other) => *other = parameter,
            None => parameters.push(parameter),
        }
    }
    (parameters, left_out)
}

fn is_same(a: &Parameter, b: &Parameter) -> bool {
    a.wire == b.wire && a.location == b.location
}

fn level(
    context: &mut Context<'_>,
    holder: &str,
    sources: &[ReferenceOr<Source>],
    left_out: &mut LeftOut,
) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let place = pointer::item(holder, "parameters", index);
        let Some((pointer, source)) = context.resolve(&place, source) else {
            continue;
        };
        let Some(mut parameter) = parameter(context, &pointer, &source, left_out) else {
            continue;
        };
        parameter.docs = context.description(&place).or(parameter.docs);
        match parameters.iter().find(|other| is_same(other, &parameter)) {
            Some(earlier) => {
                let earlier = earlier.at.clone();
                let at = context.value(&place);
                context.add(
                    Diagnostic::new(
                        Code::InvalidValue,
                        at,
                        format!(
                            "duplicate parameter `{}`: only the first is read",
                            parameter.wire
                        ),
                    )
                    .related(earlier, "the other one is here")
                    .help("remove one of the two, or rename it"),
                );
            }
            None => parameters.push(parameter),
        }
    }
    parameters
}

fn parameter(
    context: &mut Context<'_>,
    pointer: &str,
    source: &Source,
    left_out: &mut LeftOut,
) -> Option<Parameter> {
    let data = source.parameter_data_ref();
    let at = context.key(pointer);
    let (location, mut style) = location(source);
    if location == ParameterLocation::Path && !data.required {
        let message = format!(
            "the path parameter `{}` is not marked as required, but a path cannot do without it",
            data.name
        );
        let finding = Diagnostic::new(Code::MissingKeyword, at.clone(), message);
        context.add_as(Severity::Warning, finding.help("add `required: true`"));
    }
    let required = data.required || location == ParameterLocation::Path;
    if location == ParameterLocation::Header
        && ["accept", "content-type", "authorization"]
            .contains(&data.name.to_ascii_lowercase().as_str())
    {
        // OpenAPI 3.0.3, Parameter Object: such a definition shall be ignored.
        context.no_effect(
            at,
            format!("a header parameter `{}` has no effect", data.name),
            "describe it by the media types or by a security scheme",
        );
        return None;
    }
    let schema_pointer = match &data.format {
        ParameterSchemaOrContent::Schema(_) => pointer::child(pointer, "schema"),
        ParameterSchemaOrContent::Content(content) => {
            let kind = |media_type: &&String| MediaKind::of(media_type);
            let json = content.keys().find(|it| kind(it) == MediaKind::Json);
            let written = json.or_else(|| content.keys().find(|it| kind(it) == MediaKind::Text));
            let Some(media_type) = written else {
                left_out.add(location, &data.name, required);
                leave_out(context, at, &data.name, required, content.keys().next());
                return None;
            };
            style.is_json = json.is_some();
            pointer::join(pointer, &["content", media_type, "schema"])
        }
    };
    let ty = context.type_at(&schema_pointer);
    let schema = Cursor::at(&context.document.tree, &schema_pointer);
    let notes = schema.as_ref().map(own_notes).unwrap_or_default();
    let description = notes.texts.get("description");
    let description = description.and_then(|it| it.value.as_str());
    Some(Parameter {
        wire: data.name.clone(),
        rust_name: context.rust_name(pointer),
        location,
        ty,
        required,
        style,
        sparse: data
            .extensions
            .get("x-sparse")
            .is_some_and(|sparse| *sparse == true),
        default: notes.default.map(|default| default.value),
        example: example(context, pointer, data).or(notes.example.map(|example| example.value)),
        docs: description.map(str::to_owned),
        deprecated: data.deprecated.unwrap_or(false) || notes.deprecated.is_some(),
        provenance: context.provenance(pointer),
        at,
    })
}

/// Where a parameter goes and how it is written, as its keywords and their defaults say.
fn location(source: &Source) -> (ParameterLocation, ParameterStyle) {
    let explode = source.parameter_data_ref().explode;
    let new = |style| ParameterStyle::new(style, explode);
    match source {
        Source::Query {
            style,
            allow_reserved,
            allow_empty_value,
            ..
        } => {
            let style = match (style, explode) {
                // OpenAPI gives them no form of their own then.
                (QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited, Some(true)) => Style::Form,
                (QueryStyle::Form, _) => Style::Form,
                (QueryStyle::SpaceDelimited, _) => Style::SpaceDelimited,
                (QueryStyle::PipeDelimited, _) => Style::PipeDelimited,
                (QueryStyle::DeepObject, _) => Style::DeepObject,
            };
            let style = ParameterStyle {
                allow_reserved: *allow_reserved,
                allow_empty: *allow_empty_value == Some(true),
                ..new(style)
            };
            (ParameterLocation::Query, style)
        }
        Source::Header { .. } => (ParameterLocation::Header, new(Style::Simple)),
        Source::Path { style, .. } => {
            let style = match style {
                PathStyle::Simple => Style::Simple,
                PathStyle::Label => Style::Label,
                PathStyle::Matrix => Style::Matrix,
            };
            (ParameterLocation::Path, new(style))
        }
        Source::Cookie { .. } => (ParameterLocation::Cookie, new(Style::Form)),
    }
}

/// Reports what OpenAPI does not define, and how it is written. Only when all types are known can that be seen.
pub(super) fn check(context: &mut Context<'_>, operations: &mut [Operation]) {
    for parameter in operations.iter_mut().flat_map(|it| &mut it.parameters) {
        if parameter.style.is_json {
            parameter.style.allow_empty = false;
            continue;
        }
        let name = &parameter.wire;
        if make_textual(&mut parameter.ty) {
            context.unsupported(
                parameter.at.clone(),
                format!("the parameter `{name}` has no type: it is a string"),
                "give its schema a `type`",
            );
        }
        let shape = Shape::of(context, &parameter.ty);
        for (is_undefined, problem, help) in undefined(parameter, shape) {
            if is_undefined {
                let message = format!("the parameter `{name}` {problem}");
                context.unsupported(parameter.at.clone(), message, help);
            }
        }
        parameter.style.allow_empty &= shape.array;
    }
}

/// What OpenAPI does not define of a parameter: whether it is the case, how it is written then, and what avoids it.
fn undefined(parameter: &Parameter, shape: Shape) -> [(bool, &'static str, &'static str); 4] {
    const JSON: &str = "describe it with `content: {application/json: …}`, or ignore this if the server reads it so";
    let ParameterStyle {
        style,
        explode,
        allow_empty,
        ..
    } = parameter.style;
    let is_deep = style == Style::DeepObject;
    let is_text = matches!(parameter.ty.ty, Type::String(_));
    let nested = match style {
        Style::DeepObject => {
            "is nested, which `deepObject` does not define: it is written as `a[b][c]=…`, and an array as `a[b]=1&a[b]=2`"
        }
        Style::Form if explode && shape.object => {
            "is nested, which its style does not define: an array in it repeats its key, and an object is JSON"
        }
        _ => "is nested, which its style does not define: arrays and objects in it are JSON",
    };
    [
        (
            shape.nested,
            nested,
            if is_deep {
                "ignore this if the server reads it so"
            } else {
                JSON
            },
        ),
        (
            is_deep && !shape.object,
            "is no object, as `deepObject` defines it: an array is written as `a[]=1&a[]=2`, and anything else as `a=1`",
            "leave `style` out, or ignore this if the server reads it so",
        ),
        (
            parameter.location == ParameterLocation::Cookie
                && explode
                && (shape.array || shape.object),
            "has several parts, and OpenAPI 3.0 does not define how: each is a cookie of its own",
            "add `explode: false`, or ignore this if the server reads it so",
        ),
        (
            allow_empty && !shape.array && !is_text,
            "is no string and no array, so `allowEmptyValue` has no effect",
            "remove it",
        ),
    ]
}

/// What the values of a parameter may be.
#[derive(Clone, Copy, Default)]
struct Shape {
    array: bool,
    object: bool,
    /// Whether an array or object is in another.
    nested: bool,
}

impl Shape {
    fn of(context: &Context<'_>, ty: &TypeRef) -> Self {
        let mut shape = Self::default();
        let mut pending = vec![(ty, false)];
        let mut seen = BTreeSet::new();
        while let Some((ty, is_part)) = pending.pop() {
            let (is_array, parts) = match &ty.ty {
                Type::Array(item) => (true, vec![item.as_ref()]),
                Type::Tuple(items) => (true, items.iter().collect()),
                Type::Map(value) => (false, vec![value.as_ref()]),
                Type::Named(id) if seen.insert((id, is_part)) => {
                    let Some(definition) = context.types.get(&id.pointer) else {
                        continue;
                    };
                    let parts = definition.kind.parts();
                    match definition.kind {
                        TypeKind::Struct(_) | TypeKind::FieldErrors => (false, parts),
                        TypeKind::Alias(_)
                        | TypeKind::Union(_)
                        | TypeKind::Enum(_)
                        | TypeKind::Outcomes(_) => {
                            pending.extend(parts.into_iter().map(|part| (part, is_part)));
                            continue;
                        }
                    }
                }
                _ => continue,
            };
            if is_part {
                shape.nested = true;
                continue;
            }
            shape.array |= is_array;
            shape.object |= !is_array;
            pending.extend(parts.into_iter().map(|part| (part, true)));
        }
        shape
    }
}

impl LeftOut {
    fn add(&mut self, location: ParameterLocation, name: &str, required: bool) {
        self.is_required |= required;
        if location == ParameterLocation::Path {
            self.in_path.push(name.to_owned());
        }
    }
}

/// Makes a string of a value without a type.
fn make_textual(ty: &mut TypeRef) -> bool {
    match &mut ty.ty {
        Type::Any => {
            ty.ty = Type::String(StringFormat::Plain);
            true
        }
        Type::Array(item) => make_textual(item),
        _ => false,
    }
}

/// Reports a parameter that cannot be sent, and with it its operation if every request needs it.
fn leave_out(
    context: &mut Context<'_>,
    at: Anchor,
    name: &str,
    required: bool,
    media_type: Option<&String>,
) {
    let media_type = media_type.map_or("", String::as_str);
    let what = match required {
        true => "its operation is left out",
        false => "it is left out",
    };
    let message = format!("the parameter `{name}` is written as `{media_type}`: {what}");
    context.unsupported(
        at,
        message,
        "describe it with `schema`, or as `application/json`",
    );
}

/// The example, or the first of the examples.
fn example(context: &mut Context<'_>, pointer: &str, data: &ParameterData) -> Option<Value> {
    if let Some(example) = &data.example {
        return Some(example.clone());
    }
    let (name, example) = data.examples.first()?;
    let (_, example) = context.resolve(&pointer::join(pointer, &["examples", name]), example)?;
    example.value.clone()
}
