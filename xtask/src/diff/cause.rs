//! [`Causes`]: which change of the document makes a public item another one.
//!
//! Items and changes are joined by the object of the document that both are about. Where they have none in common, the
//! nearest change counts whose object contains that of the item, is inside of it, or uses it.

use std::collections::{BTreeMap, BTreeSet};

use super::objects::subjects;
use super::rust::ENVIRONMENT;
use super::uses::User;
use super::version::Version;
use super::{Change, Effect, Level, Rule, RustChange};
use crate::contract::Method;
use crate::diagnostic::Anchor;
use crate::source::{Direction, pointer};
use crate::surface::{Item, Owner};

/// Finds causes.
pub(super) struct Causes<'a> {
    base: Version<'a>,
    head: Version<'a>,
    /// The changes by the objects that they are about, before and after.
    by_object: [BTreeMap<String, Vec<usize>>; 2],
    /// The changes that add or remove an object.
    one_sided: BTreeSet<usize>,
    /// The changes by the components and operations that they are in.
    by_owner: BTreeMap<String, BTreeSet<usize>>,
}

/// How far a change is from an item; less is better: over how many uses of schemas and how many steps of the tree.
type Distance = (usize, usize);

/// Types are used by types, but what is further away than this is no explanation.
const MAX_USES: usize = 16;

impl<'a> Causes<'a> {
    pub(super) fn new(base: Version<'a>, head: Version<'a>, changes: &[Change]) -> Self {
        let mut by_object: [BTreeMap<String, Vec<usize>>; 2] = Default::default();
        let mut one_sided = BTreeSet::new();
        let mut by_owner: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let changes = changes.iter().enumerate();
        for (index, change) in changes.filter(|(_, change)| can_change_code(change)) {
            for place in change.base.iter().chain(&change.head) {
                let owner = owner(&place.pointer).to_owned();
                by_owner.entry(owner).or_default().insert(index);
            }
            let also = change.also.iter().map(|also| (&also.base, &also.head));
            for places in also.chain([(&change.base, &change.head)]) {
                let subjects = subjects(change, places, [&base.objects, &head.objects]);
                if subjects.iter().any(Vec::is_empty) {
                    one_sided.insert(index);
                }
                for (by_object, objects) in by_object.iter_mut().zip(subjects) {
                    for object in objects {
                        by_object.entry(object).or_default().push(index);
                    }
                }
            }
        }
        Self {
            base,
            head,
            by_object,
            one_sided,
            by_owner,
        }
    }

    /// The changes in the components and operations of an item, and around them.
    fn near(&self, rust: &RustChange) -> BTreeSet<usize> {
        let sides = self.sides(rust).into_iter();
        let sources = sides.flat_map(|(version, item, other)| {
            item.map(|item| version.sources(item, other))
                .unwrap_or_default()
        });
        let mut near = BTreeSet::new();
        for pointer in sources.chain(self.pointers(rust)) {
            let owner = owner(pointer);
            let around = owner.match_indices('/').map(|(end, _)| end);
            for end in around.chain([owner.len()]) {
                let changes = owner.get(..end).and_then(|owner| self.by_owner.get(owner));
                near.extend(changes.into_iter().flatten());
            }
        }
        near
    }

    /// The operations that reach a schema, before and after.
    pub(super) fn operations<'b>(&'b self, pointer: &'b str) -> BTreeSet<&'b str> {
        let mut operations = self.base.uses.operations(pointer);
        operations.extend(self.head.uses.operations(pointer));
        operations
    }

    /// The changes that explain what happened to an item: all that are about the same object, or else the nearest.
    pub(super) fn of(&self, rust: &RustChange, changes: &[Change]) -> Vec<usize> {
        let Some(item) = rust.item() else {
            return Vec::new();
        };
        if is_of_credentials(rust, changes) {
            return by_security(changes).into_iter().collect();
        }
        if item.path.owner == Owner::Root("ClientBuilder".to_owned()) {
            return by_server(rust, changes);
        }
        if is_gated_in_one(rust) {
            let certain = self.by_provenance(rust, changes);
            if !certain.is_empty() {
                return certain;
            }
        }
        let operations = self.operations_of(rust);
        let can_explain = |change: &Change| {
            let is_reached = operations.is_empty()
                || change.reach.is_empty()
                || operations
                    .iter()
                    .any(|operation| reaches(change, operation));
            let is_name = rust.new_path().is_none() || is_about_names(change);
            can_change_code(change) && is_reached && is_name
        };
        let (strong, weak): (Vec<usize>, Vec<usize>) = self
            .about_same_object(rust)
            .into_iter()
            .filter(|index| changes.get(*index).is_some_and(can_explain))
            .partition(|index| changes.get(*index).is_some_and(|it| is_enough(it, rust)));
        // An item is added or removed with its object rather than by what else happens to that.
        let is_one_sided = rust.before.is_none() || rust.after.is_none();
        let (own, other): (Vec<usize>, Vec<usize>) = strong
            .into_iter()
            .partition(|index| is_one_sided && self.one_sided.contains(index));
        let strong = if own.is_empty() { other } else { own };
        if !strong.is_empty() {
            return self.same_way(strong, &item.path.owner, changes);
        }
        let nearest = |indices: &mut dyn Iterator<Item = usize>| {
            let candidates = indices.filter_map(|index| Some((index, changes.get(index)?)));
            let candidates = candidates.filter(|(_, it)| can_explain(it) && is_enough(it, rust));
            let distances = candidates.map(|(index, it)| Some((self.distance(rust, it)?, index)));
            distances.flatten().min()
        };
        // What is in the same component or operation is nearer than all else.
        let near = nearest(&mut self.near(rust).into_iter());
        let near = near.filter(|((uses, _), _)| *uses == 0);
        match near.or_else(|| nearest(&mut (0..changes.len()))) {
            Some((_, index)) => vec![index],
            None if weak.is_empty() => self.by_views(rust, changes).into_iter().collect(),
            None => self.same_way(weak, &item.path.owner, changes),
        }
    }

    /// The versions with the item of each and what it is in the other one.
    fn sides<'b>(
        &'b self,
        rust: &'b RustChange,
    ) -> [(&'b Version<'a>, Option<&'b Item>, Option<&'b Item>); 2] {
        let (before, after) = (rust.before.as_ref(), rust.after.as_ref());
        [(&self.base, before, after), (&self.head, after, before)]
    }

    fn about_same_object(&self, rust: &RustChange) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let sides = self.sides(rust).into_iter().zip(&self.by_object);
        for ((version, item, other), by_object) in sides {
            let sources = item.map(|item| version.sources(item, other));
            let sources = sources.into_iter().flatten();
            found.extend(sources.filter_map(|object| by_object.get(object)).flatten());
        }
        found
    }

    /// Those of some changes that travel as a type does, if there are any: no change of a request explains what only
    /// responses have.
    fn same_way(&self, found: Vec<usize>, owner: &Owner, changes: &[Change]) -> Vec<usize> {
        let way = self.direction(owner);
        let is_same = |index: &usize| {
            let change = changes.get(*index);
            change.is_some_and(|it| it.direction.is_none() || it.direction == way)
        };
        match way {
            Some(_) if found.iter().any(is_same) => found.into_iter().filter(is_same).collect(),
            _ => found,
        }
    }

    /// The changes of how sure the document is of the operations that reach an item.
    fn by_provenance(&self, rust: &RustChange, changes: &[Change]) -> Vec<usize> {
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

    /// The change that splits types into views, or joins them, if the item is of a type that holds what changed.
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

    /// The pointers of an item, of the type or the request that has it, and of what they are put together from.
    fn pointers<'b>(&'b self, rust: &'b RustChange) -> impl Iterator<Item = &'b str> {
        let sides = self.sides(rust).into_iter();
        sides.flat_map(move |(version, item, _)| {
            let owner = rust.item().and_then(|it| version.owner(&it.path.owner));
            let own = item.map(Item::pointer).into_iter().chain(owner);
            own.flat_map(|own| [own].into_iter().chain(version.objects.parts(own)))
        })
    }

    /// The operations whose request or method an item is.
    fn operations_of(&self, rust: &RustChange) -> BTreeSet<String> {
        let sides = self.sides(rust).into_iter();
        let operations = sides.filter_map(|(version, item, _)| {
            let item = item.filter(|item| item.path.owner.is_operation())?;
            operation_of(item.pointer()).or_else(|| operation_of(version.owner(&item.path.owner)?))
        });
        operations.collect()
    }

    /// Which way a type travels.
    fn direction(&self, owner: &Owner) -> Option<Direction> {
        let usage = self.head.usage(owner).or_else(|| self.base.usage(owner))?;
        match (usage.request, usage.response) {
            (true, false) => Some(Direction::Request),
            (false, true) => Some(Direction::Response),
            _ => None,
        }
    }

    fn distance(&self, rust: &RustChange, change: &Change) -> Option<Distance> {
        let places = [&change.base, &change.head];
        let sides = self.sides(rust).into_iter().zip(places);
        let distances = sides.filter_map(|((version, item, other), place)| {
            let item = item?;
            let far = |pointer: &str| match place {
                Some(place) => between(pointer, place, change, version),
                // The item of one version may come from a change that only the other one shows.
                None => {
                    let mut places = places.into_iter().flatten();
                    places.find_map(|place| between(pointer, place, change, version))
                }
            };
            let sources = version.sources(item, other);
            far(item.pointer())
                .or_else(|| sources.into_iter().filter_map(far).min())
                .or_else(|| {
                    let named = version.named(item, other).into_iter();
                    let (uses, steps) = named.filter_map(far).min()?;
                    Some((uses + 1, steps))
                })
                .or_else(|| self.pointers(rust).filter_map(far).min())
        });
        distances.min()
    }
}

/// How far a place is from an item.
fn between(item: &str, place: &Anchor, change: &Change, version: &Version<'_>) -> Option<Distance> {
    if let Some(steps) = steps(item, &place.pointer) {
        return Some((0, steps));
    }
    match operation_of(item) {
        Some(operation) => reaches(change, &operation).then_some((1, 0)),
        None => over_uses(item, &place.pointer, version),
    }
}

/// Goes from a schema to what uses it, until a use is at the place of the change.
fn over_uses(item: &str, place: &str, version: &Version<'_>) -> Option<Distance> {
    // A discriminator is about the members beside it.
    let place = place.strip_suffix("/discriminator").unwrap_or(place);
    let mut level = BTreeSet::from([item]);
    let mut seen = level.clone();
    for distance in 1..=MAX_USES {
        let mut next = BTreeSet::new();
        for used in level
            .iter()
            .flat_map(|schema| version.uses.of_schema(schema))
        {
            if let Some(steps) = steps(&used.pointer, place) {
                return Some((distance, steps));
            }
            match &used.user {
                User::Schema(schema) if seen.insert(schema) => {
                    next.insert(schema.as_str());
                }
                // Added or removed with an operation.
                User::Operation(operation) if operation_of(place).as_ref() == Some(operation) => {
                    return Some((distance, 0));
                }
                User::Schema(_) | User::Operation(_) => {}
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    None
}

/// Whether an item is gated behind the feature for what is inferred in one version only.
fn is_gated_in_one(rust: &RustChange) -> bool {
    let items = rust.before.as_ref().zip(rust.after.as_ref());
    items.is_some_and(|(before, after)| before.unconfirmed != after.unconfirmed)
}

/// Docs change no code, but deprecation does.
fn can_change_code(change: &Change) -> bool {
    change.level > Level::Docs || change.rule.effect() > Effect::Nothing
}

/// Whether changes of this kind usually do as much to Rust code.
fn is_enough(change: &Change, rust: &RustChange) -> bool {
    change.rule.effect() >= rust.effect
}

/// Whether it is about names. Nothing else renames what stays where it is.
fn is_about_names(change: &Change) -> bool {
    [
        Rule::OperationIdChanged,
        Rule::OperationTagsChanged,
        Rule::RustNameChanged,
        Rule::SettingsChanged,
        // A parameter that operations share stays where it is, whatever it is called.
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
        Rule::RequiredPropertyBecameWriteOnly,
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

/// The component or the operation that a pointer leads into.
pub(super) fn owner(pointer: &str) -> &str {
    let end = pointer
        .match_indices('/')
        .nth(3)
        .map_or(pointer.len(), |(at, _)| at);
    pointer.get(..end).unwrap_or(pointer)
}

/// The operation that a pointer leads to or into, as in `GET /users/`.
pub(super) fn operation_of(pointer: &str) -> Option<String> {
    let mut parts = pointer.strip_prefix("/paths/")?.split('/');
    let path = parts.next()?.replace("~1", "/").replace("~0", "~");
    let method = Method::from_keyword(parts.next()?)?;
    Some(format!("{} {path}", method.as_str()))
}

/// Whether an item is about how a client gets credentials.
fn is_of_credentials(rust: &RustChange, changes: &[Change]) -> bool {
    let items = [&rust.before, &rust.after];
    let mut items = items.into_iter().flatten();
    let has_settings = || {
        let mut rules = changes.iter().map(|change| change.rule);
        rules.any(|rule| matches!(rule, Rule::SettingsChanged | Rule::DialectChanged))
    };
    items.any(|item| item.pointer().starts_with("/components/securitySchemes/"))
        || (rust.path().starts_with(ENVIRONMENT) && !has_settings())
}

/// The change of the credentials that operations take, which decides what a client has for them.
fn by_security(changes: &[Change]) -> Option<usize> {
    let rules = [
        Rule::SecurityRequirementsChanged,
        Rule::AnonymousAccessRemoved,
        Rule::AuthenticationRequired,
        Rule::AuthenticationDropped,
        Rule::SecurityAlternativeRemoved,
        Rule::SecurityAlternativeAdded,
        Rule::SecuritySchemeChanged,
        Rule::SecuritySchemeRemoved,
        Rule::SecuritySchemeAdded,
        Rule::OperationRemoved,
        Rule::OperationAdded,
        Rule::RustNameChanged,
    ];
    let mut found = rules.into_iter().filter_map(|rule| {
        let mut changes = changes.iter();
        changes.position(|change| change.rule == rule)
    });
    found.next()
}

/// The changes of the server that a setter of the builder comes from.
fn by_server(rust: &RustChange, changes: &[Change]) -> Vec<usize> {
    let is_inside = |change: &Option<Anchor>, item: &Option<Item>| match (change, item) {
        (Some(change), Some(item)) => pointer::is_within(item.pointer(), &change.pointer),
        _ => false,
    };
    let rules = [Rule::ServerAdded, Rule::ServerChanged, Rule::ServerRemoved];
    let of_servers = changes.iter().enumerate();
    let of_servers = of_servers.filter(|(_, change)| rules.contains(&change.rule));
    let own = of_servers.clone().filter(|(_, change)| {
        is_inside(&change.base, &rust.before) || is_inside(&change.head, &rust.after)
    });
    let own: Vec<usize> = own.map(|(index, _)| index).collect();
    match own.is_empty() {
        // With another server beside it, a server becomes a choice.
        true => of_servers.map(|(index, _)| index).take(1).collect(),
        false => own,
    }
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
