//! Writes the tests of `tests/examples.rs` from the examples of the OpenAPI document.

use std::fs;
use std::path::{Path, PathBuf};

use xtask::diagnostic::{Printer, Report};
use xtask::pipeline::{self, Options};

fn main() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/openapi.yaml");
    println!("cargo::rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).expect("the document can be read");
    let path = path.display().to_string();
    let mut report = Report::default();
    let model = pipeline::model(&path, &text, &Options::default(), &mut report);
    let Some(model) = model else {
        let printer = Printer::new(&path, &text, false);
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
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("examples.rs"), source).expect("OUT_DIR can be written");
}
