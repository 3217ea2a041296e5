//! References to one thing that does not exist: a component that was renamed or removed is one mistake, however often it is
//! used.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, unused};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Tree, pointer};

/// How many uses a finding shows besides the first.
const SHOWN: usize = 3;

/// Makes one finding of those about references to the same place, and says what it may be called now.
pub(super) fn merge(checker: &mut Checker<'_, '_>) {
    let mut groups: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for finding in std::mem::take(checker.report).into_sorted() {
        match target(checker.tree, &finding) {
            Some(target) => groups.entry(target).or_default().push(finding),
            None => checker.add(finding),
        }
    }
    if groups.is_empty() {
        return;
    }
    let used: BTreeSet<String> = checker.objects.iter().flat_map(unused::referred).collect();
    for (target, findings) in groups {
        let mut findings = findings.into_iter();
        let Some(mut first) = findings.next() else {
            continue;
        };
        let others: Vec<Diagnostic> = findings.collect();
        if first.related.is_empty()
            && let Some(now) = renamed(checker, &used, &target)
        {
            let label = "nothing refers to this: is that its name now?";
            first = first
                .related(checker.tree.key(&now), label)
                .help(format!("write `#{now}` if it was renamed; else define it"));
        }
        if !others.is_empty() {
            first.message += &format!(", and is referred to in {} places", others.len() + 1);
        }
        let more = others.len().saturating_sub(SHOWN);
        for (index, other) in others.into_iter().take(SHOWN).enumerate() {
            let label = match more {
                1.. if index + 1 == SHOWN => format!("here too, and in {more} more"),
                _ => "here too".to_owned(),
            };
            first = first.related(other.at, label);
        }
        checker.add(first);
    }
}

/// The pointer of what does not exist, if a finding is about a reference to a component that does not.
fn target(tree: &Tree, finding: &Diagnostic) -> Option<String> {
    if finding.code != Code::InvalidRef {
        return None;
    }
    let target = pointer::from_fragment(tree.get(&finding.at.pointer)?.as_str()?)?;
    let component = pointer::component(&target)?;
    (tree.get(&component).is_none() && component == target).then_some(target)
}

/// The only component of a section that nothing refers to.
fn renamed(checker: &Checker<'_, '_>, used: &BTreeSet<String>, target: &str) -> Option<String> {
    let (section, _) = target.rsplit_once('/')?;
    let names = checker.tree.get(section).and_then(Node::as_mapping)?;
    let mut unused = names
        .iter()
        .map(|entry| pointer::child(section, &entry.key))
        .filter(|place| !used.contains(place));
    let only = unused.next()?;
    unused.next().is_none().then_some(only)
}
