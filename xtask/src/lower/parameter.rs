//! Parameters: where they go and how lists are written.

use openapiv3::{
    Parameter as Source, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle as SourceStyle, ReferenceOr,
};
use serde_json::Value;

use super::context::Context;
use super::pointer;
use crate::api::{
    Operation, Parameter, ParameterLocation, QueryStyle, StringFormat, Type, TypeKind, TypeRef,
};
use crate::contract::own_notes;
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};
use crate::source::Cursor;

/// The parameters of an operation: those of its path, replaced or followed by its own. With the names of those in the
/// path that are described and left out, which has been reported.
pub(super) fn parameters(
    context: &mut Context<'_>,
    item_pointer: &str,
    shared: &[ReferenceOr<Source>],
    operation_pointer: &str,
    own: &[ReferenceOr<Source>],
) -> (Vec<Parameter>, Vec<String>) {
    let mut left_out = Vec::new();
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
    left_out: &mut Vec<String>,
) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let place = pointer::item(holder, "parameters", index);
        let Some((pointer, source)) = context.resolve(&place, source) else {
            continue;
        };
        let Some(parameter) = parameter(context, &pointer, &source) else {
            if let Source::Path { parameter_data, .. } = &*source {
                left_out.push(parameter_data.name.clone());
            }
            continue;
        };
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

fn parameter(context: &mut Context<'_>, pointer: &str, source: &Source) -> Option<Parameter> {
    let data = source.parameter_data_ref();
    let at = context.key(pointer);
    let (location, style) = match source {
        Source::Query {
            style,
            allow_reserved,
            allow_empty_value,
            ..
        } => {
            for (keyword, is_set) in [
                ("allowReserved", *allow_reserved),
                ("allowEmptyValue", *allow_empty_value == Some(true)),
            ] {
                if is_set {
                    let at = context.key(&pointer::child(pointer, keyword));
                    context.unsupported(at, format!("`{keyword}` has no effect"), "remove it");
                }
            }
            (ParameterLocation::Query, query_style(style, data.explode))
        }
        Source::Header { .. } => (ParameterLocation::Header, Some(QueryStyle::Comma)),
        Source::Path {
            style: PathStyle::Simple,
            ..
        } => (ParameterLocation::Path, Some(QueryStyle::Comma)),
        Source::Path { .. } => (ParameterLocation::Path, None),
        Source::Cookie { .. } => (ParameterLocation::Cookie, None),
    };
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
        context.unsupported(
            at,
            format!("a header parameter `{}` has no effect", data.name),
            "describe it by the media types or by a security scheme",
        );
        return None;
    }
    let (Some(style), ParameterSchemaOrContent::Schema(_)) = (style, &data.format) else {
        let why = match (&data.format, location) {
            (ParameterSchemaOrContent::Content(_), _) => MEDIA_TYPE,
            (_, ParameterLocation::Cookie) => COOKIE,
            _ => STYLE,
        };
        leave_out(context, at, &data.name, required, why);
        return None;
    };
    let schema_pointer = pointer::child(pointer, "schema");
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
        docs: data
            .description
            .as_deref()
            .or(description)
            .map(str::to_owned),
        deprecated: data.deprecated.unwrap_or(false) || notes.deprecated.is_some(),
        provenance: context.provenance(pointer),
        at,
    })
}

/// Leaves out the parameters whose values cannot be written into a URL or a header. Only when all types are known can
/// that be seen.
pub(super) fn check(context: &mut Context<'_>, operations: &mut [Operation]) {
    for operation in operations {
        for mut parameter in std::mem::take(&mut operation.parameters) {
            match obstacle(context, &parameter.ty, false, 0) {
                Some(why) => leave_out(
                    context,
                    parameter.at,
                    &parameter.wire,
                    parameter.required,
                    why,
                ),
                None => {
                    if make_textual(&mut parameter.ty) {
                        let message = format!(
                            "the parameter `{}` has no type: it is a string",
                            parameter.wire
                        );
                        context.unsupported(
                            parameter.at.clone(),
                            message,
                            "give its schema a `type`",
                        );
                    }
                    operation.parameters.push(parameter);
                }
            }
        }
    }
}

/// Why a value cannot be written as a parameter: it has parts that no style writes.
fn obstacle(
    context: &Context<'_>,
    ty: &TypeRef,
    in_list: bool,
    depth: usize,
) -> Option<&'static str> {
    const OBJECT: &str = "is an object";
    const NESTED: &str = "is an array of arrays or objects";
    let kind = match &ty.ty {
        Type::Map(_) => return Some(if in_list { NESTED } else { OBJECT }),
        Type::Array(_) if in_list => return Some(NESTED),
        Type::Array(item) => return obstacle(context, item, true, depth),
        Type::Named(id) if depth <= MAX_DEPTH => context
            .types
            .get(&id.pointer)
            .map(|definition| &definition.kind),
        _ => None,
    };
    match kind? {
        TypeKind::Struct(_) | TypeKind::FieldErrors => Some(if in_list { NESTED } else { OBJECT }),
        TypeKind::Alias(ty) => obstacle(context, ty, in_list, depth + 1),
        TypeKind::Union(union) => union
            .members
            .iter()
            .find_map(|member| obstacle(context, &member.ty, in_list, depth + 1)),
        TypeKind::Enum(_) => None,
    }
}

/// Deeper than aliases and unions go.
const MAX_DEPTH: usize = 64;

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

/// Why a parameter cannot be sent, besides its type.
const MEDIA_TYPE: &str = "is described by a media type";
const COOKIE: &str = "is a cookie";
const STYLE: &str = "has a style that is not supported";

/// Reports a parameter that cannot be sent: an error if every request needs it.
fn leave_out(context: &mut Context<'_>, at: Anchor, name: &str, required: bool, why: &str) {
    let help = match why {
        COOKIE => "remove it; a credential in a cookie is a security scheme",
        MEDIA_TYPE => "describe it with `schema` instead of `content`",
        STYLE => "leave `style` out",
        _ => "describe it as a string, a number, a boolean or an array of those",
    };
    if required {
        let message =
            format!("the required parameter `{name}` {why}: the operation cannot be called");
        context.add_as(
            Severity::Error,
            Diagnostic::new(Code::Unsupported, at, message).help(help),
        );
    } else {
        context.unsupported(
            at,
            format!("the parameter `{name}` {why}: it is left out"),
            help,
        );
    }
}

/// How a list is written; `None` for what has no such form.
fn query_style(style: &SourceStyle, explode: Option<bool>) -> Option<QueryStyle> {
    match (style, explode) {
        (SourceStyle::Form, None | Some(true)) => Some(QueryStyle::Repeated),
        // With `explode: true` OpenAPI gives them the form of `style: form`.
        (SourceStyle::SpaceDelimited | SourceStyle::PipeDelimited, Some(true)) => {
            Some(QueryStyle::Repeated)
        }
        (SourceStyle::Form, Some(false)) => Some(QueryStyle::Comma),
        (SourceStyle::SpaceDelimited, None | Some(false)) => Some(QueryStyle::Space),
        (SourceStyle::PipeDelimited, None | Some(false)) => Some(QueryStyle::Pipe),
        (SourceStyle::DeepObject, _) => None,
    }
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
