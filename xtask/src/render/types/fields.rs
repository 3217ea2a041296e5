//! What the parts of a struct ask about its fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Field, Struct};

pub(super) fn find<'a>(object: &'a Struct, wire: &str) -> Option<&'a Field> {
    object.fields.iter().find(|field| field.wire == wire)
}

/// The one lint that generated code may allow: an `impl` must name deprecated fields.
pub(super) fn allow_deprecated(object: &Struct) -> Option<TokenStream> {
    object
        .fields
        .iter()
        .any(|field| field.deprecated)
        .then(|| quote!(#[allow(deprecated)]))
}
