//! [`Group`]: findings that are the same edit in several places, which reports show as one.

use super::labels;
use crate::diff::{Change, Effect, Finding, Reach, RustChange};

/// Findings of one kind that say the same of different places.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    pub(super) findings: Vec<&'a Finding>,
}

/// The groups of findings, in the order of their first ones.
pub(super) fn groups<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut by_edit = std::collections::BTreeMap::new();
    for finding in findings {
        let change = &finding.change;
        let worst = labels::worst(finding);
        let edit = (
            change.rule,
            change.level,
            &change.message,
            worst,
            &finding.accepted,
        );
        let index = *by_edit.entry(edit).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.findings.push(finding),
            None => groups.push(Group {
                findings: vec![finding],
            }),
        }
    }
    groups
}

impl<'a> Group<'a> {
    /// The change that stands for all.
    pub(super) fn change(&self) -> Option<&'a Change> {
        self.findings.first().map(|finding| &finding.change)
    }

    /// What they are about.
    pub(super) fn subjects(&self) -> Vec<&'a str> {
        let mut subjects = Vec::new();
        for finding in &self.findings {
            let subject = finding.change.subject.as_str();
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        subjects
    }

    /// The operations that any of them reaches.
    pub(super) fn reach(&self) -> Vec<Reach> {
        let mut reach: Vec<Reach> = Vec::new();
        for it in self.findings.iter().flat_map(|it| &it.change.reach) {
            if !reach.contains(it) {
                reach.push(it.clone());
            }
        }
        reach
    }

    /// The worst effect on Rust code.
    pub(super) fn worst(&self) -> Effect {
        let effects = self.findings.iter().map(|it| labels::worst(it));
        effects.max().unwrap_or(Effect::Nothing)
    }

    /// What changes in Rust, each item once.
    pub(super) fn rust(&self) -> Vec<&'a RustChange> {
        items(self.findings.iter().copied())
    }
}

/// What changes in Rust by some findings, each item once: the worst first, and then by path.
pub(super) fn items<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<&'a RustChange> {
    let all = findings.into_iter().flat_map(|it| &it.change.rust);
    let mut items: Vec<(String, &RustChange)> = all.map(|it| (it.path(), it)).collect();
    items.sort_by(|(one, a), (other, b)| (b.effect, one).cmp(&(a.effect, other)));
    items.dedup_by(|(_, a), (_, b)| a == b);
    items.into_iter().map(|(_, item)| item).collect()
}
