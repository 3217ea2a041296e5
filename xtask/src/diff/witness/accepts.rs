//! [`accepts`]: whether a schema takes a value, as far as that can be told.

use std::collections::BTreeSet;

use serde_json::{Map, Number, Value};

use super::format;
use super::pattern::matches;
use crate::contract::{
    Additional, Alternatives, Contract, Facets, JsonType, Limit, Property, SchemaId,
};
use crate::source::{Direction, Fit};

/// A side of an exchange: a document, and the direction in which values travel.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) contract: &'a Contract,
    pub(super) direction: Direction,
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
pub(super) fn accepts(side: Side<'_>, id: SchemaId, value: &Value, steps: &mut Steps) -> Fit {
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
    direction: Direction,
) -> Option<bool> {
    let side = Side {
        contract,
        direction,
    };
    match accepts(side, id, value, &mut Steps(MAX_STEPS)) {
        Fit::Yes => Some(true),
        Fit::No => Some(false),
        Fit::Unknown => None,
    }
}

impl Side<'_> {
    fn schema(self, id: SchemaId, value: &Value, depth: usize, steps: &mut Steps) -> Fit {
        let schema = self.contract.schema(id);
        let Some(schema) = schema.filter(|_| depth < MAX_DEPTH && steps.take()) else {
            return Fit::Unknown;
        };
        if value.is_null() {
            return match &schema.alternatives {
                // Whether null is of one member too many is said in as many ways as there are readers.
                Some(union) if self.of_null(union) > 1 => Fit::Unknown,
                _ => Fit::of(schema.facets.nullable),
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

    fn union(self, union: &Alternatives, value: &Value, depth: usize, steps: &mut Steps) -> Fit {
        let members = union.members.iter();
        let answers: Vec<Fit> = members
            .map(|member| self.schema(member.value, value, depth + 1, steps))
            .collect();
        let count = |answer: Fit| answers.iter().filter(|other| **other == answer).count();
        match (count(Fit::Yes), count(Fit::Unknown)) {
            (0, 0) => Fit::No,
            (0, _) => Fit::Unknown,
            (_, _) if !union.exclusive => Fit::Yes,
            (1, 0) => Fit::Yes,
            (1, _) => Fit::Unknown,
            _ => Fit::No,
        }
    }

    fn facets(self, facets: &Facets, value: &Value, depth: usize, steps: &mut Steps) -> Fit {
        Fit::of(facets.types.contains(&JsonType::of(value)))
            .and(|| match &facets.values {
                Some(values) => Fit::of(values.value.contains(value)),
                None => Fit::Yes,
            })
            .and(|| self.by_type(facets, value, depth, steps))
            .and(|| {
                Fit::all(facets.not.iter().map(|not| {
                    match self.schema(not.value, value, depth + 1, steps) {
                        Fit::Yes => Fit::No,
                        Fit::No => Fit::Yes,
                        Fit::Unknown => Fit::Unknown,
                    }
                }))
            })
    }

    fn by_type(self, facets: &Facets, value: &Value, depth: usize, steps: &mut Steps) -> Fit {
        let limit = |limit: Limit| facets.limits.get(&limit).map(|limit| &limit.value);
        let count = |count: usize, least: Limit, most: Limit| {
            let count = count as f64;
            let is_over = limit(most)
                .and_then(Number::as_f64)
                .is_some_and(|most| count > most);
            let is_under = limit(least)
                .and_then(Number::as_f64)
                .is_some_and(|least| count < least);
            Fit::of(!is_over && !is_under)
        };
        match value {
            Value::Null | Value::Bool(_) => Fit::Yes,
            Value::Number(number) => Fit::of(in_range(number, &limit)).and(|| fits(facets, value)),
            Value::String(text) => count(text.chars().count(), Limit::MinLength, Limit::MaxLength)
                .and(|| fits(facets, value))
                .and(|| {
                    let patterns = facets.patterns.iter();
                    Fit::all(
                        patterns.map(|at| matches(&at.value, text).map_or(Fit::Unknown, Fit::of)),
                    )
                }),
            Value::Array(items) => count(items.len(), Limit::MinItems, Limit::MaxItems)
                .and(|| Fit::of(facets.unique_items.is_none() || are_unique(items)))
                .and(|| match facets.items {
                    None => Fit::Yes,
                    Some(id) => Fit::all(
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
    ) -> Fit {
        let property = |name: &str| {
            let mut properties = facets.properties.iter();
            properties.find(|property| property.name == name)
        };
        let is_missing = |name: &String| {
            !object.contains_key(name)
                && property(name).is_none_or(|property| self.travels(property))
        };
        if facets.required.keys().any(is_missing) {
            return Fit::No;
        }
        Fit::all(object.iter().map(|(name, value)| match property(name) {
            // What is not meant for this direction: some refuse it, some ignore it.
            Some(property) if !self.travels(property) => Fit::Unknown,
            Some(property) => self.schema(property.schema, value, depth + 1, steps),
            None => match &facets.additional {
                Additional::Any => Fit::Yes,
                Additional::Closed(_) => Fit::No,
                Additional::Of(schema) => self.schema(schema.value, value, depth + 1, steps),
            },
        }))
    }

    /// Whether a property is in values of this direction.
    pub(super) fn travels(self, property: &Property) -> bool {
        property.travels(self.direction)
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

fn fits(facets: &Facets, value: &Value) -> Fit {
    let format = facets.format.as_ref();
    format.map_or(Fit::Yes, |format| format::fits(&format.value, value))
}

fn are_unique(items: &[Value]) -> bool {
    let mut seen = BTreeSet::new();
    items.iter().all(|item| seen.insert(item.to_string()))
}
