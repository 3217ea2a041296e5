//! The test that decodes every example and encodes it again.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;
use xtask::api::{Media, MediaKind, Operation, TypeKind, View};
use xtask::pipeline::Model;
use xtask::surface::{RustType, StructItem, TypeItem};

use crate::{gate, literal};

/// One function for all examples: of schemas and their fields, of bodies, and of answers.
pub(crate) fn test(model: &Model) -> String {
    let mut examples = Examples::default();
    of_types(model, &mut examples);
    for operation in &model.api.operations {
        of_operation(operation, model, &mut examples);
    }
    if examples.calls.is_empty() {
        return String::new();
    }
    format!(
        "/// Every example is what its type makes of it.\n\
         #[test]\nfn examples_are_decoded_and_encoded_without_loss() {{\n{}}}\n\n",
        examples.calls
    )
}

#[derive(Default)]
struct Examples {
    calls: String,
    /// What has been tried: the same example may stand in many places.
    seen: BTreeSet<(String, String)>,
}

impl Examples {
    fn add(&mut self, place: &str, ty: &str, example: &Value, unconfirmed: bool) {
        let json = example.to_string();
        if self.seen.insert((ty.to_owned(), json.clone())) {
            writeln!(
                self.calls,
                "{}    support::kept::<{ty}>({}, {});",
                gate(unconfirmed),
                literal(place),
                literal(&json)
            )
            .expect("a String takes everything");
        }
    }
}

fn of_types(model: &Model, examples: &mut Examples) {
    for (id, def) in &model.api.types {
        let Some(item) = model.surface.types.get(id) else {
            continue;
        };
        let unconfirmed = model.surface.unconfirmed.contains(id);
        let (ident, fields) = match item {
            TypeItem::Struct(item) => (&item.ident, Some(item)),
            TypeItem::Enum(item) | TypeItem::Union(item) => (&item.ident, None),
            TypeItem::Alias { ident, .. } => (ident, None),
            TypeItem::FieldErrors => continue,
        };
        // An example of a schema with two views is one of an answer, which has more fields.
        let is_of_it = matches!(id.view, View::Whole | View::Read);
        if let (Some(example), true) = (&def.example, is_of_it) {
            let place = format!("the example of {}", id.pointer);
            examples.add(&place, &format!("types::{ident}"), example, unconfirmed);
        }
        if let (TypeKind::Struct(object), Some(item)) = (&def.kind, fields) {
            for field in &object.fields {
                if let (Some(example), Some(ty)) = (&field.example, field_type(item, &field.wire)) {
                    let place = format!("the example of {}", field.at.pointer);
                    examples.add(&place, &ty, example, unconfirmed);
                }
            }
        }
    }
}

/// The type of a value of a field that is there.
fn field_type(item: &StructItem, wire: &str) -> Option<String> {
    let field = item
        .fields
        .iter()
        .find(|field| field.property.wire == wire)?;
    let mut ty = &field.ty;
    while let RustType::Boxed(inner) | RustType::Patch(inner) = ty {
        ty = inner;
    }
    Some(ty.to_string())
}

fn of_operation(operation: &Operation, model: &Model, examples: &mut Examples) {
    let mut items = model.surface.groups.iter().flat_map(|it| &it.requests);
    let Some(item) = items.find(|item| item.operation == operation.id) else {
        return;
    };
    let mut add = |place: &str, ty: &str, media: &Media| {
        for (name, example) in &media.examples {
            let place = format!("{}: {place}, {} `{name}`", operation.id, media.media_type);
            examples.add(&place, ty, example, item.unconfirmed);
        }
    };
    if let (Some(body), Some(ty)) = (&operation.body, &item.body) {
        // A media type of another type is not offered.
        let offered = body.preferred().map(|media| &media.ty);
        for media in body.media.iter().filter(|media| Some(&media.ty) == offered) {
            add("the body", &ty.to_string(), media);
        }
    }
    let is_json = |media: &&Media| media.kind == MediaKind::Json;
    for response in operation.successes() {
        if item.response != RustType::Unit {
            for media in response.media.iter().filter(is_json) {
                add("the answer", &item.response.to_string(), media);
            }
        }
    }
    for response in operation.errors() {
        for media in response.media.iter().filter(is_json) {
            let xtask::api::Type::Named(id) = &media.ty.ty else {
                continue;
            };
            let variants = &model.surface.error_body;
            if let Some((_, variant)) = variants.iter().find(|(it, _)| it == id)
                && let Some(ty) = &variant.payload
            {
                add("the error", &ty.to_string(), media);
            }
        }
    }
}
