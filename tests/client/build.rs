//! Writes the tests of `tests/examples.rs` from the examples of the OpenAPI document, and the list of programs of
//! `tests/ergonomics.rs`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use xtask::diagnostic::{Printer, Report, Sources};
use xtask::pipeline::{self, Options};

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ergonomics");
    fs::write(out.join("ergonomics.rs"), ergonomics(&programs)).expect("OUT_DIR can be written");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/openapi.yaml");
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).expect("the document can be read");
    let path = path.display().to_string();
    let mut report = Report::default();
    let mut sources = Sources::new(path, text);
    let model = pipeline::model(&mut sources, &Options::default(), &mut report);
    let Some(model) = model else {
        let printer = Printer::new(&sources, false);
        let findings = report.into_sorted();
        let printed: String = findings.iter().map(|it| printer.print(it)).collect();
        panic!("{printed}");
    };
    let tests = example_tests::tests(&model, &model.api.settings.library, "crate::support");
    let source = format!(
        "{}\n{}\npub(super) const MISSING: &[&str] = &{:?};\n",
        tests.source,
        example_tests::example_values(&model, &model.api.settings.library),
        tests.missing
    );
    fs::write(out.join("examples.rs"), source).expect("OUT_DIR can be written");
}

/// The programs as modules: all of `pass`, and one of `fail` with `--cfg fails="<its name>"`.
fn ergonomics(programs: &Path) -> String {
    let pass = programs_in(&programs.join("pass"));
    let fail = programs_in(&programs.join("fail"));
    let mut source = String::new();
    for (name, path) in &pass {
        let _ = writeln!(source, "#[path = {path:?}]\nmod {name};");
    }
    for (name, path) in &fail {
        let _ = writeln!(
            source,
            "#[cfg(fails = {name:?})]\n#[path = {path:?}]\nmod fails_{name};"
        );
    }
    let _ = writeln!(source, "const FAIL: &[(&str, &str)] = &{fail:?};");
    let names: Vec<String> = fail.iter().map(|(name, _)| format!("{name:?}")).collect();
    println!(
        "cargo::rustc-check-cfg=cfg(fails, values({}))",
        names.join(", ")
    );
    source
}

/// The programs in a directory: their names and paths.
fn programs_in(directory: &Path) -> Vec<(String, String)> {
    println!("cargo::rerun-if-changed={}", directory.display());
    let mut programs: Vec<(String, String)> = fs::read_dir(directory)
        .expect("the directory of programs can be read")
        .map(|entry| {
            let path = entry.expect("the entry can be read").path();
            let name = path.file_stem().expect("a program has a name");
            (name.to_string_lossy().into(), path.display().to_string())
        })
        .collect();
    programs.sort();
    programs
}
