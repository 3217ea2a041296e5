//! [`Causes`]: which change of the document makes a public item another one.

use std::collections::{BTreeMap, BTreeSet};

use super::krate::Crate;
use super::naming::{names, words};
use super::rust::Items;
use super::uses::{Listed, User, Uses, listed};
use super::{Change, Effect, Level, Rule, RustChange};
use crate::api::Usage;
use crate::contract::Method;
use crate::diagnostic::Anchor;
use crate::source::Direction;
use crate::surface::Item;

/// Finds causes.
pub(super) struct Causes<'a> {
    base: Side<'a>,
    head: Side<'a>,
    /// Which way types travel, by their paths.
    usages: BTreeMap<String, Usage>,
    /// What each change is about, by name; `None` for those that change no code.
    names: Vec<Option<BTreeSet<String>>>,
}

/// One of the documents, and the crate made of it.
struct Side<'a> {
    uses: Uses,
    listed: Listed<'a>,
    items: &'a Items,
}

impl<'a> Side<'a> {
    fn new(it: &'a Crate<'_>) -> Self {
        Self {
            uses: Uses::of(&it.model.api),
            listed: listed(&it.model.contract),
            items: &it.items,
        }
    }

    /// Where the type or the request stands that an item is of.
    fn owner(&self, path: &str) -> Option<&'a str> {
        let (owner, _) = path.rsplit_once("::")?;
        Some(&self.items.get(owner)?.at.pointer)
    }

    /// Where the operation lists the parameter that an item comes of.
    fn listed(&self, path: &str, item: &Anchor) -> Option<&'a str> {
        let place = (self.owner(path)?, item.pointer.as_str());
        self.listed.get(&place).copied()
    }
}

/// How well a change explains an item; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Whether nothing in the item's signatures says what the change is about.
    is_unnamed: bool,
    /// Over how many uses of schemas one leads to the other.
    uses: usize,
    /// Whether changes of that kind usually do less to Rust code.
    is_weak: bool,
    /// How far their places are apart.
    steps: usize,
}

/// Types are used by types, but what is further away than this is no explanation.
const MAX_USES: usize = 16;

impl<'a> Causes<'a> {
    pub(super) fn new(base: &'a Crate<'_>, head: &'a Crate<'_>, changes: &[Change]) -> Self {
        let names = changes
            .iter()
            .map(|change| can_change_code(change).then(|| names(change)));
        let usages = [base.model, head.model].into_iter().flat_map(|model| {
            let defs = model.api.types.values();
            defs.filter_map(|def| {
                let name = model.names.types.get(&def.id)?;
                Some((format!("types::{}", name.ident), def.usage))
            })
        });
        Self {
            base: Side::new(base),
            head: Side::new(head),
            usages: usages.collect(),
            names: names.collect(),
        }
    }

    /// The operations that reach a schema, before and after.
    pub(super) fn operations<'b>(&'b self, pointer: &'b str) -> BTreeSet<&'b str> {
        let mut operations = self.base.uses.operations(pointer);
        operations.extend(self.head.uses.operations(pointer));
        operations
    }

    /// Which of the changes best explain what happened to an item: all that are equally good and named in its signature,
    /// or else the first. None, if there is no explanation.
    pub(super) fn of(&self, rust: &RustChange, changes: &[Change]) -> Vec<usize> {
        if rust.path.starts_with("ClientBuilder::") {
            return by_server(rust, changes);
        }
        if crosses_the_feature(rust) {
            let certain = self.by_certainty(rust, changes);
            if !certain.is_empty() {
                return certain;
            }
        }
        let words = words(rust);
        let fits: Vec<(Fit, usize)> = changes
            .iter()
            .enumerate()
            .filter(|(_, change)| rust.new_path.is_none() || is_about_names(change))
            .filter_map(|(index, change)| {
                let is_unnamed = self.names.get(index)?.as_ref()?.is_disjoint(&words);
                Some((self.fit(rust, is_unnamed, change)?, index))
            })
            .collect();
        let Some((best, first)) = fits.iter().min().copied() else {
            return self.by_views(rust, changes).into_iter().collect();
        };
        if best.is_unnamed {
            return vec![first];
        }
        let alike =
            |fit: &Fit| (fit.uses, fit.is_weak, fit.is_unnamed) == (best.uses, best.is_weak, false);
        let alike: Vec<usize> = fits
            .iter()
            .filter(|(fit, _)| alike(fit))
            .map(|(_, index)| *index)
            .collect();
        // What only answers have, no change of a request explains.
        let direction = self.direction(&rust.path);
        let same_way = alike.iter().copied().filter(|index| {
            let change = changes.get(*index).map(|change| change.direction);
            change.is_some_and(|change| change.is_none() || change == direction)
        });
        let same_way: Vec<usize> = same_way.collect();
        match direction {
            Some(_) if !same_way.is_empty() => same_way,
            _ => alike,
        }
    }

    /// The changes of how sure the document is of the operations that reach an item.
    fn by_certainty(&self, rust: &RustChange, changes: &[Change]) -> Vec<usize> {
        let mut operations = BTreeSet::new();
        for pointer in self.pointers(rust) {
            operations.extend(operation_of(pointer));
            let around = pointer.match_indices('/').map(|(end, _)| end);
            for schema in around
                .chain([pointer.len()])
                .filter_map(|end| pointer.get(..end))
            {
                operations.extend(self.operations(schema).into_iter().map(str::to_owned));
            }
        }
        let causes = changes.iter().enumerate().filter(|(_, change)| {
            change.rule == Rule::ProvenanceChanged
                && operations
                    .iter()
                    .any(|operation| reaches(change, operation))
        });
        causes.map(|(index, _)| index).collect()
    }

    /// The change that splits types into views, or puts them together, if the item is of a type that holds what changed.
    fn by_views(&self, rust: &RustChange, changes: &[Change]) -> Option<usize> {
        let pointers: BTreeSet<&str> = self.pointers(rust).map(owner).collect();
        changes.iter().position(|change| {
            is_about_views(change)
                && [
                    (&change.base, &self.base.uses),
                    (&change.head, &self.head.uses),
                ]
                .into_iter()
                .filter_map(|(place, uses)| Some(uses.holders(owner(&place.as_ref()?.pointer))))
                .any(|holders| !holders.is_disjoint(&pointers))
        })
    }

    /// Where an item stands, and the type or the request that it is of.
    fn pointers<'b>(&'b self, rust: &'b RustChange) -> impl Iterator<Item = &'b str> {
        let own = rust.base.iter().chain(&rust.head);
        let owners = [&self.base, &self.head].map(|side| side.owner(&rust.path));
        own.map(|at| at.pointer.as_str())
            .chain(owners.into_iter().flatten())
    }

    /// Which way an item travels.
    fn direction(&self, path: &str) -> Option<Direction> {
        let end = path.match_indices("::").nth(1).map(|(at, _)| at);
        let end = end.or_else(|| path.find(" as ")).unwrap_or(path.len());
        match self.usages.get(path.get(..end).unwrap_or_default()) {
            Some(Usage {
                request: true,
                response: false,
            }) => Some(Direction::Request),
            Some(Usage {
                request: false,
                response: true,
            }) => Some(Direction::Response),
            _ => None,
        }
    }

    fn fit(&self, rust: &RustChange, is_unnamed: bool, change: &Change) -> Option<Fit> {
        let is_weak = change.rule.effect() < rust.effect;
        if is_unnamed && is_weak {
            return None;
        }
        let new_path = rust.new_path.as_ref().unwrap_or(&rust.path);
        let sides = [
            (&rust.base, &change.base, &self.base, &rust.path),
            (&rust.head, &change.head, &self.head, new_path),
        ];
        let near = sides.into_iter().filter_map(|(item, place, side, path)| {
            let item = item.as_ref()?;
            let uses = &side.uses;
            let to = |item: &str, place: &Option<Anchor>| {
                Self::distance(item, place.as_ref()?, change, uses, is_unnamed)
            };
            let far = |item: &str| match place {
                Some(_) => to(item, place),
                None => Self::by_reach(item, change, uses)
                    .or_else(|| to(item, &change.base))
                    .or_else(|| to(item, &change.head)),
            };
            let (distance, steps) = far(&item.pointer)
                .or_else(|| far(side.listed(path, item)?))
                .or_else(|| self.pointers(rust).filter_map(far).min())?;
            Some(Fit {
                is_unnamed,
                uses: distance,
                is_weak,
                steps,
            })
        });
        near.min()
    }

    /// Over how many uses and how many steps of the tree an item leads to a place.
    fn distance(
        item: &str,
        place: &Anchor,
        change: &Change,
        uses: &Uses,
        is_unnamed: bool,
    ) -> Option<(usize, usize)> {
        if let Some(steps) = steps(item, &place.pointer) {
            return Some((0, steps));
        }
        if !is_unnamed && owner(item) == owner(&place.pointer) {
            return Some((0, 100));
        }
        if let Some(operation) = operation_of(item) {
            return reaches(change, &operation).then_some((1, 0));
        }
        Self::over_uses(item, Some(&place.pointer), change, uses)
    }

    /// The same for a change that has no place on the side of the item.
    fn by_reach(item: &str, change: &Change, uses: &Uses) -> Option<(usize, usize)> {
        match operation_of(item) {
            Some(operation) => reaches(change, &operation).then_some((1, 0)),
            None => Self::over_uses(item, None, change, uses),
        }
    }

    /// Goes from a schema to what uses it, until a use is at the place of the change.
    fn over_uses(
        item: &str,
        place: Option<&str>,
        change: &Change,
        uses: &Uses,
    ) -> Option<(usize, usize)> {
        let mut level = BTreeSet::from([item.to_owned()]);
        let mut seen = level.clone();
        for distance in 1..=MAX_USES {
            let mut next = BTreeSet::new();
            for used in level.iter().flat_map(|schema| uses.of_schema(schema)) {
                if let Some(steps) = place.and_then(|place| steps(&used.pointer, place)) {
                    return Some((distance, steps));
                }
                match &used.user {
                    User::Schema(schema) => {
                        if seen.insert(schema.clone()) {
                            next.insert(schema.clone());
                        }
                    }
                    // What comes and goes with an operation.
                    User::Operation(operation) => {
                        if place.is_some_and(|it| operation_of(it).as_ref() == Some(operation)) {
                            return Some((distance, 0));
                        }
                        if change.direction.is_none() && reaches(change, operation) {
                            return Some((distance, 0));
                        }
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            level = next;
        }
        None
    }
}

/// Whether an item is behind the feature for what is inferred on one side, and not on the other.
fn crosses_the_feature(rust: &RustChange) -> bool {
    let is_behind = |text: &Option<String>, at: &Option<Anchor>| {
        let item = text
            .as_ref()
            .zip(at.clone())
            .map(|(text, at)| Item::read(text, at));
        item.map(|item| item.unconfirmed)
    };
    let before = is_behind(&rust.before, &rust.base);
    let after = is_behind(&rust.after, &rust.head);
    before
        .zip(after)
        .is_some_and(|(before, after)| before != after)
}

/// What only people read changes no code, but deprecation does.
fn can_change_code(change: &Change) -> bool {
    change.level > Level::Docs || change.rule.effect() > Effect::Nothing
}

/// Whether it is about what things are called. Nothing else gives another name to what stays where it is.
fn is_about_names(change: &Change) -> bool {
    [
        Rule::OperationIdChanged,
        Rule::OperationTagsChanged,
        Rule::RustNameChanged,
        Rule::SettingsChanged,
        // A parameter that many operations share stays where it is, whatever it is called.
        Rule::ParameterRemoved,
        Rule::OptionalParameterAdded,
        Rule::RequiredParameterAdded,
    ]
    .contains(&change.rule)
}

/// Whether it decides which views of a schema there are.
fn is_about_views(change: &Change) -> bool {
    [
        Rule::RequiredPropertyBecameWritable,
        Rule::OptionalPropertyBecameWritable,
        Rule::PropertyBecameReadable,
        Rule::PropertyBecameReadOnly,
        Rule::PropertyBecameWriteOnly,
    ]
    .contains(&change.rule)
}

fn reaches(change: &Change, operation: &str) -> bool {
    change
        .reach
        .iter()
        .any(|reach| reach.operation == operation)
}

/// How many steps of the tree lie between two places, if one contains the other.
fn steps(a: &str, b: &str) -> Option<usize> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_prefix(short)?;
    // The whole document contains everything, and so explains nothing.
    let is_below = rest.is_empty() || rest.starts_with('/');
    (is_below && !short.is_empty()).then(|| rest.matches('/').count())
}

/// The schema or the operation that a place belongs to.
pub(super) fn owner(pointer: &str) -> &str {
    let end = pointer
        .match_indices('/')
        .nth(3)
        .map_or(pointer.len(), |(at, _)| at);
    pointer.get(..end).unwrap_or(pointer)
}

/// The operation that a place belongs to, as in `GET /users/`.
pub(super) fn operation_of(pointer: &str) -> Option<String> {
    let mut parts = pointer.strip_prefix("/paths/")?.split('/');
    let path = parts.next()?.replace("~1", "/").replace("~0", "~");
    let method = Method::from_keyword(parts.next()?)?;
    Some(format!("{} {path}", method.as_str()))
}

/// The changes of the server that a setter of the builder comes from.
fn by_server(rust: &RustChange, changes: &[Change]) -> Vec<usize> {
    let is_inside = |change: &Option<Anchor>, item: &Option<Anchor>| match (change, item) {
        (Some(change), Some(item)) => item.pointer.starts_with(&format!("{}/", change.pointer)),
        _ => false,
    };
    let rules = [Rule::ServerAdded, Rule::ServerChanged, Rule::ServerRemoved];
    let changes = changes.iter().enumerate().filter(|(_, change)| {
        rules.contains(&change.rule)
            && (is_inside(&change.base, &rust.base) || is_inside(&change.head, &rust.head))
    });
    changes.map(|(index, _)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(steps("/a/b", "/a/b/c/d"), Some(2));
        assert_eq!(steps("/a/b/c", "/a/b"), Some(1));
        assert_eq!(steps("/a/b", "/a/bc"), None);
        assert_eq!(steps("", "/a"), None);
        assert_eq!(
            owner("/components/schemas/User/properties/x"),
            "/components/schemas/User"
        );
        assert_eq!(
            owner("/components/schemas/User"),
            "/components/schemas/User"
        );
        assert_eq!(
            operation_of("/paths/~1users~1/get/responses/200").as_deref(),
            Some("GET /users/")
        );
        assert_eq!(operation_of("/paths/~1users~1/parameters/0"), None);
        assert_eq!(operation_of("/components/schemas/User"), None);
    }
}
