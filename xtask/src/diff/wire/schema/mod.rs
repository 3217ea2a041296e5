//! Schemas in pairs: which differences there are, and where they lead.

mod apart;
mod bounds;
mod exclusions;
mod flat;
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

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use self::sides::{Local, Sides};
use self::within::Within;
use super::finding::{Finding, Findings};
use super::roots::{Root, Roots};
use crate::contract::{Contract, SchemaId};
use crate::diff::witness::{Search, Step, Steps};
use crate::diff::{Level, Rule, wire};

/// How much may be looked at for all witnesses together.
const MAX_STEPS: u64 = 1_000_000;

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
                if !flat::compare(&mut sides, self.base, self.head) {
                    unions::compare(&mut sides, &mut self.within);
                }
            } else if !values::are_same(&sides, self.base, self.head) && types::compare(&mut sides)
            {
                values::compare(&mut sides);
                if !values::say_all(&sides, self.base, self.head) {
                    formats::compare(&mut sides);
                    limits::compare(&mut sides);
                    patterns::compare(&mut sides);
                }
                objects::compare(&mut sides, self.base, self.head);
                exclusions::compare(&mut sides, &mut self.within);
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
        let mut steps = Steps(MAX_STEPS);
        for (index, node) in self.nodes.iter().enumerate() {
            if node.locals.is_empty() {
                continue;
            }
            let ways = self.ways(index);
            let mut places: Vec<(usize, &Root)> = ways
                .keys()
                .filter_map(|at| Some((*at, self.nodes.get(*at)?)))
                .flat_map(|(at, node)| node.roots.iter().map(move |root| (at, *root)))
                .filter_map(|(at, root)| Some((at, roots.all.get(root)?)))
                .collect();
            places.sort_by(|(_, a), (_, b)| a.reach.cmp(&b.reach));
            // What a parameter or a header is called, where the schema is of nothing else.
            let mut subjects = places.iter().map(|(_, root)| &root.subject);
            let subject = subjects
                .next()
                .cloned()
                .flatten()
                .filter(|first| subjects.all(|other| other.as_ref() == Some(first)));
            for local in &node.locals {
                let mut finding = local.finding.clone();
                if let Some(subject) = &subject {
                    let is_required = places.iter().all(|(_, root)| root.is_required);
                    of_parameter(&mut finding, subject, node, is_required);
                }
                let is_proved = local.is_supposed || finding.level == Level::Breaking;
                let witness = is_proved
                    .then(|| {
                        let (at, root) = places.first()?;
                        self.search(index, *at, root, &ways)?
                            .witness(&local.probe, &mut steps)
                    })
                    .flatten();
                if local.is_supposed && witness.is_none() {
                    continue;
                }
                let reach = places.iter().map(|(_, root)| root.reach.clone());
                findings.add(finding.clone(), reach);
                findings.prove(&finding, || witness);
            }
        }
    }

    /// The pairs that a pair is inside of, itself first, each with the step towards it.
    fn ways(&self, index: usize) -> BTreeMap<usize, Option<(usize, Step)>> {
        let mut ways = BTreeMap::from([(index, None)]);
        let mut pending = VecDeque::from([index]);
        while let Some(index) = pending.pop_front() {
            let parents = self.nodes.get(index).map(|node| node.parents.as_slice());
            for (parent, step) in parents.unwrap_or_default() {
                if let Entry::Vacant(entry) = ways.entry(*parent) {
                    entry.insert(Some((index, step.clone())));
                    pending.push_back(*parent);
                }
            }
        }
        ways
    }

    /// How a value of a pair gets into a value of the pair at `top`.
    fn search(
        &self,
        index: usize,
        top: usize,
        root: &Root,
        ways: &BTreeMap<usize, Option<(usize, Step)>>,
    ) -> Option<Search<'a>> {
        let is_request = self.nodes.get(index)?.key.is_request;
        let ids = |index: usize| {
            let key = self.nodes.get(index)?.key;
            Some(match is_request {
                true => (key.base, key.head),
                false => (key.head, key.base),
            })
        };
        let mut way = Vec::new();
        let mut at = top;
        while let Some((next, step)) = ways.get(&at)? {
            way.push((ids(at)?.0, step.clone()));
            at = *next;
        }
        way.reverse();
        let (giver, taker) = match is_request {
            true => (self.base, self.head),
            false => (self.head, self.base),
        };
        Some(Search {
            giver,
            taker,
            is_request,
            here: ids(index)?,
            way,
            whole: ids(top)?,
            place: root.reach.1.clone(),
        })
    }
}

/// What is known of a finding in a parameter or a header alone.
fn of_parameter(finding: &mut Finding, subject: &str, node: &Node, is_required: bool) {
    let is_whole = node.parents.is_empty();
    let place = finding.head.as_ref().or(finding.base.as_ref());
    let inside = place.and_then(|place| wire::subject::inside(&place.pointer));
    match inside.as_deref() {
        Some("") => finding.subject = Some(subject.to_owned()),
        Some(inside) => finding.subject = Some(format!("{subject}: {inside}")),
        None if is_whole => finding.subject = Some(subject.to_owned()),
        None => {}
    }
    if is_whole && finding.rule == Rule::RequestDefaultChanged {
        finding.rule = Rule::ParameterDefaultChanged;
        // What must be given has none.
        finding.level = finding.rule.level();
        if is_required {
            finding.level = Level::Docs;
            finding.what += ", but it must be given";
        }
    }
}
