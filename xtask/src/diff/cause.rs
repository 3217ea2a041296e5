//! [`Causes`]: which change of the document makes a public item another one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::uses::{User, Uses};
use super::{Change, Direction, Effect, Level, RustChange};
use crate::api::Usage;
use crate::diagnostic::Anchor;
use crate::pipeline::Model;

/// Finds causes.
pub(super) struct Causes {
    base: Uses,
    head: Uses,
    /// Which way types travel, by their paths.
    usages: BTreeMap<String, Usage>,
    /// What each change is about, by name; `None` for those that change no code.
    names: Vec<Option<BTreeSet<String>>>,
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

/// Words of signatures that say nothing of the document.
const COMMON: &str = "async bool box btreemap enum error f32 f64 fn i32 i64 impl into intoiterator item new option patch \
                      pub response result self send string struct type types u32 u64 union value vec";

/// Types are used by types, but what is further away than this is no explanation.
const MAX_USES: usize = 16;

impl Causes {
    pub(super) fn new(base: &Model, head: &Model, changes: &[Change]) -> Self {
        let names = changes
            .iter()
            .map(|change| can_change_code(change).then(|| names(change)));
        let usages = [base, head].into_iter().flat_map(|model| {
            let defs = model.api.types.values();
            defs.filter_map(|def| {
                let name = model.names.types.get(&def.id)?;
                Some((format!("types::{}", name.ident), def.usage))
            })
        });
        Self {
            base: Uses::of(&base.api),
            head: Uses::of(&head.api),
            usages: usages.collect(),
            names: names.collect(),
        }
    }

    /// The operations that reach a schema, before and after.
    pub(super) fn operations(&self, pointer: &str) -> BTreeSet<&str> {
        let mut operations = self.base.operations(pointer);
        operations.extend(self.head.operations(pointer));
        operations
    }

    /// Which of the changes best explain what happened to an item: all that are equally good and named in its signature,
    /// or else the first. None, if there is no explanation.
    pub(super) fn of(&self, rust: &RustChange, changes: &[Change]) -> Vec<usize> {
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
            return Vec::new();
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
            change.is_some_and(|change| change == Direction::Both || change == direction)
        });
        let same_way: Vec<usize> = same_way.collect();
        match direction {
            Direction::Request | Direction::Response if !same_way.is_empty() => same_way,
            _ => alike,
        }
    }

    /// Which way an item travels.
    fn direction(&self, path: &str) -> Direction {
        let end = path.match_indices("::").nth(1).map(|(at, _)| at);
        let end = end.or_else(|| path.find(" as ")).unwrap_or(path.len());
        match self.usages.get(path.get(..end).unwrap_or_default()) {
            Some(Usage {
                request: true,
                response: false,
            }) => Direction::Request,
            Some(Usage {
                request: false,
                response: true,
            }) => Direction::Response,
            _ => Direction::Both,
        }
    }

    fn fit(&self, rust: &RustChange, is_unnamed: bool, change: &Change) -> Option<Fit> {
        let is_weak = change.rule.effect() < rust.effect;
        if is_unnamed && is_weak {
            return None;
        }
        let sides = [
            (&rust.base, &change.base, &self.base),
            (&rust.head, &change.head, &self.head),
        ];
        let near = sides.into_iter().filter_map(|(item, place, uses)| {
            let item = item.as_ref()?;
            let (distance, steps) = match place {
                Some(place) => Self::distance(item, place, change, uses, is_unnamed)?,
                None => Self::by_reach(&item.pointer, change, uses)?,
            };
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
        item: &Anchor,
        place: &Anchor,
        change: &Change,
        uses: &Uses,
        is_unnamed: bool,
    ) -> Option<(usize, usize)> {
        if let Some(steps) = steps(&item.pointer, &place.pointer) {
            return Some((0, steps));
        }
        if !is_unnamed && owner(&item.pointer) == owner(&place.pointer) {
            return Some((0, 100));
        }
        if let Some(operation) = operation_of(&item.pointer) {
            return reaches(change, &operation).then_some((1, 0));
        }
        Self::over_uses(&item.pointer, Some(&place.pointer), change, uses)
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
                        if change.direction == Direction::Both && reaches(change, operation) {
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

/// What only people read changes no code, but deprecation does.
fn can_change_code(change: &Change) -> bool {
    change.level > Level::Docs || change.rule.effect() > Effect::Nothing
}

/// Whether it is about what things are called. Nothing else gives another name to what stays where it is.
fn is_about_names(change: &Change) -> bool {
    [
        "operation-id-changed",
        "operation-tags-changed",
        "rust-name-changed",
        "settings-changed",
    ]
    .contains(&change.rule.as_str())
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
    let method = parts.next()?;
    let is_method = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ]
    .contains(&method);
    is_method.then(|| format!("{} {path}", method.to_ascii_uppercase()))
}

/// What a change is about, by name.
fn names(change: &Change) -> BTreeSet<String> {
    let anchors = change.base.iter().chain(&change.head);
    let places = anchors.filter_map(|at| at.pointer.rsplit('/').next().map(str::to_owned));
    let mut facts = Vec::new();
    change
        .facts
        .values()
        .for_each(|value| texts(value, &mut facts));
    let names = places.chain(facts).map(|name| plain(&name));
    names.filter(|name| is_telling(name)).collect()
}

/// The texts in a value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(entries) => entries.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

/// The words that a signature has got or lost; all of them, where there was none before or is none after.
fn words(rust: &RustChange) -> BTreeSet<String> {
    let of = |text: Option<&String>| -> BTreeSet<String> {
        let words = text
            .map_or("", String::as_str)
            .split(|c: char| c != '_' && !c.is_alphanumeric());
        words.map(plain).filter(|word| is_telling(word)).collect()
    };
    let before = of(rust.before.as_ref());
    let after = of(rust.after.as_ref());
    let mut words: BTreeSet<String> = before.symmetric_difference(&after).cloned().collect();
    words.extend(
        rust.path
            .rsplit("::")
            .next()
            .map(plain)
            .filter(|word| is_telling(word)),
    );
    words
}

fn is_telling(name: &str) -> bool {
    !name.is_empty()
        && !name.chars().all(|c| c.is_ascii_digit())
        && !COMMON.split(' ').any(|word| word == name)
}

/// A name without what differs between JSON and Rust.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase()
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
