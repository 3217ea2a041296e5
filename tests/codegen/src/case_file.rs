//! [`CaseFile`]: the cases of one diff rule, as `tests/diff/<rule>.md` holds them.
//!
//! A case is a section: both documents as one diff in a block ` ```diff `, optionally a program for the crate made from
//! the first one (` ```rust `) and the lists of public items of an older generator (` ```diff surface `), and the expected
//! findings in a block ` ```text `.

/// The cases of one rule.
#[derive(Debug)]
pub struct CaseFile {
    /// The cases, in the order of the file.
    pub cases: Vec<Case>,
}

/// Two versions of a document and what their comparison reports.
#[derive(Debug, Default)]
pub struct Case {
    /// The title of the section: `fires`, `near` (almost the same change, which another rule reports), or any other.
    pub name: String,
    /// The document before and after.
    pub documents: [String; 2],
    /// The public items before and after, where the generator made the change.
    pub surfaces: Option<[String; 2]>,
    /// A program written for the crate made from the document before.
    pub program: Option<String>,
    /// The expected findings.
    pub expected: String,
}

impl CaseFile {
    /// Reads a file. Panics with the line where it is malformed.
    pub fn parse(text: &str) -> Self {
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
                let case = cases.last_mut().unwrap_or_else(|| {
                    panic!("line {}: a block before the first case", number + 1)
                });
                match info {
                    "diff" => case.documents = both(&block),
                    "diff surface" => case.surfaces = Some(both(&block)),
                    "rust" => case.program = Some(joined(&block)),
                    "text" => case.expected = joined(&block),
                    _ => panic!("line {}: unknown block `{info}`", number + 1),
                }
            }
        }
        Self { cases }
    }

    /// The text of the file with other expected findings, one for each case.
    pub fn with_expected(text: &str, expected: &[String]) -> String {
        let mut expected = expected.iter();
        let mut result = String::new();
        let mut is_replaced = false;
        for line in text.lines() {
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

/// The two texts of a diff with full context.
fn both(lines: &[&str]) -> [String; 2] {
    let side = |other: char| {
        let lines: Vec<&str> = lines
            .iter()
            .filter(|line| !line.starts_with(other))
            .map(|line| line.get(1..).unwrap_or_default())
            .collect();
        joined(&lines)
    };
    [side('+'), side('-')]
}

fn joined(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}
