//! [`Within`]: whether every value of one schema is a value of another, where that is certain.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds;
use super::sides::travels;
use crate::contract::{Additional, Contract, Facets, JsonType, Schema, SchemaId};
use crate::diff::change::In;
use crate::diff::witness::takes;

/// Which document the first of two schemas is of, the other being of the other; the two; and how they travel.
type Question = (In, SchemaId, SchemaId, bool, bool);

/// Answers whether schemas are within each other. What is not certain is not so.
pub(super) struct Within<'a> {
    pub(super) base: &'a Contract,
    pub(super) head: &'a Contract,
    known: BTreeMap<Question, bool>,
    /// What is taken to be so while it is being asked: schemas may hold themselves.
    asked: BTreeSet<Question>,
    steps: usize,
}

/// A question may lead to so many others.
const MAX_STEPS: usize = 2_000;

/// Deeper than schemas nest.
const MAX_DEPTH: usize = 64;

impl<'a> Within<'a> {
    pub(super) fn new(base: &'a Contract, head: &'a Contract) -> Self {
        Self {
            base,
            head,
            known: BTreeMap::new(),
            asked: BTreeSet::new(),
            steps: 0,
        }
    }

    /// Whether every value of `inner` is one of `outer`.
    pub(super) fn is_within(
        &mut self,
        side: In,
        inner: SchemaId,
        outer: SchemaId,
        is_request: bool,
        is_text: bool,
    ) -> bool {
        let question = (side, inner, outer, is_request, is_text);
        if let Some(answer) = self.known.get(&question) {
            return *answer;
        }
        self.asked.clear();
        self.steps = MAX_STEPS;
        let answer = self.ask(question, 0);
        self.known.insert(question, answer);
        answer
    }

    fn ask(&mut self, question: Question, depth: usize) -> bool {
        if self.known.get(&question) == Some(&false) {
            return false;
        }
        if !self.asked.insert(question) {
            return true;
        }
        let (side, inner, outer, ..) = question;
        let (from, to) = match side {
            In::Base => (self.base, self.head),
            In::Head => (self.head, self.base),
        };
        let (Some(inner), Some(outer)) = (from.schema(inner), to.schema(outer)) else {
            return false;
        };
        let Some(steps) = self.steps.checked_sub(1).filter(|_| depth < MAX_DEPTH) else {
            return false;
        };
        self.steps = steps;
        self.schema(question, inner, outer, depth)
    }

    fn schema(&mut self, question: Question, inner: &Schema, outer: &Schema, depth: usize) -> bool {
        let (side, inner_id, outer_id, is_request, is_text) = question;
        if inner.facets.nullable && !outer.facets.nullable {
            return false;
        }
        // Values that are listed can be tried.
        if let (None, Some(values)) = (&inner.alternatives, &inner.facets.values) {
            let other = match side {
                In::Base => self.head,
                In::Head => self.base,
            };
            let is_taken = |value| takes(other, outer_id, value, is_request) == Some(true);
            if values.value.iter().all(is_taken) {
                return true;
            }
        }
        if let Some(union) = &inner.alternatives {
            return union.members.iter().all(|member| {
                self.ask(
                    (side, member.value, outer_id, is_request, is_text),
                    depth + 1,
                )
            });
        }
        if let Some(union) = &outer.alternatives {
            return union.members.iter().any(|member| {
                self.ask(
                    (side, inner_id, member.value, is_request, is_text),
                    depth + 1,
                )
            });
        }
        self.facets(question, &inner.facets, &outer.facets, depth)
    }

    fn facets(&mut self, question: Question, inner: &Facets, outer: &Facets, depth: usize) -> bool {
        if !inner.types.is_subset(&outer.types) {
            return false;
        }
        let values = match (&inner.values, &outer.values) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(inner), Some(outer)) => {
                inner.value.iter().all(|value| outer.value.contains(value))
            }
        };
        let format = match (&inner.format, &outer.format) {
            (_, None) => true,
            (inner, Some(outer)) => inner
                .as_ref()
                .is_some_and(|inner| inner.value == outer.value),
        };
        let patterns = outer.patterns.iter().all(|pattern| {
            let mut patterns = inner.patterns.iter();
            patterns.any(|other| other.value == pattern.value)
        });
        values
            && format
            && patterns
            && (outer.unique_items.is_none() || inner.unique_items.is_some())
            && bounds::hold(inner, outer, question.3)
            && self.exclusions(question, inner, outer, depth)
            && self.lists(question, inner, outer, depth)
            && self.objects(question, inner, outer, depth)
    }

    fn inside(
        &mut self,
        question: Question,
        inner: SchemaId,
        outer: SchemaId,
        depth: usize,
    ) -> bool {
        let (side, _, _, is_request, is_text) = question;
        self.ask((side, inner, outer, is_request, is_text), depth + 1)
    }

    /// Whether all that `outer` excludes is excluded of `inner` too.
    fn exclusions(
        &mut self,
        question: Question,
        inner: &Facets,
        outer: &Facets,
        depth: usize,
    ) -> bool {
        let (side, _, _, is_request, is_text) = question;
        outer.not.iter().all(|theirs| {
            inner.not.iter().any(|ours| {
                let question = (side.other(), theirs.value, ours.value, is_request, is_text);
                self.ask(question, depth + 1)
            })
        })
    }

    fn lists(&mut self, question: Question, inner: &Facets, outer: &Facets, depth: usize) -> bool {
        match (inner.items, outer.items) {
            _ if !inner.types.contains(&JsonType::Array) => true,
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(inner), Some(outer)) => self.inside(question, inner, outer, depth),
        }
    }

    fn objects(
        &mut self,
        question: Question,
        inner: &Facets,
        outer: &Facets,
        depth: usize,
    ) -> bool {
        if !inner.types.contains(&JsonType::Object) {
            return true;
        }
        let is_request = question.3;
        let mine: BTreeMap<&str, SchemaId> = visible(inner, is_request);
        let theirs: BTreeMap<&str, SchemaId> = visible(outer, is_request);
        let required = |facets: &Facets, names: &BTreeMap<&str, SchemaId>| -> BTreeSet<String> {
            let hidden = |name: &str| {
                !names.contains_key(name)
                    && facets
                        .properties
                        .iter()
                        .any(|property| property.name == name)
            };
            let required = facets.required.keys();
            required.filter(|name| !hidden(name)).cloned().collect()
        };
        if !required(outer, &theirs).is_subset(&required(inner, &mine)) {
            return false;
        }
        for (name, other) in &theirs {
            let is_in = match (mine.get(name), &inner.additional) {
                (Some(schema), _) => self.inside(question, *schema, *other, depth),
                (None, Additional::Closed(_)) => true,
                (None, Additional::Of(schema)) => {
                    self.inside(question, schema.value, *other, depth)
                }
                (None, Additional::Any) => false,
            };
            if !is_in {
                return false;
            }
        }
        let mut extra = mine.iter().filter(|(name, _)| !theirs.contains_key(*name));
        match (&inner.additional, &outer.additional) {
            (_, Additional::Any) => true,
            (Additional::Closed(_), Additional::Closed(_)) => extra.next().is_none(),
            (_, Additional::Closed(_)) | (Additional::Any, Additional::Of(_)) => false,
            (additional, Additional::Of(outer)) => {
                let unnamed = match additional {
                    Additional::Of(inner) => self.inside(question, inner.value, outer.value, depth),
                    _ => true,
                };
                unnamed
                    && extra.all(|(_, schema)| self.inside(question, *schema, outer.value, depth))
            }
        }
    }
}

fn visible(facets: &Facets, is_request: bool) -> BTreeMap<&str, SchemaId> {
    let properties = facets.properties.iter();
    properties
        .filter(|property| travels(property, is_request))
        .map(|property| (property.name.as_str(), property.schema))
        .collect()
}
