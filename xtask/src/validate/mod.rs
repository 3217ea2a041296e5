//! [`Validator`]: whether a value fits a schema of the contract.
//!
//! The one validator: examples, defaults, enum values and the witnesses of the diff are checked with it. Its result is
//! yes, no or unknown. It takes no more steps than its budget has, and explains what does not fit by locations in the
//! value and by the keywords that exclude it.

mod mismatch;
mod object;
mod pattern;
mod run;
mod selected;
#[cfg(test)]
mod tests;

pub(crate) use mismatch::{Mismatch, Problem, Step};
pub(crate) use pattern::{Patterns, class, matches};
pub(crate) use run::canonical;

use serde_json::Value;

use crate::contract::{Contract, Property, SchemaId};
use crate::source::{Direction, Fit};

/// Validates values against the schemas of a contract.
#[derive(Clone, Copy)]
pub(crate) struct Validator<'c> {
    pub(crate) contract: &'c Contract,
    /// Which way the values go; `None` if that is unknown.
    pub(crate) direction: Option<Direction>,
    pub(crate) reading: Reading,
}

/// How schemas are read where documents commonly stretch the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// To find mistakes in values. A value may fit several members of a `oneOf`; a discriminator tells which is meant; a
    /// file is not counted in characters; formats are checked that documents keep to.
    Lenient,
    /// To prove that a value fits or does not, whoever reads it.
    Strict,
    /// The same for readers that check no formats.
    WithoutFormats,
}

/// How much may still be looked at: schemas can lead to each other on more ways than there is time for.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    steps: u64,
    is_exhausted: bool,
    pub(crate) patterns: Patterns,
}

impl Budget {
    pub(crate) fn new(steps: u64, patterns: Patterns) -> Self {
        Self {
            steps,
            is_exhausted: false,
            patterns,
        }
    }

    /// Whether it was not enough.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.is_exhausted
    }

    /// Takes steps from those that are left; whether there were enough.
    pub(crate) fn spend(&mut self, steps: u64) -> bool {
        let left = self.steps.checked_sub(steps);
        self.is_exhausted |= left.is_none();
        self.steps = left.unwrap_or(0);
        left.is_some()
    }
}

/// The most steps that one proof may take.
pub(crate) const MAX_STEPS: u64 = 10_000;

impl<'c> Validator<'c> {
    /// Whether a value fits.
    pub(crate) fn fit(self, id: SchemaId, value: &Value, budget: &mut Budget) -> Fit {
        let kept = match self.reading {
            Reading::Strict | Reading::WithoutFormats => budget.steps.saturating_sub(MAX_STEPS),
            Reading::Lenient => 0,
        };
        budget.steps -= kept;
        let fit = run::Run::new(self, budget).fit(id, value);
        budget.steps += kept;
        fit
    }

    /// What does not fit of a value.
    pub(crate) fn explain(
        self,
        id: SchemaId,
        value: &Value,
        budget: &mut Budget,
    ) -> Vec<Mismatch<'c>> {
        run::Run::new(self, budget).explain(id, value)
    }

    /// What of a schema excludes one of the values in its `enum`. That this is not in the merged `enum` is said only if
    /// nothing else excludes it.
    pub(crate) fn explain_enum_value(
        self,
        id: SchemaId,
        value: &Value,
        budget: &mut Budget,
    ) -> Vec<Mismatch<'c>> {
        let found = self.explain(id, value, budget);
        let merged = self.contract.schema(id);
        let merged = merged.and_then(|schema| schema.facets.values.as_ref());
        let is_merged =
            |it: &Mismatch<'_>| merged.is_some_and(|at| std::ptr::eq(it.keyword, &at.at));
        match found.iter().all(is_merged) {
            true => found,
            false => found.into_iter().filter(|it| !is_merged(it)).collect(),
        }
    }

    /// Whether values that go this way have a property.
    pub(crate) fn has(self, property: &Property) -> bool {
        let mut direction = self.direction.into_iter();
        direction.all(|direction| property.travels(direction))
    }
}
