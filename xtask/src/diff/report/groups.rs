//! [`Group`]: findings of one edit, and of the same edit in other places, which reports show as one.

use std::collections::{BTreeMap, BTreeSet};

use super::labels;
use crate::diagnostic::Anchor;
use crate::diff::{Change, Effect, Finding, Reach, RustChange};
use crate::source::Direction;
use crate::surface::Member;

/// The same edit in several places.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    /// The findings of each place, the worst first: an edit may do something to requests and to responses.
    pub(super) edits: Vec<Vec<&'a Finding>>,
}

/// A subject with its locations before and after.
type Location<'a> = (&'a str, &'a Option<Anchor>, &'a Option<Anchor>);

/// The groups of findings, in the order of their first ones.
pub(super) fn groups<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Group<'a>> {
    let mut edits: Vec<Vec<&Finding>> = Vec::new();
    let mut by_place = BTreeMap::new();
    for (index, finding) in findings.into_iter().enumerate() {
        let change = &finding.change;
        let [base, head] =
            [&change.base, &change.head].map(|at| at.as_ref().map(|at| at.pointer.as_str()));
        // What has no location is an edit of its own.
        let own = (base.is_none() && head.is_none()).then_some(index);
        let place = (base, head, own, &finding.accepted);
        let index = *by_place.entry(place).or_insert(edits.len());
        match edits.get_mut(index) {
            Some(edit) => edit.push(finding),
            None => edits.push(vec![finding]),
        }
    }
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut by_edit = BTreeMap::new();
    for edit in edits {
        let what = edit.iter().map(|finding| {
            let change = &finding.change;
            (
                change.rule,
                change.level,
                &change.message,
                serde_json::to_string(&change.facts).unwrap_or_default(),
                labels::worst(finding),
            )
        });
        let accepted = edit.first().map(|finding| &finding.accepted);
        let what = (accepted, what.collect::<Vec<_>>());
        let index = *by_edit.entry(what).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.edits.push(edit),
            None => groups.push(Group { edits: vec![edit] }),
        }
    }
    groups
}

impl<'a> Group<'a> {
    /// The first place with what the edit does there, the worst first.
    pub(super) fn first(&self) -> &[&'a Finding] {
        self.edits.first().map_or(&[], Vec::as_slice)
    }

    /// The worst change of the first place.
    pub(super) fn change(&self) -> Option<&'a Change> {
        self.first().first().map(|finding| &finding.change)
    }

    /// A finding of each place.
    pub(super) fn places(&self) -> impl Iterator<Item = &'a Finding> {
        self.edits.iter().filter_map(|edit| edit.first().copied())
    }

    /// Every place with its subject, before and after.
    pub(super) fn locations(&self) -> impl Iterator<Item = Location<'a>> {
        self.places().flat_map(|finding| {
            let change = &finding.change;
            let own = (change.subject.as_str(), &change.base, &change.head);
            let also = change.also.iter();
            let also = also.map(|it| (it.subject.as_str(), &it.base, &it.head));
            std::iter::once(own).chain(also)
        })
    }

    /// What the edit does, one sentence for each direction. The second one does not repeat what differs.
    pub(super) fn messages(&self) -> Vec<String> {
        let mut messages = Vec::new();
        let mut last = None;
        let level = self.change().map(|it| it.level);
        for change in self.first().iter().map(|it| &it.change) {
            let mut message = change.message.clone();
            let (what, consequence) = change.parts();
            let direction = match change.direction {
                Some(Direction::Request) => "in requests",
                Some(Direction::Response) => "in responses",
                None => "",
            };
            let is_repeated =
                last == Some(what) && !direction.is_empty() && !consequence.is_empty();
            last = (!consequence.is_empty()).then_some(what);
            if is_repeated {
                message = labels::capitalized(&format!("{direction}: {consequence}"));
            }
            if Some(change.level) != level {
                let level = labels::level(change.level);
                message = format!("{} ({level}).", message.trim_end_matches('.'));
            }
            messages.push(message);
        }
        messages
    }

    /// The rules, each once.
    pub(super) fn rules(&self) -> Vec<&'static str> {
        let rules = self.first().iter().map(|it| it.change.rule.as_str());
        unique(rules)
    }

    /// What the edits are about.
    pub(super) fn subjects(&self) -> Vec<&'a str> {
        unique(self.locations().map(|(subject, ..)| subject))
    }

    /// The operations that any of them reaches.
    pub(super) fn reach(&self) -> Vec<Reach> {
        let findings = self.edits.iter().flatten();
        unique(findings.flat_map(|it| it.change.reach.iter().cloned()))
    }

    /// The worst effect on Rust code.
    pub(super) fn worst(&self) -> Effect {
        let effects = self.first().iter().map(|it| labels::worst(it));
        effects.max().unwrap_or(Effect::Nothing)
    }

    /// What changes in Rust, each item once.
    pub(super) fn rust(&self) -> Vec<&'a RustChange> {
        items(self.edits.iter().flatten().copied())
    }
}

/// Items, each once.
pub(super) fn unique<T: Ord + Clone>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let items = items.into_iter();
    items.filter(|it| seen.insert(it.clone())).collect()
}

/// What changes in Rust by some findings, each item once: the worst first, and then by path.
pub(super) fn items<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<&'a RustChange> {
    let all = findings.into_iter().flat_map(|it| &it.change.rust);
    let mut items: Vec<(String, &RustChange)> = all.map(|it| (it.path(), it)).collect();
    items.sort_by(|(one, a), (other, b)| (b.effect, one).cmp(&(a.effect, other)));
    items.dedup_by(|(_, a), (_, b)| a == b);
    items.into_iter().map(|(_, item)| item).collect()
}

/// The items with an effect, those first that code uses more often than traits.
pub(super) fn with_effect<'a>(items: &[&'a RustChange], effect: Effect) -> Vec<&'a RustChange> {
    let with = items.iter().filter(|it| it.effect == effect).copied();
    let mut items: Vec<&RustChange> = with.collect();
    items.sort_by_key(|it| {
        let member = it.item().map(|item| &item.path.member);
        matches!(member, Some(Member::Impl(_)))
    });
    items
}
