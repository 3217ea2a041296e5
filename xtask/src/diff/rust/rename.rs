//! [`Renames`]: which types and requests only have another name.

use std::collections::{BTreeMap, BTreeSet};

use super::owner::{Owner, is_group};
use super::place;

/// Paths of owners before, with those after.
#[derive(Debug, Default)]
pub(super) struct Renames {
    forth: BTreeMap<String, String>,
    back: BTreeMap<String, String>,
}

type Owners<'a> = BTreeMap<&'a str, Owner<'a>>;

/// What a type has: a name and a signature each.
type Shape = BTreeSet<String>;

/// Types by path.
type Shapes<'a> = Vec<(&'a str, Shape)>;

/// So much must be alike in types that are not equal: two things besides what every type has, itself and `extra`.
const LEAST: usize = 4;

impl Renames {
    /// Finds them. Two names are taken for one thing if the same place of the document has them; if all that they have is
    /// the same and nothing else that is gone or new looks like them; or if most of it is, and more than with any other.
    pub(super) fn find(before: &Owners<'_>, after: &Owners<'_>) -> Self {
        let mut renames = Self::default();
        renames.by_place(before, after);
        // What looks alike may do so only under names that are found on the way.
        while renames.by_shape(before, after) {}
        renames.by_likeness(before, after);
        while renames.by_shape(before, after) {}
        renames
    }

    pub(super) fn new_path<'a>(&'a self, path: &'a str) -> &'a str {
        self.forth.get(path).map_or(path, String::as_str)
    }

    pub(super) fn old_path<'a>(&'a self, path: &'a str) -> &'a str {
        self.back.get(path).map_or(path, String::as_str)
    }

    /// A signature of an owner as it would be with the names after.
    pub(super) fn apply(&self, owner: &str, signature: &str) -> String {
        let module = owner.rsplit_once("::").map_or("", |(module, _)| module);
        with_words(signature, |before, word| {
            // Types stand behind `types::` in signatures; requests, and what a signature is about, have the name alone.
            let is_own = owner.starts_with("types::") && before.ends_with(['<', ' ']);
            let is_named = ["-> ", "struct ", "enum ", "for "]
                .iter()
                .any(|it| before.ends_with(it));
            let path = if is_own || before.ends_with("types::") {
                format!("types::{word}")
            } else if is_named {
                format!("{module}::{word}")
            } else {
                return None;
            };
            let new = self.forth.get(&path)?;
            new.rsplit("::").next().map(str::to_owned)
        })
    }

    /// What a member adds to the path of its owner, with the names after: conversions name a type.
    pub(super) fn member(&self, name: &str) -> String {
        let from = name
            .strip_prefix(" as From<")
            .and_then(|rest| rest.strip_suffix('>'));
        let by = from
            .filter(|from| from.starts_with('&'))
            .map_or("", |_| "&");
        let from = from.map(|from| from.trim_start_matches('&'));
        let new = from.and_then(|from| self.forth.get(&format!("types::{from}")));
        match new.and_then(|new| new.rsplit("::").next()) {
            Some(new) => format!(" as From<{by}{new}>"),
            None => name.to_owned(),
        }
    }

    fn by_place(&mut self, before: &Owners<'_>, after: &Owners<'_>) {
        let mut pairs = Vec::new();
        let mut at_place: BTreeMap<String, Vec<(&str, &Owner<'_>)>> = BTreeMap::new();
        for (path, owner) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
            if let Some(item) = owner.item {
                at_place.entry(place(item)).or_default().push((path, owner));
            }
        }
        for (old_path, old) in before.iter().filter(|(path, _)| !after.contains_key(*path)) {
            let place = old
                .item
                .map(place)
                .filter(|place| !place.is_empty() && !is_group(old_path, old));
            for (new_path, new) in place
                .and_then(|place| at_place.get(&place))
                .into_iter()
                .flatten()
            {
                if kind(old_path, old) == kind(new_path, new) {
                    let common = old
                        .members
                        .keys()
                        .filter(|name| new.members.contains_key(**name));
                    pairs.push((common.count(), *old_path, *new_path));
                }
            }
        }
        // Views of one schema have one place: those that have most in common belong together.
        pairs.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in pairs {
            self.add(old, new);
        }
    }

    /// Whether it found any.
    fn by_shape(&mut self, before: &Owners<'_>, after: &Owners<'_>) -> bool {
        let (gone, new) = self.shapes(before, after);
        let mut found = false;
        for (old_path, shape) in &gone {
            let mut alike = new.iter().filter(|(_, it)| it == shape);
            let is_only_one = gone.iter().filter(|(_, it)| it == shape).count() == 1;
            if let (Some((new_path, _)), None, true) = (alike.next(), alike.next(), is_only_one) {
                found |= self.add(old_path, new_path);
            }
        }
        found
    }

    fn by_likeness(&mut self, before: &Owners<'_>, after: &Owners<'_>) {
        let (gone, new) = self.shapes(before, after);
        let mut pairs = Vec::new();
        for (old_path, old) in &gone {
            for (new_path, new) in &new {
                let common = old.intersection(new).count();
                let most = old.len().max(new.len());
                if common * 2 > most && common >= LEAST {
                    pairs.push((most - common, *old_path, *new_path));
                }
            }
        }
        pairs.sort();
        for (_, old, new) in pairs {
            self.add(old, new);
        }
    }

    /// The shapes of what is gone and of what is new.
    fn shapes<'a>(&self, before: &Owners<'a>, after: &Owners<'a>) -> (Shapes<'a>, Shapes<'a>) {
        let gone = before
            .iter()
            .filter(|(path, _)| !after.contains_key(*path) && !self.forth.contains_key(**path))
            .filter_map(|(path, owner)| Some((*path, self.shape(path, owner, true)?)));
        let new = after
            .iter()
            .filter(|(path, _)| !before.contains_key(*path) && !self.back.contains_key(**path))
            .filter_map(|(path, owner)| Some((*path, self.shape(path, owner, false)?)));
        (gone.collect(), new.collect())
    }

    /// Everything that a type has, without its name; none if that is too little to know it by.
    fn shape(&self, path: &str, owner: &Owner<'_>, is_before: bool) -> Option<Shape> {
        let item = owner.item.filter(|_| path.starts_with("types::"))?;
        let own = path.rsplit("::").next()?;
        let is_telling = owner
            .members
            .keys()
            .any(|name| *name != "::extra" && *name != "::new()");
        let is_alias = item.signature.starts_with("type ");
        if !is_telling || is_alias {
            return None;
        }
        let lines = std::iter::once(("", item))
            .chain(owner.members.iter().map(|(name, item)| (*name, *item)));
        let lines = lines.map(|(name, item)| {
            let (name, signature) = if is_before {
                (self.member(name), self.apply(path, &item.signature))
            } else {
                (name.to_owned(), item.signature.clone())
            };
            let own = |_: &str, word: &str| (word == own).then(|| "Self".to_owned());
            format!("{name}\n{}", with_words(&signature, own))
        });
        Some(lines.collect())
    }

    fn add(&mut self, old: &str, new: &str) -> bool {
        if self.forth.contains_key(old) || self.back.contains_key(new) {
            return false;
        }
        self.forth.insert(old.to_owned(), new.to_owned());
        self.back.insert(new.to_owned(), old.to_owned());
        true
    }
}

/// What must be equal for two to be the same under another name.
fn kind(path: &str, owner: &Owner<'_>) -> (Option<String>, bool, bool) {
    let first = path.split("::").next().map(str::to_owned);
    let is_enum = owner
        .item
        .is_some_and(|item| item.signature.starts_with("pub enum"));
    // A request has options, and a group has none.
    (first, is_enum, owner.members.contains_key("::options()"))
}

/// A text with some of its words replaced. What decides sees what stands before the word, and the word.
fn with_words(text: &str, replace: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let (between, from_word) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let end = from_word.find(|c| !is_word(c)).unwrap_or(from_word.len());
        let (word, after) = from_word.split_at_checked(end).unwrap_or((from_word, ""));
        result.push_str(between);
        let new = replace(&result, word);
        result.push_str(new.as_deref().unwrap_or(word));
        rest = after;
    }
    result + rest
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}
