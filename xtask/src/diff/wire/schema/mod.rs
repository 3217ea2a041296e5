//! Schemas in pairs: their differences, and the pairs inside of them.

mod bounds;
mod discriminator;
mod disjoint;
mod enum_union;
mod formats;
mod limits;
mod metadata;
mod not;
mod objects;
mod outline;
mod pair;
mod patterns;
mod reached;
mod selected;
mod subset;
mod swapped;
mod types;
mod unions;
mod values;

use std::collections::BTreeMap;

use self::pair::{DocumentSchema, Local, Pair, Unproved, Use};
use self::reached::Reached;
use self::subset::Subsets;
use self::swapped::Swaps;
use super::call::Root;
use super::difference::{Difference, Differences};
use super::subject;
use crate::contract::{Contract, SchemaId};
use crate::diagnostic::Anchor;
use crate::diff::witness::{Proof, Search, Step};
use crate::diff::{Level, Rule, Witness};
use crate::source::Direction;
use crate::source::pointer::is_within;
use crate::validate::{Budget, Patterns};

/// The budget for all witnesses together.
const MAX_STEPS: u64 = 1_000_000;

/// Two schemas of one location, before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    base: SchemaId,
    head: SchemaId,
    direction: Direction,
    is_text: bool,
    /// Whether they are members of unions, which decide whether null is allowed.
    is_member: bool,
    /// Whether their values are those that the array around them lists in one document.
    is_listed: bool,
}

#[derive(Debug)]
struct PairNode {
    key: Key,
    locals: Vec<Local>,
    /// The pairs that contain this one.
    parents: Vec<usize>,
    /// The pairs inside of this one, with the step to there.
    children: Vec<(usize, Step)>,
    /// The locations of operations that have this pair.
    roots: Vec<usize>,
    /// The different locations where it is used.
    uses: Vec<Option<Use>>,
    /// Whether these are references to another component of parameters, bodies or responses than before.
    is_replaced: bool,
}

impl PairNode {
    fn add_use(&mut self, at: Option<Use>) {
        if !self.uses.contains(&at) {
            self.uses.push(at);
        }
    }
}

/// All pairs of schemas that operations lead to.
pub(super) struct Pairs<'a> {
    base: &'a Contract,
    head: &'a Contract,
    indices: BTreeMap<Key, usize>,
    nodes: Vec<PairNode>,
    pending: Vec<usize>,
    subsets: Subsets<'a>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(base: &'a Contract, head: &'a Contract) -> Self {
        Self {
            base,
            head,
            indices: BTreeMap::new(),
            nodes: Vec::new(),
            pending: Vec::new(),
            subsets: Subsets::new(base, head),
        }
    }

    /// Adds the pair at a location of an operation.
    pub(super) fn start(&mut self, index: usize, root: &Root) {
        let node = self.node(Key {
            base: root.base,
            head: root.head,
            direction: root.direction,
            is_text: root.is_text,
            is_member: false,
            is_listed: false,
        });
        if let Some(node) = self.nodes.get_mut(node) {
            node.roots.push(index);
            node.add_use(Some(root.at.clone()));
            node.is_replaced |= root.is_replaced;
        }
    }

    fn node(&mut self, key: Key) -> usize {
        if let Some(node) = self.indices.get(&key) {
            return *node;
        }
        let node = self.nodes.len();
        self.nodes.push(PairNode {
            key,
            locals: Vec::new(),
            parents: Vec::new(),
            children: Vec::new(),
            roots: Vec::new(),
            uses: Vec::new(),
            is_replaced: false,
        });
        self.indices.insert(key, node);
        self.pending.push(node);
        node
    }

    /// Compares all pairs, including those that they lead to.
    pub(super) fn compare(&mut self) {
        while let Some(index) = self.pending.pop() {
            let Some(key) = self.nodes.get(index).map(|node| node.key) else {
                continue;
            };
            let base = DocumentSchema::new(self.base, key.base);
            let head = DocumentSchema::new(self.head, key.head);
            let (Some(base), Some(head)) = (base, head) else {
                continue;
            };
            let mut pair = Pair::new(base, head, key.direction, key.is_text);
            compare_pair(&mut pair, &mut self.subsets, key);
            let Pair {
                locals,
                inner,
                lists_items,
                ..
            } = pair;
            let mut children = Vec::new();
            for (step, base, head, at) in inner {
                let child = self.node(Key {
                    base,
                    head,
                    is_member: step == Step::Member,
                    is_listed: step == Step::Item && lists_items,
                    ..key
                });
                children.push((child, step));
                if let Some(child) = self.nodes.get_mut(child) {
                    child.parents.push(index);
                    child.add_use(at);
                }
            }
            if let Some(node) = self.nodes.get_mut(index) {
                node.locals = locals;
                node.children = children;
            }
        }
    }

    /// Adds every difference with the operations that it affects.
    pub(super) fn report(&self, roots: &[Root], found: &mut Differences) {
        let mut steps = Budget::new(MAX_STEPS, Patterns::default());
        let reached = Reached::new(&self.nodes, roots);
        let swaps = Swaps::find(self);
        for (index, node) in self.nodes.iter().enumerate() {
            let parts = swaps.parts(index);
            let locations: Vec<&Root> = match self.differ(&parts) {
                true => reached
                    .roots(index)
                    .filter_map(|it| roots.get(it))
                    .collect(),
                false => continue,
            };
            let mut proved = Vec::new();
            for part in parts {
                let mut more = self.proved(part, &locations, &reached, &mut steps);
                if part != index {
                    more.iter_mut().for_each(|(inner, _)| swapped::name(inner));
                }
                proved.extend(more);
            }
            let is_joined = swaps.is_owner(index)
                && (proved.len() != 1
                    || node.locals.is_empty()
                    || swapped::are_components(self, node));
            if is_joined {
                let witness = proved.iter().find_map(|(it, witness)| {
                    let is_breaking = it.level == Level::Breaking;
                    witness.clone().filter(|_| is_breaking)
                });
                let all = proved.into_iter().map(|(difference, _)| difference);
                let joined = swapped::joined(self, node, all.collect());
                proved = joined.map(|joined| (joined, witness)).into_iter().collect();
            }
            if is_joined || swapped::is_swapped(self, node) {
                let uses: Vec<&Use> = node.uses.iter().flatten().collect();
                proved
                    .iter_mut()
                    .for_each(|(difference, _)| at_uses(difference, &uses));
            }
            // The name of a parameter or a header, if the schema is used by nothing else.
            let mut subjects = locations.iter().map(|root| root.subject.as_ref());
            let first = subjects.next().flatten();
            let subject = first.filter(|first| subjects.all(|other| other == Some(*first)));
            let is_required = locations.iter().all(|root| root.is_required);
            for (mut difference, witness) in proved {
                if let Some(subject) = subject {
                    difference = of_parameter(difference, subject, node, is_required);
                }
                let reach = locations.iter().map(|root| root.reach.clone());
                found.add_proved(difference, witness, reach);
            }
        }
    }

    fn differ(&self, parts: &[usize]) -> bool {
        let mut nodes = parts.iter().filter_map(|part| self.nodes.get(*part));
        nodes.any(|node| !node.locals.is_empty())
    }

    /// The differences of a pair, each with a value that proves it.
    fn proved(
        &self,
        index: usize,
        locations: &[&Root],
        reached: &Reached<'_>,
        steps: &mut Budget,
    ) -> Vec<(Difference, Option<Witness>)> {
        let locals = self.nodes.get(index).map(|node| node.locals.iter());
        let proved = locals.into_iter().flatten().filter_map(|local| {
            let mut difference = local.difference.clone();
            let is_breaking = difference.level == Level::Breaking;
            if !is_breaking && local.unproved != Unproved::Dropped {
                return Some((difference, None));
            }
            let search = locations.first();
            let search = search.and_then(|root| self.search(index, root, reached));
            let proof = search.map_or(Proof::None, |search| search.proof(&local.probe, steps));
            match (proof, local.unproved) {
                (Proof::Witness(witness), _) => return Some((difference, Some(witness))),
                (_, Unproved::Dropped) => return None,
                (Proof::None, Unproved::Counts) => {}
                (Proof::Refuted, _) | (_, Unproved::Doubted) => {
                    difference.level = Level::Risky;
                    difference.consequence =
                        Some("it is unknown whether the rest of the schema makes up for it");
                }
            }
            Some((difference, None))
        });
        proved.collect()
    }

    /// The search for a value of the pair at a location of an operation with a value of a pair inside.
    fn search(&self, index: usize, root: &Root, reached: &Reached<'_>) -> Option<Search<'a>> {
        let direction = root.direction;
        let order = |base, head| match direction {
            Direction::Request => (base, head),
            Direction::Response => (head, base),
        };
        let ids = |index: usize| {
            let key = self.nodes.get(index)?.key;
            Some(order(key.base, key.head))
        };
        let mut way = Vec::new();
        let mut top = index;
        for (next, step) in reached.way(index) {
            way.push((ids(next)?.0, step.clone()));
            top = next;
        }
        let (giver, taker) = match direction {
            Direction::Request => (self.base, self.head),
            Direction::Response => (self.head, self.base),
        };
        Some(Search {
            giver,
            taker,
            direction,
            here: ids(index)?,
            way,
            whole: ids(top)?,
            place: root.reach.1.clone(),
        })
    }
}

fn compare_pair<'a>(pair: &mut Pair<'a>, subsets: &mut Subsets<'a>, key: Key) {
    if !key.is_member {
        types::compare_null(pair);
    }
    if pair.base.alternatives.is_some() || pair.head.alternatives.is_some() {
        if !enum_union::compare(pair) {
            unions::compare(pair, subsets);
        }
    } else if !values::are_same(pair) && types::compare(pair) {
        pair.lists_items = values::compare_those_of_items(pair);
        if !pair.lists_items && !key.is_listed {
            values::compare(pair);
        }
        if !values::are_decisive(pair) {
            formats::compare(pair);
            limits::compare(pair);
            patterns::compare(pair);
            objects::compare_items(pair);
        }
        objects::compare(pair);
        selected::compare(pair, subsets);
        not::compare(pair, subsets);
    }
    metadata::compare(pair);
}

/// Moves a difference from the schemas to where they are used.
fn at_uses(difference: &mut Difference, uses: &[&Use]) {
    let Some(((base, head), others)) = uses.split_first() else {
        return;
    };
    let is_outside = |at: &Option<Anchor>, of: &Anchor| {
        at.as_ref()
            .is_none_or(|at| !is_within(&at.pointer, &of.pointer))
    };
    let is_outside_base = is_outside(&difference.base, base);
    let is_outside_head = is_outside(&difference.head, head);
    if is_outside_base {
        difference.base = Some(base.clone());
    }
    if is_outside_head {
        difference.head = Some(head.clone());
    }
    if is_outside_base || is_outside_head {
        difference.subject = Some(subject::of(&head.pointer));
        difference.missing_in = None;
    }
    difference.also = others.iter().map(|it| (*it).clone()).collect();
}

/// Adjusts a difference in a schema that only a parameter or a header uses.
fn of_parameter(
    mut difference: Difference,
    subject: &str,
    node: &PairNode,
    is_required: bool,
) -> Difference {
    let is_whole = node.parents.is_empty();
    let at = difference.head.as_ref().or(difference.base.as_ref());
    match at.and_then(|at| subject::inside(&at.pointer)).as_deref() {
        Some("") => difference.subject = Some(subject.to_owned()),
        Some(inside) => difference.subject = Some(format!("{subject}: {inside}")),
        None if is_whole => difference.subject = Some(subject.to_owned()),
        None => {}
    }
    if is_whole && difference.rule == Rule::RequestDefaultChanged {
        difference.rule = Rule::ParameterDefaultChanged;
        difference.level = difference.rule.level();
        if is_required {
            // A required parameter has no default.
            difference.level = Level::Docs;
            difference.consequence = Some("it has no effect, since the parameter is required");
        }
    }
    difference
}
