//! What openapi-spec-validator says of the documents of the tests, written to `SPEC_VALIDATOR.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use codegen_tests::pairs::pairs;
use codegen_tests::{catalogue, repository};
use serde_json::{Value, json};
use xtask::diagnostic::{Diagnostic, Severity, Sources};
use xtask::pipeline::{self, Options};

/// Reads documents, and writes what is wrong with each first, or null.
const PROGRAM: &str = "
import json, sys
from jsonschema.exceptions import best_match
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
def problem(document):
    is_newer = str(document.get('openapi', '')).startswith('3.1')
    validator = OpenAPIV31SpecValidator if is_newer else OpenAPIV30SpecValidator
    try:
        error = best_match(validator(document).iter_errors())
        return error and error.message
    except Exception as error:
        return str(error)
json.dump([problem(document) for document in json.load(sys.stdin)], sys.stdout)
";

/// Why documents are refused here and accepted there, or the reverse: by the beginnings of their names.
const REASONS: [(&[&str], &str); 5] = [
    (
        &["diagnostics/duplicate-key"],
        "It gets parsed documents, in which the last of two equal keys is left",
    ),
    (
        &[
            "diagnostics/invalid-extension",
            "diagnostics/stale-exception",
            "diagnostics/name-collision",
        ],
        "`x-rust` and `x-lint-except` mean something to this generator only, as do names in Rust",
    ),
    (
        &["diagnostics/too-deep"],
        "Schemas that deep are not read here",
    ),
    (
        &["diagnostics/unsupported-version"],
        "It reads schemas of every dialect as those of OpenAPI 3.1",
    ),
    (
        &["tests/fragments/documents/operations/parameter_styles.yaml"],
        "The JSON Schema of OpenAPI 3.0 excludes `example` beside the `content` of a parameter, its text does not",
    ),
];

/// Needs `pip install openapi-spec-validator==0.9.0`. `INSTA_UPDATE=always` writes the file.
#[test]
#[ignore = "needs openapi-spec-validator"]
fn the_disagreements_with_openapi_spec_validator_are_those_in_the_file() {
    let documents = documents();
    let all: Vec<&Value> = documents.values().map(|(_, document)| document).collect();
    let problems = problems(&json!(all).to_string());
    assert_eq!(problems.len(), documents.len());
    let (mut accepted, mut refused) = (0, 0);
    let mut disagreements = [const { String::new() }; REASONS.len()];
    for ((name, (text, _)), problem) in documents.iter().zip(problems) {
        let own = findings(text);
        let worst = own.iter().map(|it| it.severity).min();
        let (here, there) = match (worst, problem) {
            (Some(Severity::Error), None) => ("refused".to_owned(), "accepted".to_owned()),
            (None | Some(Severity::Note), Some(problem)) => ("accepted".to_owned(), problem),
            (_, None) => {
                accepted += 1;
                continue;
            }
            (_, Some(_)) => {
                refused += 1;
                continue;
            }
        };
        let is_of = |names: &[&str]| names.iter().any(|it| name.starts_with(it));
        let reason = REASONS.iter().position(|(names, _)| is_of(names));
        let reason = reason.unwrap_or_else(|| panic!("{name}: {here} here, {there} there"));
        writeln!(disagreements[reason], "- `{name}`: {here}").expect("a String takes everything");
    }
    let mut score = format!(
        "# Compared with openapi-spec-validator\n\n\
         Written by `INSTA_UPDATE=always cargo test -p codegen-tests --test spec_validator -- --ignored`. Of the documents of\n\
         these tests, openapi-spec-validator accepts {accepted} that have no error here, and refuses {refused} that have a finding\n\
         here. On the others there is disagreement:\n"
    );
    for ((_, reason), documents) in REASONS.iter().zip(disagreements) {
        assert!(!documents.is_empty(), "no disagreement: {reason}");
        write!(score, "\n## {reason}\n\n{documents}").expect("a String takes everything");
    }
    let path = repository("tests/codegen/SPEC_VALIDATOR.md");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        fs::write(&path, &score).expect("the file can be written");
    }
    let expected = fs::read_to_string(path).expect("the file can be read");
    assert_eq!(expected, score);
}

/// The documents of the tests that are JSON, each once, with their text.
fn documents() -> BTreeMap<String, (String, Value)> {
    let mut all: Vec<(String, String)> = codegen_tests::documents();
    for catalogue in ["diagnostics", "lints"] {
        let documents = catalogue::documents(catalogue).into_iter();
        all.extend(documents.map(|it| (format!("{catalogue}/{}: {}", it.entry, it.name), it.text)));
    }
    for pair in pairs() {
        let name = pair.name();
        all.push((format!("{name}: before"), pair.before));
        all.push((format!("{name}: after"), pair.after));
    }
    let root = repository("").display().to_string();
    all.into_iter()
        .filter_map(|(name, text)| {
            let document: Value = serde_yaml::from_str(&text).ok()?;
            let name = name.strip_prefix(&root).unwrap_or(&name).to_owned();
            document.is_object().then_some((name, (text, document)))
        })
        .collect()
}

fn findings(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new("openapi.yaml", text);
    pipeline::generate(&mut sources, &Options::default()).diagnostics
}

fn problems(documents: &str) -> Vec<Option<String>> {
    let mut program = Command::new("python3")
        .args(["-c", PROGRAM])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python is there");
    let mut input = program.stdin.take().expect("it is piped");
    input.write_all(documents.as_bytes()).expect("it reads");
    drop(input);
    let output = program.wait_with_output().expect("it ends");
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).expect("JSON")
}
