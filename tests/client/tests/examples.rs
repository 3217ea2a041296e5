//! Every operation of the document with its examples: what is sent, what is read, and that nothing of it is lost. The
//! tests are written by `build.rs`, so an operation that the document gains is tested by its examples.

#[path = "../../examples/support/mod.rs"]
#[allow(dead_code, reason = "the document need not have a use for all of it")]
mod support;

mod written {
    include!(concat!(env!("OUT_DIR"), "/examples.rs"));
}

/// What has no example is not tested, so it must have one.
#[test]
fn every_operation_has_examples() {
    let missing = written::MISSING;
    assert!(
        missing.is_empty(),
        "add examples to the document: {missing:#?}"
    );
}
