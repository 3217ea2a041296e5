//! Generates both crates of each case in `tests/diff/*.md` that has a program, as modules.
//!
//! The program is written for the crate made from the document before. It is compiled with that crate, and with the
//! crate of the document after if the diff reports that this breaks nothing. With `--cfg breaking` it is compiled with
//! the crates that it breaks with by the diff, which the test does to see that it does not compile. With
//! `--cfg compared` and `--cfg compared="before"` or `"after"` there are only the crates of that version, at the same paths, for a comparison
//! by another tool.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_tests::case_file::CaseFile;
use example_tests::{declaration, write_module};
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
    println!("cargo::rustc-check-cfg=cfg(compared, values(none(), \"before\", \"after\"))");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut modules = Modules::default();
    for file in CaseFile::read_all(&pairs) {
        let rule = file.name;
        for case in file.cases {
            let Some(user) = case.program else {
                continue;
            };
            let name = format!("{rule}_{}", case.name).replace('-', "_");
            let [before, after] = case.documents.map(|document| model(&name, &document));
            let effect = diff::changes(&before, &after, "2026-01-01")
                .iter()
                .flat_map(|change| &change.rust)
                .map(|item| item.effect)
                .max();
            let effect = effect.unwrap_or(Effect::Nothing);
            modules.add(&name, &user, [before, after], effect, &out);
        }
    }
    fs::write(out.join("promises.rs"), modules.finish()).expect("OUT_DIR can be written");
}

/// The source of the library.
#[derive(Default)]
struct Modules {
    before: String,
    after: String,
    breaking: Vec<String>,
    warning: Vec<String>,
    harmless: Vec<String>,
}

impl Modules {
    fn add(&mut self, name: &str, user: &str, models: [Model; 2], effect: Effect, out: &Path) {
        let (list, cfg, attribute) = match effect {
            Effect::Breaks => (&mut self.breaking, "any(breaking, compared)", ""),
            Effect::Warns => (
                &mut self.warning,
                "all()",
                "#[cfg_attr(breaking, deny(deprecated))] #[cfg_attr(not(breaking), allow(deprecated))] ",
            ),
            Effect::Adds | Effect::Nothing => (&mut self.harmless, "not(breaking)", ""),
        };
        list.push(name.to_owned());
        let [before, after] = models;
        let before = generate(before, ["before", name], user, "", out);
        let after = generate(after, ["after", name], user, attribute, out);
        write!(self.before, "#[cfg(not(breaking))]\n{before}").expect("a String takes everything");
        write!(self.after, "#[cfg({cfg})]\n{after}").expect("a String takes everything");
    }

    fn finish(self) -> String {
        let Self {
            before,
            after,
            breaking,
            warning,
            harmless,
        } = self;
        format!(
            "/// The cases whose program must not compile any more.\n\
             pub const BREAKING: &[&str] = &{breaking:?};\n\
             /// The cases whose program must compile, with a warning.\n\
             pub const WARNING: &[&str] = &{warning:?};\n\
             /// The cases whose program must compile.\n\
             pub const HARMLESS: &[&str] = &{harmless:?};\n\
             /// The crates of the documents before.\n\
             #[cfg(not(compared = \"after\"))]\n#[doc(hidden)]\npub mod before {{\n{before}}}\n\
             /// The crates of the documents after.\n\
             #[cfg(not(compared = \"before\"))]\n#[doc(hidden)]\npub mod after {{\n{after}}}\n\
             #[cfg(compared = \"before\")]\npub use before::*;\n\
             #[cfg(compared = \"after\")]\npub use after::*;\n"
        )
    }
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

/// Writes the module of a crate with the program, which has an attribute, and returns its declaration.
fn generate(mut model: Model, path: [&str; 2], user: &str, attribute: &str, out: &Path) -> String {
    model.api.settings.library = "promises".to_owned();
    let root = Root(path.map(Ident::escape).to_vec());
    let tree = render::render_module(&model.api, &model.names, &model.surface, &root);
    let [version, name] = path;
    let folder = out.join(version).join(name);
    write_module(&tree, &folder);
    // A file of its own for each module, since it means something else in each.
    let program = folder.join("user.rs");
    fs::write(&program, user).expect("OUT_DIR can be written");
    declaration(
        name,
        &folder,
        &format!("    #[cfg(not(compared))] {attribute}#[path = {program:?}]\n    pub mod user;\n"),
    )
}
