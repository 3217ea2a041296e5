//! What the parts of a struct ask about its fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::surface::StructItem;

/// The one lint that generated code may allow: an `impl` must name deprecated fields.
pub(super) fn allow_deprecated(item: &StructItem) -> Option<TokenStream> {
    let mut fields = item.fields.iter();
    fields
        .any(|field| field.property.deprecated)
        .then(|| quote!(#[allow(deprecated)]))
}
