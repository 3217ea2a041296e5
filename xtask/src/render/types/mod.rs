//! `src/types/*`: one file per type.

mod accessors;
mod alias;
mod check;
mod conversion;
mod enumeration;
mod error_body;
mod error_shapes;
mod fields;
mod imports;
mod links;
mod page;
mod structure;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::rust_file::RustFile;
use super::{certainty, docs, tokens};
use crate::api::{TypeDef, View};
use crate::surface::TypeItem;

/// The file of a type, with its path; none for what the runtime has a type for.
pub(super) fn file(def: &TypeDef, context: &Context<'_>) -> Option<(String, String)> {
    let name = context.names.types.get(&def.id)?;
    let (types, items) = match context.surface.types.get(&def.id)? {
        TypeItem::Struct(item) => structure::items(def, item, context),
        TypeItem::Enum(item) => enumeration::items(def, item, context),
        TypeItem::Union(item) => union::items(def, item, context),
        TypeItem::Alias { ident, target, .. } => alias::items(def, ident, target, context),
        TypeItem::FieldErrors => return None,
    };
    let file = RustFile {
        docs: format!("[`{}`].", name.ident.unraw()),
        imports: imports::imports(&types, &items, &name.ident, context),
        items,
        ..RustFile::default()
    };
    Some((
        format!("src/types/{}.rs", name.module.unraw()),
        file.into_text(),
    ))
}

/// The file of `ErrorBody`.
pub(super) fn error_body_file(context: &Context<'_>) -> (String, String) {
    let (types, items) = error_body::items(context);
    let file = RustFile {
        docs: "[`ErrorBody`].".to_owned(),
        imports: imports::imports(
            &types,
            &items,
            &crate::names::Ident::word("ErrorBody"),
            context,
        ),
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
            let module = tokens::ident(&name.module);
            let ident = tokens::ident(&name.ident);
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

/// The docs of a type: its description, or where there is none, what it is called in the document.
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
    for paragraph in [certainty::of_type(def.provenance, unconfirmed), uses]
        .into_iter()
        .flatten()
    {
        text.push_str(&format!("\n\n{paragraph}"));
    }
    // An attribute would warn wherever another type holds it; the fields and operations that lead to it carry one.
    if def.deprecated {
        text.push_str("\n\nDeprecated by the API.");
    }
    docs::attributes(&text)
}

fn deprecated(is_deprecated: bool) -> Option<TokenStream> {
    is_deprecated.then(|| quote!(#[deprecated = "the API documents it as deprecated"]))
}
