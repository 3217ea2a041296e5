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
mod pair;
mod patterns;
mod selected;
mod subset;
mod types;
mod unions;
mod values;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use self::pair::{DocumentSchema, Local, Pair, Use};
use self::subset::Subsets;
use super::call::Root;
use super::difference::{Difference, Differences};
use super::subject;
use crate::contract::{Contract, SchemaId};
use crate::diagnostic::Anchor;
use crate::diff::witness::{Search, Step};
use crate::diff::{Level, Rule};
use crate::source::Direction;
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
}

#[derive(Debug)]
struct PairNode {
    key: Key,
    locals: Vec<Local>,
    /// The pairs that contain this one, with the step from there.
    parents: Vec<(usize, Step)>,
    /// The locations of operations that have this pair.
    roots: Vec<usize>,
    /// The different locations where it is used.
    uses: Vec<Option<Use>>,
}

impl PairNode {
    fn add_use(&mut self, at: Option<Use>) {
        if !self.uses.contains(&at) {
            self.uses.push(at);
        }
    }
}

/// Pairs with the next pair and the step towards it, up to the roots.
type Paths = BTreeMap<usize, Option<(usize, Step)>>;

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
        });
        if let Some(node) = self.nodes.get_mut(node) {
            node.roots.push(index);
            node.add_use(Some(root.at.clone()));
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
            roots: Vec::new(),
            uses: Vec::new(),
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
            compare_pair(&mut pair, &mut self.subsets, key.is_member);
            let Pair { locals, inner, .. } = pair;
            for (step, base, head, at) in inner {
                let child = self.node(Key {
                    base,
                    head,
                    is_member: step == Step::Member,
                    ..key
                });
                if let Some(child) = self.nodes.get_mut(child) {
                    child.parents.push((index, step));
                    child.add_use(at);
                }
            }
            if let Some(node) = self.nodes.get_mut(index) {
                node.locals = locals;
            }
        }
    }

    /// Adds every difference with the operations that it affects.
    pub(super) fn report(&self, roots: &[Root], found: &mut Differences) {
        let mut steps = Budget::new(MAX_STEPS, Patterns::default());
        for (index, node) in self.nodes.iter().enumerate() {
            if node.locals.is_empty() {
                continue;
            }
            let paths = self.paths(index);
            let tops = paths
                .keys()
                .filter_map(|at| Some((*at, self.nodes.get(*at)?)));
            let mut locations: Vec<(usize, &Root)> = tops
                .flat_map(|(at, node)| node.roots.iter().map(move |root| (at, *root)))
                .filter_map(|(at, root)| Some((at, roots.get(root)?)))
                .collect();
            locations.sort_by(|(_, a), (_, b)| a.reach.cmp(&b.reach));
            // The name of a parameter or a header, if the schema is used by nothing else.
            let mut subjects = locations.iter().map(|(_, root)| root.subject.as_ref());
            let first = subjects.next().flatten();
            let subject = first.filter(|first| subjects.all(|other| other == Some(*first)));
            let is_required = locations.iter().all(|(_, root)| root.is_required);
            let redirected = self.redirected_use(node);
            for local in &node.locals {
                let mut difference = local.difference.clone();
                if let Some(at) = redirected {
                    difference = at_use(difference, at);
                }
                if let Some(subject) = subject {
                    difference = of_parameter(difference, subject, node, is_required);
                }
                let mut search = || {
                    let (at, root) = locations.first()?;
                    let search = self.search(index, *at, root, &paths)?;
                    search.witness(&local.probe, &mut steps)
                };
                let is_proved = local.needs_proof || difference.level == Level::Breaking;
                let witness = is_proved.then(&mut search).flatten();
                if !local.needs_proof || witness.is_some() {
                    let reach = locations.iter().map(|(_, root)| root.reach.clone());
                    found.add_proved(difference, witness, reach);
                }
            }
        }
    }

    /// Where a pair is used, if another reference makes the difference, and the schema that it leads to is unchanged.
    fn redirected_use<'n>(&self, node: &'n PairNode) -> Option<&'n Use> {
        let [Some(at)] = node.uses.as_slice() else {
            return None;
        };
        let base = &self.base.schema(node.key.base)?.at.pointer;
        let head = &self.head.schema(node.key.head)?.at.pointer;
        let is_unchanged = |component: &str| {
            subject::component(component)?;
            let key = Key {
                base: self.base.schema_at(component)?,
                head: self.head.schema_at(component)?,
                ..node.key
            };
            let node = self.indices.get(&key).and_then(|it| self.nodes.get(*it));
            node.is_none_or(|node| node.locals.is_empty()).then_some(())
        };
        let is_redirected = is_unchanged(base).or(is_unchanged(head)).is_some();
        (base != head && is_redirected).then_some(at)
    }

    /// The pairs that contain a pair, and itself.
    fn paths(&self, index: usize) -> Paths {
        let mut paths = BTreeMap::from([(index, None)]);
        let mut pending = VecDeque::from([index]);
        while let Some(index) = pending.pop_front() {
            let parents = self.nodes.get(index).map(|node| node.parents.as_slice());
            for (parent, step) in parents.unwrap_or_default() {
                if let Entry::Vacant(entry) = paths.entry(*parent) {
                    entry.insert(Some((index, step.clone())));
                    pending.push_back(*parent);
                }
            }
        }
        paths
    }

    /// The search for a value of the pair at `top` with a value of a pair inside.
    fn search(&self, index: usize, top: usize, root: &Root, paths: &Paths) -> Option<Search<'a>> {
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
        let mut at = top;
        while let Some((next, step)) = paths.get(&at)? {
            way.push((ids(at)?.0, step.clone()));
            at = *next;
        }
        way.reverse();
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

fn compare_pair<'a>(pair: &mut Pair<'a>, subsets: &mut Subsets<'a>, is_member: bool) {
    if !is_member {
        types::compare_null(pair);
    }
    if pair.base.alternatives.is_some() || pair.head.alternatives.is_some() {
        if !enum_union::compare(pair) {
            unions::compare(pair, subsets);
        }
    } else if !values::are_same(pair) && types::compare(pair) {
        let are_of_items = values::compare_those_of_items(pair);
        if !are_of_items {
            values::compare(pair);
        }
        if !values::are_decisive(pair) {
            formats::compare(pair);
            limits::compare(pair);
            patterns::compare(pair);
            if !are_of_items {
                objects::compare_items(pair);
            }
        }
        objects::compare(pair);
        selected::compare(pair, subsets);
        not::compare(pair, subsets);
    }
    metadata::compare(pair);
}

/// Moves a difference from the schemas to where they are used.
fn at_use(mut difference: Difference, (base, head): &Use) -> Difference {
    let is_outside = |at: &Option<Anchor>, of: &Anchor| {
        at.as_ref()
            .is_some_and(|at| !at.pointer.starts_with(&of.pointer))
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
    difference
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
