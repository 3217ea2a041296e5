//! Model, names and Surface → the text of every file of the crate. Nothing here can fail.

mod aliases;
mod bodies;
mod certainty;
mod client;
mod constraints;
mod context;
mod crate_files;
mod dependency;
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
mod readme;
mod runtime_files;
mod runtime_manifest;
mod rust_file;
mod servers;
mod tokens;
mod types;
mod uses;
mod usual_errors;

use crate::api::Api;
use crate::names::{Ident, Names};
use crate::output::SourceTree;
use crate::surface::Surface;
use context::Context;

/// The module that generated code lives in, as the path below `crate`: empty for a crate of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Root(pub Vec<Ident>);

/// A whole crate: manifest, README, licences, runtime and everything made from the document.
pub fn render(api: &Api, names: &Names, surface: &Surface) -> SourceTree {
    let root = Root::default();
    let mut context = Context::new(api, names, surface, &root);
    context.guide = guide::pages(&context);
    let mut tree = SourceTree::new();
    for (path, text) in generated_files(&context) {
        tree.insert(path, text);
    }
    for (path, text) in crate_files::files(&context)
        .into_iter()
        .chain(runtime_files::files())
    {
        tree.insert(path, text);
    }
    tree
}

/// Only what is made from the document, as a module at `root` of another crate. That module must have the runtime in
/// scope as `runtime`.
pub fn render_module(api: &Api, names: &Names, surface: &Surface, root: &Root) -> SourceTree {
    let context = Context::new(api, names, surface, root);
    let mut tree = SourceTree::new();
    for (path, text) in generated_files(&context) {
        tree.insert(path, text);
    }
    tree
}

fn generated_files(context: &Context<'_>) -> Vec<(String, String)> {
    let mut files = vec![
        client::file(context),
        types::module_file(context),
        types::error_body_file(context),
    ];
    files.extend(
        context
            .api
            .types
            .values()
            .filter_map(|def| types::file(def, context)),
    );
    files.extend(operations::files(context));
    files
}
