//! Model, names and Surface → the source of every file of the crate. Nothing here can fail.

mod client;
mod common_errors;
mod constraints;
mod context;
mod crate_files;
mod credentials;
mod docs;
mod example;
mod examples;
mod field_docs;
mod guide;
mod library;
mod list_items;
mod markdown;
mod mentions;
mod operations;
mod placeholders;
mod prose;
mod provenance;
mod readme;
mod runtime_files;
mod runtime_manifest;
mod rust_file;
mod servers;
mod template;
mod tokens;
mod types;
mod uses;
mod webhooks;

use crate::api::Api;
use crate::names::{Ident, Names};
use crate::output::SourceTree;
use crate::surface::Surface;
use context::Context;

/// The module of generated code, as the path below `crate`: empty for a whole crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Root(pub Vec<Ident>);

/// A whole crate: manifest, README, licences, runtime and everything generated from the document.
pub fn render(api: &Api, names: &Names, surface: &Surface) -> SourceTree {
    let root = Root::default();
    let mut context = Context::new(api, names, surface, &root);
    context.guide = guide::page_names(&context);
    let files = generated_files(&context).into_iter();
    let crate_files = crate_files::files(&context);
    files
        .chain(crate_files)
        .chain(runtime_files::files())
        .collect()
}

/// Only what is generated from the document, as the module `root` of another crate, which must have the runtime in scope as
/// `runtime`.
pub fn render_module(api: &Api, names: &Names, surface: &Surface, root: &Root) -> SourceTree {
    let context = Context::new(api, names, surface, root);
    generated_files(&context).into_iter().collect()
}

fn generated_files(context: &Context<'_>) -> Vec<(String, String)> {
    let mut files = vec![
        client::file(context),
        types::module_file(context),
        types::error_body_file(context),
    ];
    let types = context.api.types.values();
    files.extend(types.filter_map(|def| types::file(def, context)));
    files.extend(operations::files(context));
    files.extend(webhooks::file(context));
    files
}
