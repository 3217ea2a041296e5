//! Identifiers come from the names stage, and text of a document never becomes code.

use crate::source::{Source, outside_of_tests};

/// The paths of a file that are, or are below, one of these.
fn uses(source: &Source, roots: &[&str]) -> Vec<String> {
    roots
        .iter()
        .flat_map(|root| source.facts.paths_below(root))
        .map(str::to_owned)
        .collect()
}

/// `Ident::escape` makes an identifier of any text. Other stages have `Names`, and `Ident::word` for fixed words, which
/// takes only literals.
#[test]
fn only_the_names_stage_makes_identifiers_of_strings() {
    for source in outside_of_tests() {
        if source.part() != "names" {
            let found = uses(source, &["crate::names::Ident::escape"]);
            assert!(found.is_empty(), "{}: {found:?}", source.path);
        }
    }
}

/// One function turns an `Ident` into a token.
#[test]
fn only_one_file_makes_identifier_tokens() {
    const TOKENS: &str = "xtask/src/render/tokens.rs";
    let makers = ["proc_macro2::Ident::new", "proc_macro2::Ident::new_raw"];
    let mut count = 0;
    for source in outside_of_tests() {
        let found = uses(source, &makers);
        if source.path == TOKENS {
            count += found.len();
        } else {
            assert!(found.is_empty(), "{}: {found:?}", source.path);
        }
        let others = ["format_ident", "quote::format_ident"];
        assert!(
            source
                .facts
                .macros
                .iter()
                .all(|name| !others.contains(&name.as_str())),
            "{} calls format_ident!, which panics on what is no identifier",
            source.path
        );
    }
    assert_eq!(count, makers.len(), "{TOKENS} makes them");
}

/// What a document says gets into source text as a literal, an identifier or a comment; nothing parses it as Rust.
#[test]
fn no_text_becomes_tokens() {
    for source in outside_of_tests() {
        let parsers = [
            "std::str::FromStr",
            "syn::LitStr",
            "syn::parse_file",
            "syn::parse_str",
            "proc_macro2::TokenStream::from_str",
        ];
        if source.part() == "render" {
            let found = uses(source, &parsers);
            assert!(found.is_empty(), "{}: {found:?}", source.path);
            assert!(
                !source.facts.methods.contains("parse"),
                "{} calls .parse()",
                source.path
            );
        }
    }
}
