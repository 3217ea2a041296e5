//! [`Accepted`]: the changes that were reviewed and accepted, as a file that is reviewed itself.

use std::fmt::Write as _;

use serde_json::Value;

use super::Change;
use super::fingerprint::{fingerprint, place};
use crate::diagnostic::{Anchor, Report};
use crate::source::{Entry as Pair, Node, Tree};

/// Changes that were accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The changes, in the order of the file.
    pub entries: Vec<Entry>,
}

/// A change that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// What kind of change it is.
    pub rule: String,
    /// Where it is: a JSON pointer, or what it is about if it has no place.
    pub at: String,
    /// What it consists of.
    pub fingerprint: String,
    /// How many equal changes were accepted before: an entry accepts one change, once.
    pub again: u32,
    /// Why it is accepted.
    pub reason: String,
    /// Where the entry stands in the file.
    pub line: Line,
}

/// The bytes of an entry in its file; none for one that is not written yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// What is wrong with a file of accepted changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub at: Anchor,
    /// What, and what to do.
    pub message: String,
}

const HEAD: &str = "\
# Changes of openapi.yaml that were reviewed and accepted: each entry accepts one change, once.
# `cargo xtask diff --accept \"why\"` adds entries and removes those that match no change.
";

const KEYS: [&str; 5] = ["rule", "at", "fingerprint", "again", "reason"];

impl Accepted {
    /// Reads a file of accepted changes.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Self::read(text, None)
    }

    /// Reads a file of accepted changes, and gives this reason to those that have none.
    ///
    /// # Errors
    ///
    /// Everything else that is wrong with it.
    pub fn parse_with_reason(text: &str, reason: &str) -> Result<Self, Vec<Problem>> {
        Self::read(text, Some(reason).filter(|it| !it.trim().is_empty()))
    }

    fn read(text: &str, reason: Option<&str>) -> Result<Self, Vec<Problem>> {
        let only_comments = text
            .lines()
            .all(|line| line.is_empty() || line.starts_with('#'));
        if only_comments {
            return Ok(Self::default());
        }
        let mut report = Report::default();
        let tree = Tree::parse(text, &mut report);
        let mut problems: Vec<Problem> = report
            .into_sorted()
            .into_iter()
            .map(|it| Problem {
                at: it.at,
                message: it.message,
            })
            .collect();
        let entries = match tree
            .as_ref()
            .map(|tree| (&tree.root, tree.root.as_sequence()))
        {
            Some((_, Some(items))) => items
                .iter()
                .filter_map(|item| entry(item, reason, &mut problems))
                .collect(),
            Some((root, None)) => {
                problems.push(problem(
                    root,
                    "this is a list of accepted changes: `- rule: …`".to_owned(),
                ));
                Vec::new()
            }
            None => Vec::new(),
        };
        let accepted = Self { entries };
        for (at, entry) in accepted.entries.iter().enumerate() {
            if accepted
                .entries
                .iter()
                .take(at)
                .any(|earlier| earlier.is_same(entry))
            {
                problems.push(Problem {
                    at: entry.anchor(),
                    message: "this entry is there twice".to_owned(),
                });
            }
        }
        if problems.is_empty() {
            Ok(accepted)
        } else {
            Err(problems)
        }
    }

    /// Whether an entry is one of these, whatever its reason.
    pub fn contains(&self, entry: &Entry) -> bool {
        self.entries.iter().any(|it| it.is_same(entry))
    }

    /// The text of the file, in an order that does not depend on that of the document.
    pub fn to_text(&self) -> String {
        let mut entries = self.entries.clone();
        entries.sort();
        let mut text = HEAD.to_owned();
        for Entry {
            rule,
            at,
            fingerprint,
            again,
            reason,
            ..
        } in &entries
        {
            // A text of JSON is one of YAML, whatever is in it.
            let quoted = |text: &str| Value::from(text).to_string();
            let _ = write!(
                text,
                "- rule: {rule}\n  at: {}\n  fingerprint: {}\n",
                quoted(at),
                quoted(fingerprint),
            );
            if *again > 0 {
                let _ = writeln!(text, "  again: {again}");
            }
            let _ = writeln!(text, "  reason: {}", quoted(reason));
        }
        text
    }
}

impl Entry {
    /// The entry for a change.
    pub fn new(change: &Change, reason: &str) -> Self {
        Self {
            rule: change.rule.as_str().to_owned(),
            at: place(change).to_owned(),
            fingerprint: fingerprint(change),
            again: 0,
            reason: reason.to_owned(),
            line: Line::default(),
        }
    }

    /// Whether it is about a change.
    pub fn is_about(&self, change: &Change) -> bool {
        self.is_equal(&Self::new(change, ""))
    }

    /// Whether both are about equal changes, which may be two that were accepted one after the other.
    pub fn is_equal(&self, other: &Self) -> bool {
        (&self.rule, &self.at, &self.fingerprint) == (&other.rule, &other.at, &other.fingerprint)
    }

    /// Where it stands in the file.
    pub fn anchor(&self) -> Anchor {
        Anchor {
            span: self.line.start..self.line.end,
            pointer: String::new(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.is_equal(other) && self.again == other.again
    }
}

fn entry(node: &Node, reason: Option<&str>, problems: &mut Vec<Problem>) -> Option<Entry> {
    let Some(mapping) = node.as_mapping() else {
        problems.push(problem(node, format!("an entry has {}", KEYS.join(", "))));
        return None;
    };
    for Pair { key, key_span, .. } in mapping.iter() {
        if !KEYS.contains(&key.as_str()) {
            let at = Anchor {
                span: key_span.clone(),
                pointer: String::new(),
            };
            problems.push(Problem {
                at,
                message: format!("an entry has no `{key}`, only {}", KEYS.join(", ")),
            });
        }
    }
    let again = match mapping.get("again") {
        None => Some(0),
        Some(value) => {
            let number = value.to_json().as_u64();
            let again = number.and_then(|it| u32::try_from(it).ok());
            if again.is_none() {
                problems.push(problem(value, "`again` is an integer".to_owned()));
            }
            again
        }
    };
    let mut text = |key: &str| {
        let value = mapping.get(key);
        match value.map(|value| (value, value.as_str())) {
            Some((_, Some(text))) if !text.trim().is_empty() || key == "at" => {
                Some(text.to_owned())
            }
            Some((value, _)) if key == "reason" => {
                if reason.is_none() {
                    problems.push(problem(value, "say why the change is accepted".to_owned()));
                }
                reason.map(str::to_owned)
            }
            Some((value, _)) => {
                problems.push(problem(
                    value,
                    format!("`{key}` is a text, in quotation marks"),
                ));
                None
            }
            None => {
                problems.push(problem(node, format!("the entry lacks `{key}`")));
                None
            }
        }
    };
    let (rule, at, fingerprint, reason) = (
        text("rule"),
        text("at"),
        text("fingerprint"),
        text("reason"),
    );
    Some(Entry {
        rule: rule?,
        at: at?,
        fingerprint: fingerprint?,
        again: again?,
        reason: reason?,
        line: Line {
            start: node.span.start,
            end: node.span.end,
        },
    })
}

fn problem(node: &Node, message: String) -> Problem {
    Problem {
        at: Anchor {
            span: node.span.clone(),
            pointer: String::new(),
        },
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<(usize, String)> {
        let problems = Accepted::parse(text).unwrap_err();
        problems
            .into_iter()
            .map(|it| (it.at.span.start, it.message))
            .collect()
    }

    #[test]
    fn what_is_written_is_read_back_in_order() {
        let entry = |rule: &str, reason: &str| Entry {
            rule: rule.to_owned(),
            at: "/paths/~1a: b\"#".to_owned(),
            fingerprint: "0123456789012345".to_owned(),
            again: 2,
            reason: reason.to_owned(),
            line: Line::default(),
        };
        let accepted = Accepted {
            entries: vec![entry("b", "two\nlines: 'é'\u{2028}"), entry("a", "- #")],
        };
        let read = Accepted::parse(&accepted.to_text()).unwrap();
        let plain: Vec<Entry> = read
            .entries
            .into_iter()
            .map(|it| Entry {
                line: Line::default(),
                ..it
            })
            .collect();
        assert_eq!(
            plain,
            [accepted.entries[1].clone(), accepted.entries[0].clone()]
        );
        assert_eq!(
            Accepted::parse(&Accepted::default().to_text()),
            Ok(Accepted::default())
        );
        assert_eq!(Accepted::parse(""), Ok(Accepted::default()));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let rest = "  at: /a\n  fingerprint: \"01\"\n";
        assert_eq!(
            messages("rules: []\n"),
            [(
                0,
                "this is a list of accepted changes: `- rule: …`".to_owned()
            )]
        );
        assert_eq!(
            messages("- a\n"),
            [(
                2,
                "an entry has rule, at, fingerprint, again, reason".to_owned()
            )]
        );
        assert_eq!(
            messages(&format!("- rule: x\n{rest}")),
            [(2, "the entry lacks `reason`".to_owned())]
        );
        assert_eq!(
            messages(&format!("- rule: x\n{rest}  reason: \"\"\n")),
            [(49, "say why the change is accepted".to_owned())]
        );
        assert_eq!(
            messages(&format!("- rule: x\n{rest}  reason: y\n  raeson: z\n")),
            [(
                53,
                "an entry has no `raeson`, only rule, at, fingerprint, again, reason".to_owned()
            )]
        );
        let twice = format!("- rule: x\n{rest}  reason: y\n");
        assert_eq!(
            messages(&format!("{twice}{twice}")),
            [(53, "this entry is there twice".to_owned())]
        );
    }
}
