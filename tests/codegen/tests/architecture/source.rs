//! [`Source`]: a file of xtask or of the runtime, parsed, and its place in the tree of modules.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use codegen_tests::repository;

use crate::facts::Facts;

/// A source file of xtask or of the runtime.
pub(crate) struct Source {
    /// Its path in the repository.
    pub path: String,
    /// Its path below the crate: `["lower", "schema"]`. The command line is `["main"]`, although it is the root of a
    /// crate as well, and the root of the library `[]`.
    pub module: Vec<String>,
    /// Whether only tests compile it.
    pub is_test: bool,
    /// What it uses and does outside of tests.
    pub facts: Facts,
}

impl Source {
    /// The part that it belongs to: `lower` for all below `xtask/src/lower`.
    pub(crate) fn part(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }
}

/// Every file that is a module of xtask, found as the compiler finds them.
pub(crate) fn all() -> Vec<Source> {
    let mut sources = Vec::new();
    add("xtask/src/lib.rs", Vec::new(), false, &mut sources);
    add(
        "xtask/src/main.rs",
        vec!["main".to_owned()],
        false,
        &mut sources,
    );
    sources
}

/// Every file of the runtime.
pub(crate) fn runtime() -> Vec<Source> {
    let mut sources = Vec::new();
    add("xtask/runtime/src/lib.rs", Vec::new(), false, &mut sources);
    assert!(sources.len() > 50, "only {} files found", sources.len());
    sources
}

/// The files that a release of xtask is made of. They are parsed once for all tests.
pub(crate) fn outside_of_tests() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let mut sources = all();
        sources.retain(|source| !source.is_test);
        assert!(sources.len() > 50, "only {} files found", sources.len());
        sources
    });
    &SOURCES
}

/// Every Rust file below a folder of the repository, by path.
pub(crate) fn rust_files(folder: &str) -> Vec<String> {
    let root = repository("");
    let mut files = Vec::new();
    let mut pending = vec![root.join(folder)];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let is_built = path.file_name().is_some_and(|name| name == "target");
                pending.extend((!is_built).then_some(path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let path = path.strip_prefix(&root).unwrap();
                files.push(path.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    files.sort();
    files
}

fn add(path: &str, module: Vec<String>, is_test: bool, sources: &mut Vec<Source>) {
    let text = fs::read_to_string(repository(path)).unwrap();
    let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let root = match module.as_slice() {
        [main] if main == "main" => Vec::new(),
        _ => module.clone(),
    };
    for item in &syntax.items {
        if let syn::Item::Mod(child) = item
            && child.content.is_none()
            // A test has it from another package.
            && !child.attrs.iter().any(|it| it.path().is_ident("path"))
        {
            let name = child.ident.to_string();
            let below = [root.clone(), vec![name.clone()]].concat();
            let is_test = is_test || child.attrs.iter().any(is_cfg_test);
            add(&file_of(path, &name), below, is_test, sources);
        }
    }
    sources.push(Source {
        path: path.to_owned(),
        facts: Facts::of(&syntax, &root),
        module,
        is_test,
    });
}

/// The file of a module that another file declares.
fn file_of(parent: &str, name: &str) -> String {
    let parent = Path::new(parent);
    let stem = parent.file_stem().unwrap().to_str().unwrap();
    let folder = match stem {
        "lib" | "main" | "mod" => parent.parent().unwrap().to_owned(),
        _ => parent.with_extension(""),
    };
    let candidates: [PathBuf; 2] = [
        folder.join(format!("{name}.rs")),
        folder.join(name).join("mod.rs"),
    ];
    let file = candidates
        .iter()
        .find(|path| repository(path.to_str().unwrap()).is_file());
    file.unwrap_or_else(|| panic!("{}: no file for `mod {name}`", parent.display()))
        .to_str()
        .unwrap()
        .to_owned()
}

/// Whether an attribute keeps an item out of everything but tests.
pub(crate) fn is_cfg_test(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute
            .parse_args::<syn::Path>()
            .is_ok_and(|path| path.is_ident("test"))
}
