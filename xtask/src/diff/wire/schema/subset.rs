//! [`Subsets`]: whether every value of one schema is a value of another, where that is certain.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds;
use super::pair::DocumentSchema;
use crate::contract::{Additional, Contract, Facets, JsonType, SchemaId};
use crate::diff::change::Side;
use crate::source::Direction;

/// A question may lead to so many others.
const MAX_STEPS: usize = 2_000;

/// Schemas are not nested deeper.
const MAX_DEPTH: usize = 64;

/// Whether the values of `inner`, of the document `side`, are values of `outer`, of the other document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Question {
    side: Side,
    inner: SchemaId,
    outer: SchemaId,
    direction: Direction,
}

/// Tells which schemas are subsets of others. What is not certain is not so.
pub(super) struct Subsets<'a> {
    pub(super) base: &'a Contract,
    pub(super) head: &'a Contract,
    known: BTreeMap<Question, bool>,
    /// Questions in progress, and those that were true if they are: schemas may contain themselves.
    assumed: Vec<Question>,
    steps: usize,
}

/// The values of a property.
enum Allowed {
    Nothing,
    Anything,
    Schema(SchemaId),
}

impl<'a> Subsets<'a> {
    pub(super) fn new(base: &'a Contract, head: &'a Contract) -> Self {
        Self {
            base,
            head,
            known: BTreeMap::new(),
            assumed: Vec::new(),
            steps: 0,
        }
    }

    /// Whether every value of `inner`, of the document `side`, is a value of `outer`, of the other document.
    pub(super) fn is_subset(
        &mut self,
        side: Side,
        inner: SchemaId,
        outer: SchemaId,
        direction: Direction,
    ) -> bool {
        let question = Question {
            side,
            inner,
            outer,
            direction,
        };
        if let Some(result) = self.known.get(&question) {
            return *result;
        }
        self.assumed.clear();
        self.steps = MAX_STEPS;
        let result = self.ask(question, 0);
        self.known.insert(question, result);
        result
    }

    fn ask(&mut self, question: Question, depth: usize) -> bool {
        if self.known.get(&question) == Some(&false) {
            return false;
        }
        if self.assumed.contains(&question) {
            return true;
        }
        let (from, to) = match question.side {
            Side::Base => (self.base, self.head),
            Side::Head => (self.head, self.base),
        };
        let inner = DocumentSchema::new(from, question.inner);
        let outer = DocumentSchema::new(to, question.outer);
        let (Some(inner), Some(outer)) = (inner, outer) else {
            return false;
        };
        let Some(steps) = self.steps.checked_sub(1).filter(|_| depth < MAX_DEPTH) else {
            return false;
        };
        self.steps = steps;
        let assumed = self.assumed.len();
        self.assumed.push(question);
        let result = self.ask_schema(question, inner, outer, depth + 1);
        if !result {
            // What was true if this is may not be.
            self.assumed.truncate(assumed);
            self.known.insert(question, false);
        }
        result
    }

    fn ask_schema(
        &mut self,
        question: Question,
        inner: DocumentSchema<'a>,
        outer: DocumentSchema<'a>,
        depth: usize,
    ) -> bool {
        if inner.facets.nullable && !outer.facets.nullable {
            return false;
        }
        if let (None, Some(values)) = (&inner.alternatives, &inner.facets.values) {
            let mut values = values.value.iter();
            if values.all(|value| outer.takes(value, question.direction) == Some(true)) {
                return true;
            }
        }
        let mut ask = |inner, outer| {
            let inside = Question {
                inner,
                outer,
                ..question
            };
            self.ask(inside, depth)
        };
        if let Some(union) = &inner.alternatives {
            let mut members = union.members.iter();
            return members.all(|member| ask(member.value, outer.id));
        }
        if let Some(union) = &outer.alternatives {
            let mut members = union.members.iter();
            return members.any(|member| ask(inner.id, member.value));
        }
        let (inner, outer) = (&inner.facets, &outer.facets);
        let is_subset = are_scalars_subset(inner, outer, question.direction)
            && are_items_subset(inner, outer, &mut ask)
            && are_objects_subset(inner, outer, question.direction, &mut ask);
        is_subset && self.are_exclusions_superset(question, inner, outer, depth)
    }

    /// Whether all that `outer` excludes is excluded by `inner` too.
    fn are_exclusions_superset(
        &mut self,
        question: Question,
        inner: &Facets,
        outer: &Facets,
        depth: usize,
    ) -> bool {
        outer.not.iter().all(|outer| {
            inner.not.iter().any(|inner| {
                let reversed = Question {
                    side: question.side.other(),
                    inner: outer.value,
                    outer: inner.value,
                    ..question
                };
                self.ask(reversed, depth)
            })
        })
    }
}

/// Asks about two schemas inside.
type Ask<'s> = dyn FnMut(SchemaId, SchemaId) -> bool + 's;

fn are_scalars_subset(inner: &Facets, outer: &Facets, direction: Direction) -> bool {
    let has_values = match (&inner.values, &outer.values) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => inner.value.iter().all(|it| outer.value.contains(it)),
    };
    let has_format = outer.format.as_ref().is_none_or(|outer| {
        let inner = inner.format.as_ref();
        inner.is_some_and(|inner| inner.value == outer.value)
    });
    let has_patterns = outer.patterns.iter().all(|outer| {
        let mut inner = inner.patterns.iter();
        inner.any(|inner| inner.value == outer.value)
    });
    inner.types.is_subset(&outer.types)
        && has_values
        && has_format
        && has_patterns
        && (outer.unique_items.is_none() || inner.unique_items.is_some())
        && bounds::are_within(inner, outer, direction)
        // What is said of some parts is not looked into.
        && outer.selected.is_empty()
}

fn are_items_subset(inner: &Facets, outer: &Facets, ask: &mut Ask<'_>) -> bool {
    match (inner.items, outer.items) {
        _ if !inner.types.contains(&JsonType::Array) => true,
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => ask(inner, outer),
    }
}

fn are_objects_subset(
    inner: &Facets,
    outer: &Facets,
    direction: Direction,
    ask: &mut Ask<'_>,
) -> bool {
    if !inner.types.contains(&JsonType::Object) {
        return true;
    }
    let required = |facets: &Facets| -> BTreeSet<String> {
        let names = facets.required.keys();
        let is_sent = |name: &&String| {
            let property = facets.property(name);
            property.is_none_or(|property| property.travels(direction))
        };
        names.filter(is_sent).cloned().collect()
    };
    if !required(outer).is_subset(&required(inner)) {
        return false;
    }
    let (ours, theirs) = (sent(inner, direction), sent(outer, direction));
    let names = ours.keys().chain(theirs.keys()).map(Some);
    names.chain([None]).all(|name| {
        let inner = allowed(inner, &ours, name.copied());
        match (inner, allowed(outer, &theirs, name.copied())) {
            (Allowed::Nothing, _) | (_, Allowed::Anything) => true,
            (_, Allowed::Nothing) | (Allowed::Anything, _) => false,
            (Allowed::Schema(inner), Allowed::Schema(outer)) => ask(inner, outer),
        }
    })
}

/// The properties that are sent in a direction.
fn sent(facets: &Facets, direction: Direction) -> BTreeMap<&str, SchemaId> {
    let properties = facets.properties.iter();
    properties
        .filter(|property| property.travels(direction))
        .map(|property| (property.name.as_str(), property.schema))
        .collect()
}

/// The values of a property, or of an unknown one.
fn allowed(facets: &Facets, sent: &BTreeMap<&str, SchemaId>, name: Option<&str>) -> Allowed {
    match (name.and_then(|name| sent.get(name)), &facets.additional) {
        (Some(schema), _) => Allowed::Schema(*schema),
        (None, Additional::Any) => Allowed::Anything,
        (None, Additional::Of(schema)) => Allowed::Schema(schema.value),
        (None, Additional::Closed(_)) => Allowed::Nothing,
    }
}
