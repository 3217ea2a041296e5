//! Leaves: the schemas that a value must all fit, with `allOf` and unions of one opened up.

use std::collections::BTreeSet;

use super::null;
use super::source::{self, Source};
use crate::source::Cursor;
use crate::source::Node;

/// A schema without its `allOf`, and without the unions that are not one.
#[derive(Clone)]
pub(super) struct Leaf<'a> {
    pub(super) place: Cursor<'a>,
    pub(super) one_of: bool,
    pub(super) any_of: bool,
    /// Whether what it says to people is about this schema.
    pub(super) has_notes: bool,
}

/// The members of a union, but for null.
pub(super) fn members<'a>(place: &Cursor<'a>, keyword: &str) -> Vec<Cursor<'a>> {
    let members = place.child(keyword).map(|members| members.items());
    members
        .unwrap_or_default()
        .into_iter()
        .filter(|member| {
            let target = member.clone().resolved();
            !target.is_some_and(|target| null::is_null(target.node))
        })
        .collect()
}

/// The leaves of several schemas, outermost first.
pub(super) fn leaves<'a>(sources: &[Source<'a>]) -> Vec<Leaf<'a>> {
    let mut leaves: Vec<Leaf<'a>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut pending: Vec<Source<'a>> = sources.iter().rev().cloned().collect();
    while let Some(source) = pending.pop() {
        let Some(source) = source.resolved() else {
            continue;
        };
        if !seen.insert(source.key()) {
            continue;
        }
        let mut further = Vec::new();
        let mut leaf = Leaf {
            place: source.place.clone(),
            one_of: false,
            any_of: false,
            has_notes: source.is_whole(),
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
        pending.extend(further.into_iter().rev().map(Source::whole));
    }
    leaves
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
