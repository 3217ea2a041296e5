//! [`Accepted`]: the changes that were reviewed and accepted, as a file that is reviewed itself.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use super::Change;
use super::change::operations;
use super::fingerprint::{also, base_place, fingerprint, ordered, place, rule};
use crate::diagnostic::{Anchor, Report, phrase};
use crate::source::{Located, Mapping, Node, Tree};

/// Changes that were accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The changes, in the order of the file.
    pub entries: Vec<Entry>,
}

/// A change that was accepted. Everything that the file says of it must be true of the change, so that whoever reads the
/// entry knows what it accepts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What kind of change it is.
    pub rule: String,
    /// Where it is: a JSON pointer, or the subject of a change without a location.
    pub at: String,
    /// Where it was in the document before, if that is another place.
    pub was: Option<String>,
    /// The other places of the same change; of many, the first ones and how many more.
    pub also: Vec<String>,
    /// What it consists of; long values are shortened.
    pub change: BTreeMap<String, Value>,
    /// The operations that it reaches; of many, the first ones and how many more. `None` in a file of an older format.
    pub operations: Option<Vec<String>>,
    /// All of this, and what is shortened of it, as a number.
    pub fingerprint: String,
    /// How many equal changes were accepted before: an entry accepts one change, once.
    pub again: u32,
    /// Why it is accepted.
    pub reason: String,
    /// Its bytes in the file; empty for one that is not written yet.
    pub span: Range<usize>,
}

const HEAD: &str = "\
# Changes of openapi.yaml that were reviewed and accepted. Each entry accepts one change, once: when it is merged, it
# accepts nothing any more. `cargo xtask diff --accept \"why\"` adds entries and removes those that match no change.
";

const KEYS: [&str; 9] = [
    "rule",
    "at",
    "was",
    "also",
    "change",
    "operations",
    "fingerprint",
    "again",
    "reason",
];

/// Longer values are shortened in the file.
const MAX_VALUE: usize = 60;

/// More operations and places are counted in the file.
const MAX_LISTED: usize = 8;

/// Everything that is wrong with a file.
type Problems = Vec<Located<String>>;

impl Accepted {
    /// Reads a file of accepted changes.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Vec<Located<String>>> {
        Self::parse_with_reason(text, "")
    }

    /// Reads a file of accepted changes, and adds this reason to entries without one.
    ///
    /// # Errors
    ///
    /// Everything else that is wrong with it.
    pub fn parse_with_reason(text: &str, reason: &str) -> Result<Self, Vec<Located<String>>> {
        let (accepted, problems) = read(text, Some(reason).filter(|it| !it.trim().is_empty()));
        match problems.is_empty() {
            true => Ok(accepted),
            false => Err(problems),
        }
    }

    /// Reads the entries of a file that may have errors: what it has accepted is settled all the same.
    pub fn settled(text: &str) -> Self {
        read(text, Some("settled")).0
    }

    /// Whether an entry is one of these, whatever its reason.
    pub fn contains(&self, entry: &Entry) -> bool {
        self.entries.iter().any(|it| it.is_same(entry))
    }

    /// Removes the entry for a change, and returns it: it accepts no other one.
    pub fn take(&mut self, change: &Change) -> Option<Entry> {
        let wanted = Entry::new(change, "");
        let index = self.entries.iter().position(|it| it.is_equal(&wanted))?;
        Some(self.entries.remove(index))
    }

    /// The text of the file, in an order that does not depend on that of the document.
    pub fn to_text(&self) -> String {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|it| (&it.rule, &it.at, &it.fingerprint, it.again, &it.reason));
        let entries = entries.into_iter().map(Entry::to_text);
        std::iter::once(HEAD.to_owned()).chain(entries).collect()
    }
}

impl Entry {
    /// The entry for a change.
    pub fn new(change: &Change, reason: &str) -> Self {
        let facts = change.facts.iter();
        let facts = facts.map(|(name, value)| ((*name).to_owned(), shortened(value)));
        Self {
            rule: rule(change).to_owned(),
            at: place(change).to_owned(),
            was: base_place(change),
            also: short(also(change)),
            change: facts.collect(),
            operations: Some(reached(change)),
            fingerprint: fingerprint(change),
            reason: reason.to_owned(),
            ..Self::default()
        }
    }

    /// Whether both are about equal changes, which may have been accepted one after the other.
    pub fn is_equal(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
            && (&self.rule, &self.at, &self.was) == (&other.rule, &other.at, &other.was)
            && (&self.also, &self.change, &self.operations)
                == (&other.also, &other.change, &other.operations)
    }

    /// Why it accepts nothing, if nothing takes it.
    pub fn fault(&self) -> &'static str {
        match &self.operations {
            None => "has the older format and accepts nothing",
            Some(_) => "matches no change",
        }
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

    fn to_text(&self) -> String {
        // A string of JSON is one of YAML.
        let quoted = |text: &str| Value::from(text).to_string();
        let mut text = format!("- rule: {}\n  at: {}\n", self.rule, quoted(&self.at));
        if let Some(was) = &self.was {
            text += &format!("  was: {}\n", quoted(was));
        }
        if !self.also.is_empty() {
            text += &listed("also", &self.also);
        }
        if !self.change.is_empty() {
            let facts = self.change.iter();
            let facts = facts.map(|(name, value)| format!("{name}: {value}"));
            let facts: Vec<String> = facts.collect();
            text += &format!("  change: {{{}}}\n", facts.join(", "));
        }
        if let Some(operations) = &self.operations {
            text += &listed("operations", operations);
        }
        text += &format!("  fingerprint: {}\n", quoted(&self.fingerprint));
        if self.again > 0 {
            text += &format!("  again: {}\n", self.again);
        }
        text + &format!("  reason: {}\n", quoted(&self.reason))
    }
}

/// A list of strings, one in a line.
fn listed(key: &str, names: &[String]) -> String {
    if names.is_empty() {
        return format!("  {key}: []\n");
    }
    let lines = names
        .iter()
        .map(|it| format!("    - {}\n", Value::from(it.as_str())));
    format!("  {key}:\n{}", lines.collect::<String>())
}

/// A value as the file shows it: as it is if it is short, or else the start of its text.
fn shortened(value: &Value) -> Value {
    let text = match value {
        Value::String(text) => text.clone(),
        value => ordered(value),
    };
    phrase::cut(&text, MAX_VALUE).map_or_else(|| value.clone(), Value::from)
}

fn reached(change: &Change) -> Vec<String> {
    let operations = operations(&change.reach).into_iter();
    let operations = operations.map(|(operation, parts)| match parts.is_empty() {
        true => operation,
        false => format!("{operation} ({parts})"),
    });
    short(operations.collect())
}

/// The first of some names, and how many more there are.
fn short(mut names: Vec<String>) -> Vec<String> {
    let more = names.len().saturating_sub(MAX_LISTED);
    names.truncate(MAX_LISTED);
    names.extend((more > 0).then(|| format!("and {more} more")));
    names
}

/// The entries of a file that can be read, and everything that is wrong.
fn read(text: &str, reason: Option<&str>) -> (Accepted, Problems) {
    let mut accepted = Accepted::default();
    let mut lines = text.lines();
    if lines.all(|line| line.is_empty() || line.starts_with('#')) {
        return (accepted, Vec::new());
    }
    let mut report = Report::default();
    let tree = Tree::parse(text, &mut report);
    let invalid = report.into_sorted().into_iter().map(|it| Located {
        value: it.message,
        at: it.at,
    });
    let mut problems: Problems = invalid.collect();
    let root = tree.as_ref().map(|tree| &tree.root);
    if let Some(root) = root.filter(|root| root.as_sequence().is_none()) {
        let what = "this must be a list of accepted changes: `- rule: …`";
        problems.push(problem(root, what));
    }
    for item in root.and_then(Node::as_sequence).into_iter().flatten() {
        let Some(entry) = entry(item, reason, &mut problems) else {
            continue;
        };
        if accepted.contains(&entry) {
            problems.push(problem(item, "duplicate entry"));
        }
        accepted.entries.push(entry);
    }
    (accepted, problems)
}

fn entry(node: &Node, reason: Option<&str>, problems: &mut Problems) -> Option<Entry> {
    let Some(mapping) = node.as_mapping() else {
        let what = format!("an entry must be an object with {}", KEYS.join(", "));
        problems.push(problem(node, what));
        return None;
    };
    let before = problems.len();
    for entry in mapping.iter() {
        if !KEYS.contains(&entry.key.as_str()) {
            let keys = KEYS.join(", ");
            problems.push(located(
                &entry.key_span,
                format!("unknown key `{}`, expected one of {keys}", entry.key),
            ));
        }
    }
    let mut text = |key: &str| match string(node, mapping, key, reason) {
        Ok(text) => text,
        Err(problem) => {
            problems.push(problem);
            String::new()
        }
    };
    let [rule, at, fingerprint, reason] = ["rule", "at", "fingerprint", "reason"].map(&mut text);
    let was = mapping.get("was").map(|_| text("was"));
    let mut other = |key: &str, form: &str, is_valid: fn(&Value) -> bool| {
        let value = mapping.get(key)?;
        let json = value.to_json();
        if !is_valid(&json) {
            problems.push(problem(value, format!("`{key}` must be {form}")));
        }
        Some(json)
    };
    let is_number = |it: &Value| it.as_u64().is_some_and(|it| it <= u64::from(u32::MAX));
    let again = other("again", "an integer", is_number);
    let change = other("change", "an object", Value::is_object);
    let are_strings = |it: &Value| {
        let items = it.as_array();
        items.is_some_and(|items| items.iter().all(Value::is_string))
    };
    let mut strings = |key: &str| other(key, "a list of strings", are_strings);
    let [operations, also] = ["operations", "also"].map(&mut strings);
    let change = match change {
        Some(Value::Object(facts)) => facts.into_iter().collect(),
        _ => BTreeMap::new(),
    };
    (problems.len() == before).then(|| Entry {
        rule,
        at,
        was,
        change,
        also: also.map(strings_of).unwrap_or_default(),
        operations: operations.map(strings_of),
        fingerprint,
        again: again
            .and_then(|it| it.as_u64()?.try_into().ok())
            .unwrap_or(0),
        reason,
        span: node.span.clone(),
    })
}

fn strings_of(value: Value) -> Vec<String> {
    serde_json::from_value(value).unwrap_or_default()
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
    use serde_json::json;

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
            was: Some("/paths/~1b".to_owned()),
            also: vec!["/paths/~1c".to_owned()],
            change: [
                ("from".to_owned(), json!(1e30)),
                ("to".to_owned(), json!({"a: b": [null, "#", -0.5], "c": {}})),
            ]
            .into(),
            operations: Some(vec!["GET /a (200)".to_owned(), "and 7 more".to_owned()]),
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
                "an entry must be an object with rule, at, was, also, change, operations, fingerprint, again, reason".to_owned()
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
                "unknown key `raeson`, expected one of rule, at, was, also, change, operations, fingerprint, again, reason"
                    .to_owned()
            )]
        );
        assert_eq!(
            messages(&format!(
                "- rule: x\n{rest}  reason: y\n  operations: [1]\n"
            )),
            [(65, "`operations` must be a list of strings".to_owned())]
        );
        let twice = format!("- rule: x\n{rest}  reason: y\n");
        assert_eq!(
            messages(&format!("{twice}{twice}")),
            [(53, "duplicate entry".to_owned())]
        );
    }
}
