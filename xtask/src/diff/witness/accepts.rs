//! [`accepts`]: whether a schema takes a value, as far as that can be told.

use std::collections::BTreeSet;

use serde_json::{Map, Number, Value};

use super::format;
use super::pattern::matches;
use crate::contract::{
    Additional, Alternatives, Contract, Facets, JsonType, Limit, Property, SchemaId,
};

/// An answer that may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
    Unknown,
}

impl Answer {
    fn of(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }

    /// Both, lazily.
    fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::No => Self::No,
            Self::Yes => other(),
            Self::Unknown => match other() {
                Self::No => Self::No,
                _ => Self::Unknown,
            },
        }
    }

    fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::Yes;
        for answer in answers {
            all = all.and(|| answer);
            if all == Self::No {
                break;
            }
        }
        all
    }
}

/// A side of an exchange: a document, and the direction in which values travel.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) contract: &'a Contract,
    pub(super) is_request: bool,
}

/// Deeper than values nest.
const MAX_DEPTH: usize = 48;

/// How much may still be looked at: schemas can lead to each other on more ways than there is time for.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Steps(pub(in super::super) u64);

/// The most that one question may take.
const MAX_STEPS: u64 = 10_000;

impl Steps {
    fn take(&mut self) -> bool {
        match self.0.checked_sub(1) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }
}

/// Whether a schema takes a value.
pub(super) fn accepts(side: Side<'_>, id: SchemaId, value: &Value, steps: &mut Steps) -> Answer {
    let all = steps.0.min(MAX_STEPS);
    let mut own = Steps(all);
    let answer = side.schema(id, value, 0, &mut own);
    steps.0 -= all - own.0;
    answer
}

/// Whether a schema certainly takes a value (`Some(true)`), or certainly does not.
pub(in super::super) fn takes(
    contract: &Contract,
    id: SchemaId,
    value: &Value,
    is_request: bool,
) -> Option<bool> {
    let side = Side {
        contract,
        is_request,
    };
    match accepts(side, id, value, &mut Steps(MAX_STEPS)) {
        Answer::Yes => Some(true),
        Answer::No => Some(false),
        Answer::Unknown => None,
    }
}

impl Side<'_> {
    fn schema(self, id: SchemaId, value: &Value, depth: usize, steps: &mut Steps) -> Answer {
        let schema = self.contract.schema(id);
        let Some(schema) = schema.filter(|_| depth < MAX_DEPTH && steps.take()) else {
            return Answer::Unknown;
        };
        if value.is_null() {
            return match &schema.alternatives {
                // Whether null is of one member too many is said in as many ways as there are readers.
                Some(union) if self.of_null(union) > 1 => Answer::Unknown,
                _ => Answer::of(schema.facets.nullable),
            };
        }
        match &schema.alternatives {
            Some(union) => self.union(union, value, depth, steps),
            None => self.facets(&schema.facets, value, depth, steps),
        }
    }

    /// How many members null is of.
    fn of_null(self, union: &Alternatives) -> usize {
        let members = union.members.iter();
        members
            .filter_map(|member| self.contract.schema(member.value))
            .filter(|member| union.exclusive && member.facets.nullable)
            .count()
    }

    fn union(self, union: &Alternatives, value: &Value, depth: usize, steps: &mut Steps) -> Answer {
        let members = union.members.iter();
        let answers: Vec<Answer> = members
            .map(|member| self.schema(member.value, value, depth + 1, steps))
            .collect();
        let count = |answer: Answer| answers.iter().filter(|other| **other == answer).count();
        match (count(Answer::Yes), count(Answer::Unknown)) {
            (0, 0) => Answer::No,
            (0, _) => Answer::Unknown,
            (_, _) if !union.exclusive => Answer::Yes,
            (1, 0) => Answer::Yes,
            (1, _) => Answer::Unknown,
            _ => Answer::No,
        }
    }

    fn facets(self, facets: &Facets, value: &Value, depth: usize, steps: &mut Steps) -> Answer {
        Answer::of(facets.types.contains(&JsonType::of(value)))
            .and(|| match &facets.values {
                Some(values) => Answer::of(values.value.contains(value)),
                None => Answer::Yes,
            })
            .and(|| self.by_type(facets, value, depth, steps))
            .and(|| {
                Answer::all(facets.not.iter().map(|not| {
                    match self.schema(not.value, value, depth + 1, steps) {
                        Answer::Yes => Answer::No,
                        Answer::No => Answer::Yes,
                        Answer::Unknown => Answer::Unknown,
                    }
                }))
            })
    }

    fn by_type(self, facets: &Facets, value: &Value, depth: usize, steps: &mut Steps) -> Answer {
        let limit = |limit: Limit| facets.limits.get(&limit).map(|limit| &limit.value);
        let count = |count: usize, least: Limit, most: Limit| {
            let count = count as f64;
            let is_over = limit(most)
                .and_then(Number::as_f64)
                .is_some_and(|most| count > most);
            let is_under = limit(least)
                .and_then(Number::as_f64)
                .is_some_and(|least| count < least);
            Answer::of(!is_over && !is_under)
        };
        match value {
            Value::Null | Value::Bool(_) => Answer::Yes,
            Value::Number(number) => Answer::of(in_range(number, &limit) && fits(facets, value)),
            Value::String(text) => count(text.chars().count(), Limit::MinLength, Limit::MaxLength)
                .and(|| Answer::of(fits(facets, value)))
                .and(|| {
                    let patterns = facets.patterns.iter();
                    Answer::all(
                        patterns
                            .map(|at| matches(&at.value, text).map_or(Answer::Unknown, Answer::of)),
                    )
                }),
            Value::Array(items) => count(items.len(), Limit::MinItems, Limit::MaxItems)
                .and(|| Answer::of(facets.unique_items.is_none() || are_unique(items)))
                .and(|| match facets.items {
                    None => Answer::Yes,
                    Some(id) => Answer::all(
                        items
                            .iter()
                            .map(|item| self.schema(id, item, depth + 1, steps)),
                    ),
                }),
            Value::Object(object) => {
                count(object.len(), Limit::MinProperties, Limit::MaxProperties)
                    .and(|| self.object(facets, object, depth, steps))
            }
        }
    }

    fn object(
        self,
        facets: &Facets,
        object: &Map<String, Value>,
        depth: usize,
        steps: &mut Steps,
    ) -> Answer {
        let property = |name: &str| {
            let mut properties = facets.properties.iter();
            properties.find(|property| property.name == name)
        };
        let is_missing = |name: &String| {
            !object.contains_key(name)
                && property(name).is_none_or(|property| self.travels(property))
        };
        if facets.required.keys().any(is_missing) {
            return Answer::No;
        }
        Answer::all(object.iter().map(|(name, value)| match property(name) {
            // What is not meant for this direction: some refuse it, some ignore it.
            Some(property) if !self.travels(property) => Answer::Unknown,
            Some(property) => self.schema(property.schema, value, depth + 1, steps),
            None => match &facets.additional {
                Additional::Any => Answer::Yes,
                Additional::Closed(_) => Answer::No,
                Additional::Of(schema) => self.schema(schema.value, value, depth + 1, steps),
            },
        }))
    }

    /// Whether a property is in values of this direction.
    pub(super) fn travels(self, property: &Property) -> bool {
        match self.is_request {
            true => property.read_only.is_none(),
            false => property.write_only.is_none(),
        }
    }
}

fn in_range<'n>(number: &Number, limit: &impl Fn(Limit) -> Option<&'n Number>) -> bool {
    let Some(number) = number.as_f64() else {
        return false;
    };
    let holds = |bound: Limit, test: fn(f64, f64) -> bool| {
        let bound = limit(bound).and_then(Number::as_f64);
        bound.is_none_or(|bound| test(number, bound))
    };
    holds(Limit::Minimum, |number, bound| number >= bound)
        && holds(Limit::ExclusiveMinimum, |number, bound| number > bound)
        && holds(Limit::Maximum, |number, bound| number <= bound)
        && holds(Limit::ExclusiveMaximum, |number, bound| number < bound)
        && holds(Limit::MultipleOf, |number, step| {
            (number / step).fract() == 0.0
        })
}

fn fits(facets: &Facets, value: &Value) -> bool {
    let format = facets.format.as_ref();
    format.is_none_or(|format| format::fits(&format.value, value))
}

fn are_unique(items: &[Value]) -> bool {
    let mut seen = BTreeSet::new();
    items.iter().all(|item| seen.insert(item.to_string()))
}
