//! [`Broken`]: what was removed from a document, and which findings of later stages only follow from that.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::source;
use crate::source::objects::{ObjectKind, objects};
use crate::source::pointer::{self, is_within};
use crate::source::refs;
use crate::source::tree::{Node, Tree};

/// What was removed from a document, and what is left.
#[derive(Clone, Debug, Default)]
pub struct Broken {
    /// The nodes that were removed.
    pub(super) removed: BTreeMap<String, Node>,
    /// The pointers of the values that were replaced.
    pub(super) guessed: BTreeSet<String>,
    /// The items that were removed, by array, of each round.
    pub(super) rounds: Vec<RemovedItems>,
    /// The objects that are left.
    objects: BTreeMap<String, Object>,
}

/// The indices of removed items, by the pointer of their array.
pub(super) type RemovedItems = BTreeMap<String, BTreeSet<usize>>;

#[derive(Clone, Debug, Default)]
struct Object {
    /// Whether something was removed from it.
    is_broken: bool,
    /// The objects directly in it.
    inner: Vec<String>,
    /// What its `$ref` refers to.
    target: Option<String>,
}

impl Broken {
    /// Reads what is left, unless nothing was removed and no reference dangles, as in most documents.
    pub(super) fn read(&mut self, tree: &Tree) {
        let objects = objects(tree);
        let is_dangling = |target: String| tree.get(&target).is_none();
        let mut references = objects.iter().filter_map(source::Object::reference);
        if self.is_empty()
            && !references
                .any(|reference| pointer::from_fragment(reference).is_some_and(is_dangling))
        {
            return;
        }
        self.objects.insert(String::new(), Object::default());
        for object in objects {
            let outer = self.owner(&object.pointer);
            // The document and its components hold everything, which does not make it one thing.
            let is_inner = pointer::depth(&outer) > 1;
            // One content has several media types; a discriminator is a part of its schema.
            let is_part = matches!(object.kind, ObjectKind::Other | ObjectKind::MediaType);
            if (is_part && is_inner) || object.pointer.is_empty() {
                continue;
            }
            if let Some(outer) = self.objects.get_mut(&outer).filter(|_| is_inner) {
                outer.inner.push(object.pointer.clone());
            }
            let target = object.reference().and_then(pointer::from_fragment);
            let object_of = Object {
                target,
                ..Object::default()
            };
            self.objects.insert(object.pointer, object_of);
        }
        for removed in self.removed.keys() {
            let owner = self.owner(pointer::parent(removed));
            if let Some(owner) = self.objects.get_mut(&owner) {
                owner.is_broken = true;
            }
        }
    }

    /// Whether anything was removed or replaced.
    pub(in crate::source) fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.guessed.is_empty()
    }

    /// A finding with the pointers that the document has: in what is left, items have moved up.
    pub(in crate::source) fn located(&self, mut finding: Diagnostic) -> Diagnostic {
        if !self.rounds.is_empty() {
            finding.at.pointer = self.original(&finding.at.pointer);
            for (at, _) in &mut finding.related {
                at.pointer = self.original(&at.pointer);
            }
        }
        finding
    }

    /// The pointer in the document of what has a pointer in what is left.
    pub fn original(&self, pointer: &str) -> String {
        let rounds = self.rounds.iter().rev();
        rounds.fold(pointer.to_owned(), |pointer, removed| {
            let mut before = String::new();
            for key in pointer.split('/').skip(1) {
                let index = removed.get(&before).and_then(|removed| {
                    let index: usize = key.parse().ok()?;
                    Some(
                        removed
                            .iter()
                            .fold(index, |at, gone| at + usize::from(*gone <= at)),
                    )
                });
                before.push('/');
                match index {
                    Some(index) => before.push_str(&index.to_string()),
                    None => before.push_str(key),
                }
            }
            before
        })
    }

    /// Whether a finding may be there only because of errors: its location, or a related one, is in an object that lacks
    /// something, that holds such an object, or that refers to one.
    pub(in crate::source) fn is_cause_of(&self, finding: &Diagnostic, tree: &Tree) -> bool {
        if self.objects.is_empty() {
            return false;
        }
        if self.is_of(finding) {
            return true;
        }
        let at = finding.at.pointer.as_str();
        if let Some(target) = refs::referred(tree, at) {
            return self.is_removed(&target) && tree.get(&target).is_none();
        }
        let related = finding.related.iter().map(|(at, _)| at.pointer.as_str());
        let mut places = std::iter::once(at).chain(related);
        places.any(|place| self.is_removed(place) || self.touches(tree, place))
    }

    /// Whether a finding is about something that was removed or replaced, which has been reported.
    pub(in crate::source) fn is_of(&self, finding: &Diagnostic) -> bool {
        let at = self.original(&finding.at.pointer);
        self.is_removed(&at) || self.guessed.contains(&at)
    }

    /// What was removed, by pointer.
    pub fn removed(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.removed.iter().map(|(at, node)| (at.as_str(), node))
    }

    /// Every reference in what was removed: where that was, and what it refers to.
    pub(in crate::source) fn references(&self) -> impl Iterator<Item = (&str, String)> {
        self.removed.iter().flat_map(|(holder, node)| {
            let targets = refs::all(holder, node);
            targets
                .into_iter()
                .map(move |target| (holder.as_str(), target))
        })
    }

    fn touches(&self, tree: &Tree, place: &str) -> bool {
        let owner = self.owner(place);
        let is_dangling = |object: &Object| {
            let target = object.target.as_ref();
            target.is_some_and(|target| tree.get(target).is_none())
        };
        let mut pending = self.objects_at(&owner, place);
        let mut near = pending.iter().filter_map(|it| self.objects.get(*it));
        if near.any(is_dangling) {
            return true;
        }
        let mut seen = BTreeSet::new();
        while let Some(next) = pending.pop().filter(|_| !self.removed.is_empty()) {
            let Some(object) = self.objects.get(next).filter(|_| seen.insert(next)) else {
                continue;
            };
            if object.is_broken {
                return true;
            }
            let Some(target) = &object.target else {
                continue;
            };
            if self.is_removed(target) {
                return true;
            }
            if let Some((target, object)) = self.objects.get_key_value(target) {
                pending.push(target);
                pending.extend(&object.inner);
            }
        }
        false
    }

    /// The object that a location is in, and what it holds directly. An extension is about everything in its object.
    fn objects_at(&self, owner: &str, place: &str) -> Vec<&String> {
        let is_extension = place
            .strip_prefix(owner)
            .is_some_and(|rest| rest.starts_with("/x-"));
        if is_extension && !owner.is_empty() {
            return self.within(owner).collect();
        }
        let object = self.objects.get_key_value(owner);
        let objects = object
            .map(|(pointer, object)| std::iter::once(pointer).chain(&object.inner))
            .into_iter()
            .flatten();
        objects.collect()
    }

    /// The objects in one, and itself.
    fn within(&self, owner: &str) -> impl Iterator<Item = &String> {
        let all = self.objects.range(owner.to_owned()..);
        let keys = all.map(|(pointer, _)| pointer);
        keys.take_while(move |pointer| pointer.starts_with(owner))
    }

    /// The pointer of the innermost object that a location is in.
    fn owner(&self, place: &str) -> String {
        let mut place = place;
        while !place.is_empty() && !self.objects.contains_key(place) {
            place = pointer::parent(place);
        }
        place.to_owned()
    }

    fn is_removed(&self, place: &str) -> bool {
        let mut removed = self.removed.keys();
        removed.any(|removed| is_within(place, removed))
    }
}
