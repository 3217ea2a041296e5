//! [`Accepted`]: the changes that were reviewed and accepted, as a file that is reviewed itself.

use std::fmt::Write as _;
use std::ops::Range;

use serde_json::Value;

use super::Change;
use super::fingerprint::{fingerprint, place};
use crate::diagnostic::{Anchor, Report};
use crate::source::{Located, Mapping, Node, Tree};

/// Changes that were accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The changes, in the order of the file.
    pub entries: Vec<Entry>,
}

/// A change that was accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What kind of change it is.
    pub rule: String,
    /// Where it is: a JSON pointer, or the subject of a change without a location.
    pub at: String,
    /// What it consists of.
    pub fingerprint: String,
    /// How many equal changes were accepted before: an entry accepts one change, once.
    pub again: u32,
    /// Why it is accepted.
    pub reason: String,
    /// Its bytes in the file; empty for one that is not written yet.
    pub span: Range<usize>,
}

const HEAD: &str = "\
# Changes of openapi.yaml that were reviewed and accepted: each entry accepts one change, once.
# `cargo xtask diff --accept \"why\"` adds entries and removes those that match no change.
";

const KEYS: [&str; 5] = ["rule", "at", "fingerprint", "again", "reason"];

/// Everything that is wrong with a file.
type Problems = Vec<Located<String>>;

impl Accepted {
    /// Reads a file of accepted changes.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Vec<Located<String>>> {
        Self::read(text, None)
    }

    /// Reads a file of accepted changes, and adds this reason to entries without one.
    ///
    /// # Errors
    ///
    /// Everything else that is wrong with it.
    pub fn parse_with_reason(text: &str, reason: &str) -> Result<Self, Vec<Located<String>>> {
        Self::read(text, Some(reason).filter(|it| !it.trim().is_empty()))
    }

    fn read(text: &str, reason: Option<&str>) -> Result<Self, Problems> {
        let mut lines = text.lines();
        if lines.all(|line| line.is_empty() || line.starts_with('#')) {
            return Ok(Self::default());
        }
        let mut report = Report::default();
        let tree = Tree::parse(text, &mut report);
        let invalid = report.into_sorted().into_iter().map(|it| Located {
            value: it.message,
            at: it.at,
        });
        let mut problems: Problems = invalid.collect();
        let mut entries: Vec<Entry> = Vec::new();
        if let Some(Tree { root, .. }) = &tree {
            let Some(items) = root.as_sequence() else {
                let what = "this must be a list of accepted changes: `- rule: …`";
                problems.push(problem(root, what));
                return Err(problems);
            };
            for item in items {
                let Some(entry) = entry(item, reason, &mut problems) else {
                    continue;
                };
                if entries.iter().any(|earlier| earlier.is_same(&entry)) {
                    problems.push(problem(item, "duplicate entry"));
                }
                entries.push(entry);
            }
        }
        match problems.is_empty() {
            true => Ok(Self { entries }),
            false => Err(problems),
        }
    }

    /// Whether an entry is one of these, whatever its reason.
    pub fn contains(&self, entry: &Entry) -> bool {
        self.entries.iter().any(|it| it.is_same(entry))
    }

    /// The text of the file, in an order that does not depend on that of the document.
    pub fn to_text(&self) -> String {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|it| (&it.rule, &it.at, &it.fingerprint, it.again, &it.reason));
        let mut text = HEAD.to_owned();
        // A string of JSON is one of YAML.
        let quoted = |text: &str| Value::from(text).to_string();
        for entry in entries {
            let _ = write!(
                text,
                "- rule: {}\n  at: {}\n  fingerprint: {}\n",
                entry.rule,
                quoted(&entry.at),
                quoted(&entry.fingerprint),
            );
            if entry.again > 0 {
                let _ = writeln!(text, "  again: {}", entry.again);
            }
            let _ = writeln!(text, "  reason: {}", quoted(&entry.reason));
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
            reason: reason.to_owned(),
            ..Self::default()
        }
    }

    /// Whether it is about a change.
    pub fn is_about(&self, change: &Change) -> bool {
        self.is_equal(&Self::new(change, ""))
    }

    /// Whether both are about equal changes, which may have been accepted one after the other.
    pub fn is_equal(&self, other: &Self) -> bool {
        (&self.rule, &self.at, &self.fingerprint) == (&other.rule, &other.at, &other.fingerprint)
    }

    /// Its location in the file.
    pub fn anchor(&self) -> Anchor {
        Anchor {
            span: self.span.clone(),
            pointer: String::new(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.is_equal(other) && self.again == other.again
    }
}

fn entry(node: &Node, reason: Option<&str>, problems: &mut Problems) -> Option<Entry> {
    let Some(mapping) = node.as_mapping() else {
        let what = format!("an entry must be an object with {}", KEYS.join(", "));
        problems.push(problem(node, what));
        return None;
    };
    for entry in mapping.iter() {
        if !KEYS.contains(&entry.key.as_str()) {
            let keys = KEYS.join(", ");
            problems.push(located(
                &entry.key_span,
                format!("unknown key `{}`, expected one of {keys}", entry.key),
            ));
        }
    }
    let again = match mapping.get("again") {
        None => Some(0),
        Some(value) => {
            let again = value.to_json().as_u64();
            let again = again.and_then(|it| u32::try_from(it).ok());
            if again.is_none() {
                problems.push(problem(value, "`again` must be an integer"));
            }
            again
        }
    };
    let mut text = |key: &str| match string(node, mapping, key, reason) {
        Ok(text) => Some(text),
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    let texts = ["rule", "at", "fingerprint", "reason"].map(&mut text);
    let [Some(rule), Some(at), Some(fingerprint), Some(reason)] = texts else {
        return None;
    };
    Some(Entry {
        rule,
        at,
        fingerprint,
        again: again?,
        reason,
        span: node.span.clone(),
    })
}

fn string(
    node: &Node,
    mapping: &Mapping,
    key: &str,
    reason: Option<&str>,
) -> Result<String, Located<String>> {
    let Some(value) = mapping.get(key) else {
        return Err(problem(node, format!("missing key `{key}`")));
    };
    match (value.as_str(), reason) {
        (Some(text), _) if !text.trim().is_empty() || key == "at" => Ok(text.to_owned()),
        (_, Some(reason)) if key == "reason" => Ok(reason.to_owned()),
        (_, None) if key == "reason" => Err(problem(value, "say why the change is accepted")),
        _ => {
            let what = format!("`{key}` must be a string in quotation marks");
            Err(problem(value, what))
        }
    }
}

fn problem(node: &Node, message: impl Into<String>) -> Located<String> {
    located(&node.span, message)
}

fn located(span: &Range<usize>, message: impl Into<String>) -> Located<String> {
    Located {
        value: message.into(),
        at: Anchor {
            span: span.clone(),
            pointer: String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<(usize, String)> {
        let problems = Accepted::parse(text).unwrap_err();
        problems
            .into_iter()
            .map(|it| (it.at.span.start, it.value))
            .collect()
    }

    #[test]
    fn a_written_file_is_read_back_in_order() {
        let entry = |rule: &str, reason: &str| Entry {
            rule: rule.to_owned(),
            at: "/paths/~1a: b\"#".to_owned(),
            fingerprint: "0123456789012345".to_owned(),
            again: 2,
            reason: reason.to_owned(),
            span: 0..0,
        };
        let accepted = Accepted {
            entries: vec![entry("b", "two\nlines: 'é'\u{2028}"), entry("a", "- #")],
        };
        let read = Accepted::parse(&accepted.to_text()).unwrap();
        let plain: Vec<Entry> = read
            .entries
            .into_iter()
            .map(|it| Entry { span: 0..0, ..it })
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
    fn problems_are_reported_with_their_location() {
        let rest = "  at: /a\n  fingerprint: \"01\"\n";
        assert_eq!(
            messages("rules: []\n"),
            [(
                0,
                "this must be a list of accepted changes: `- rule: …`".to_owned()
            )]
        );
        assert_eq!(
            messages("- a\n"),
            [(
                2,
                "an entry must be an object with rule, at, fingerprint, again, reason".to_owned()
            )]
        );
        assert_eq!(
            messages(&format!("- rule: x\n{rest}")),
            [(2, "missing key `reason`".to_owned())]
        );
        assert_eq!(
            messages(&format!("- rule: x\n{rest}  reason: \"\"\n")),
            [(49, "say why the change is accepted".to_owned())]
        );
        assert_eq!(
            messages(&format!("- rule: x\n{rest}  reason: y\n  raeson: z\n")),
            [(
                53,
                "unknown key `raeson`, expected one of rule, at, fingerprint, again, reason"
                    .to_owned()
            )]
        );
        let twice = format!("- rule: x\n{rest}  reason: y\n");
        assert_eq!(
            messages(&format!("{twice}{twice}")),
            [(53, "duplicate entry".to_owned())]
        );
    }
}
