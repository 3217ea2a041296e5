//! [`Mapping`]: keys with their values, found fast.

use std::ops::{Deref, Range};

use super::Node;

/// The entries of a mapping, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    entries: Vec<Entry>,
    /// The indices of the entries, sorted by key, of a mapping that has more than a [`FEW`]: documents have mappings of
    /// thousands of keys, and every finding and every reference looks some up.
    by_key: Vec<usize>,
}

/// A key of a mapping with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The location of the key.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

/// Up to here, a linear search is faster than a binary one.
const FEW: usize = 16;

impl Mapping {
    /// A mapping of these entries.
    pub fn new(entries: Vec<Entry>) -> Self {
        if entries.len() <= FEW {
            let by_key = Vec::new();
            return Self { entries, by_key };
        }
        let mut keys: Vec<(&str, usize)> = entries
            .iter()
            .enumerate()
            .map(|(i, entry)| (entry.key.as_str(), i))
            .collect();
        keys.sort_unstable();
        let by_key = keys.into_iter().map(|(_, index)| index).collect();
        Self { entries, by_key }
    }

    /// Its entries.
    pub(in crate::source) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// The entry with this key; the first of them if there are several.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        if self.entries.len() <= FEW {
            // Lengths and first bytes decide almost everything, without a call.
            let start = (key.len(), key.as_bytes().first());
            return self.entries.iter().find(|entry| {
                (entry.key.len(), entry.key.as_bytes().first()) == start && entry.key == key
            });
        }
        let first = self
            .by_key
            .partition_point(|&index| self.key_at(index) < key);
        let entry = self.entries.get(*self.by_key.get(first)?)?;
        (entry.key == key).then_some(entry)
    }

    /// Every key with its value, to change it.
    pub(in crate::source) fn values_mut(&mut self) -> impl Iterator<Item = (&str, &mut Node)> {
        let entries = self.entries.iter_mut();
        entries.map(|entry| (entry.key.as_str(), &mut entry.value))
    }

    /// The value of a key, to change it.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.values_mut()
            .find_map(|(name, node)| (name == key).then_some(node))
    }

    pub(super) fn shift(&mut self, by: usize) {
        for entry in &mut self.entries {
            entry.key_span = entry.key_span.start + by..entry.key_span.end + by;
            entry.value.shift(by);
        }
    }

    /// Adds entries at the end.
    pub(in crate::source) fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let mut all = std::mem::take(&mut self.entries);
        all.extend(entries);
        *self = Self::new(all);
    }

    /// The value of this key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entries whose key was there before, each with the first of that key.
    pub fn duplicates(&self) -> impl Iterator<Item = (&Entry, &Entry)> {
        self.entries.iter().filter_map(|entry| {
            let first = self.entry(&entry.key)?;
            (!std::ptr::eq(first, entry)).then_some((entry, first))
        })
    }

    fn key_at(&self, index: usize) -> &str {
        self.entries
            .get(index)
            .map_or("", |entry| entry.key.as_str())
    }
}

impl Deref for Mapping {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        &self.entries
    }
}

impl<'a> IntoIterator for &'a Mapping {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}
