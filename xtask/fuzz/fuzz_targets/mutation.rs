//! Mutants of the documents of the repository: libFuzzer chooses the document and what happens to it.
#![no_main]

use std::sync::OnceLock;

use codegen_tests::documents;
use codegen_tests::robust::{Mutator, check};
use libfuzzer_sys::fuzz_target;

static DOCUMENTS: OnceLock<Vec<(String, String)>> = OnceLock::new();

fuzz_target!(|choice: (u8, u64, u8)| {
    let (document, seed, rounds) = choice;
    let documents = DOCUMENTS.get_or_init(documents);
    let (path, text) = &documents[usize::from(document) % documents.len()];
    let mut mutator = Mutator::new(seed);
    let mut text = text.clone();
    for _ in 0..=rounds % 4 {
        text = mutator.mutant(&text);
    }
    if let Err(problem) = check(&text) {
        panic!("mutant of {path}: {problem}\n---- the document:\n{text}");
    }
});
