//! What the API offers and the generated client does not: said, and taken out of the model, so that no request is made
//! that means something else.

use super::context::Context;
use crate::api::{Media, MediaKind, Operation, Response, Type, TypeRef};

/// Takes out what cannot be generated, and reports it.
pub(super) fn limit(context: &mut Context<'_>, operations: &mut Vec<Operation>) {
    operations.retain_mut(|operation| request(context, operation));
    credentials(context, operations);
    for operation in operations {
        successes(context, operation);
        for response in operation.errors() {
            error(context, response);
        }
    }
}

/// Whether the operation's request can be made.
fn request(context: &mut Context<'_>, operation: &mut Operation) -> bool {
    let Some(body) = &operation.body else {
        return true;
    };
    if json(&body.media).is_some() {
        return true;
    }
    let at = body.at.clone();
    let id = &operation.id;
    if body.required {
        let message = format!("`{id}` takes no JSON, and nothing else is sent yet: it is left out");
        context.unsupported(at, message, "add `application/json` if the API takes it");
        return false;
    }
    let message = format!("the body of `{id}` is never sent: it takes no JSON");
    context.unsupported(at, message, "add `application/json` if the API takes it");
    operation.body = None;
    true
}

/// A client has one credential: that of the first operation that needs one.
fn credentials(context: &mut Context<'_>, operations: &[Operation]) {
    let Some(sent) = operations
        .iter()
        .find_map(|operation| operation.auth.first())
    else {
        return;
    };
    let others = operations
        .iter()
        .filter(|operation| !operation.auth.is_empty() && !operation.auth.contains(sent));
    for operation in others {
        let needed = operation.auth.join("` or `");
        context.unsupported(
            operation.at.clone(),
            format!(
                "`{}` needs the credential `{needed}`, and the client sends `{sent}` everywhere",
                operation.id
            ),
            "make a document of its own for the operations with this credential",
        );
    }
}

fn successes(context: &mut Context<'_>, operation: &Operation) {
    let mut first: Option<&TypeRef> = None;
    for success in operation.successes() {
        match (json(&success.media), first) {
            (None, _) if !success.media.is_empty() => context.unsupported(
                success.at.clone(),
                "an answer other than JSON is not decoded: `Response::raw` has its bytes",
                "ignore this, or describe the answer as JSON if it is",
            ),
            (None, _) => {}
            (Some(media), None) => first = Some(&media.ty),
            (Some(media), Some(known)) if media.ty != *known => context.unsupported(
                success.at.clone(),
                "successes of several types: the answer is given as any JSON",
                "describe one type, with `oneOf` if need be, for all successes of the operation",
            ),
            (Some(_), Some(_)) => {}
        }
    }
}

fn error(context: &mut Context<'_>, response: &Response) {
    let Some(media) = json(&response.media) else {
        return;
    };
    if !matches!(media.ty.ty, Type::Named(_) | Type::Any) {
        context.unsupported(
            response.at.clone(),
            "an error's body that is no object is not decoded: `ApiError::raw` has its bytes",
            "describe the error as an object",
        );
    }
}

fn json(media: &[Media]) -> Option<&Media> {
    media.iter().find(|media| media.kind == MediaKind::Json)
}
