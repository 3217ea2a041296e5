//! [`Difference`]: what differs at one location; [`Differences`]: all of them, each cause once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::change::Side;
use super::super::{Also, Change, Facts, Level, Reach, Rule, Witness};
use super::{phrases, subject};
use crate::diagnostic::Anchor;

/// A difference at one location.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) rule: Rule,
    pub(super) level: Level,
    pub(super) base: Option<Anchor>,
    pub(super) head: Option<Anchor>,
    /// The document that lacks what differs, so that the location there is only that of the schema around it.
    pub(super) missing_in: Option<Side>,
    /// The other locations with the same difference, before and after.
    pub(super) also: Vec<(Anchor, Anchor)>,
    /// What it is about, if the location does not tell.
    pub(super) subject: Option<String>,
    /// What differs.
    pub(super) what: String,
    /// What that does to clients, if it is not what the rule says.
    pub(super) consequence: Option<&'static str>,
    pub(super) facts: Facts,
}

impl Difference {
    pub(super) fn new(rule: Rule, what: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level(),
            base: None,
            head: None,
            missing_in: None,
            also: Vec::new(),
            subject: None,
            what: what.into(),
            consequence: None,
            facts: Facts::new(),
        }
    }

    /// Sets the location in the document before.
    pub(super) fn base<'a>(mut self, at: impl Into<Option<&'a Anchor>>) -> Self {
        self.base = at.into().cloned();
        self
    }

    /// Sets the location in the document after.
    pub(super) fn head<'a>(mut self, at: impl Into<Option<&'a Anchor>>) -> Self {
        self.head = at.into().cloned();
        self
    }

    /// Sets the locations that are missing.
    pub(super) fn or_at(mut self, base: &Anchor, head: &Anchor) -> Self {
        self.base.get_or_insert_with(|| base.clone());
        self.head.get_or_insert_with(|| head.clone());
        self
    }

    pub(super) fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    pub(super) fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    pub(super) fn consequence(mut self, consequence: &'static str) -> Self {
        self.consequence = Some(consequence);
        self
    }

    pub(super) fn fact(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.facts.insert(name, value.into());
        self
    }

    /// Adds a fact for what differs, before and after, each if it is there.
    pub(super) fn values<V: Into<Value>>(mut self, from: Option<V>, to: Option<V>) -> Self {
        for (name, value) in [("from", from), ("to", to)] {
            if let Some(value) = value {
                self = self.fact(name, value);
            }
        }
        self
    }

    fn cause(&self) -> Cause {
        let exact = |side: Side, at: &Option<Anchor>| {
            let at = pointer(at).filter(|_| self.missing_in != Some(side));
            at.map(str::to_owned)
        };
        let facts = serde_json::to_string(&self.facts).unwrap_or_default();
        let base = exact(Side::Base, &self.base);
        (self.rule, base, exact(Side::Head, &self.head), facts)
    }

    /// Takes the worse level of two, and removes the location around what is missing if another one is around it as well.
    fn merge(&mut self, other: &Self) {
        if other.level > self.level {
            (self.level, self.consequence) = (other.level, other.consequence);
        }
        let (own, other) = match self.missing_in {
            Some(Side::Base) => (&mut self.base, &other.base),
            Some(Side::Head) => (&mut self.head, &other.head),
            None => return,
        };
        if pointer(own) != pointer(other) {
            *own = None;
        }
    }
}

fn pointer(at: &Option<Anchor>) -> Option<&str> {
    at.as_ref().map(|at| at.pointer.as_str())
}

/// What makes two differences one: the rule, the locations of the cause and what it consists of.
type Cause = (Rule, Option<String>, Option<String>, String);

/// All differences, each cause once.
#[derive(Debug, Default)]
pub(super) struct Differences {
    by_cause: BTreeMap<Cause, Group>,
}

/// Equal differences, with everything that they affect.
#[derive(Debug)]
struct Group {
    difference: Difference,
    reach: BTreeSet<(usize, Reach)>,
    witness: Option<Witness>,
}

impl Differences {
    /// Adds a difference with the affected operations, each with its index in the document.
    pub(super) fn add(
        &mut self,
        difference: Difference,
        reach: impl IntoIterator<Item = (usize, Reach)>,
    ) {
        self.add_proved(difference, None, reach);
    }

    /// Adds a difference with a value that proves it, which is kept if it is the first one.
    pub(super) fn add_proved(
        &mut self,
        difference: Difference,
        witness: Option<Witness>,
        reach: impl IntoIterator<Item = (usize, Reach)>,
    ) {
        let group = match self.by_cause.entry(difference.cause()) {
            Entry::Occupied(group) => {
                let group = group.into_mut();
                group.difference.merge(&difference);
                group
            }
            Entry::Vacant(entry) => entry.insert(Group {
                difference,
                reach: BTreeSet::new(),
                witness: None,
            }),
        };
        group.reach.extend(reach);
        group.witness = group.witness.take().or(witness);
    }

    /// Whether there is a difference of a rule at a location, or at a key of the object there.
    pub(super) fn has(&self, rule: Rule, pointer: &str) -> bool {
        let is_there = |at: &Option<String>| {
            let rest = at.as_ref().and_then(|at| at.strip_prefix(pointer));
            rest.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('/') && rest.matches('/').count() == 1
            })
        };
        let mut causes = self.by_cause.keys();
        causes.any(|(other, base, head, _)| *other == rule && (is_there(base) || is_there(head)))
    }

    /// The differences, each with what it affects.
    pub(super) fn into_differences(
        self,
    ) -> impl Iterator<Item = (Difference, BTreeSet<(usize, Reach)>)> {
        let groups = self.by_cause.into_values();
        groups.map(|group| (group.difference, group.reach))
    }

    /// The changes, in the order of the document after; what was removed comes first.
    pub(super) fn into_changes(self) -> Vec<Change> {
        let mut groups: Vec<Group> = self.by_cause.into_values().collect();
        let start = |at: &Option<Anchor>| at.as_ref().map(|at| at.span.start);
        groups.sort_by_key(|it| (start(&it.difference.head), start(&it.difference.base)));
        groups.into_iter().map(change).collect()
    }
}

fn change(group: Group) -> Change {
    let it = group.difference;
    let at = it.head.as_ref().or(it.base.as_ref());
    let consequence = it.consequence.unwrap_or(it.rule.consequence());
    let also = it.also.into_iter().map(|(base, head)| Also {
        subject: subject::of(&head.pointer),
        base: Some(base),
        head: Some(head),
        place: None,
    });
    let also = also.collect();
    let subject = it.subject.or_else(|| Some(subject::of(&at?.pointer)));
    Change {
        rule: it.rule,
        level: it.level,
        direction: it.rule.direction(),
        subject: subject.unwrap_or_default(),
        message: phrases::sentence(&format!("{}; {consequence}", it.what)),
        base: it.base,
        head: it.head,
        also,
        place: None,
        facts: it.facts,
        witness: group.witness,
        reach: group.reach.into_iter().map(|(_, reach)| reach).collect(),
        rust: Vec::new(),
    }
}
