//! `src/types/*`: one file per type.

mod accessors;
mod check;
mod conversion;
mod enumeration;
mod error_body;
mod error_shapes;
mod fields;
mod imports;
mod links;
mod outcomes;
mod page;
mod structure;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::rust_file::RustFile;
use super::tokens::{Place, deprecated};
use super::{docs, provenance, tokens};
use crate::api::{TypeDef, View};
use crate::names::Ident;
use crate::surface::TypeItem;

/// The file of a type, with its path; `None` for a type of the runtime.
pub(super) fn file(def: &TypeDef, context: &Context<'_>) -> Option<(String, String)> {
    let name = context.names.types.get(&def.id)?;
    let (types, items) = match context.surface.types.get(&def.id)? {
        TypeItem::Struct(item) => structure::items(def, item, context),
        TypeItem::Enum(item) => enumeration::items(def, item, context),
        TypeItem::Union(item) => union::items(def, item, context),
        TypeItem::Outcomes(item) => outcomes::items(def, item, context),
        TypeItem::Alias { ident, target, .. } => {
            let docs = type_docs(def, context);
            let ty = tokens::rust_type(target, Place::Types);
            let alias = quote!(#docs pub type #ident = #ty;);
            (vec![target.clone()], vec![alias])
        }
        TypeItem::FieldErrors => return None,
    };
    let file = RustFile {
        docs: format!("[`{}`].", name.ident.unraw()),
        imports: imports::imports(&types, &items, &name.ident, context),
        items,
        ..RustFile::default()
    };
    let path = format!("src/types/{}.rs", name.module.unraw());
    Some((path, file.into_text()))
}

/// The file of `ErrorBody`.
pub(super) fn error_body_file(context: &Context<'_>) -> (String, String) {
    let (types, items) = error_body::items(context);
    let name = Ident::word("ErrorBody");
    let file = RustFile {
        docs: format!("[`{name}`]."),
        imports: imports::imports(&types, &items, &name, context),
        items,
        ..RustFile::default()
    };
    ("src/types/error_body.rs".to_owned(), file.into_text())
}

/// The module of all types.
pub(super) fn module_file(context: &Context<'_>) -> (String, String) {
    let mut modules = vec![(quote!(error_body), quote!(ErrorBody), None)];
    for (id, name) in &context.names.types {
        if !matches!(
            context.surface.types.get(id),
            None | Some(TypeItem::FieldErrors)
        ) {
            let (module, ident) = (&name.module, &name.ident);
            let gate = tokens::gate(context.is_unconfirmed(id));
            modules.push((quote!(#module), quote!(#ident), gate));
        }
    }
    modules.sort_by_key(|(module, ..)| module.to_string());
    let declarations = modules
        .iter()
        .map(|(module, _, gate)| quote!(#gate mod #module;));
    let exports = modules
        .iter()
        .map(|(module, ident, gate)| quote!(#gate pub use self::#module::#ident;));
    let file = RustFile {
        docs: "The types of requests and responses.".to_owned(),
        imports: vec![quote!(#(#declarations)*), quote!(#(#exports)*)],
        ..RustFile::default()
    };
    ("src/types/mod.rs".to_owned(), file.into_text())
}

/// The docs of a type: its description, or else its location in the document.
fn type_docs(def: &TypeDef, context: &Context<'_>) -> TokenStream {
    let mut text = match &def.docs {
        Some(text) => docs::prose(text.trim()),
        None => format!(
            "The schema at {} of the OpenAPI document.",
            docs::code(&def.id.pointer)
        ),
    };
    text.push_str(match def.id.view {
        View::Whole | View::Read => "",
        View::Write => "\n\nThe request view: without the fields that only responses have.",
        View::Sparse => "\n\nThe partial view: any field may be absent.",
        View::SparsePage => "\n\nAny field of its items may be absent.",
    });
    let unconfirmed = context.is_unconfirmed(&def.id);
    let uses = links::links(&def.id, context);
    for paragraph in [provenance::of_type(def.provenance, unconfirmed), uses]
        .into_iter()
        .flatten()
    {
        text.push_str(&format!("\n\n{paragraph}"));
    }
    // An attribute would warn in every type that contains it; its fields and operations have one.
    if def.deprecated {
        text.push_str("\n\nDeprecated by the API.");
    }
    docs::attributes(&text)
}
