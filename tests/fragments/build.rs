//! Generates a module from each document under `documents/`.
//!
//! `documents/<topic>/<behaviour>.yaml` becomes the module `<topic>_<behaviour>`. The file of the same name with `.rs`
//! holds its tests; more are written from its examples.

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
    let folder = out.join(name);
    example_tests::write_module(&tree, &folder);
    fs::write(folder.join("examples.rs"), tests.source).expect("OUT_DIR can be written");
}

fn declare(document: &Path, name: &str, out: &Path, modules: &mut String) {
    let folder = out.join(name);
    let tests = document.with_extension("rs");
    let tests = if tests.exists() {
        format!("    #[cfg(test)]\n    #[path = {tests:?}]\n    mod tests;\n")
    } else {
        String::new()
    };
    let examples = folder.join("examples.rs");
    let tests = format!("#[cfg(test)]\n    #[path = {examples:?}]\n    mod examples;\n{tests}");
    modules.push_str(&example_tests::declaration(name, &folder, &tests));
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
