//! [`Context`]: what every renderer sees.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Root, tokens};
use crate::api::Api;
use crate::names::Names;
use crate::surface::Surface;

/// What every renderer sees.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    pub(super) surface: &'a Surface,
    pub(super) root: &'a Root,
}

impl Context<'_> {
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

    /// The environment variables of the key and of the base URL.
    pub(super) fn variables(&self) -> (String, String) {
        let prefix = &self.api.settings.env_prefix;
        (
            format!("{prefix}_API_KEY"),
            format!("{prefix}_API_BASE_URL"),
        )
    }
}
