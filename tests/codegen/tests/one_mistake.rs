//! One keyword that is misspelt is one finding, wherever it stands: what is found only because the keyword is not read is
//! not said, be it by lowering, by the checks or by the linter. And it hides nothing else that is wrong.

use std::thread;

use codegen_tests::read;
use xtask::diagnostic::{Code, Diagnostic, Report, Sources};
use xtask::pipeline::{self, Lint, Options};

/// Every so many keywords of our document are tried.
const STEP: usize = 37;

/// Our document has no findings, the rules of the linter included, so each that appears follows from the misspelt keyword.
#[test]
fn a_misspelt_keyword_is_one_finding() {
    let text = read("spec/openapi.yaml");
    let keys: Vec<(usize, &str)> = keys(&text).into_iter().step_by(STEP).collect();
    let tried: usize = thread::scope(|scope| {
        let threads = keys
            .chunks(keys.len().div_ceil(2))
            .map(|keys| scope.spawn(|| misspelt(&text, keys)));
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(|it| it.join().unwrap()).sum()
    });
    assert!(tried > 30, "{tried}");
}

/// Misspells each of these keys, and counts those that are keywords.
fn misspelt(text: &str, keys: &[(usize, &str)]) -> usize {
    let mut tried = 0;
    for (place, keyword) in keys.iter().copied() {
        let mut wrong = text.to_owned();
        let first = &keyword[..1];
        wrong.insert_str(place, first);
        let (own, others): (Vec<_>, Vec<_>) = findings(&wrong)
            .into_iter()
            .partition(|it| it.at.span.start == place);
        let is_keyword = |it: &Diagnostic| {
            let codes = [Code::UnknownKeyword, Code::InvalidExtension];
            codes.contains(&it.code)
        };
        // Most others are names of properties, or keys of examples.
        if own.iter().any(is_keyword) {
            let line = text[..place].lines().count();
            assert_eq!(others, [], "`{first}{keyword}` in line {line}");
            tried += 1;
        }
    }
    tried
}

/// What is wrong beside a misspelt keyword, or in what it describes, is wrong whatever is meant by it.
#[test]
fn a_misspelt_keyword_hides_nothing_else() {
    for (right, wrong) in [
        ("type: object", "type: objct"),
        ("maxLength: 40", "maxlenght: 40"),
        ("summary: Find a pet", "sumary: Find a pet"),
        ("tags: [Pets]", "tag: [Pets]"),
    ] {
        let text = MISTAKES.replacen(right, wrong, 1);
        assert_ne!(text, MISTAKES);
        let mut found = findings(&text);
        let is_own = |it: &Diagnostic| wrong.contains(&text[it.at.span.clone()]);
        let own = found.iter().position(is_own);
        found.remove(own.unwrap_or_else(|| panic!("{wrong}: {found:?}")));
        let codes: Vec<&str> = found.iter().map(|it| it.code.as_str()).collect();
        let expected = findings(MISTAKES);
        let expected: Vec<&str> = expected.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, expected, "{wrong}");
    }
}

const MISTAKES: &str = "\
openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
x-rust: {version: 0.1.0}
paths:
  /pets/{id}/:
    get:
      operationId: pets_retrieve
      tags: [Pets]
      summary: Find a pet
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: The pet.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
components:
  schemas:
    Pet:
      type: object
      required: [nmae]
      properties:
        name: {type: string, maxLength: 40, pattern: '['}
        age: {type: integer, default: none}
        home: {$ref: '#/components/schemas/Home'}
    Old: {type: string}
";

fn findings(text: &str) -> Vec<Diagnostic> {
    let options = Options {
        lint: Lint::Always,
        ..Options::default()
    };
    let mut report = Report::default();
    pipeline::model(
        &mut Sources::new("openapi.yaml", text),
        &options,
        &mut report,
    );
    report.into_sorted()
}

/// Every key that begins a line, with its place.
fn keys(text: &str) -> Vec<(usize, &str)> {
    let mut place = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '-']);
        let start = place + line.len() - words.len();
        if let Some((key, _)) = words.split_once(':')
            && key.chars().all(char::is_alphabetic)
            && !key.is_empty()
        {
            found.push((start, key));
        }
        place += line.len();
    }
    found
}
