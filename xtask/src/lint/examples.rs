//! `missing-example`: bodies have an example. Whether it fits is not asked here.

use std::collections::{BTreeMap, BTreeSet};

use super::Linter;
use crate::api::{Field, Media, Operation, Type, TypeId, TypeKind, TypeRef};
use crate::diagnostic::{Diagnostic, Rule};
use crate::source::Node;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let mut seen = BTreeSet::new();
    let mut known = Known::default();
    for operation in &linter.api.operations {
        for (media, what) in bodies(operation) {
            // A response or a body that several operations share is one place.
            if !seen.insert(&media.at.pointer) || has_example(linter, media, &mut known) {
                continue;
            }
            let message = format!("the {what} of `{}` has no example", operation.id);
            linter.add(
                Diagnostic::new(Rule::MissingExample, media.at.clone(), message)
                    .help("add `example` beside the schema, or to each schema and property in it"),
            );
        }
    }
}

/// The bodies that need an example: of several media types, one does.
fn bodies(operation: &Operation) -> impl Iterator<Item = (&Media, &'static str)> {
    let request = operation.body.as_ref().and_then(|body| body.preferred());
    let answers = operation
        .successes()
        .filter_map(|response| Media::json(&response.media));
    let request = request.map(|media| (media, "request"));
    request
        .into_iter()
        .chain(answers.map(|media| (media, "answer")))
}

fn has_example<'a>(linter: &Linter<'a, '_>, media: &'a Media, known: &mut Known<'a>) -> bool {
    let written = linter.tree.get(&media.at.pointer);
    let has = |keyword| written.is_some_and(|node: &Node| node.get(keyword).is_some());
    // One that stands elsewhere (`externalValue`) is one.
    has("example") || has("examples") || shows_itself(linter, &media.ty, known)
}

/// Of which types an example can be put together, from those in the schema. A type is looked at once, whatever leads to it.
#[derive(Default)]
struct Known<'a> {
    shows: BTreeMap<&'a TypeId, bool>,
    depth: usize,
}

/// Deeper than any example that somebody would write.
const MAX_DEPTH: usize = 64;

/// Whether an example can be put together from those in the schema, or the type is plain enough to need none.
fn shows_itself<'a>(linter: &Linter<'a, '_>, ty: &'a TypeRef, known: &mut Known<'a>) -> bool {
    let ty = linter.resolve(ty);
    match &ty.ty {
        Type::Array(item) | Type::Map(item) => shows_itself(linter, item, known),
        Type::Named(id) => {
            if let Some(shows) = known.shows.get(id) {
                return *shows;
            }
            // What holds itself shows itself if the rest does.
            known.shows.insert(id, true);
            if known.depth == MAX_DEPTH {
                return true;
            }
            known.depth += 1;
            let definition = linter.api.types.get(id);
            let shows = definition.is_none_or(|def| {
                def.example.is_some()
                    || match &def.kind {
                        TypeKind::Struct(object) => object
                            .fields
                            .iter()
                            .all(|field| field_shows_itself(linter, field, known)),
                        TypeKind::Union(_) => false,
                        TypeKind::Enum(_) | TypeKind::Alias(_) | TypeKind::FieldErrors => true,
                    }
            });
            known.depth -= 1;
            known.shows.insert(id, shows);
            shows
        }
        _ => true,
    }
}

fn field_shows_itself<'a>(
    linter: &Linter<'a, '_>,
    field: &'a Field,
    known: &mut Known<'a>,
) -> bool {
    field.example.is_some()
        || field.default.is_some()
        || (!is_plain(linter.resolve(&field.ty)) && shows_itself(linter, &field.ty, known))
}

/// Whether a value says nothing of itself: any text, any number. A boolean and an enum do.
fn is_plain(ty: &TypeRef) -> bool {
    match &ty.ty {
        Type::Any | Type::Integer(_) | Type::Number(_) | Type::String(_) => true,
        Type::Array(item) | Type::Map(item) => is_plain(item),
        Type::Boolean | Type::Named(_) => false,
    }
}
