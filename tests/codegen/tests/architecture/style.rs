//! What every hand-written file keeps to, tests too.

use codegen_tests::read;
use syn::visit::Visit;

use crate::source::rust_files;

const MAX_LINES: usize = 500;

/// The hand-written Rust files of the repository.
fn files() -> Vec<String> {
    let files: Vec<String> = ["tests", "xtask"]
        .into_iter()
        .flat_map(rust_files)
        .collect();
    assert!(files.len() > 150, "only {} files found", files.len());
    files
}

#[test]
fn every_file_is_short() {
    for path in files() {
        let lines = read(&path).lines().count();
        assert!(
            lines <= MAX_LINES,
            "{path} has {lines} lines: split it by noun"
        );
    }
}

#[test]
fn every_file_says_first_what_it_is() {
    for path in files() {
        let text = read(&path);
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.len() > "//! ".len() && first.starts_with("//! "),
            "{path} starts with {first:?}"
        );
    }
}

/// `#[expect]` goes away with its cause. `#[allow]` stays unnoticed, so it is for shared code of tests alone, of which
/// each program uses a part.
#[test]
fn no_lint_is_silenced_without_a_reason() {
    for path in files() {
        let mut silenced = Silenced(Vec::new());
        silenced.visit_file(&syn::parse_file(&read(&path)).unwrap());
        for (level, lints) in silenced.0 {
            assert!(
                lints.contains("reason ="),
                "{path}: #[{level}({lints})] has no reason"
            );
            assert!(
                level == "expect" || path.contains("/tests/"),
                "{path}: #[allow({lints})] should be #[expect]"
            );
        }
    }
}

/// The attributes that silence lints, with what stands in their parentheses.
struct Silenced(Vec<(String, String)>);

impl<'ast> Visit<'ast> for Silenced {
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let level = ["allow", "expect"]
            .into_iter()
            .find(|level| attribute.path().is_ident(level));
        if let (Some(level), syn::Meta::List(list)) = (level, &attribute.meta) {
            self.0.push((level.to_owned(), list.tokens.to_string()));
        }
    }
}
