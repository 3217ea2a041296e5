//! `generated/` holds what codegen makes of the document, byte for byte, and codegen makes the same every time.

use codegen_tests::{our_crate, repository};
use xtask::output;

#[test]
fn generated_is_what_codegen_makes() {
    let generated = repository("generated");
    let changes = output::check(&generated, &our_crate().tree).unwrap();
    assert!(
        changes.is_empty(),
        "run `cargo xtask codegen`:\n{}",
        changes.list(&generated)
    );
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(our_crate().tree, our_crate().tree);
}
