//! The test that decodes every example and encodes it again.

use std::fmt::Write as _;

use xtask::corpus::typed_examples;
use xtask::pipeline::Model;

use crate::{gate, literal};

/// One function for all examples: of schemas and their properties, of bodies, and of responses.
pub(crate) fn test(model: &Model) -> String {
    let mut calls = String::new();
    for example in typed_examples(model) {
        writeln!(
            calls,
            "{}    support::kept::<{}>({}, {});",
            gate(example.unconfirmed),
            example.ty,
            literal(&example.of),
            literal(&example.value.to_string())
        )
        .expect("a String takes everything");
    }
    if calls.is_empty() {
        return String::new();
    }
    format!(
        "/// Every example is what its type makes of it.\n\
         #[test]\nfn examples_are_decoded_and_encoded_without_loss() {{\n{calls}}}\n\n"
    )
}
