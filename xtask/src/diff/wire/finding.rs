//! [`Finding`]: a difference before it is known what it reaches, and [`Findings`], which puts equal ones together.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::change::In;
use super::super::{Change, Facts, Level, Reach, Rule, Witness};
use super::{subject, words};
use crate::diagnostic::Anchor;

/// A difference at one place.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) rule: Rule,
    pub(super) level: Level,
    pub(super) base: Option<Anchor>,
    pub(super) head: Option<Anchor>,
    /// The side on which there is nothing, so that the place there is only that of the schema around it.
    pub(super) nothing_in: Option<In>,
    /// What it is about, if the place does not tell.
    pub(super) subject: Option<String>,
    /// What is different.
    pub(super) what: String,
    pub(super) facts: Facts,
}

impl Finding {
    pub(super) fn new(rule: Rule, what: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level(),
            base: None,
            head: None,
            nothing_in: None,
            subject: None,
            what: what.into(),
            facts: Facts::new(),
        }
    }

    /// Where it stands in the document before.
    pub(super) fn base(mut self, at: impl Into<Option<Anchor>>) -> Self {
        self.base = at.into();
        self
    }

    /// Where it stands in the document after.
    pub(super) fn head(mut self, at: impl Into<Option<Anchor>>) -> Self {
        self.head = at.into();
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

    pub(super) fn fact(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.facts.insert(name, value.into());
        self
    }

    /// Of several places around nothing, none is the place.
    fn forget_other(&mut self, other: &Self) {
        let (own, other) = match self.nothing_in {
            Some(In::Base) => (&mut self.base, &other.base),
            Some(In::Head) => (&mut self.head, &other.head),
            None => return,
        };
        if pointer(own) != pointer(other) {
            *own = None;
        }
    }

    /// A fact that is there on one side or on both.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.fact(name, value),
            None => self,
        }
    }
}

/// What makes two findings one: the rule, the place of the cause and what it consists of.
type Cause = (Rule, Option<String>, Option<String>, String);

/// All findings, each cause once.
#[derive(Debug, Default)]
pub(super) struct Findings {
    by_cause: BTreeMap<Cause, Told>,
}

#[derive(Debug)]
struct Told {
    finding: Finding,
    reach: BTreeSet<(usize, Reach)>,
    witness: Option<Witness>,
}

impl Findings {
    /// Adds a finding with the operations that it reaches, each with its index in the document.
    pub(super) fn add(
        &mut self,
        finding: Finding,
        reach: impl IntoIterator<Item = (usize, Reach)>,
    ) {
        let told = match self.by_cause.entry(cause(&finding)) {
            Entry::Occupied(told) => {
                let told = told.into_mut();
                told.finding.forget_other(&finding);
                told
            }
            Entry::Vacant(place) => place.insert(Told {
                finding,
                reach: BTreeSet::new(),
                witness: None,
            }),
        };
        told.reach.extend(reach);
    }

    /// Whether there is a finding of a rule at a location, or at a key of the object there.
    pub(super) fn has(&self, rule: Rule, pointer: &str) -> bool {
        let is_there = |at: &Option<String>| {
            let rest = at.as_ref().and_then(|at| at.strip_prefix(pointer));
            rest.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('/') && rest.matches('/').count() == 1
            })
        };
        let mut found = self.by_cause.keys();
        found.any(|(other, base, head, _)| *other == rule && (is_there(base) || is_there(head)))
    }

    /// Adds what proves a finding, if nothing does yet.
    pub(super) fn prove(&mut self, finding: &Finding, witness: impl FnOnce() -> Option<Witness>) {
        if let Some(told) = self.by_cause.get_mut(&cause(finding))
            && told.witness.is_none()
        {
            told.witness = witness();
        }
    }

    /// The findings, each with what it reaches and without what proves it.
    pub(super) fn into_findings(self) -> impl Iterator<Item = (Finding, BTreeSet<(usize, Reach)>)> {
        let told = self.by_cause.into_values();
        told.map(|told| (told.finding, told.reach))
    }

    /// The changes, in the order of the document after; what is gone comes first.
    pub(super) fn into_changes(self) -> Vec<Change> {
        let mut told: Vec<Told> = self.by_cause.into_values().collect();
        told.sort_by_key(|told| {
            let start = |at: &Option<Anchor>| at.as_ref().map(|at| at.span.start);
            (start(&told.finding.head), start(&told.finding.base))
        });
        told.into_iter().map(change).collect()
    }
}

fn cause(finding: &Finding) -> Cause {
    let exact = |side: In, at: &Option<Anchor>| {
        let at = pointer(at).filter(|_| finding.nothing_in != Some(side));
        at.map(str::to_owned)
    };
    let facts = serde_json::to_string(&finding.facts).unwrap_or_default();
    (
        finding.rule,
        exact(In::Base, &finding.base),
        exact(In::Head, &finding.head),
        facts,
    )
}

fn pointer(at: &Option<Anchor>) -> Option<&str> {
    at.as_ref().map(|at| at.pointer.as_str())
}

fn change(told: Told) -> Change {
    let finding = told.finding;
    let place = finding.head.as_ref().or(finding.base.as_ref());
    let subject = finding.subject.unwrap_or_else(|| {
        place
            .map(|place| subject::of(&place.pointer))
            .unwrap_or_default()
    });
    Change {
        rule: finding.rule,
        level: finding.level,
        direction: finding.rule.direction(),
        subject,
        message: words::sentence(&format!("{}; {}", finding.what, finding.rule.consequence())),
        base: finding.base,
        head: finding.head,
        place: None,
        facts: finding.facts,
        witness: told.witness,
        reach: told.reach.into_iter().map(|(_, reach)| reach).collect(),
        rust: Vec::new(),
    }
}
