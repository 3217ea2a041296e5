//! The enum of an operation's successes, where these have bodies of several types.

use super::context::{Context, whole};
use super::pointer;
use crate::api::{
    Format, Media, NameHint, Operation, Outcome, Type, TypeDef, TypeKind, TypeRef, Usage,
};

/// Adds the enum of each operation that needs one.
pub(super) fn add(context: &mut Context<'_>, operations: &mut [Operation]) {
    for operation in operations {
        if !is_needed(operation) {
            continue;
        }
        let pointer = pointer::child(&operation.at.pointer, "responses");
        let def = TypeDef {
            id: whole(&pointer),
            name: NameHint::Inline(vec![operation.id.clone(), "response".to_owned()]),
            docs: Some(format!("A success of `{}`.", operation.id)),
            deprecated: false,
            provenance: operation.provenance,
            usage: Usage::default(),
            kind: TypeKind::Outcomes(operation.successes().flat_map(outcomes).collect()),
            example: None,
            at: context.key(&pointer),
        };
        operation.outcomes = Some(TypeRef::plain(Type::Named(def.id.clone())));
        context.types.insert(pointer, def);
    }
}

/// Whether one type cannot hold the bodies of all successes.
fn is_needed(operation: &Operation) -> bool {
    let mut bodies = operation.successes().flat_map(|success| success.bodies());
    let Some(first) = bodies.next() else {
        return false;
    };
    match first.format {
        Format::Json => bodies.any(|body| body.format != Format::Json || body.ty != first.ty),
        // Bytes can hold text.
        _ => bodies.any(|body| body.format == Format::Json),
    }
}

fn outcomes(response: &crate::api::Response) -> Vec<Outcome> {
    let outcome = |body, media: &[&Media], is_one_of_several| Outcome {
        status: response.status,
        body,
        media: media.iter().map(|it| it.media_type.clone()).collect(),
        is_one_of_several,
        docs: response.docs.clone(),
        at: media
            .first()
            .map_or(&response.at, |media| &media.at)
            .clone(),
    };
    let bodies = response.bodies();
    if bodies.is_empty() {
        return vec![outcome(None, &[], false)];
    }
    let is_one_of_several = bodies.len() > 1;
    let outcomes = bodies.iter().map(|body| {
        let held = Some((body.format, body.ty.clone()));
        outcome(held, &body.media, is_one_of_several)
    });
    outcomes.collect()
}
