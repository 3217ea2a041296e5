//! Schemas in their normal form: each is made once, however many places lead to it.

mod facets;
mod leaves;
mod listed;
mod notes;
mod null;
mod same;
mod source;
mod unions;

use indexmap::{IndexMap, IndexSet};

use self::same::Part;
use self::source::{Source, SourceKey};
use crate::contract::{Facets, Located, Notes, Property, Schema, SchemaId, Selected};
use crate::diagnostic::Anchor;
use crate::source::Cursor;

pub(crate) use notes::own_notes;
pub(crate) use null::NullInDoubt;

/// The schemas whose keywords all hold for a value of the one at a location: itself, the members of its `allOf`, and those
/// of its unions of one; members first.
pub(crate) fn parts_of(place: Cursor<'_>) -> Vec<Cursor<'_>> {
    let leaves = leaves::leaves(&[Source::whole(place)], &mut Vec::new());
    let ordered = leaves::in_order(&leaves).into_iter();
    ordered.map(|(_, leaf)| leaf.place.clone()).collect()
}

/// The schemas of a contract while it is made. A schema is known by what it is put together from.
pub(super) struct Schemas<'a> {
    /// The identities of all schemas of the document.
    places: IndexSet<usize>,
    ids: IndexMap<Vec<SourceKey>, SchemaId>,
    pending: Vec<(SchemaId, Vec<Source<'a>>)>,
    made: Vec<Schema>,
    merged: Vec<(SchemaId, Vec<Part>)>,
}

/// More than documents have of schemas that are used in several locations at once; beyond it they branch without end.
const MAX_MERGED: usize = 20_000;

/// More than anybody puts one schema together from.
const MAX_SOURCES: usize = 64;

impl<'a> Schemas<'a> {
    pub(super) fn new(places: impl Iterator<Item = usize>) -> Self {
        Self {
            places: places.collect(),
            ids: IndexMap::new(),
            pending: Vec::new(),
            made: Vec::new(),
            merged: Vec::new(),
        }
    }

    /// The identity of the schema at a place; of one that allows anything if there is none.
    pub(super) fn id(&mut self, place: Option<Cursor<'a>>) -> SchemaId {
        self.all(place.into_iter().map(Source::whole).collect())
    }

    /// The identity of what all of these say at once.
    fn all(&mut self, sources: Vec<Source<'a>>) -> SchemaId {
        let mut resolved: Vec<Source<'a>> = Vec::with_capacity(sources.len());
        let mut key: Vec<SourceKey> = Vec::with_capacity(sources.len());
        for source in sources.into_iter().filter_map(Source::resolved) {
            let own = source.key();
            if self.places.contains(&source.place.identity()) && !key.contains(&own) {
                key.push(own);
                resolved.push(source);
            }
        }
        key.sort_unstable();
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let is_merged = key.len() > 1;
        if is_merged && (self.merged.len() > MAX_MERGED || key.len() > MAX_SOURCES) {
            return self.all(Vec::new());
        }
        let id = SchemaId(self.made.len());
        self.ids.insert(key, id);
        self.made.push(Schema {
            name: match resolved.as_slice() {
                [only] => only.component(),
                _ => None,
            },
            at: resolved
                .first()
                .map_or_else(Anchor::default, |source| source.place.anchor()),
            is_merged,
            same_as: None,
            conflict: None,
            parts: Vec::new(),
            unresolved: Vec::new(),
            facets: Facets::default(),
            alternatives: None,
            notes: Notes::default(),
        });
        if is_merged {
            let whole = resolved.iter().filter(|source| source.is_whole());
            let mut ordered: Vec<Source<'a>> = whole.cloned().collect();
            ordered.sort_by_key(|source| source.order);
            let parts = ordered.into_iter().map(|source| Part {
                written: source.written.pointer.clone(),
                is_reference: source.written.pointer != source.place.pointer,
                id: self.all(vec![source]),
            });
            let parts = parts.collect();
            self.merged.push((id, parts));
        }
        self.pending.push((id, resolved));
        id
    }

    /// All schemas.
    pub(super) fn finish(mut self) -> Vec<Schema> {
        same::find(&mut self.made, &self.merged);
        self.made
    }

    /// Reads the schemas that have an identity, and those that they consist of.
    pub(super) fn make(&mut self) {
        while let Some((id, sources)) = self.pending.pop() {
            let mut unresolved = Vec::new();
            let leaves = leaves::leaves(&sources, &mut unresolved);
            let parts = facets::parts(&sources, &leaves);
            let mut facets = parts.facets;
            facets.items = (!parts.items.is_empty()).then(|| self.all(parts.items));
            facets.additional = parts.additional.map(|sources| self.all(sources));
            for (name, sources) in parts.properties {
                facets.properties.push(self.property(name, sources));
            }
            for (selection, sources) in parts.selected {
                let Some(first) = sources.first() else {
                    continue;
                };
                let at = first.place.anchor();
                let schema = self.all(sources);
                facets.selected.push(Selected {
                    selection,
                    schema,
                    at,
                });
            }
            for (at, source) in parts.not {
                let value = self.all(vec![source]);
                facets.not.push(Located { value, at });
            }
            let alternatives = unions::first(&leaves)
                .and_then(|union| union.alternatives(|sources| self.all(sources)));
            let notes = notes::notes(&leaves, alternatives.is_some());
            if let Some(schema) = self.made.get_mut(id.0) {
                schema.same_as = match sources.as_slice() {
                    [only] if only.is_whole() => leaves::only_reference(&only.place),
                    _ => None,
                };
                if leaves.len() > 1 {
                    schema.conflict = facets::conflict(&leaves);
                    schema.parts = leaves
                        .iter()
                        .filter(|leaf| leaf.restricts() || leaf.one_of || leaf.any_of)
                        .map(|leaf| leaf.place.pointer.clone())
                        .collect();
                    schema.parts.sort_unstable();
                }
                schema.facets = facets;
                schema.alternatives = alternatives;
                schema.notes = notes;
                schema.unresolved = unresolved;
            }
        }
    }

    fn property(&mut self, name: String, sources: Vec<Source<'a>>) -> Property {
        let (mut read_only, mut write_only) = notes::access(&sources);
        // Both at once is a mistake, which is reported elsewhere.
        let has_no_direction = read_only.is_some() && write_only.is_some();
        if has_no_direction {
            (read_only, write_only) = (None, None);
        }
        Property {
            name,
            notes: notes::of_property(&sources),
            at: sources
                .iter()
                .max_by_key(|source| source.order)
                .map_or_else(Anchor::default, |source| source.written.clone()),
            schema: self.all(sources),
            read_only,
            write_only,
            has_no_direction,
        }
    }
}
