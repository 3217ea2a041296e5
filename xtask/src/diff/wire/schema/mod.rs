//! Schemas in pairs: which differences there are, and where they lead.

mod formats;
mod limits;
mod notes;
mod objects;
mod patterns;
mod sides;
mod types;
mod unions;
mod values;
mod within;

use std::collections::{BTreeMap, BTreeSet};

use self::sides::{Local, Sides};
use self::within::Within;
use super::finding::Findings;
use super::roots::{Root, Roots};
use crate::api::contract::{Contract, SchemaId};
use crate::diff::witness::Step;

/// Two schemas that values of one place had and have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    base: SchemaId,
    head: SchemaId,
    is_request: bool,
    is_text: bool,
    /// Whether they are members of unions, which say together whether null is a value.
    is_member: bool,
}

#[derive(Debug)]
struct Node {
    key: Key,
    locals: Vec<Local>,
    /// The pairs that this one is inside of, with the step from there.
    parents: Vec<(usize, Step)>,
    /// The places of operations that have just this pair.
    roots: Vec<usize>,
}

/// All pairs of schemas that operations lead to.
pub(super) struct Pairs<'a> {
    base: &'a Contract,
    head: &'a Contract,
    ids: BTreeMap<Key, usize>,
    nodes: Vec<Node>,
    pending: Vec<usize>,
    within: Within<'a>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(base: &'a Contract, head: &'a Contract) -> Self {
        Self {
            base,
            head,
            ids: BTreeMap::new(),
            nodes: Vec::new(),
            pending: Vec::new(),
            within: Within::new(base, head),
        }
    }

    /// Adds the pair at a place of an operation.
    pub(super) fn start(&mut self, index: usize, root: &Root) {
        let node = self.node(Key {
            base: root.base,
            head: root.head,
            is_request: root.is_request,
            is_text: root.is_text,
            is_member: false,
        });
        if let Some(node) = self.nodes.get_mut(node) {
            node.roots.push(index);
        }
    }

    fn node(&mut self, key: Key) -> usize {
        if let Some(node) = self.ids.get(&key) {
            return *node;
        }
        let node = self.nodes.len();
        self.nodes.push(Node {
            key,
            locals: Vec::new(),
            parents: Vec::new(),
            roots: Vec::new(),
        });
        self.ids.insert(key, node);
        self.pending.push(node);
        node
    }

    /// Compares all pairs, those that they lead to as well.
    pub(super) fn compare(&mut self) {
        while let Some(index) = self.pending.pop() {
            let Some(key) = self.nodes.get(index).map(|node| node.key) else {
                continue;
            };
            let (Some(base), Some(head)) = (self.base.schema(key.base), self.head.schema(key.head))
            else {
                continue;
            };
            let mut sides = Sides::new(
                (key.base, base),
                (key.head, head),
                key.is_request,
                key.is_text,
            );
            if !key.is_member {
                types::null(&mut sides);
            }
            if base.alternatives.is_some() || head.alternatives.is_some() {
                unions::compare(&mut sides, &mut self.within);
            } else if types::compare(&mut sides) {
                values::compare(&mut sides);
                formats::compare(&mut sides);
                limits::compare(&mut sides);
                patterns::compare(&mut sides);
                objects::compare(&mut sides);
            }
            notes::compare(&mut sides);
            let (locals, inner) = sides.into_found();
            for (step, base, head) in inner {
                let child = self.node(Key {
                    base,
                    head,
                    is_member: step == Step::Member,
                    ..key
                });
                if let Some(child) = self.nodes.get_mut(child) {
                    child.parents.push((index, step));
                }
            }
            if let Some(node) = self.nodes.get_mut(index) {
                node.locals = locals;
            }
        }
    }

    /// Tells every difference with the operations that it reaches.
    pub(super) fn tell(&self, roots: &Roots, findings: &mut Findings) {
        for (index, node) in self.nodes.iter().enumerate() {
            if node.locals.is_empty() {
                continue;
            }
            let reached = self.reached(index);
            let places: Vec<&Root> = reached
                .iter()
                .filter_map(|(_, root)| roots.all.get(*root))
                .collect();
            let subject = match (places.as_slice(), node.parents.is_empty()) {
                ([only], true) => only.subject.clone(),
                _ => None,
            };
            for local in &node.locals {
                let mut finding = local.finding.clone();
                if let Some(subject) = &subject {
                    finding.subject.get_or_insert_with(|| subject.clone());
                }
                let reach = places.iter().map(|root| root.reach.clone());
                findings.add(finding, reach);
            }
        }
    }

    /// The places of operations that lead to a pair, with the pairs that stand there.
    fn reached(&self, index: usize) -> Vec<(usize, usize)> {
        let mut seen = BTreeSet::from([index]);
        let mut pending = vec![index];
        let mut reached = Vec::new();
        while let Some(index) = pending.pop() {
            let Some(node) = self.nodes.get(index) else {
                continue;
            };
            reached.extend(node.roots.iter().map(|root| (index, *root)));
            for (parent, _) in &node.parents {
                if seen.insert(*parent) {
                    pending.push(*parent);
                }
            }
        }
        reached
    }
}
