//! [`Context`]: what every renderer sees.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::uses::{Used, Uses, uses};
use super::usual_errors::UsualErrors;
use super::{Root, bodies, tokens};
use crate::api::{Api, Operation, TypeId};
use crate::names::{Ident, Names};
use crate::surface::{RequestItem, Surface};

/// What every renderer sees.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    pub(super) surface: &'a Surface,
    pub(super) root: &'a Root,
    /// The pages of the guide, which links may lead to.
    pub(super) guide: BTreeSet<&'static str>,
    pub(super) usual_errors: UsualErrors<'a>,
    operations: BTreeMap<&'a str, &'a Operation>,
    error_variants: BTreeMap<&'a TypeId, &'a Ident>,
    bodies: BTreeSet<&'a TypeId>,
    unconfirmed: BTreeSet<&'a Ident>,
    uses: Uses<'a>,
    requests: BTreeMap<&'a str, &'a RequestItem>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        api: &'a Api,
        names: &'a Names,
        surface: &'a Surface,
        root: &'a Root,
    ) -> Self {
        let operations = api.operations.iter();
        let variants = surface.error_body.iter();
        let requests = surface.groups.iter().flat_map(|group| &group.requests);
        let unconfirmed = surface.unconfirmed.iter();
        let unconfirmed = unconfirmed.filter_map(|id| Some(&names.types.get(id)?.ident));
        Self {
            api,
            names,
            surface,
            root,
            guide: BTreeSet::new(),
            usual_errors: UsualErrors::of(api),
            operations: operations.map(|it| (it.id.as_str(), it)).collect(),
            error_variants: variants.map(|(id, variant)| (id, &variant.ident)).collect(),
            bodies: bodies::bodies(api),
            unconfirmed: unconfirmed.collect(),
            uses: uses(api),
            requests: requests.map(|it| (it.operation.as_str(), it)).collect(),
        }
    }

    /// The operations that have requests, group by group.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&'a Operation, &'a RequestItem)> {
        self.surface
            .groups
            .iter()
            .flat_map(|group| &group.requests)
            .filter_map(|item| Some((self.operation(&item.operation)?, item)))
    }

    /// Those of them that are there without the feature `unconfirmed`: what examples show must compile without it.
    pub(super) fn confirmed_operations(
        &self,
    ) -> impl Iterator<Item = (&'a Operation, &'a RequestItem)> {
        self.operations().filter(|(_, item)| !item.unconfirmed)
    }

    /// Whether anything stands behind the feature `unconfirmed`, so that there is one.
    pub(super) fn has_unconfirmed(&self) -> bool {
        self.operations().any(|(_, item)| item.unconfirmed)
    }

    /// Whether there are documented examples of responses, so that there is a feature for them.
    pub(super) fn has_examples(&self) -> bool {
        !self.names.examples.is_empty()
    }

    /// Whether a type stands behind the feature `unconfirmed`.
    pub(super) fn is_unconfirmed(&self, id: &TypeId) -> bool {
        self.surface.unconfirmed.contains(id)
    }

    /// Whether the type of a name does.
    fn is_unconfirmed_name(&self, ident: &Ident) -> bool {
        self.unconfirmed.contains(ident)
    }

    /// Whether what is said of a type in the file of another must be behind the feature: that file as a whole is not.
    pub(super) fn is_gated(&self, file: &Ident, ident: &Ident) -> bool {
        self.is_unconfirmed_name(ident) && !self.is_unconfirmed_name(file)
    }

    /// The operation with an operationId.
    pub(super) fn operation(&self, id: &str) -> Option<&'a Operation> {
        self.operations.get(id).copied()
    }

    /// The request of an operation.
    pub(super) fn request(&self, id: &str) -> Option<&'a RequestItem> {
        self.requests.get(id).copied()
    }

    /// What uses a type.
    pub(super) fn uses(&self, id: &TypeId) -> Option<&Used<'a>> {
        self.uses.get(id)
    }

    /// The variant of `ErrorBody` that holds a type.
    pub(super) fn error_variant(&self, id: &TypeId) -> Option<&'a Ident> {
        self.error_variants.get(id).copied()
    }

    /// Whether a type is a request's body, alone or as items of a list.
    pub(super) fn is_body(&self, id: &TypeId) -> bool {
        self.bodies.contains(id)
    }

    /// The path of the module that holds everything: `crate`, or a module of it.
    pub(super) fn root(&self) -> TokenStream {
        let segments = self.root.0.iter().map(tokens::ident);
        quote!(crate #(:: #segments)*)
    }

    /// The same path as text, for links in docs.
    pub(super) fn root_path(&self) -> String {
        let segments = self.root.0.iter().map(|segment| format!("::{segment}"));
        segments.fold("crate".to_owned(), |path, segment| path + &segment)
    }

    /// The same path from outside, as users write it.
    pub(super) fn public_root(&self) -> String {
        let segments = self.root.0.iter().map(|segment| format!("::{segment}"));
        segments.fold(self.api.settings.library.clone(), |path, segment| {
            path + &segment
        })
    }

    /// A link to a page of the guide, if there is one.
    pub(super) fn guide_link(&self, page: &str, text: &str) -> Option<String> {
        let root = self.root_path();
        let page = self.guide.get(page)?;
        Some(format!("[{text}]({root}::guide::{page})"))
    }

    /// Whether this is a crate of its own, with its own copy of the runtime.
    pub(super) fn is_crate(&self) -> bool {
        self.root.0.is_empty()
    }

    /// The environment variables of the key and of the base URL.
    pub(super) fn variables(&self) -> (String, String) {
        let prefix = &self.api.settings.env_prefix;
        (
            format!("{prefix}_API_KEY"),
            format!("{prefix}_API_BASE_URL"),
        )
    }
}
