//! Generates both crates of each case in `tests/diff/*.md` that has a program, as modules.
//!
//! The program is written for the crate made from the document before. It is compiled with that crate, and with the
//! crate of the document after if the diff reports that this breaks nothing. With `--cfg breaking` it is compiled with
//! the crates that it breaks with by the diff, which the test does to see that it does not compile.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_tests::case_file::CaseFile;
use xtask::diagnostic::{Printer, Report, Sources};
use xtask::diff::{self, Effect};
use xtask::names::Ident;
use xtask::pipeline::{self, Model};
use xtask::render::{self, Root};

fn main() {
    let pairs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../diff");
    let pairs = pairs.canonicalize().expect("there are pairs");
    println!("cargo::rerun-if-changed={}", pairs.display());
    println!("cargo::rustc-check-cfg=cfg(breaking)");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut modules = String::new();
    let mut breaking = Vec::new();
    let mut harmless = Vec::new();
    for file in CaseFile::read_all(&pairs) {
        let rule = file.name;
        for case in file.cases {
            let Some(user) = case.program else {
                continue;
            };
            let name = format!("{rule}_{}", case.name).replace('-', "_");
            let [before, after] = case.documents.map(|document| model(&name, &document));
            let changes = diff::changes(&before, &after, "2026-01-01");
            let effect = changes
                .iter()
                .flat_map(|change| &change.rust)
                .map(|item| item.effect)
                .max();
            let (old, new) = (format!("{name}_before"), format!("{name}_after"));
            generate(before, &old, &out);
            generate(after, &new, &out);
            declare(&old, "not(breaking)", "", &user, &out, &mut modules);
            match effect.unwrap_or(Effect::Nothing) {
                Effect::Breaks => {
                    declare(&new, "breaking", "", &user, &out, &mut modules);
                    breaking.push(new);
                }
                Effect::Warns => {
                    declare(
                        &new,
                        "not(breaking)",
                        "#[allow(deprecated)] ",
                        &user,
                        &out,
                        &mut modules,
                    );
                    declare(
                        &new,
                        "breaking",
                        "#[deny(deprecated)] ",
                        &user,
                        &out,
                        &mut modules,
                    );
                    breaking.push(new);
                }
                Effect::Adds | Effect::Nothing => {
                    declare(&new, "not(breaking)", "", &user, &out, &mut modules);
                    harmless.push(new);
                }
            }
        }
    }
    write!(
        modules,
        "/// The programs that must not compile, or only with a warning.\npub const BREAKING: &[&str] = &{breaking:?};\n\
         /// The programs that must compile.\npub const HARMLESS: &[&str] = &{harmless:?};\n"
    )
    .expect("a String takes everything");
    fs::write(out.join("promises.rs"), modules).expect("OUT_DIR can be written");
}

fn model(name: &str, text: &str) -> Model {
    let mut report = Report::default();
    let mut sources = Sources::new(name, text);
    pipeline::side(&mut sources, &mut report).unwrap_or_else(|| {
        let printer = Printer::new(&sources, false);
        let printed: String = report
            .into_sorted()
            .iter()
            .map(|it| printer.print(it))
            .collect();
        panic!("{printed}")
    })
}

fn generate(mut model: Model, name: &str, out: &Path) {
    model.api.settings.library = "promises".to_owned();
    let root = Root(vec![Ident::escape(name)]);
    let tree = render::render_module(&model.api, &model.names, &model.surface, &root);
    example_tests::write_module(&tree, &out.join(name));
}

fn declare(name: &str, cfg: &str, attribute: &str, user: &str, out: &Path, modules: &mut String) {
    let source = out.join(name).join("src");
    // A file of its own for each module, since it means something else in each.
    let program = out.join(name).join("user.rs");
    fs::write(&program, user).expect("OUT_DIR can be written");
    write!(
        modules,
        "#[cfg({cfg})]\n/// Made from `{name}`.\n\
         pub mod {name} {{\n    \
             #[path = {client:?}]\n    mod client;\n    \
             #[path = {operations:?}]\n    pub mod operations;\n    \
             #[path = {types:?}]\n    pub mod types;\n    \
             pub use client::{{Client, ClientBuilder}};\n    \
             #[doc(hidden)]\n    pub use sdk_runtime as runtime;\n    \
             /// What can go wrong.\n    pub type Error = runtime::Error<types::ErrorBody>;\n    \
             /// An answer that is an error.\n    pub type ApiError = runtime::ApiError<types::ErrorBody>;\n    \
             {attribute}#[path = {program:?}]\n    pub mod user;\n\
         }}\n",
        client = source.join("client.rs"),
        operations = source.join("operations/mod.rs"),
        types = source.join("types/mod.rs"),
    )
    .expect("a String takes everything");
}
