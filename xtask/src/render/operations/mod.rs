//! `src/operations/*`: one file per operation, one module per tag.

mod calls;
mod empty_string;
mod form;
mod group;
pub(super) mod index;
pub(super) mod media;
mod parameter;
mod request;
pub(super) mod responses;

use quote::quote;

use super::context::Context;
use super::rust_file::RustFile;
use super::tokens;

/// The files of all operations, with their paths.
pub(super) fn files(context: &Context<'_>) -> Vec<(String, String)> {
    let mut files = vec![module_file(context)];
    for group in &context.surface.groups {
        files.push(group::file(group, context));
        let requests = group.requests.iter();
        files.extend(requests.filter_map(|item| request::file(group, item, context)));
    }
    files
}

fn module_file(context: &Context<'_>) -> (String, String) {
    let groups = context.surface.groups.iter();
    let modules = groups.map(|group| (&group.name.module, group.is_unconfirmed()));
    let mut modules: Vec<_> = modules.collect();
    modules.sort();
    let modules = modules.into_iter().map(|(module, unconfirmed)| {
        let gate = tokens::gate(unconfirmed);
        let path = tokens::module_path(module, "/mod.rs");
        quote!(#gate #path pub mod #module;)
    });
    let file = RustFile {
        index: index::docs(context),
        imports: vec![quote!(#(#modules)*)],
        ..RustFile::default()
    };
    ("src/operations/mod.rs".to_owned(), file.into_text())
}
