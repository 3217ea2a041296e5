//! [`Swaps`]: locations that refer to another schema than before. All that differs there is one change of the location,
//! since the schemas themselves are unchanged.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::types::names;
use super::{PairNode, Pairs};
use crate::contract::{Contract, Schema};
use crate::diff::wire::call;
use crate::diff::wire::difference::Difference;
use crate::diff::wire::phrases::{list, quote};
use crate::diff::wire::subject;
use crate::diff::{Level, Rule};
use crate::source::Direction;

/// The pairs in which one component replaces another, each with the pairs inside that differ only by that.
#[derive(Default)]
pub(super) struct Swaps {
    parts: BTreeMap<usize, Vec<usize>>,
    owners: BTreeMap<usize, usize>,
}

impl Swaps {
    pub(super) fn find(pairs: &Pairs<'_>) -> Self {
        let mut swaps = Self::default();
        for (index, node) in pairs.nodes.iter().enumerate() {
            let is_new = !swaps.owners.contains_key(&index);
            let is_swapped = is_swapped(pairs, node);
            if is_new && is_swapped && (node.is_replaced || is_component(pairs, node)) {
                swaps.add(index, pairs);
            }
        }
        swaps
    }

    /// Adds a pair, and those that only it leads to.
    fn add(&mut self, owner: usize, pairs: &Pairs<'_>) {
        self.owners.insert(owner, owner);
        let mut parts = vec![owner];
        let mut at = 0;
        while let Some(node) = parts.get(at).and_then(|part| pairs.nodes.get(*part)) {
            at += 1;
            for (child, _) in &node.children {
                let Some(inner) = pairs.nodes.get(*child) else {
                    continue;
                };
                let is_own = |parent: &usize| self.owners.get(parent) == Some(&owner);
                let is_part = inner.roots.is_empty()
                    && inner.parents.iter().all(is_own)
                    && !self.owners.contains_key(child)
                    && has_moved(pairs, inner);
                if is_part {
                    self.owners.insert(*child, owner);
                    parts.push(*child);
                }
            }
        }
        self.parts.insert(owner, parts);
    }

    /// Whether one component replaces another in a pair.
    pub(super) fn is_owner(&self, index: usize) -> bool {
        self.parts.contains_key(&index)
    }

    /// The pairs that are reported as one: all of a swap, where it begins.
    pub(super) fn parts(&self, index: usize) -> Vec<usize> {
        match self.owners.get(&index) {
            Some(owner) if *owner != index => Vec::new(),
            Some(_) => self.parts.get(&index).cloned().unwrap_or_default(),
            None => vec![index],
        }
    }
}

/// The schemas of a pair, before and after; the referenced one where a reference is all that a schema is.
fn schemas<'a>(pairs: &Pairs<'a>, node: &PairNode) -> Option<[&'a Schema; 2]> {
    let schema = |contract: &'a Contract, id| {
        let schema = contract.schema(id)?;
        let reference = schema.same_as.as_ref();
        let same = reference.and_then(|pointer| contract.schema_of(pointer));
        Some(same.unwrap_or(schema))
    };
    let base = schema(pairs.base, node.key.base)?;
    Some([base, schema(pairs.head, node.key.head)?])
}

/// Whether a location refers to another schema, and not to the same one under another name.
pub(super) fn is_swapped(pairs: &Pairs<'_>, node: &PairNode) -> bool {
    let Some([base, head]) = schemas(pairs, node) else {
        return false;
    };
    let is_in = |contract: &Contract, pointer: &str| {
        subject::component(pointer).is_some() && contract.schema_at(pointer).is_some()
    };
    base.at.pointer != head.at.pointer
        && (node.is_replaced
            || is_in(pairs.head, &base.at.pointer)
            || is_in(pairs.base, &head.at.pointer))
        && node.uses.iter().any(Option::is_some)
}

/// Whether the schema after is a component.
fn is_component(pairs: &Pairs<'_>, node: &PairNode) -> bool {
    schemas(pairs, node).is_some_and(|[_, head]| subject::component(&head.at.pointer).is_some())
}

/// Whether both schemas are components.
pub(super) fn are_components(pairs: &Pairs<'_>, node: &PairNode) -> bool {
    let mut schemas = schemas(pairs, node).into_iter().flatten();
    schemas.all(|schema| subject::component(&schema.at.pointer).is_some())
}

/// Whether the schemas of a pair are not the same one before and after.
fn has_moved(pairs: &Pairs<'_>, node: &PairNode) -> bool {
    schemas(pairs, node).is_some_and(|[base, head]| base.at.pointer != head.at.pointer)
}

/// Adds the subject of a difference inside of a schema to its description.
pub(super) fn name(difference: &mut Difference) {
    let at = difference.head.as_ref().or(difference.base.as_ref());
    let subject = at.map(|at| subject::of(&at.pointer)).unwrap_or_default();
    difference.what = format!("{} of {}", difference.what, quote(&subject));
}

/// All that differs where one schema replaced another, as one difference.
pub(super) fn joined(
    pairs: &Pairs<'_>,
    node: &PairNode,
    mut found: Vec<Difference>,
) -> Option<Difference> {
    let direction = node.key.direction;
    found.sort_by_key(|difference| std::cmp::Reverse(difference.level));
    let level = found.first()?.level;
    let phrase = |schema: &Schema| match &schema.name {
        Some(name) => format!("`{name}`"),
        None if schema.at.pointer.starts_with("/components/") => subject::of(&schema.at.pointer),
        None => list(&names(&schema.facets.types), |name| format!("`{name}`")),
    };
    let [base, head] = schemas(pairs, node)?;
    let (from, to) = (phrase(base), phrase(head));
    let all = list(&found, |difference| difference.what.clone());
    let what = format!("schema changed from {from} to {to} ({all})");
    let rule = call::rule(
        direction,
        Rule::RequestSchemaReplaced,
        Rule::ResponseSchemaReplaced,
    );
    let changes = found.into_iter().map(|difference| {
        let mut facts: serde_json::Map<String, Value> = difference
            .facts
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        facts.insert("rule".to_owned(), difference.rule.as_str().into());
        Value::Object(facts)
    });
    let changes: Vec<Value> = changes.collect();
    let joined = Difference::new(rule, what)
        .level(level)
        .values(base.name.clone(), head.name.clone())
        .fact("changes", json!(changes));
    Some(match (level, direction) {
        (Level::Breaking, _) => joined,
        (Level::Risky, Direction::Request) => {
            joined.consequence("the server may ignore or reject what the new schema lacks")
        }
        (Level::Risky, Direction::Response) => {
            joined.consequence("clients may rely on what the new schema lacks")
        }
        (_, Direction::Request) => joined.consequence("previous requests stay valid"),
        (_, Direction::Response) => joined.consequence("clients can read all values"),
    })
}
