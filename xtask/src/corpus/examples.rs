//! [`typed_examples`]: every example of a document, with the type that decodes it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::api::{Format, Media, MediaKind, Operation, TypeKind, View};
use crate::diagnostic::{Code, Diagnostic};
use crate::pipeline::Model;
use crate::source::pointer;
use crate::surface::{RequestItem, RustType, StructItem, TypeItem};

/// An example of a document, with the type that decodes it.
#[derive(Clone, Debug)]
pub struct TypedExample<'a> {
    /// What it is an example of, for people.
    pub of: String,
    /// The JSON pointer of it, or of what it is referred to from.
    pub pointer: String,
    /// The type, as the crate spells it.
    pub ty: String,
    /// The example.
    pub value: &'a Value,
    /// Whether the type is behind the feature `unconfirmed`.
    pub unconfirmed: bool,
}

impl TypedExample<'_> {
    /// Whether no finding reports that its schema excludes it.
    pub fn is_valid(&self, findings: &[Diagnostic]) -> bool {
        // In OpenAPI 3.1, that of a schema may be the first of several.
        let first = self.pointer.strip_suffix("/example");
        let first = first.map(|schema| pointer::item(schema, "examples", 0));
        let is_here = |at: &str| {
            pointer::is_within(at, &self.pointer)
                || first.as_ref().is_some_and(|it| pointer::is_within(at, it))
        };
        let is_about = |it: &Diagnostic| {
            let places = it.related.iter().map(|(at, _)| at).chain([&it.at]);
            let mut pointers = places.map(|at| at.pointer.as_str());
            it.code == Code::InvalidExample && pointers.any(is_here)
        };
        !findings.iter().any(is_about)
    }
}

/// Every example of schemas and their properties, of bodies, of responses and of webhooks; the same one of the same type only once.
pub fn typed_examples(model: &Model) -> Vec<TypedExample<'_>> {
    let mut examples = Vec::new();
    of_types(model, &mut examples);
    let requests = model.surface.requests();
    let requests: BTreeMap<&str, _> = requests.map(|it| (it.operation.as_str(), it)).collect();
    for operation in &model.api.operations {
        if let Some(item) = requests.get(operation.id.as_str()) {
            of_operation(operation, item, model, &mut examples);
        }
    }
    let webhooks = model.api.webhooks.iter().zip(&model.surface.webhooks);
    for (webhook, item) in webhooks {
        let body = webhook
            .body
            .as_ref()
            .filter(|it| it.kind == MediaKind::Json);
        if let (Some(body), Some(ty)) = (body, &item.payload) {
            examples.extend(of_media(webhook.call(), ty, body, false));
        }
    }
    let mut seen = BTreeSet::new();
    examples.retain(|it: &TypedExample<'_>| seen.insert((it.ty.clone(), it.value.to_string())));
    examples
}

fn of_types<'a>(model: &'a Model, examples: &mut Vec<TypedExample<'a>>) {
    for (id, def) in &model.api.types {
        let Some(item) = model.surface.types.get(id) else {
            continue;
        };
        let unconfirmed = model.surface.unconfirmed.contains(id);
        let mut add = |pointer: &str, ty: String, value: &'a Value| {
            // Whether null is a value is not said by the type.
            if value.is_null() {
                return;
            }
            examples.push(TypedExample {
                of: format!("the example of {pointer}"),
                pointer: pointer::child(pointer, "example"),
                ty,
                value,
                unconfirmed,
            });
        };
        let (ident, fields) = match item {
            TypeItem::Struct(item) => (&item.ident, Some(item)),
            TypeItem::Enum(item) | TypeItem::Union(item) => (&item.ident, None),
            TypeItem::Alias { ident, .. } => (ident, None),
            TypeItem::Outcomes(_) | TypeItem::FieldErrors => continue,
        };
        // An example of a schema with two views is one of a response, which has more fields.
        let is_of_it = matches!(id.view, View::Whole | View::Read);
        if let (Some(example), true) = (&def.example, is_of_it) {
            add(&id.pointer, format!("types::{ident}"), example);
        }
        if let (TypeKind::Struct(object), Some(item)) = (&def.kind, fields) {
            for field in &object.fields {
                if let (Some(example), Some(ty)) = (&field.example, field_type(item, &field.wire)) {
                    add(&field.at.pointer, ty, example);
                }
            }
        }
    }
}

/// The type of a value of a field that is there.
fn field_type(item: &StructItem, wire: &str) -> Option<String> {
    let mut fields = item.fields.iter();
    let mut ty = &fields.find(|field| field.property.wire == wire)?.ty;
    while let RustType::Boxed(inner) | RustType::Patch(inner) = ty {
        ty = inner;
    }
    Some(ty.to_string())
}

fn of_operation<'a>(
    operation: &'a Operation,
    item: &RequestItem,
    model: &'a Model,
    examples: &mut Vec<TypedExample<'a>>,
) {
    let mut add = |of: &str, ty: &RustType, media: &'a Media| {
        let of = format!("{}: {of}", operation.id);
        examples.extend(of_media(of, ty, media, item.unconfirmed));
    };
    if let (Some(body), Some(ty)) = (&operation.body, &item.body) {
        // A media type of another type is not offered.
        let offered = body.preferred().map(|media| &media.ty);
        let media = body.media.iter();
        for media in media.filter(|media| Some(&media.ty) == offered) {
            add("the body", ty, media);
        }
    }
    let is_json = |media: &&Media| media.kind == MediaKind::Json;
    for response in operation.successes() {
        if operation.format() == Format::Json {
            for media in response.media.iter().filter(is_json) {
                add("the response", &item.response, media);
            }
        }
    }
    for response in operation.errors() {
        for media in response.media.iter().filter(is_json) {
            let mut variants = model.surface.error_body.iter();
            if let Some((_, variant)) = variants.find(|(it, _)| *it == media.ty.ty)
                && let Some(ty) = &variant.payload
            {
                add("the error", ty, media);
            }
        }
    }
}

fn of_media<'a>(
    of: String,
    ty: &RustType,
    media: &'a Media,
    unconfirmed: bool,
) -> impl Iterator<Item = TypedExample<'a>> {
    media
        .examples
        .iter()
        .map(move |(name, value)| TypedExample {
            of: format!("{of}, {} `{name}`", media.media_type),
            pointer: match name.is_empty() {
                true => pointer::child(&media.at.pointer, "example"),
                false => pointer::join(&media.at.pointer, &["examples", name]),
            },
            ty: ty.to_string(),
            value,
            unconfirmed,
        })
}
