//! The catalogue of diagnostics: the examples in `xtask/diagnostics/<code>`, as the list prints them, and the cases in
//! `tests/diagnostics/<code>.md` with their exact findings.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use codegen_tests::case_file::assert_expected;
use codegen_tests::catalogue::{self, Document};
use codegen_tests::repository;
use xtask::diagnostic::{Code, Diagnostic, Severity, Sources};
use xtask::explain::{EXAMPLE_PATH, printed};
use xtask::pipeline::{self, Options};

const CATALOGUE: &str = "diagnostics";
const FOLDER: &str = "xtask/diagnostics";

fn findings(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new(EXAMPLE_PATH, text);
    pipeline::generate(&mut sources, &Options::default()).diagnostics
}

fn documents() -> Vec<Document> {
    let documents = catalogue::documents(CATALOGUE);
    assert!(documents.len() > 2 * Code::ALL.len(), "{documents:#?}");
    documents
}

/// What is printed for the wrong examples is in the list: see [`the_list_is_up_to_date`].
#[test]
fn every_case_has_its_expected_findings() {
    assert_expected(&catalogue::case_files(CATALOGUE), |_, case| {
        let [_, text] = &case.documents;
        catalogue::listed(text, &findings(text))
    });
}

/// That each code has a folder with both examples is seen when `xtask` is compiled.
#[test]
fn every_folder_is_a_code() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let entries: BTreeSet<String> = documents().into_iter().map(|it| it.entry).collect();
    let entries: BTreeSet<&str> = entries.iter().map(String::as_str).collect();
    assert_eq!(entries, codes);
}

#[test]
fn bad_documents_have_the_finding_and_good_ones_none_at_all() {
    for Document { entry, name, text } in documents() {
        let found: BTreeSet<&str> = findings(&text).iter().map(|it| it.code.as_str()).collect();
        match name.as_str() {
            "good" => assert_eq!(printed(EXAMPLE_PATH, &text), "", "{entry}/{name}"),
            "bad" => assert_eq!(found, BTreeSet::from([entry.as_str()]), "{entry}/{name}"),
            _ => assert!(found.contains(entry.as_str()), "{entry}/{name}: {found:?}"),
        }
    }
}

#[test]
fn every_finding_has_a_location_and_a_help() {
    for document in documents() {
        catalogue::assert_helpful(&document, &findings(&document.text));
    }
}

/// All mistakes of a document are found in one run, each once, in the order of the text: those of its keywords first,
/// and what it means when those are mended.
#[test]
fn many_mistakes_at_once() {
    for (name, text) in [
        ("of_keywords", MANY_OF_KEYWORDS),
        ("of_meaning", MANY_OF_MEANING),
    ] {
        let found = findings(text);
        let places: Vec<usize> = found.iter().map(|it| it.at.span.start).collect();
        assert!(places.is_sorted(), "{places:?}");
        let once: BTreeSet<String> = found.iter().map(|it| format!("{it:?}")).collect();
        assert_eq!(once.len(), found.len());
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("many_mistakes_{name}"), catalogue::listed(text, &found));
        });
    }
}

const MANY_OF_KEYWORDS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: 1.0}
x-rust: {version: 0.1.0, licence: MIT}
paths:
  pets/:
    get: {}
  /pets/{id}/:
    gte:
      operationId: pets_retrieve
    delete:
      operationID: pets_destroy
      parameters:
        - {name: id, in: pth, required: yes, schema: {type: strin}}
      responses:
        gone: {description: Gone.}
components:
  schemas:
    Pet:
      type: object
      required: true
      properties:
        name: {type: string, maxlength: 40}
        name: {type: text}
";

const MANY_OF_MEANING: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1.0'}
x-rust: {version: 0.1.0, strict: true}
paths:
  /pets/{id}/:
    get:
      operationId: pets
      parameters:
        - {name: pet_id, in: path, required: true, schema: {type: string}}
      responses:
        '404': {description: There is none.}
    delete:
      operationId: pets
      tags: [Pets]
      responses:
        '200':
          description: Gone.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pte'}
            application/pet+json:
              schema: {$ref: '#/components/schemas/Pet'}
components:
  schemas:
    Pet:
      type: object
      required: [nmae]
      properties:
        name: {type: string}
        birth_date: {type: string}
        birthDate: {type: string}
";

#[test]
fn every_document_of_the_catalogue_is_short() {
    for Document { entry, name, text } in documents() {
        assert!(text.lines().count() <= 40, "{entry}/{name}");
    }
}

/// The list in the docs is made of the examples.
#[test]
fn the_list_is_up_to_date() {
    let path = repository(FOLDER).join("README.md");
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let list = list();
    if committed == list {
        return;
    }
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, list).unwrap();
        return;
    }
    let line = committed
        .lines()
        .zip(list.lines())
        .take_while(|(a, b)| a == b);
    panic!(
        "{FOLDER}/README.md differs from line {} on; to write it anew, run: \
         INSTA_UPDATE=always cargo test -p codegen-tests --test diagnostics",
        line.count() + 1
    );
}

const HEAD: &str = "\
# Findings in a document

Every finding has one of these codes. `cargo xtask explain CODE` prints the same in a terminal.

After an **error** nothing is generated. A **warning** is about an approximation; in strict mode
(`x-rust: {strict: true}`) it is an error too. One run reports all findings, by location and without duplicates. A file that
is not valid YAML cannot be analyzed any further. Invalid keywords and values are left out of the analysis of the rest, and
findings that are only caused by that are not reported.

Each folder here has a document with the finding (`bad.yaml`) and the same document without it (`good.yaml`). This list is
generated from them by `INSTA_UPDATE=always cargo test -p codegen-tests --test diagnostics`. More documents that have a finding
are in `tests/diagnostics`.

Problems outside of the document have no code: a file that cannot be read or is not UTF-8 (with line and column), a
directory that cannot be written or has files that codegen did not write. The message starts with `error: ` and names the
file; nothing is written, and the exit code is 2.
";

fn list() -> String {
    let mut list = format!("{HEAD}\n| code | | meaning |\n| --- | --- | --- |\n");
    for code in Code::ALL {
        let name = code.as_str();
        let severity = code.severity().as_str();
        let summary = code.summary().replace('|', "\\|");
        writeln!(list, "| [`{name}`](#{name}) | {severity} | {summary} |").unwrap();
    }
    for code in Code::ALL {
        let name = code.as_str();
        let example = code.example();
        write!(
            list,
            "\n## {name}\n\n{}: {}\n\n```yaml\n{}```\n\n```text\n{}```\n\nRight:\n\n```yaml\n{}```\n",
            if code.severity() == Severity::Error { "Error" } else { "Warning" },
            code.meaning(),
            example.bad,
            printed(EXAMPLE_PATH, example.bad),
            example.good,
        )
        .unwrap();
    }
    list
}
