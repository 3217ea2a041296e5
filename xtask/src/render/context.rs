//! [`Context`]: what every renderer sees.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::Root;
use super::common_errors::CommonErrors;
use super::uses::{Uses, UsesOfType, uses};
use crate::api::{Api, Media, Operation, StringFormat, Type, TypeId, TypeKind, TypeRef};
use crate::names::{Ident, Names};
use crate::surface::{RequestItem, Surface};

/// What every renderer sees.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    pub(super) surface: &'a Surface,
    pub(super) root: &'a Root,
    /// The pages of the guide, to which docs may link.
    pub(super) guide: BTreeSet<&'static str>,
    pub(super) common_errors: CommonErrors<'a>,
    operations: BTreeMap<&'a str, &'a Operation>,
    bodies: BTreeSet<&'a TypeId>,
    unconfirmed: BTreeSet<&'a Ident>,
    uses: Uses<'a>,
    requests: BTreeMap<&'a str, &'a RequestItem>,
    /// The variants of `ErrorBody` with a type of its own.
    error_variants: BTreeMap<&'a TypeId, &'a Ident>,
    /// The indices of the own servers of operations.
    servers: BTreeMap<&'a str, usize>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        api: &'a Api,
        names: &'a Names,
        surface: &'a Surface,
        root: &'a Root,
    ) -> Self {
        let operations = api.operations.iter();
        let requests = surface.requests();
        let unconfirmed = surface.unconfirmed.iter();
        let unconfirmed = unconfirmed.filter_map(|id| Some(&names.types.get(id)?.ident));
        let error_variants = surface.error_body.iter();
        let error_variants =
            error_variants.filter_map(|(ty, variant)| Some((ty.id()?, &variant.ident)));
        Self {
            api,
            names,
            surface,
            root,
            guide: BTreeSet::new(),
            common_errors: CommonErrors::of(api),
            operations: operations.map(|it| (it.id.as_str(), it)).collect(),
            bodies: bodies(api),
            unconfirmed: unconfirmed.collect(),
            uses: uses(api),
            requests: requests.map(|it| (it.operation.as_str(), it)).collect(),
            error_variants: error_variants.collect(),
            servers: api.own_servers(),
        }
    }

    /// The operations with their requests, group by group.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&'a Operation, &'a RequestItem)> {
        self.surface
            .requests()
            .filter_map(|item| Some((self.operation(&item.operation)?, item)))
    }

    /// The operations without the feature `unconfirmed`: examples must compile without it.
    pub(super) fn confirmed_operations(
        &self,
    ) -> impl Iterator<Item = (&'a Operation, &'a RequestItem)> {
        self.operations().filter(|(_, item)| !item.unconfirmed)
    }

    /// Whether the crate has the feature `unconfirmed`.
    pub(super) fn has_unconfirmed(&self) -> bool {
        self.operations().any(|(_, item)| item.unconfirmed)
    }

    /// Whether the crate has the feature `examples`, for documented examples of responses.
    pub(super) fn has_examples(&self) -> bool {
        !self.names.examples.is_empty()
    }

    /// Whether a type requires the feature `unconfirmed`.
    pub(super) fn is_unconfirmed(&self, id: &TypeId) -> bool {
        self.surface.unconfirmed.contains(id)
    }

    /// Whether code about a type in the file of another needs an attribute for the feature, which the file has not.
    pub(super) fn is_gated(&self, file: &Ident, ident: &Ident) -> bool {
        self.unconfirmed.contains(ident) && !self.unconfirmed.contains(file)
    }

    /// The operation with an operationId.
    pub(super) fn operation(&self, id: &str) -> Option<&'a Operation> {
        self.operations.get(id).copied()
    }

    /// The request of an operation.
    pub(super) fn request(&self, id: &str) -> Option<&'a RequestItem> {
        self.requests.get(id).copied()
    }

    /// The uses of a type.
    pub(super) fn uses(&self, id: &TypeId) -> Option<&UsesOfType<'a>> {
        self.uses.get(id)
    }

    /// The variant of `ErrorBody` with a type.
    pub(super) fn error_variant(&self, ty: &Type) -> Option<&'a Ident> {
        if let Some(id) = ty.id() {
            return self.error_variant_of(id);
        }
        let mut variants = self.surface.error_body.iter();
        let (_, variant) = variants.find(|(it, _)| it == ty)?;
        Some(&variant.ident)
    }

    /// The variant of `ErrorBody` with a type of its own.
    pub(super) fn error_variant_of(&self, id: &TypeId) -> Option<&'a Ident> {
        self.error_variants.get(id).copied()
    }

    /// The index of an operation's own servers among those of all operations.
    pub(super) fn server_of(&self, operation: &Operation) -> Option<usize> {
        self.servers.get(operation.id.as_str()).copied()
    }

    /// Whether the values of a type are strings.
    pub(super) fn is_textual(&self, ty: &TypeRef) -> bool {
        match &self.api.target(ty).ty {
            Type::String(_) => true,
            Type::Named(id) => {
                let kind = self.api.types.get(id).map(|def| &def.kind);
                matches!(kind, Some(TypeKind::Enum(_)))
            }
            _ => false,
        }
    }

    /// Whether a request can contain a file.
    pub(super) fn has_uploads(&self) -> bool {
        let bodies = self.api.operations.iter().filter_map(|it| it.body.as_ref());
        let mut media = bodies.flat_map(|body| &body.media);
        media.any(Media::has_uploads)
    }

    /// Whether any value is sent or received as base64.
    pub(super) fn has_base64(&self) -> bool {
        let types = self.api.types.values().flat_map(|def| def.kind.parts());
        let operations = self.api.operations.iter();
        let own = operations.flat_map(|operation| {
            let parameters = operation.parameters.iter().map(|it| &it.ty);
            let bodies = operation.body.iter().flat_map(|body| &body.media);
            let responses = operation.responses.iter().flat_map(|it| &it.media);
            parameters.chain(bodies.chain(responses).map(|it| &it.ty))
        });
        let webhooks = self.api.webhooks.iter().filter_map(|it| it.body.as_ref());
        let own = own.chain(webhooks.map(|it| &it.ty));
        types.chain(own).any(is_base64)
    }

    /// Whether a type is the body of a request, by itself or as items of an array: a body must have a `Check`.
    pub(super) fn is_body(&self, id: &TypeId) -> bool {
        self.bodies.contains(id)
    }

    /// The path of the root module: `crate`, or a module of it.
    pub(super) fn root(&self) -> TokenStream {
        let segments = &self.root.0;
        quote!(crate #(:: #segments)*)
    }

    /// The same path in links of docs.
    pub(super) fn root_path(&self) -> String {
        self.path_from("crate")
    }

    /// The same path in code of users.
    pub(super) fn public_root(&self) -> String {
        self.path_from(&self.api.settings.library)
    }

    fn path_from(&self, start: &str) -> String {
        let segments = self.root.0.iter().map(|segment| format!("::{segment}"));
        segments.fold(start.to_owned(), |path, segment| path + &segment)
    }

    /// A link to a page of the guide, if the page exists.
    pub(super) fn guide_link(&self, page: &str, text: &str) -> Option<String> {
        let root = self.root_path();
        let page = self.guide.get(page)?;
        Some(format!("[{text}]({root}::guide::{page})"))
    }

    /// Whether this is a crate, with its own copy of the runtime.
    pub(super) fn is_crate(&self) -> bool {
        self.root.0.is_empty()
    }

    /// The environment variable for the base URL.
    pub(super) fn base_url_variable(&self) -> String {
        self.api.settings.base_url_variable()
    }
}

/// The types that are bodies of requests, by themselves or as items of an array.
fn bodies(api: &Api) -> BTreeSet<&TypeId> {
    fn item<'a>(ty: &'a TypeRef, api: &'a Api) -> Option<&'a TypeId> {
        match &api.target(ty).ty {
            Type::Array(ty) | Type::Map(ty) => item(ty, api),
            Type::Named(id) => Some(id),
            _ => None,
        }
    }
    let bodies = api.operations.iter().filter_map(|it| it.body.as_ref());
    let media = bodies.flat_map(|body| &body.media);
    media.filter_map(|media| item(&media.ty, api)).collect()
}

fn is_base64(ty: &TypeRef) -> bool {
    match &ty.ty {
        Type::String(format) => matches!(format, StringFormat::Base64 | StringFormat::Base64Url),
        Type::Array(item) | Type::Map(item) => is_base64(item),
        _ => false,
    }
}
