//! [`Pair`]: two schemas that are compared, and what is found.

use std::ops::Deref;

use serde_json::Value;

use crate::contract::{Contract, Schema, SchemaId};
use crate::diagnostic::Anchor;
use crate::diff::Rule;
use crate::diff::change::Side;
use crate::diff::wire::call;
use crate::diff::wire::difference::Difference;
use crate::diff::witness::{Probe, Step, takes};
use crate::source::Direction;

/// A schema of one of the documents.
#[derive(Clone, Copy)]
pub(super) struct DocumentSchema<'a> {
    pub(super) contract: &'a Contract,
    pub(super) id: SchemaId,
    schema: &'a Schema,
}

impl<'a> DocumentSchema<'a> {
    pub(super) fn new(contract: &'a Contract, id: SchemaId) -> Option<Self> {
        let schema = contract.schema(id)?;
        Some(Self {
            contract,
            id,
            schema,
        })
    }

    pub(super) fn schema(self) -> &'a Schema {
        self.schema
    }

    /// Whether a value is certainly valid (`Some(true)`), or certainly not.
    pub(super) fn takes(self, value: &Value, direction: Direction) -> Option<bool> {
        takes(self.contract, self.id, value, direction)
    }
}

impl Deref for DocumentSchema<'_> {
    type Target = Schema;

    fn deref(&self) -> &Schema {
        self.schema
    }
}

/// A difference of two schemas, with the value that may prove it.
#[derive(Clone, Debug)]
pub(super) struct Local {
    pub(super) difference: Difference,
    pub(super) probe: Probe,
    pub(super) unproved: Unproved,
}

/// What a difference is if no value proves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unproved {
    /// As bad as its rule says.
    Counts,
    /// Risky at most: other keywords may exclude the same values.
    Doubted,
    /// None.
    Dropped,
}

/// The locations, before and after, where schemas are used.
pub(super) type Use = (Anchor, Anchor);

/// Two schemas inside of a pair, the step that leads there, and where they are used, if that is one location.
type Inner = (Step, SchemaId, SchemaId, Option<Use>);

/// Two schemas that are compared.
pub(super) struct Pair<'a> {
    pub(super) base: DocumentSchema<'a>,
    pub(super) head: DocumentSchema<'a>,
    pub(super) direction: Direction,
    pub(super) is_text: bool,
    pub(super) locals: Vec<Local>,
    pub(super) inner: Vec<Inner>,
    /// Whether the array lists the values of its items, in one document.
    pub(super) lists_items: bool,
}

impl<'a> Pair<'a> {
    pub(super) fn new(
        base: DocumentSchema<'a>,
        head: DocumentSchema<'a>,
        direction: Direction,
        is_text: bool,
    ) -> Self {
        Self {
            base,
            head,
            direction,
            is_text,
            locals: Vec::new(),
            inner: Vec::new(),
            lists_items: false,
        }
    }

    pub(super) fn is_request(&self) -> bool {
        self.direction == Direction::Request
    }

    /// The rule for the direction.
    pub(super) fn rule(&self, request: Rule, response: Rule) -> Rule {
        call::rule(self.direction, request, response)
    }

    /// What sender and receiver expect: a client sends requests by the document before, a server responses by that after.
    pub(super) fn sender_receiver<T>(&self, base: T, head: T) -> (T, T) {
        match self.direction {
            Direction::Request => (base, head),
            Direction::Response => (head, base),
        }
    }

    pub(super) fn add(&mut self, difference: Difference) {
        self.prove(difference, Probe::Nothing);
    }

    /// Adds a difference with the value that may prove it.
    pub(super) fn prove(&mut self, difference: Difference, probe: Probe) {
        self.push(difference, probe, Unproved::Counts);
    }

    /// Adds a difference that other keywords may make none.
    pub(super) fn prove_or_doubt(&mut self, difference: Difference, probe: Probe) {
        self.push(difference, probe, Unproved::Doubted);
    }

    /// Adds a difference that is reported only if a value proves it.
    pub(super) fn prove_or_drop(&mut self, difference: Difference, probe: Probe) {
        self.push(difference, probe, Unproved::Dropped);
    }

    fn push(&mut self, difference: Difference, probe: Probe, unproved: Unproved) {
        let mut difference = difference.or_at(&self.base.at, &self.head.at);
        let is_around = |at: &Option<Anchor>, schema: &Schema| {
            at.as_ref().is_none_or(|at| at.pointer == schema.at.pointer)
        };
        let is_around_base = is_around(&difference.base, &self.base);
        let is_around_head = is_around(&difference.head, &self.head);
        difference.missing_in = match (is_around_base, is_around_head) {
            (true, false) => Some(Side::Base),
            (false, true) => Some(Side::Head),
            _ => None,
        };
        self.locals.push(Local {
            difference,
            probe,
            unproved,
        });
    }

    /// Compares two schemas inside of these later.
    pub(super) fn enter(
        &mut self,
        step: Step,
        base: SchemaId,
        head: SchemaId,
        at: Option<(&Anchor, &Anchor)>,
    ) {
        let at = at.map(|(base, head)| (base.clone(), head.clone()));
        self.inner.push((step, base, head, at));
    }
}
