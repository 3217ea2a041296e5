//! Nothing panics and nothing goes on for ever, whatever the document: see [`codegen_tests::robust::check`].
//!
//! `OPENAPI_CORPUS=<directory> cargo test -p codegen-tests --test robust -- --nocapture` takes every document in a
//! directory too, and says how each ended.

use std::alloc::System;
use std::collections::BTreeMap;
use std::panic::{self, UnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use codegen_tests::documents;
use codegen_tests::robust::{Ending, HOSTILE, Mutator, check, compare};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Counts are of the whole process, so one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// So many mutants are made of each document.
const MUTANTS: usize = 2;

/// Allocations are the steps that are counted: what every crate takes, and what each byte of the document may add.
const STEPS: usize = 400_000;
const STEPS_PER_BYTE: usize = 4_000;

#[test]
fn mutated_documents() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut endings = BTreeMap::new();
    for (first, (path, document)) in (0..).step_by(MUTANTS).zip(documents()) {
        for seed in first..first + MUTANTS as u64 {
            let text = Mutator::new(seed).mutant(&document);
            let ending = checked(&format!("mutant {seed} of {path}"), &text);
            *endings.entry(format!("{ending:?}")).or_insert(0) += 1;
        }
    }
    // Mutants that are all refused early, or that are not different enough to be refused, would prove little.
    let total: u64 = endings.values().sum();
    assert!(
        endings.len() == 2 && endings.values().all(|count| count * 10 > total),
        "{endings:?}"
    );
}

#[test]
fn mutated_documents_against_what_they_were() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut compared_with, mut changes) = (0, 0);
    for (first, (path, document)) in (0..).step_by(MUTANTS).zip(documents()) {
        for seed in first..first + MUTANTS as u64 {
            let text = Mutator::new(seed).mutant(&document);
            if let Some(count) = compared(&format!("mutant {seed} of {path}"), &document, &text) {
                compared_with += 1;
                changes += count;
            }
        }
    }
    assert!(
        compared_with > 20 && changes > compared_with,
        "{compared_with} mutants, {changes} changes"
    );
}

#[test]
fn invalid_documents() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    for text in HOSTILE {
        checked("hostile text", text);
        checked("hostile text", &format!("openapi: 3.0.3\n{text}"));
    }
    for text in ["[", "{", "- ", "? ", "[{", "{a: ", "!!str ", "&a [*a, "] {
        checked("deep text", &text.repeat(100_000));
    }
}

/// Schemas that each lead to the next on several ways: there are more ways through than any computer can walk.
#[test]
fn documents_that_branch() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    for shape in ["oneOf", "anyOf", "allOf", "properties"] {
        for ways in [2, 12] {
            let what = format!("{shape}, {ways} ways");
            let text = branching(shape, ways);
            let ending = checked(&what, &text);
            assert_eq!(ending, Ending::Generated, "{what}");
            let edited = text.replace("{a: {type: string}}", "{a: {type: integer}}");
            assert!(
                compared(&what, &text, &edited).is_some_and(|changes| changes > 0),
                "{what}"
            );
        }
    }
}

/// Two schemas a level, each made of both of the next level so many times.
fn branching(shape: &str, ways: usize) -> String {
    const LEVELS: usize = 30;
    let body = "content: {application/json: {schema: {$ref: '#/components/schemas/A0'}}}";
    let mut text = format!(
        "openapi: 3.0.3
info: {{title: T, version: '1'}}
x-rust: {{version: 0.1.0}}
paths:
  /a:
    post:
      operationId: a
      tags: [a]
      requestBody: {{{body}}}
      responses: {{'200': {{description: ok, {body}}}}}
components:
  schemas:
    A{LEVELS}: {{type: object, required: [a], properties: {{a: {{type: string}}}}}}
    B{LEVELS}: {{type: object, required: [b], properties: {{b: {{type: string}}}}}}
"
    );
    for level in 0..LEVELS {
        let next = level + 1;
        let members = (0..ways).map(|way| {
            let name = if way % 2 == 0 { 'A' } else { 'B' };
            format!("{{$ref: '#/components/schemas/{name}{next}'}}")
        });
        let schema = if shape == "properties" {
            let properties = members
                .enumerate()
                .map(|(way, member)| format!("p{way}: {member}"));
            let properties: Vec<String> = properties.collect();
            let names: Vec<String> = (0..ways).map(|way| format!("p{way}")).collect();
            format!(
                "{{type: object, required: [{}], properties: {{{}}}}}",
                names.join(", "),
                properties.join(", ")
            )
        } else {
            format!("{{{shape}: [{}]}}", members.collect::<Vec<_>>().join(", "))
        };
        text += &format!("    A{level}: {schema}\n    B{level}: {schema}\n");
    }
    text
}

#[test]
fn documents_of_a_directory() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(directory) = std::env::var_os("OPENAPI_CORPUS") else {
        println!("OPENAPI_CORPUS is not set: no documents besides those of the repository");
        return;
    };
    let documents = documents_in(Path::new(&directory));
    assert!(!documents.is_empty(), "no documents in {directory:?}");
    for path in documents {
        let text = std::fs::read_to_string(&path).expect("the document can be read");
        let ending = checked(&path.display().to_string(), &text);
        println!("{ending:?} {}", path.display());
    }
}

fn documents_in(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).expect("the directory can be read");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the directory can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|it| it == "yaml" || it == "yml" || it == "json")
        })
        .collect();
    paths.sort();
    paths
}

/// Checks a text; fails with the text itself if something does not hold of it.
fn checked(what: &str, text: &str) -> Ending {
    counted(what, text, text.len(), || check(text))
}

/// Compares two texts; fails with the second if something does not hold.
fn compared(what: &str, before: &str, after: &str) -> Option<usize> {
    counted(what, after, before.len() + after.len(), || {
        compare(before, after)
    })
}

/// Runs a check whose allocations are counted.
fn counted<T>(
    what: &str,
    text: &str,
    bytes: usize,
    check: impl FnOnce() -> Result<T, String> + UnwindSafe,
) -> T {
    let region = Region::new(ALLOCATOR);
    let outcome = panic::catch_unwind(check);
    let steps = region.change().allocations;
    let problem = match outcome {
        Ok(Ok(outcome)) if steps <= STEPS + STEPS_PER_BYTE * bytes => return outcome,
        Ok(Ok(_)) => format!("{steps} allocations for {bytes} bytes"),
        Ok(Err(problem)) => problem,
        Err(_) => "it panicked".to_owned(),
    };
    let shown: String = text.chars().take(100_000).collect();
    panic!("{what}: {problem}\n---- the document:\n{shown}");
}
