//! [`Sides`]: two schemas that are being compared, and what has been found.

use crate::contract::{Property, Schema, SchemaId};
use crate::diagnostic::Anchor;
use crate::diff::Rule;
use crate::diff::change::In;
use crate::diff::wire::finding::Finding;
use crate::diff::witness::{Probe, Step};

/// A difference of two schemas, with the value that may prove it.
#[derive(Clone, Debug)]
pub(super) struct Local {
    pub(super) finding: Finding,
    pub(super) probe: Probe,
    /// Whether it is only so if a value proves it.
    pub(super) is_supposed: bool,
}

/// A schema inside of each side, and the step that leads there.
type Inner = (Step, SchemaId, SchemaId);

/// Two schemas that are being compared.
pub(super) struct Sides<'a> {
    pub(super) base_id: SchemaId,
    pub(super) head_id: SchemaId,
    pub(super) base: &'a Schema,
    pub(super) head: &'a Schema,
    pub(super) is_request: bool,
    pub(super) is_text: bool,
    locals: Vec<Local>,
    inner: Vec<Inner>,
}

impl<'a> Sides<'a> {
    pub(super) fn new(
        base: (SchemaId, &'a Schema),
        head: (SchemaId, &'a Schema),
        is_request: bool,
        is_text: bool,
    ) -> Self {
        Self {
            base_id: base.0,
            head_id: head.0,
            base: base.1,
            head: head.1,
            is_request,
            is_text,
            locals: Vec::new(),
            inner: Vec::new(),
        }
    }

    /// One rule for requests, another for answers.
    pub(super) fn rule(&self, request: Rule, response: Rule) -> Rule {
        if self.is_request { request } else { response }
    }

    /// A finding at the two schemas.
    pub(super) fn finding(&self, rule: Rule, what: impl Into<String>) -> Finding {
        Finding::new(rule, what)
            .base(self.base.at.clone())
            .head(self.head.at.clone())
    }

    pub(super) fn add(&mut self, finding: Finding) {
        self.prove(finding, Probe::Nothing);
    }

    /// Adds a finding with the value that may prove it.
    pub(super) fn prove(&mut self, finding: Finding, probe: Probe) {
        self.push(finding, probe, false);
    }

    /// Adds a finding that is told only if a value proves it.
    pub(super) fn suppose(&mut self, finding: Finding, probe: Probe) {
        self.push(finding, probe, true);
    }

    fn push(&mut self, mut finding: Finding, probe: Probe, is_supposed: bool) {
        let is_around = |at: &Option<Anchor>, schema: &Schema| {
            at.as_ref().is_none_or(|at| at.pointer == schema.at.pointer)
        };
        finding.nothing_in = match (
            is_around(&finding.base, self.base),
            is_around(&finding.head, self.head),
        ) {
            (true, false) => Some(In::Base),
            (false, true) => Some(In::Head),
            _ => None,
        };
        self.locals.push(Local {
            finding,
            probe,
            is_supposed,
        });
    }

    /// Goes on with what is inside.
    pub(super) fn enter(&mut self, step: Step, base: SchemaId, head: SchemaId) {
        self.inner.push((step, base, head));
    }

    pub(super) fn into_found(self) -> (Vec<Local>, Vec<Inner>) {
        (self.locals, self.inner)
    }

    /// Whether a property travels in the direction that is looked at.
    pub(super) fn travels(&self, property: &Property) -> bool {
        travels(property, self.is_request)
    }
}

/// Whether a property travels in a direction.
pub(super) fn travels(property: &Property, is_request: bool) -> bool {
    match is_request {
        true => property.read_only.is_none(),
        false => property.write_only.is_none(),
    }
}
