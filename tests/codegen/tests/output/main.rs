//! `output`: a directory comes to hold exactly the tree, and nothing that is somebody else's is lost.

mod checking;
mod foreign_files;
mod lock_file;
mod paths;
mod writing;

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use xtask::output::{Changes, OutputError, SourceTree, check, write};

const CARGO_TOML: &str = "[package]\nname = \"pets\"\nversion = \"0.2.0\"\n";
const MANIFEST: &str = ".codegen-manifest";

/// A small crate, with some files more.
fn tree(more: &[(&str, &str)]) -> SourceTree {
    let crate_files = [("Cargo.toml", CARGO_TOML), ("src/lib.rs", "//! Pets.\n")];
    crate_files.iter().chain(more).copied().collect()
}

fn read(dir: &Path, path: &str) -> String {
    fs::read_to_string(dir.join(path)).unwrap()
}

fn put(dir: &Path, path: &str, text: &str) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file and link below a directory with its bytes, and every directory.
fn snapshot(dir: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    let mut entries = Vec::new();
    let mut pending = vec![dir.to_owned()];
    while let Some(parent) = pending.pop() {
        for entry in fs::read_dir(parent).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && !path.is_symlink() {
                entries.push((name, None));
                pending.push(path);
            } else {
                entries.push((name, fs::read(&path).ok()));
            }
        }
    }
    entries.sort();
    entries
}

fn foreign(result: Result<Changes, OutputError>) -> Vec<String> {
    match result {
        Err(OutputError::Foreign { paths, .. }) => paths,
        other => panic!("expected foreign files, got {other:?}"),
    }
}
