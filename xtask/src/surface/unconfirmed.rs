//! What is behind the feature `unconfirmed`: inferred operations, and the types that only they use.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Operation, Type, TypeId, TypeKind, TypeRef};

/// The types that only inferred operations reach.
pub(super) fn unconfirmed(api: &Api) -> BTreeSet<TypeId> {
    let mut left: BTreeMap<&TypeId, &TypeKind> =
        api.types.iter().map(|(id, def)| (id, &def.kind)).collect();
    let confirmed = api.operations.iter().filter(|it| !it.is_inferred());
    let webhooks = api.webhooks.iter().filter_map(|it| it.body.as_ref());
    let webhooks = webhooks.filter_map(|body| named(&body.ty));
    let mut pending: Vec<&TypeId> = confirmed.flat_map(used).chain(webhooks).collect();
    while let Some(id) = pending.pop() {
        if let Some(kind) = left.remove(id) {
            pending.extend(kind.parts().into_iter().filter_map(named));
        }
    }
    left.into_keys().cloned().collect()
}

/// The types that an operation names itself.
fn used(operation: &Operation) -> Vec<&TypeId> {
    let parameters = operation.parameters.iter().map(|it| &it.ty);
    let body = operation.body.iter().flat_map(|it| &it.media);
    let responses = operation.responses.iter().flat_map(|it| &it.media);
    let bodies = body.chain(responses).map(|it| &it.ty);
    let headers = operation
        .responses
        .iter()
        .filter_map(|it| it.headers.as_ref());
    let types = parameters.chain(bodies).chain(headers);
    let types = types.chain(&operation.outcomes).chain(&operation.sparse);
    types.filter_map(named).collect()
}

fn named(ty: &TypeRef) -> Option<&TypeId> {
    match &ty.ty {
        Type::Array(item) | Type::Map(item) => named(item),
        Type::Named(id) => Some(id),
        _ => None,
    }
}
