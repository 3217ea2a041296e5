//! What the tests of codegen share: reading documents of the repository and making models and crates of them.

pub mod case_file;
pub mod catalogue;
pub mod chance;
pub mod json_schema;
pub mod pairs;
pub mod robust;

use std::fs;
use std::path::{Path, PathBuf};

use xtask::diagnostic::{Printer, Report, Sources};
use xtask::output;
use xtask::pipeline::{self, Generated, Model, Options};

/// A path of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// The text of a file of the repository.
pub fn read(path: &str) -> String {
    let path = repository(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The model of a document that has no errors.
pub fn model(path: &str, text: &str) -> Model {
    let mut report = Report::default();
    let mut sources = sources(path, text);
    let model = pipeline::model(&mut sources, &Options::default(), &mut report);
    model.unwrap_or_else(|| panic!("{}", printed(&sources, report)))
}

/// The crate that codegen makes of the document of the repository.
pub fn our_crate() -> Generated {
    let text = read("spec/openapi.yaml");
    let mut sources = Sources::new("spec/openapi.yaml", text);
    let outcome = pipeline::generate(&mut sources, &Options::default());
    let mut generated = outcome.generated.expect("the document has no errors");
    let listing = &generated.model.api.settings.listing;
    output::include(
        &mut generated.tree,
        &repository("spec"),
        listing.changelog.as_deref(),
        listing.examples.as_deref(),
    )
    .expect("the files that the document names can be read");
    generated
}

/// A document whose other files are on disk.
pub fn sources(path: &str, text: &str) -> Sources<'static> {
    Sources::new(path, text).reading(|path| Ok(fs::read_to_string(path).ok()))
}

/// All findings as people see them.
pub fn printed(sources: &Sources<'_>, report: Report) -> String {
    let printer = Printer::new(sources, false);
    report
        .into_sorted()
        .iter()
        .map(|it| printer.print(it))
        .collect()
}

/// The documents of the repository that have no errors and one file: the spec and fragments, with their paths.
pub fn documents() -> Vec<(String, String)> {
    let mut paths = vec![repository("spec/openapi.yaml")];
    let mut folders = vec![repository("tests/fragments/documents")];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
                && !path.with_extension("").is_dir()
            {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("the document can be read");
        (path.display().to_string(), text)
    };
    paths.into_iter().map(read).collect()
}
