//! `oneOf` and `anyOf`: one of several schemas, each with the siblings of the union.

use std::collections::BTreeMap;

use super::leaves::{self, Leaf};
use super::source::Source;
use crate::contract::{Alternatives, Discriminator, Located, SchemaId};
use crate::source::Cursor;
use crate::source::pointer;

/// A union among the leaves of a schema.
pub(super) struct Union<'l, 'a> {
    leaves: &'l [Leaf<'a>],
    index: usize,
    keyword: &'static str,
}

/// The first union among the leaves. The others stay in its members.
pub(super) fn first<'l, 'a>(leaves: &'l [Leaf<'a>]) -> Option<Union<'l, 'a>> {
    leaves.iter().enumerate().find_map(|(index, leaf)| {
        let keyword = match (leaf.one_of, leaf.any_of) {
            (true, _) => "oneOf",
            (false, true) => "anyOf",
            (false, false) => return None,
        };
        Some(Union {
            leaves,
            index,
            keyword,
        })
    })
}

impl<'a> Union<'_, 'a> {
    /// The members, each merged with the siblings of the union.
    pub(super) fn alternatives(
        &self,
        mut all: impl FnMut(Vec<Source<'a>>) -> SchemaId,
    ) -> Option<Alternatives> {
        let leaf = self.leaves.get(self.index)?;
        let beside = self.beside();
        let mut by_pointer = BTreeMap::new();
        let mut members = Vec::new();
        for member in leaves::members(&leaf.place, self.keyword) {
            let at = member.anchor();
            let target = member.clone().resolved().map(|target| target.pointer);
            let mut sources = vec![Source {
                order: usize::MAX,
                ..Source::whole(member)
            }];
            sources.extend(beside.iter().cloned());
            let value = all(sources);
            by_pointer.extend(target.map(|target| (target, value)));
            if !members
                .iter()
                .any(|known: &Located<SchemaId>| known.value == value)
            {
                members.push(Located { value, at });
            }
        }
        let at = leaf.place.child(self.keyword)?.anchor();
        Some(Alternatives {
            exclusive: self.keyword == "oneOf",
            members,
            discriminator: discriminator(&leaf.place, &by_pointer),
            at,
        })
    }

    /// The siblings of the union.
    fn beside(&self) -> Vec<Source<'a>> {
        let mut beside = Vec::new();
        for (index, leaf) in self.leaves.iter().enumerate() {
            let is_this = index == self.index;
            let source = Source {
                place: leaf.place.clone(),
                written: leaf.written.clone(),
                order: leaf.order,
                all_of: false,
                one_of: leaf.one_of && !is_this,
                any_of: leaf.any_of && !(is_this && self.keyword == "anyOf"),
            };
            if source.one_of || source.any_of || leaf.restricts() {
                beside.push(source);
            }
        }
        beside
    }
}

/// The discriminator of a schema. A member without a value of its own is known by the name of its component.
pub(super) fn discriminator(
    place: &Cursor<'_>,
    members: &BTreeMap<String, SchemaId>,
) -> Option<Located<Discriminator>> {
    let discriminator = place.child("discriminator")?;
    let property = discriminator.node.get("propertyName")?.as_str()?.to_owned();
    let mut mapping = BTreeMap::new();
    let entries = discriminator
        .child("mapping")
        .map(|mapping| mapping.entries());
    for entry in entries.into_iter().flatten() {
        let target = entry.node.as_str().unwrap_or_default();
        let target = pointer::from_fragment(target)
            .unwrap_or_else(|| pointer::join("", &["components", "schemas", target]));
        mapping.insert(entry.key(), members.get(&target).copied());
    }
    for (target, id) in members {
        let is_known = mapping.values().any(|known| *known == Some(*id));
        if let (false, Some(name)) = (is_known, pointer::component_schema(target)) {
            mapping.insert(name, Some(*id));
        }
    }
    Some(Located {
        value: Discriminator { property, mapping },
        at: discriminator.anchor(),
    })
}
