//! Generates a module from each document under `documents/`.
//!
//! `documents/<topic>/<behaviour>.yaml` becomes the module `<topic>_<behaviour>`. The file of the same name with `.rs`
//! holds its tests; more are written from its examples.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use xtask::diagnostic::{Printer, Report, Sources};
use xtask::names::Ident;
use xtask::pipeline::{self, Options};
use xtask::render::{self, Root};

fn main() {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents");
    println!("cargo::rerun-if-changed={}", documents.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut modules = String::new();
    for topic in entries(&documents) {
        for document in entries(&topic) {
            if document
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                let name = format!("{}_{}", stem(&topic), stem(&document));
                generate(&document, &name, &out);
                declare(&document, &name, &out, &mut modules);
            }
        }
    }
    fs::write(out.join("fragments.rs"), modules).expect("OUT_DIR can be written");
}

fn generate(document: &Path, name: &str, out: &Path) {
    let text = fs::read_to_string(document).expect("the document can be read");
    let path = document.display().to_string();
    let mut report = Report::default();
    let mut sources = Sources::new(path, text).reading(|path| Ok(fs::read_to_string(path).ok()));
    let model = pipeline::model(&mut sources, &Options::default(), &mut report);
    let Some(mut model) = model else {
        let printer = Printer::new(&sources, false);
        let printed: String = report
            .into_sorted()
            .iter()
            .map(|it| printer.print(it))
            .collect();
        panic!("{printed}");
    };
    model.api.settings.library = "fragments".to_owned();
    let root = Root(vec![Ident::escape(name)]);
    let tree = render::render_module(&model.api, &model.names, &model.surface, &root);
    let tests = example_tests::tests(&model, &format!("crate::{name}"), "crate::support");
    let examples = ("examples.rs", tests.source.as_str());
    for (path, text) in tree.iter().chain([examples]) {
        let path = out.join(name).join(path);
        fs::create_dir_all(path.parent().expect("files are in folders"))
            .expect("OUT_DIR can be written");
        fs::write(path, text).expect("OUT_DIR can be written");
    }
}

fn declare(document: &Path, name: &str, out: &Path, modules: &mut String) {
    let source = out.join(name).join("src");
    let tests = document.with_extension("rs");
    let tests = if tests.exists() {
        format!("    #[cfg(test)]\n    #[path = {tests:?}]\n    mod tests;\n")
    } else {
        String::new()
    };
    write!(
        modules,
        "/// Made from `{name}`.\n\
         pub mod {name} {{\n    \
             #[path = {client:?}]\n    mod client;\n    \
             #[path = {operations:?}]\n    pub mod operations;\n    \
             #[path = {types:?}]\n    pub mod types;\n    \
             pub use client::*;\n    \
             #[doc(hidden)]\n    pub use sdk_runtime as runtime;\n    \
             #[doc(no_inline)]\n    pub use runtime::{{Empty, Timestamp, Upload}};\n    \
             /// What can go wrong.\n    pub type Error = runtime::Error<types::ErrorBody>;\n    \
             /// An answer that is an error.\n    pub type ApiError = runtime::ApiError<types::ErrorBody>;\n\
             #[cfg(test)]\n    #[path = {examples:?}]\n    mod examples;\n\
         {tests}\
         }}\n",
        client = source.join("client.rs"),
        operations = source.join("operations/mod.rs"),
        types = source.join("types/mod.rs"),
        examples = out.join(name).join("examples.rs"),
    )
    .expect("a String takes everything");
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> &str {
    path.file_stem()
        .and_then(|stem| stem.to_str())
        .expect("names of fragments are plain")
}
