//! [`surface`]: model and names → [`Surface`].

use std::collections::BTreeSet;

use super::resolve::Resolver;
use super::response_format::json;
use super::unconfirmed::unconfirmed;
use super::{Surface, VariantItem, credentials, operations, paging, servers, types};
use crate::api::{Api, Operation, Type};
use crate::names::Names;

/// Decides the public API of the generated crate.
pub fn surface(api: &Api, names: &Names) -> Surface {
    let resolver = Resolver::new(api, names);
    let pages = paging::pages(&resolver);
    let types = api.types.values().filter_map(|def| {
        let paging = pages.get(&def.id).copied();
        Some((def.id.clone(), types::type_item(def, paging, &resolver)?))
    });
    Surface {
        types: types.collect(),
        error_body: error_body(&resolver),
        groups: operations::groups(&resolver),
        credentials: credentials::setters(&resolver),
        server_setters: servers::setters(&resolver),
        unconfirmed: unconfirmed(api),
    }
}

/// The variants of `ErrorBody`, in the order in which the document first uses them.
fn error_body(resolver: &Resolver<'_>) -> Vec<(crate::api::TypeId, VariantItem)> {
    let mut variants = Vec::new();
    let mut seen = BTreeSet::new();
    for media in resolver
        .api
        .operations
        .iter()
        .flat_map(Operation::errors)
        .filter_map(|it| json(&it.media))
    {
        let Type::Named(id) = &media.ty.ty else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        let (Some(ident), Some(def)) = (
            resolver.names.error_variants.get(id),
            resolver.api.types.get(id),
        ) else {
            continue;
        };
        let payload = Some(resolver.payload(&media.ty));
        variants.push((
            id.clone(),
            VariantItem {
                ident: ident.clone(),
                payload,
                at: def.at.clone(),
            },
        ));
    }
    variants
}
