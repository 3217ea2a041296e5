//! [`Program`]: one program with the clients of all documents and a function per call.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use xtask::names::Ident;
use xtask::render::{self, Root};

use crate::document::Document;

/// One program with the clients of all documents and a function per call.
pub(crate) struct Program {
    /// Its crate.
    folder: PathBuf,
    /// The source of each call by its name, with the module of its client.
    calls: BTreeMap<String, (String, String)>,
    modules: BTreeSet<String>,
}

/// Why parts of the program do not compile: calls and clients by name.
pub(crate) type Broken = BTreeMap<String, String>;

impl Program {
    /// Starts a program in a folder.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            calls: BTreeMap::new(),
            modules: BTreeSet::new(),
        }
    }

    /// Adds the client of a document.
    pub(crate) fn add_client(&mut self, document: &Document) {
        let Some(model) = &document.model else { return };
        let root = Root(vec![Ident::escape(&document.module)]);
        let tree = render::render_module(&model.api, &model.names, &model.surface, &root);
        for (path, text) in tree.iter() {
            let path = path.trim_start_matches("src/");
            self.write(&format!("src/{}/{path}", document.module), text);
        }
        self.modules.insert(document.module.clone());
    }

    /// Adds a call.
    pub(crate) fn add_call(&mut self, name: &str, module: &str, source: String) {
        self.calls
            .insert(name.to_owned(), (module.to_owned(), source));
    }

    /// Compiles it, without the parts that do not compile.
    pub(crate) fn build(&mut self, repository: &Path) -> Broken {
        let mut broken = Broken::new();
        loop {
            self.write_sources(repository);
            let errors = self.compile(repository);
            if errors.is_empty() {
                return broken;
            }
            for (name, error) in &errors {
                self.calls
                    .retain(|call, (module, _)| call != name && module != name);
                self.modules.remove(name);
                println!(
                    "   left out: {name}: {}",
                    error.lines().next().unwrap_or_default()
                );
            }
            broken.extend(errors);
        }
    }

    fn write_sources(&self, repository: &Path) {
        self.write("Cargo.toml", &manifest(repository));
        fs::copy(
            repository.join("Cargo.lock"),
            self.folder.join("Cargo.lock"),
        )
        .expect("the lock file can be copied");
        let support = repository.join("tests/conformance/support/mod.rs");
        let mut main =
            format!("//! Calls every scenario.\n\n#[path = {support:?}]\nmod support;\n\n");
        let mut table = String::new();
        main += "mod calls {\n";
        for (call, (module, source)) in &self.calls {
            writeln!(main, "    pub(crate) mod {call};").expect("a String takes everything");
            writeln!(table, "        ({call:?}, calls::{call}::call),")
                .expect("a String takes everything");
            self.write(&format!("src/calls/{call}.rs"), &function(module, source));
        }
        main += &format!("}}\n\nfn main() {{\n    support::run(&[\n{table}    ]);\n}}\n\n");
        for module in &self.modules {
            main += &declaration(module);
        }
        self.write("src/main.rs", &main);
    }

    /// The errors of the compiler by what they are in.
    fn compile(&self, repository: &Path) -> Broken {
        let mut cargo = Command::new("cargo")
            .args([
                "build",
                "--quiet",
                "--message-format=json",
                "--manifest-path",
            ])
            .arg(self.folder.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", repository.join("target"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("cargo starts");
        let output = BufReader::new(cargo.stdout.take().expect("it is piped"));
        let mut errors = Broken::new();
        let mut others = String::new();
        for line in output.lines().map_while(Result::ok) {
            let Ok(message) = serde_json::from_str::<Value>(&line) else {
                continue;
            };
            let Some(message) = message.get("message").filter(|it| it["level"] == "error") else {
                continue;
            };
            let rendered = message["rendered"].as_str().unwrap_or_default();
            match message["spans"]
                .as_array()
                .into_iter()
                .flatten()
                .find_map(part)
            {
                Some(name) => {
                    let text = message["message"].as_str().unwrap_or_default();
                    errors
                        .entry(name)
                        .or_insert_with(|| format!("does not compile: {text}"));
                }
                None => others += rendered,
            }
        }
        let is_built = cargo.wait().expect("cargo ends").success();
        assert!(
            is_built || !errors.is_empty(),
            "the program does not compile:\n{others}"
        );
        errors
    }

    /// Calls every scenario, and reads what came of it: nothing for a success.
    pub(crate) fn run(&self, repository: &Path, server: &str) -> BTreeMap<String, Option<String>> {
        let mut program = Command::new(repository.join("target/debug/conformance-program"))
            .arg(server)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = BufReader::new(program.stdout.take().expect("it is piped"));
        let lines = output.lines().map_while(Result::ok);
        let results = lines
            .filter_map(|line| serde_json::from_str(&line).ok())
            .collect();
        program.wait().expect("the program ends");
        results
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in the folder"))
            .expect("the folder can be written");
        if fs::read_to_string(&path).ok().as_deref() != Some(text) {
            fs::write(path, text).expect("the folder can be written");
        }
    }
}

/// The call or the client that a location is in.
fn part(span: &Value) -> Option<String> {
    let path = span["file_name"].as_str()?.strip_prefix("src/")?;
    let path = path.strip_prefix("calls/").unwrap_or(path);
    let name = path.split('/').next()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    (name != "main").then(|| name.to_owned())
}

fn manifest(repository: &Path) -> String {
    format!(
        "[package]\nname = \"conformance-program\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n\
         [features]\ndefault = [\"unconfirmed\"]\nunconfirmed = []\nblocking = []\n\n\
         [dependencies]\n\
         sdk-runtime = {{ path = {:?}, default-features = false }}\n\
         serde = \"1\"\nserde_json = {{ version = \"1\", features = [\"preserve_order\"] }}\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"macros\", \"net\", \"rt\", \"time\"] }}\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n",
        repository.join("xtask/runtime")
    )
}

/// The client of a document as a module.
fn declaration(module: &str) -> String {
    format!(
        "pub mod {module} {{\n    \
             mod client;\n    pub mod operations;\n    pub mod types;\n    pub use client::*;\n    \
             #[doc(hidden)]\n    pub use sdk_runtime as runtime;\n    \
             pub use runtime::{{Empty, Timestamp}};\n    \
             pub type Error = runtime::Error<types::ErrorBody>;\n    \
             pub type ApiError = runtime::ApiError<types::ErrorBody>;\n\
         }}\n"
    )
}

fn function(module: &str, source: &str) -> String {
    format!(
        "#![allow(unused_imports, unused_variables, deprecated)]\n\
         use std::collections::BTreeMap;\nuse serde_json::json;\n\
         use crate::support::{{Body, Called, Expected, argument, bytes, outcome, read, read_bytes, streamed}};\n\
         use crate::{module}::runtime::{{self, Base64, Base64Url, Bytes, Extra, FieldErrors, Patch, Secret, Timestamp, Upload}};\n\
         use crate::{module}::{{Client, Error, types}};\n\n\
         pub(crate) fn call(server: &str) -> Called<'_> {{\n    Box::pin(async move {{\n{source}}})\n}}\n"
    )
}
