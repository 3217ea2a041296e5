//! [`Finding`]: a difference before it is known what it reaches, and [`Findings`], which puts equal ones together.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::{Change, Facts, Level, Reach, Rule, Witness};
use super::subject;
use crate::diagnostic::Anchor;

/// A difference at one place.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) rule: Rule,
    pub(super) level: Level,
    pub(super) base: Option<Anchor>,
    pub(super) head: Option<Anchor>,
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
        let cause = cause(&finding);
        let told = self.by_cause.entry(cause).or_insert_with(|| Told {
            finding,
            reach: BTreeSet::new(),
            witness: None,
        });
        told.reach.extend(reach);
    }

    /// Adds what proves a finding, if nothing does yet.
    pub(super) fn prove(&mut self, finding: &Finding, witness: impl FnOnce() -> Option<Witness>) {
        if let Some(told) = self.by_cause.get_mut(&cause(finding))
            && told.witness.is_none()
        {
            told.witness = witness();
        }
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
    let pointer = |at: &Option<Anchor>| at.as_ref().map(|at| at.pointer.clone());
    let facts = serde_json::to_string(&finding.facts).unwrap_or_default();
    (
        finding.rule,
        pointer(&finding.base),
        pointer(&finding.head),
        facts,
    )
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
        message: format!("{}; {}.", finding.what, finding.rule.consequence()),
        base: finding.base,
        head: finding.head,
        facts: finding.facts,
        witness: told.witness,
        reach: told.reach.into_iter().map(|(_, reach)| reach).collect(),
        rust: Vec::new(),
    }
}
