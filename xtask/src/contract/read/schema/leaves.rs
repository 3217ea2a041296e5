//! Leaves: the schemas that a value must all fit, with `allOf` and unions of one opened up.

use std::collections::BTreeSet;

use super::null;
use super::source::{self, Source, SourceKey};
use crate::contract::{Located, Unresolved};
use crate::diagnostic::Anchor;
use crate::source::limits::MAX_DEPTH;
use crate::source::{Cursor, Node};

/// A schema without its `allOf`, and without the unions that are not one.
#[derive(Clone)]
pub(super) struct Leaf<'a> {
    pub(super) place: Cursor<'a>,
    /// Where the source that it belongs to is written.
    pub(super) written: Anchor,
    pub(super) one_of: bool,
    pub(super) any_of: bool,
    /// Whether what it says to people is about this schema.
    pub(super) has_notes: bool,
    /// Its rank by the order of the document: the members of an `allOf` before its siblings.
    pub(super) order: usize,
}

/// The members of a union, but for null.
pub(super) fn members<'a>(place: &Cursor<'a>, keyword: &str) -> Vec<Cursor<'a>> {
    let members = place.child(keyword).map(|members| members.items());
    members
        .unwrap_or_default()
        .into_iter()
        .filter(|member| !null::is_null(member))
        .collect()
}

/// The leaf of a schema without composition, as most are.
fn simple<'a>(source: &Source<'a>) -> Option<Leaf<'a>> {
    let place = source.place.clone().resolved()?;
    let has = |keyword: &str| place.node.get(keyword).is_some();
    if ["allOf", "oneOf", "anyOf"].into_iter().any(has) {
        return None;
    }
    Some(Leaf {
        place,
        written: source.written.clone(),
        one_of: false,
        any_of: false,
        has_notes: source.is_whole(),
        order: 0,
    })
}

enum Step<'a> {
    Enter(Source<'a>),
    /// All members of the leaf with this index are there.
    Leave(usize),
}

/// The leaves of several schemas, outermost first. References that cannot be followed are added to `unresolved`.
pub(super) fn leaves<'a>(
    sources: &[Source<'a>],
    unresolved: &mut Vec<Located<Unresolved>>,
) -> Vec<Leaf<'a>> {
    if let [only] = sources
        && let Some(leaf) = simple(only)
    {
        return vec![leaf];
    }
    let mut leaves: Vec<Leaf<'a>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut path: Vec<SourceKey> = Vec::new();
    // Of each leaf the rank of its source, and of itself among the leaves of that source.
    let mut ranks: Vec<(usize, usize)> = Vec::new();
    let mut left = 0;
    let mut steps: Vec<Step<'a>> = sources.iter().rev().cloned().map(Step::Enter).collect();
    while let Some(step) = steps.pop() {
        let source = match step {
            Step::Enter(source) => source,
            Step::Leave(index) => {
                if let Some((_, rank)) = ranks.get_mut(index) {
                    *rank = left;
                }
                left += 1;
                path.pop();
                continue;
            }
        };
        let holder = source.place.clone();
        let mut fail = |value: Unresolved| {
            let at = holder.anchor();
            unresolved.push(Located { value, at });
        };
        let Some(source) = source.resolved() else {
            continue;
        };
        let key = source.key();
        if path.contains(&key) {
            fail(Unresolved::Cycle);
            continue;
        }
        if path.len() > MAX_DEPTH {
            fail(Unresolved::TooDeep);
            continue;
        }
        if !seen.insert(key) {
            continue;
        }
        path.push(key);
        steps.push(Step::Leave(leaves.len()));
        ranks.push((source.order, 0));
        let mut further = Vec::new();
        let mut leaf = Leaf {
            place: source.place.clone(),
            written: source.written.clone(),
            one_of: false,
            any_of: false,
            has_notes: source.is_whole(),
            order: 0,
        };
        if source.all_of {
            let members = source.place.child("allOf").map(|all| all.items());
            further.extend(members.into_iter().flatten());
        }
        for (keyword, counts) in [("oneOf", source.one_of), ("anyOf", source.any_of)] {
            let mut members = if counts {
                members(&source.place, keyword)
            } else {
                Vec::new()
            };
            // A schema that extends the union that it is a member of is that member.
            let holders = path
                .split_last()
                .map(|(_, holders)| holders)
                .unwrap_or_default();
            let leads_back = |member: &Cursor<'a>| {
                let target = member.clone().resolved();
                target.is_some_and(|it| holders.iter().any(|(holder, _)| *holder == it.identity()))
            };
            if !holders.is_empty() && members.iter().any(leads_back) {
                continue;
            }
            if members.len() > 1 {
                match keyword {
                    "oneOf" => leaf.one_of = true,
                    _ => leaf.any_of = true,
                }
            } else {
                further.append(&mut members);
            }
        }
        leaves.push(leaf);
        let is_alone = sources.len() == 1;
        steps.extend(further.into_iter().rev().map(|member| {
            let mut member = Source::whole(member);
            member.order = source.order;
            if !is_alone {
                member.written = source.written.clone();
            }
            Step::Enter(member)
        }));
    }
    let mut by_rank: Vec<usize> = (0..leaves.len()).collect();
    by_rank.sort_by_key(|index| ranks.get(*index));
    for (order, index) in by_rank.into_iter().enumerate() {
        if let Some(leaf) = leaves.get_mut(index) {
            leaf.order = order;
        }
    }
    leaves
}

/// The leaves by the order of the document, each with its index.
pub(super) fn in_order<'l, 'a>(leaves: &'l [Leaf<'a>]) -> Vec<(usize, &'l Leaf<'a>)> {
    let mut ordered: Vec<_> = leaves.iter().enumerate().collect();
    ordered.sort_by_key(|(_, leaf)| leaf.order);
    ordered
}

/// Where the one schema is written that a schema is without saying anything of values itself: a reference that is the
/// only member of its `allOf` or union. DRF's generator adds a description, a default or `nullable` to references so.
pub(super) fn only_reference(place: &Cursor<'_>) -> Option<String> {
    let mut place = place.clone();
    loop {
        if source::narrows_type(place.node) {
            return None;
        }
        let items = |keyword: &str| place.child(keyword).map(|all| all.items());
        let mut members = match (items("allOf"), items("oneOf"), items("anyOf")) {
            (Some(members), None, None) => {
                let says = |member: &Cursor<'_>| source::says_something(member.node);
                members.into_iter().filter(says).collect::<Vec<_>>()
            }
            (None, Some(_), None) => self::members(&place, "oneOf"),
            (None, None, Some(_)) => self::members(&place, "anyOf"),
            _ => return None,
        };
        let only = members.pop().filter(|_| members.is_empty())?;
        if only.node.get("$ref").is_some() {
            return Some(only.pointer);
        }
        place = only;
    }
}

impl<'a> Leaf<'a> {
    /// A keyword of it.
    pub(super) fn get(&self, keyword: &str) -> Option<&'a Node> {
        self.place.node.get(keyword)
    }

    /// Whether it says of values anything beside unions.
    pub(super) fn restricts(&self) -> bool {
        source::restricts(self.place.node)
    }
}
