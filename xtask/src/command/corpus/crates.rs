//! [`Crates`]: the generated crates of a corpus, compiled.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context;
use serde_json::{Value, json};
use xtask::corpus::{TypedExample, typed_examples};
use xtask::output;
use xtask::pipeline::Model;

use super::{Document, Rows};
use crate::command::terminal::print_progress;

/// The generated crates of a corpus, as one workspace.
pub(super) struct Crates<'a> {
    directory: PathBuf,
    /// That of the repository, so that dependencies are compiled once.
    target: PathBuf,
    crates: Vec<Crate<'a>>,
}

/// The crate of a document.
struct Crate<'a> {
    /// The name of the document.
    document: &'a str,
    package: &'a str,
    /// The examples that its program decodes and encodes; `None` if it has no program.
    examples: Option<Vec<TypedExample<'a>>>,
}

impl<'a> Crates<'a> {
    /// Writes the crates. With `examples`, each gets a program that decodes and encodes its examples.
    pub(super) fn write(
        root: &Path,
        documents: &'a [Document],
        with_examples: bool,
    ) -> anyhow::Result<Self> {
        let directory = root.join("target/corpus");
        let mut members = String::new();
        let mut crates = Vec::new();
        for document in documents {
            let Some(generated) = &document.outcome.generated else {
                continue;
            };
            let package = &generated.model.api.settings.package;
            let examples = with_examples.then(|| examples(document, &generated.model));
            let tree = match &examples {
                None => Cow::Borrowed(&generated.tree),
                Some(examples) => {
                    let mut tree = generated.tree.clone();
                    let library = &generated.model.api.settings.library;
                    let program = program(examples, library, root);
                    tree.insert(format!("examples/{package}.rs"), program);
                    Cow::Owned(tree)
                }
            };
            output::write(&directory.join(package), &tree)?;
            writeln!(members, "    {package:?},")?;
            crates.push(Crate {
                document: &document.name,
                package,
                examples,
            });
        }
        // The versions, and the profile, are those of the repository.
        let copied = fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock"));
        copied.context("cannot copy Cargo.lock")?;
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n"
        );
        fs::write(directory.join("Cargo.toml"), manifest).context("cannot write the workspace")?;
        let target = root.join("target");
        Ok(Self {
            directory,
            target,
            crates,
        })
    }

    /// Compiles the crates, and adds to each row what the compiler reports, and how many of the examples are what they
    /// were once they are decoded and encoded.
    pub(super) fn compile(&self, rows: &mut Rows) -> anyhow::Result<()> {
        let has_programs = self.crates.iter().any(|it| it.examples.is_some());
        let errors = self.cargo(match has_programs {
            true => &["build", "--lib", "--examples"],
            false => &["check"],
        })?;
        for Crate {
            document,
            package,
            examples,
        } in &self.crates
        {
            let Some(Value::Object(row)) = rows.get_mut(*document) else {
                continue;
            };
            let error = errors.get(*package);
            row.insert("check".to_owned(), json!(error.map_or("ok", |it| it)));
            if let Some(examples) = examples {
                let lost = match error {
                    Some(_) => None,
                    None => Some(self.lost(package, examples)?),
                };
                let kept = lost
                    .as_ref()
                    .map_or(0, |it| examples.len().saturating_sub(it.len()));
                row.insert("examples".to_owned(), json!(examples.len()));
                row.insert("kept".to_owned(), json!(kept));
                row.insert("lost".to_owned(), json!(lost));
            }
        }
        Ok(())
    }

    /// The examples that a crate changes, with how.
    fn lost(&self, package: &str, examples: &[TypedExample<'_>]) -> anyhow::Result<Rows> {
        let program = self.target.join("debug/examples").join(package);
        let output = Command::new(&program).stderr(Stdio::null()).output();
        let output = output.with_context(|| format!("cannot run {}", program.display()))?;
        let output = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines = output.lines().filter_map(|line| line.split_once('\t'));
        let lost = lines.filter_map(|(index, problem)| {
            let example = examples.get(index.parse::<usize>().ok()?)?;
            Some((format!("{} as {}", example.of, example.ty), json!(problem)))
        });
        Ok(lost.collect())
    }

    /// Runs cargo on all crates. The first error in each that does not compile, by package.
    fn cargo(&self, arguments: &[&str]) -> anyhow::Result<BTreeMap<String, String>> {
        let mut cargo = Command::new("cargo")
            .args(arguments)
            .args([
                "--workspace",
                "--keep-going",
                "--quiet",
                "--message-format=json",
            ])
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", &self.target)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start cargo")?;
        let output = cargo.stdout.take().context("cargo has no output")?;
        let mut errors = BTreeMap::new();
        let mut built = BTreeSet::new();
        for line in BufReader::new(output).lines() {
            let message: Value = serde_json::from_str(&line?)?;
            let package = message.pointer("/manifest_path").and_then(Value::as_str);
            let package = package.and_then(|it| Path::new(it).parent()?.file_name()?.to_str());
            let Some(package) = package.map(str::to_owned) else {
                continue;
            };
            let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
            if text("/message/level") == Some("error") {
                let error = text("/message/message").unwrap_or_default().to_owned();
                errors.entry(package).or_insert(error);
            } else if package.starts_with("corpus-") && built.insert(package.clone()) {
                print_progress(built.len(), self.crates.len(), &package);
            }
        }
        cargo.wait().context("cargo did not end")?;
        Ok(errors)
    }
}

/// The examples that are tried: those that their schema allows, of what the crate has without features.
fn examples<'a>(document: &Document, model: &'a Model) -> Vec<TypedExample<'a>> {
    let mut examples = typed_examples(model);
    examples.retain(|it| !it.unconfirmed && it.is_valid(&document.outcome.diagnostics));
    examples
}

/// A program that prints the index of each example that is not what it was, with how.
fn program(examples: &[TypedExample<'_>], library: &str, root: &Path) -> String {
    let json = root.join("tests/examples/support/json.rs");
    let mut calls = String::new();
    for (index, example) in examples.iter().enumerate() {
        let value = example.value.to_string();
        calls.push_str(&format!(
            "    kept::<{}>({index}, {value:?});\n",
            example.ty
        ));
    }
    format!(
        "//! Decodes and encodes the examples of the document.\n\n\
         #![allow(unused_imports, dead_code)]\n\n\
         #[path = {json:?}]\nmod json;\n\n\
         use std::collections::BTreeMap;\nuse std::panic::catch_unwind;\n\n\
         use {library}::*;\n\n\
         fn kept<T: serde::Serialize + serde::de::DeserializeOwned>(index: usize, text: &'static str) {{\n    \
             let result = catch_unwind(|| {{\n        \
                 let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;\n        \
                 let written = serde_json::to_string(&value).map_err(|error| error.to_string())?;\n        \
                 let written: serde_json::Value = serde_json::from_str(&written).map_err(|error| error.to_string())?;\n        \
                 let read = serde_json::from_str(text).map_err(|error| error.to_string())?;\n        \
                 json::assert_kept(\"it\", &read, &written);\n        \
                 Ok::<(), String>(())\n    \
             }});\n    \
             let problem = match result {{\n        \
                 Ok(Ok(())) => return,\n        \
                 Ok(Err(error)) => error,\n        \
                 Err(panic) => panic.downcast_ref::<String>().cloned().unwrap_or_default(),\n    \
             }};\n    \
             println!(\"{{index}}\\t{{}}\", problem.replace('\\n', \" \"));\n\
         }}\n\n\
         fn main() {{\n{calls}}}\n"
    )
}
