//! No document makes xtask panic: nothing in it may.

use codegen_tests::read;

use crate::source::outside_of_tests;

/// Clippy knows types, and so finds more than these tests; they see to it that nobody switches it off.
const DENIED: &[&str] = &[
    "clippy::exit",
    "clippy::expect_used",
    "clippy::indexing_slicing",
    "clippy::panic",
    "clippy::print_stderr",
    "clippy::print_stdout",
    "clippy::string_slice",
    "clippy::unreachable",
    "clippy::unwrap_used",
];

pub(crate) const PANICKING_MACROS: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
];

/// Methods of the standard library that panic on what they do not like.
const PANICKING_METHODS: &[&str] = &[
    "copy_from_slice",
    "expect",
    "expect_err",
    "split_at",
    "split_off",
    "swap_remove",
    "unwrap",
    "unwrap_err",
];

#[test]
fn clippy_denies_what_panics() {
    let file = syn::parse_file(&read("xtask/src/lib.rs")).unwrap();
    let denied: Vec<String> = file
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg_attr"))
        .map(|attribute| {
            let syn::Meta::List(list) = &attribute.meta else {
                panic!("cfg_attr has a list");
            };
            list.tokens.to_string().replace(' ', "")
        })
        .collect();
    let [denied] = denied.as_slice() else {
        panic!("lib.rs has one cfg_attr");
    };
    let lints = denied
        .strip_prefix("not(test),deny(")
        .and_then(|rest| rest.strip_suffix(')'))
        .expect("it denies, outside of tests");
    let mut lints: Vec<&str> = lints.trim_end_matches(',').split(',').collect();
    lints.sort_unstable();
    assert_eq!(lints, DENIED);
}

#[test]
fn nothing_panics() {
    for source in outside_of_tests() {
        let path = &source.path;
        for name in &source.facts.macros {
            let name = name.strip_prefix("std::").unwrap_or(name);
            assert!(
                !PANICKING_MACROS.contains(&name),
                "{path} calls {name}!: what is wrong with a document goes into the report"
            );
        }
        for method in &source.facts.methods {
            assert!(
                !PANICKING_METHODS.contains(&method.as_str()),
                "{path} calls .{method}(), which may panic"
            );
        }
        assert!(
            source.facts.indexing.is_empty(),
            "{path} has {:?}, which may panic: use `get`",
            source.facts.indexing
        );
    }
}
