//! A generated client as a module of a test crate, for its build script.

use std::fs;
use std::path::Path;

use xtask::output::SourceTree;

/// Writes the files of a client into a folder, and removes those of an earlier one.
pub fn write_module(tree: &SourceTree, folder: &Path) {
    let source = folder.join("src");
    if source.exists() {
        fs::remove_dir_all(source).expect("OUT_DIR can be written");
    }
    for (path, text) in tree.iter() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("files are in folders"))
            .expect("OUT_DIR can be written");
        fs::write(path, text).expect("OUT_DIR can be written");
    }
}

/// The declaration of a client as a module, whose files [`write_module`] has written into a folder. `tests` are
/// modules in it.
pub fn declaration(name: &str, folder: &Path, tests: &str) -> String {
    let source = folder.join("src");
    let webhooks = source.join("webhooks.rs");
    let webhooks = match webhooks.exists() {
        true => format!("#[path = {webhooks:?}]\n    pub mod webhooks;\n    "),
        false => String::new(),
    };
    format!(
        "/// Made from `{name}`.\n\
         pub mod {name} {{\n    \
             #[path = {client:?}]\n    mod client;\n    \
             #[path = {operations:?}]\n    pub mod operations;\n    \
             #[path = {types:?}]\n    pub mod types;\n    \
             {webhooks}\
             pub use client::*;\n    \
             #[doc(hidden)]\n    pub use sdk_runtime as runtime;\n    \
             #[doc(no_inline)]\n    pub use runtime::{{Base64, Base64Url, Empty, Timestamp, Upload}};\n    \
             /// What can go wrong.\n    pub type Error = runtime::Error<types::ErrorBody>;\n    \
             /// A response that is an error.\n    pub type ApiError = runtime::ApiError<types::ErrorBody>;\n\
         {tests}}}\n",
        client = source.join("client.rs"),
        operations = source.join("operations/mod.rs"),
        types = source.join("types/mod.rs"),
    )
}
