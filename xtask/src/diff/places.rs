//! [`Places`]: the pointers of a document as the other one has them. The index of a parameter changes with those before it,
//! so its place has its name.

use std::collections::{BTreeMap, BTreeSet};

use crate::pipeline::Model;
use crate::source::pointer::{escape, is_within, parent};
use crate::source::{Node, ParameterLocation};

/// The key of lists of parameters.
const PARAMETERS: &str = "/parameters";

pub(super) struct Places<'a> {
    model: &'a Model,
    /// The names of parameters, as in `query limit`, by the pointers of where they are listed.
    names: BTreeMap<String, String>,
    /// Where something could not be read.
    unread: BTreeSet<String>,
}

impl<'a> Places<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let broken = &model.unread.broken;
        let operations = model.contract.operations.iter();
        let parameters = operations.flat_map(|operation| &operation.parameters);
        let names = parameters.map(|it| {
            let name = escape(&format!("{} {}", it.location.as_str(), it.name));
            (broken.original(&it.listed.pointer), name)
        });
        let mut places = Self {
            model,
            names: names.collect(),
            unread: BTreeSet::new(),
        };
        for (pointer, node) in broken.removed() {
            match names_of(pointer, node) {
                Some(names) => {
                    let list = parent(pointer);
                    places.names.insert(pointer.to_owned(), names.join(" or "));
                    let names = names.into_iter().map(|name| format!("{list}/{name}"));
                    places.unread.extend(names);
                }
                None => drop(places.unread.insert(places.at(pointer))),
            }
        }
        let dangling = model.unread.dangling.iter();
        places.unread.extend(dangling.map(|it| broken.original(it)));
        places
    }

    /// The place of a pointer, if it has the name of a parameter.
    pub(super) fn named(&self, pointer: &str) -> Option<String> {
        self.with_name(&self.model.unread.broken.original(pointer))
    }

    /// The place of a pointer.
    pub(super) fn of(&self, pointer: &str) -> String {
        self.at(&self.model.unread.broken.original(pointer))
    }

    /// The place of a pointer that a finding has, in the document as it is written.
    pub(super) fn at(&self, original: &str) -> String {
        let named = self.with_name(original);
        named.unwrap_or_else(|| original.to_owned())
    }

    fn with_name(&self, original: &str) -> Option<String> {
        let mut lists = original.match_indices(PARAMETERS);
        lists.find_map(|(start, key)| {
            let (list, rest) = original.split_at_checked(start + key.len())?;
            let index = rest.strip_prefix('/')?.split('/').next()?;
            let name = self.names.get(&format!("{list}/{index}"))?;
            let rest = rest.get(1 + index.len()..)?;
            Some(format!("{list}/{name}{rest}"))
        })
    }

    /// Whether something could not be read.
    pub(super) fn is_partial(&self) -> bool {
        !self.model.unread.is_empty()
    }

    /// Whether something that could not be read is at a place or around it. What a dangling reference leads to is at the
    /// place of the document.
    pub(super) fn is_unread(&self, place: &str) -> bool {
        let is_nowhere = place.is_empty() && !self.model.unread.dangling.is_empty();
        is_nowhere || self.unread.iter().any(|it| is_within(place, it))
    }

    /// Whether what is missing at a place may be there, but could not be read: a parameter without a name may be any.
    pub(super) fn may_have(&self, place: &str) -> bool {
        let is_any = |unread: &String| {
            let (list, key) = unread.rsplit_once('/').unwrap_or_default();
            list.ends_with(PARAMETERS) && key.parse::<usize>().is_ok() && is_within(place, list)
        };
        self.is_unread(place) || self.unread.iter().any(is_any)
    }
}

/// The names that a removed parameter may have, if it is one that has a name: its location may be what is wrong.
fn names_of(pointer: &str, node: &Node) -> Option<Vec<String>> {
    let (list, _) = pointer.rsplit_once('/')?;
    let name = node.get("name").filter(|_| list.ends_with(PARAMETERS))?;
    let name = name.as_str()?;
    let own = node.get("in").and_then(Node::as_str);
    let all = ParameterLocation::ALL.map(ParameterLocation::as_str);
    let own = own.filter(|own| all.contains(own));
    let possible = all
        .into_iter()
        .filter(|it| own.is_none_or(|own| own == *it));
    Some(possible.map(|it| escape(&format!("{it} {name}"))).collect())
}
