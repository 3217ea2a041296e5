//! `missing-example`: every body has an example. `check` reports examples that do not match their schema.

use std::collections::{BTreeMap, BTreeSet};

use super::Linter;
use crate::api::{Field, Media, Operation, Type, TypeId, TypeKind, TypeRef};
use crate::diagnostic::Rule;
use crate::source::Node;

/// Deeper than any example in a real document.
const MAX_DEPTH: usize = 64;

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    let mut visited = BTreeSet::new();
    let mut examples = Examples::default();
    for operation in &linter.api.operations {
        for (media, kind) in bodies(operation) {
            // Several operations may share a response or a body.
            if !visited.insert(&media.at.pointer) || has_example(linter, media, &mut examples) {
                continue;
            }
            linter.report(
                Rule::MissingExample,
                media.at.clone(),
                format!("the {kind} body of `{}` has no example", operation.id),
                linter.version.spelled(
                    "add `example` beside the schema, or to each schema and property in it",
                    "add `example` beside the schema, or `examples` to each schema and property in it",
                ),
            );
        }
    }
}

/// The bodies that need an example: one media type is enough.
fn bodies(operation: &Operation) -> impl Iterator<Item = (&Media, &'static str)> {
    let request = operation.body.as_ref().and_then(|body| body.preferred());
    let responses = operation
        .successes()
        .filter_map(|response| Media::json(&response.media));
    let request = request.into_iter().map(|media| (media, "request"));
    request.chain(responses.map(|media| (media, "response")))
}

fn has_example<'a>(linter: &Linter<'a, '_>, media: &'a Media, examples: &mut Examples<'a>) -> bool {
    let object = linter.tree.get(&media.at.pointer);
    let has = |keyword| object.is_some_and(|node: &Node| node.get(keyword).is_some());
    // An example in another file (`externalValue`) counts.
    has("example") || has("examples") || examples.of_type(linter, &media.ty)
}

/// The named types for which the examples in their schemas make a whole example; each type is visited once.
#[derive(Default)]
struct Examples<'a> {
    known: BTreeMap<&'a TypeId, bool>,
    depth: usize,
}

impl<'a> Examples<'a> {
    /// Whether an example can be made from those in the schema, or the type is plain enough to need none.
    fn of_type(&mut self, linter: &Linter<'a, '_>, ty: &'a TypeRef) -> bool {
        let id = match &linter.api.target(ty).ty {
            Type::Array(item) | Type::Map(item) => return self.of_type(linter, item),
            Type::Named(id) => id,
            _ => return true,
        };
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        // A recursive type has an example if its other fields do.
        self.known.insert(id, true);
        if self.depth == MAX_DEPTH {
            return true;
        }
        self.depth += 1;
        let has_example = linter.api.types.get(id).is_none_or(|def| {
            def.example.is_some()
                || match &def.kind {
                    TypeKind::Struct(object) => {
                        let mut fields = object.fields.iter();
                        fields.all(|field| self.of_field(linter, field))
                    }
                    TypeKind::Union(_) | TypeKind::Outcomes(_) => false,
                    TypeKind::Enum(_) | TypeKind::Alias(_) | TypeKind::FieldErrors => true,
                }
        });
        self.depth -= 1;
        self.known.insert(id, has_example);
        has_example
    }

    fn of_field(&mut self, linter: &Linter<'a, '_>, field: &'a Field) -> bool {
        field.example.is_some()
            || field.default.is_some()
            || (!is_plain(linter.api.target(&field.ty)) && self.of_type(linter, &field.ty))
    }
}

/// Whether the type does not suggest a value: any string, any number. A boolean and an enum do.
fn is_plain(ty: &TypeRef) -> bool {
    match &ty.ty {
        Type::Any | Type::Integer(_) | Type::Number(_) | Type::String(_) => true,
        Type::Array(item) | Type::Map(item) => is_plain(item),
        Type::Tuple(items) => items.iter().all(is_plain),
        Type::Boolean | Type::Named(_) => false,
    }
}
