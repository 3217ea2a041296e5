//! Calls every scenario of the suite through clients that are generated from its documents, and writes the score.
//!
//! `tests/conformance/run` installs the suite and starts this program, with the folder of the suite and a filter.

mod body;
mod call;
mod document;
mod program;
mod scenario;
mod score;
mod server;
mod template;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use document::Document;
use program::Program;
use scenario::{Call, Scenario};
use score::{Result, Score};
use server::Server;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let suite = Path::new(arguments.first().expect("the folder of the suite"));
    let suite = &suite
        .canonicalize()
        .expect("the folder of the suite exists");
    let filter = arguments.get(1).map_or("", String::as_str);
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let repository = repository.canonicalize().expect("the repository exists");
    let scenarios =
        fs::read_to_string(suite.join("scenarios.json")).expect("the scenarios can be read");
    let mut scenarios: Vec<Scenario> =
        serde_json::from_str(&scenarios).expect("they are scenarios");
    scenarios.retain(|it| it.spec.starts_with(filter) || it.name.starts_with(filter));

    println!("== generate");
    let documents = documents(suite, &scenarios);
    let mut program = Program::new(suite.join("program"));
    for document in &documents {
        program.add_client(document);
    }
    let mut results: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut modules: BTreeMap<String, String> = BTreeMap::new();
    for scenario in &scenarios {
        for (index, call) in scenario.calls.iter().enumerate() {
            let Some((document, found)) = find(call, &scenario.spec, &documents) else {
                continue;
            };
            let name = name(scenario, index);
            match call::source(call, &found, document) {
                Ok(source) => {
                    modules.insert(name.clone(), document.module.clone());
                    program.add_call(&name, &document.module, source);
                }
                Err(why) => {
                    results.insert(name, Some(why));
                }
            }
        }
    }
    println!("== compile");
    let broken = program.build(&repository);
    for (call, module) in &modules {
        if let Some(why) = broken.get(call).or_else(|| broken.get(module)) {
            results.insert(call.clone(), Some(why.clone()));
        }
    }
    println!("== call");
    let server = Server::start(suite);
    results.extend(program.run(&repository, &server.url()));

    let mut score = Score::default();
    for scenario in &scenarios {
        score.add(scenario, result(scenario, &documents, &results));
    }
    let text = score.markdown();
    match filter {
        "" => fs::write(repository.join("tests/conformance/SCORE.md"), text)
            .expect("the score can be written"),
        _ => println!("{text}"),
    }
    println!("{}", score.summary());
}

/// The documents of the specifications of some scenarios, the latest version first.
fn documents(suite: &Path, scenarios: &[Scenario]) -> Vec<Document> {
    let entries = fs::read_dir(suite.join("documents")).expect("the documents can be listed");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("the documents can be listed").path())
        .collect();
    paths.sort();
    paths.reverse();
    let mut documents = Vec::new();
    for path in paths {
        let stem = path
            .file_stem()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        let spec = scenarios.iter().map(|it| it.spec.as_str()).find(|spec| {
            let rest = stem.strip_prefix(&spec.replace('/', "_"));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        if let Some(spec) = spec {
            documents.push(Document::read(&path, spec));
        }
    }
    documents
}

/// The operation of a call, in the latest version that has it.
fn find<'a>(
    call: &Call,
    spec: &str,
    documents: &'a [Document],
) -> Option<(&'a Document, document::Found<'a>)> {
    let mut documents = documents.iter().filter(|it| it.spec == spec);
    documents.find_map(|document| Some((document, document.find(call)?)))
}

/// The name of the function of a call.
fn name(scenario: &Scenario, call: usize) -> String {
    format!(
        "{}_{call}",
        scenario.name.replace(['-', '.'], "_").to_lowercase()
    )
}

fn result(
    scenario: &Scenario,
    documents: &[Document],
    results: &BTreeMap<String, Option<String>>,
) -> Result {
    if scenario
        .calls
        .iter()
        .any(|call| find(call, &scenario.spec, documents).is_none())
    {
        return Result::Excluded("Without an operation in the documents");
    }
    if scenario.calls.iter().any(Call::is_xml) {
        return Result::Excluded("XML");
    }
    let failure =
        (0..scenario.calls.len()).find_map(|index| match results.get(&name(scenario, index)) {
            Some(result) => result.clone(),
            None => Some("the program ended before this call".to_owned()),
        });
    failure.map_or(Result::Passed, Result::Failed)
}
