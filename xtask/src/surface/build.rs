//! [`surface`]: model and names → [`Surface`].

use super::resolve::Resolver;
use super::unconfirmed::unconfirmed;
use super::{Surface, VariantItem, credentials, operations, paging, servers, types};
use crate::api::{Api, Format, Type};
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
        webhooks: webhooks(&resolver),
        unconfirmed: unconfirmed(api),
    }
}

/// The variants of `Webhook`, in the order of the document.
fn webhooks(resolver: &Resolver<'_>) -> Vec<VariantItem> {
    let variants = resolver.api.webhooks.iter().filter_map(|webhook| {
        let body = webhook.body.as_ref();
        Some(VariantItem {
            ident: resolver.names.webhooks.get(&webhook.at.pointer)?.clone(),
            payload: body
                .map(|body| resolver.body(body.format().unwrap_or(Format::Bytes), &body.ty)),
            deprecated: webhook.deprecated,
            at: webhook.at.clone(),
        })
    });
    variants.collect()
}

/// The variants of `ErrorBody`, in the order in which the document first uses them.
fn error_body(resolver: &Resolver<'_>) -> Vec<(Type, VariantItem)> {
    let bodies = resolver.api.error_bodies().into_iter();
    let variants = bodies.filter_map(|media| {
        let ident = resolver.names.error_variants.get(&media.at.pointer)?;
        let at = match &media.ty.ty {
            Type::Named(id) => &resolver.api.types.get(id)?.at,
            _ => &media.at,
        };
        let variant = VariantItem {
            ident: ident.clone(),
            payload: Some(resolver.payload(&media.ty)),
            deprecated: false,
            at: at.clone(),
        };
        Some((media.ty.ty.clone(), variant))
    });
    variants.collect()
}
