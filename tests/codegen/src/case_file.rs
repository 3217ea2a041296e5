//! [`CaseFile`]: test cases as Markdown, as `tests/diff/<rule>.md` and `tests/diagnostics/<code>.md` hold them.
//!
//! A case is a section with blocks: a document (` ```yaml `) or two as one diff (` ```diff `), and the expected findings
//! (` ```text `); cases of a diff may also have a program for the crate made from the first document (` ```rust `) and
//! the public items of an older generator (` ```diff surface `).
//!
//! A block with a name, as ` ```yaml pet `, has only what it adds to `documents/pet.yaml` beside the file. Each
//! `@@ first > second` in it goes on to the next line `first`, from there to the next line `second`, and adds the lines
//! below it there; `@@` alone adds them at the start. In a diff, a line that the document has there too is not added.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The cases of one file.
#[derive(Debug)]
pub struct CaseFile {
    /// The name of the file without its extension.
    pub name: String,
    /// The cases, in the order of the file.
    pub cases: Vec<Case>,
    path: PathBuf,
    text: String,
}

/// One or two documents, and what is found in them.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The title of the section.
    pub name: String,
    /// The document before and after; the same where there is only one.
    pub documents: [String; 2],
    /// The public items before and after, where the generator made the change.
    pub surfaces: Option<[String; 2]>,
    /// A program written for the crate made from the document before.
    pub program: Option<String>,
    /// The expected findings.
    pub expected: String,
}

/// As in a diff: the last line of a document that has no end.
const NO_NEWLINE: &str = "\n\\ No newline at end of file\n";

/// The documents that cases add to, by name.
type Documents = BTreeMap<String, String>;

impl CaseFile {
    /// Reads all files of a folder. Panics with the file and line where one is malformed.
    pub fn read_all(folder: &Path) -> Vec<Self> {
        let documents: Documents = files(&folder.join("documents"), "yaml").collect();
        files(folder, "md")
            .map(|(name, text)| {
                let path = folder.join(format!("{name}.md"));
                let cases = parse(&text, &documents)
                    .unwrap_or_else(|problem| panic!("{}:{problem}", path.display()));
                Self {
                    name,
                    cases,
                    path,
                    text,
                }
            })
            .collect()
    }

    /// Compares what is expected of each case with what is found, and returns the differences. `INSTA_UPDATE=always`
    /// rewrites the file instead.
    pub fn differences(&self, find: impl Fn(&Case) -> String) -> String {
        let found: Vec<String> = self.cases.iter().map(find).collect();
        if env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
            let updated = self.with_expected(&found);
            if updated != self.text {
                fs::write(&self.path, updated).expect("the file can be written");
            }
            return String::new();
        }
        let pairs = self.cases.iter().zip(&found);
        pairs
            .filter(|(case, found)| case.expected != **found)
            .map(|(case, found)| {
                let (path, name, expected) = (self.path.display(), &case.name, &case.expected);
                format!("{path}: {name}\nexpected:\n{expected}found:\n{found}\n")
            })
            .collect()
    }

    fn with_expected(&self, expected: &[String]) -> String {
        let mut expected = expected.iter();
        let mut result = String::new();
        let mut is_replaced = false;
        for line in self.text.lines() {
            if line == "```text" {
                is_replaced = true;
                result += &format!("{line}\n{}", expected.next().map_or("", String::as_str));
                continue;
            }
            is_replaced &= line != "```";
            if !is_replaced {
                result += &format!("{line}\n");
            }
        }
        result
    }
}

/// Fails with all differences: see [`CaseFile::differences`].
pub fn assert_expected(files: &[CaseFile], find: impl Fn(&CaseFile, &Case) -> String) {
    let wrong = files
        .iter()
        .map(|file| file.differences(|case| find(file, case)));
    let wrong: String = wrong.collect();
    assert!(
        wrong.is_empty(),
        "{wrong}accept these with INSTA_UPDATE=always"
    );
}

fn parse(text: &str, documents: &Documents) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.to_owned(),
                ..Case::default()
            });
        } else if let Some(info) = line.strip_prefix("```") {
            let block: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != "```")
                .collect();
            let at = |problem: String| format!("{}: {problem}", number + 1);
            let case = cases
                .last_mut()
                .ok_or_else(|| at("a block before the first case".to_owned()))?;
            match info.split_once(' ').unwrap_or((info, "")) {
                ("diff", "surface") => case.surfaces = Some(both(&owned(&block))),
                ("diff", name) => {
                    case.documents = both(&complete(&block, name, " ", documents).map_err(at)?);
                }
                ("yaml", name) => {
                    let text = joined(&complete(&block, name, "", documents).map_err(at)?);
                    let text = match text.strip_suffix(NO_NEWLINE) {
                        Some(text) => text.to_owned(),
                        None => text,
                    };
                    case.documents = [text.clone(), text];
                }
                ("rust", "") => case.program = Some(joined(&owned(&block))),
                ("text", "") => case.expected = joined(&owned(&block)),
                _ => return Err(at(format!("unknown block `{info}`"))),
            }
        }
    }
    Ok(cases)
}

/// The lines of a block, added to those of the document that it names.
fn complete(
    block: &[&str],
    name: &str,
    margin: &str,
    documents: &Documents,
) -> Result<Vec<String>, String> {
    if name.is_empty() {
        return Ok(owned(block));
    }
    let document = documents.get(name).ok_or(format!("no document `{name}`"))?;
    let lines = document.lines().map(|line| format!("{margin}{line}"));
    let mut rest = lines.peekable();
    let mut result = Vec::new();
    for line in block {
        let Some(anchor) = line.strip_prefix("@@") else {
            if !margin.is_empty() && !line.starts_with('+') {
                rest.next_if(|next| next.get(1..) == line.get(1..));
            }
            result.push((*line).to_owned());
            continue;
        };
        for step in anchor.split(" > ").map(str::trim) {
            while !step.is_empty() {
                let line = rest
                    .next()
                    .ok_or(format!("no line `{step}` in `{name}` below"))?;
                let is_found = line.trim() == step;
                result.push(line);
                if is_found {
                    break;
                }
            }
        }
    }
    result.extend(rest);
    Ok(result)
}

/// The two texts of a diff with full context.
fn both(lines: &[String]) -> [String; 2] {
    let without = |marker: char| {
        let lines = lines.iter().filter(|line| !line.starts_with(marker));
        let lines: Vec<&str> = lines
            .map(|line| line.get(1..).unwrap_or_default())
            .collect();
        joined(&lines)
    };
    [without('+'), without('-')]
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn joined(lines: &[impl AsRef<str>]) -> String {
    let lines = lines.iter().map(|line| format!("{}\n", line.as_ref()));
    lines.collect()
}

/// The files of a folder that have this extension: name and text, sorted.
fn files(folder: &Path, extension: &str) -> impl Iterator<Item = (String, String)> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .map(|path| {
            let name = path.file_stem().and_then(|name| name.to_str());
            let text = fs::read_to_string(&path).expect("the file can be read");
            (name.expect("file names are ASCII").to_owned(), text)
        })
        .collect();
    files.sort();
    files.into_iter()
}
