//! Schemas in their normal form: each is made once, however many places lead to it.

mod facets;
mod leaves;
mod listed;
mod notes;
mod null;
mod source;
mod unions;

use std::collections::BTreeMap;

use self::source::Source;
use crate::contract::{Facets, Located, Notes, Property, Schema, SchemaId};
use crate::diagnostic::Anchor;
use crate::source::Cursor;

/// The schemas of a contract while it is made. A schema is known by what it is put together from.
pub(super) struct Schemas<'a> {
    ids: BTreeMap<Vec<String>, SchemaId>,
    pending: Vec<(SchemaId, Vec<Source<'a>>)>,
    made: Vec<Schema>,
    merged: usize,
}

/// More than documents have of schemas that stand in several places at once; beyond it they branch without end.
const MAX_MERGED: usize = 20_000;

/// More than anybody puts one schema together from.
const MAX_SOURCES: usize = 64;

impl<'a> Schemas<'a> {
    pub(super) fn new() -> Self {
        Self {
            ids: BTreeMap::new(),
            pending: Vec::new(),
            made: Vec::new(),
            merged: 0,
        }
    }

    /// The identity of the schema at a place; of one that allows anything if there is none.
    pub(super) fn id(&mut self, place: Option<Cursor<'a>>) -> SchemaId {
        self.all(place.into_iter().map(Source::whole).collect())
    }

    /// The identity of what all of these say at once.
    fn all(&mut self, sources: Vec<Source<'a>>) -> SchemaId {
        let mut sources: Vec<Source<'a>> =
            sources.into_iter().filter_map(Source::resolved).collect();
        let mut key: Vec<String> = sources.iter().map(Source::key).collect();
        key.sort_unstable();
        key.dedup();
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        if key.len() > 1 {
            self.merged += 1;
            if self.merged > MAX_MERGED || key.len() > MAX_SOURCES {
                return self.all(Vec::new());
            }
        }
        let mut seen = Vec::new();
        sources.retain(|source| {
            let key = source.key();
            let is_new = !seen.contains(&key);
            seen.push(key);
            is_new
        });
        let id = SchemaId(self.made.len());
        self.ids.insert(key, id);
        self.made.push(Schema {
            name: match sources.as_slice() {
                [only] => only.component(),
                _ => None,
            },
            at: sources
                .first()
                .map_or_else(Anchor::default, |source| source.place.anchor()),
            facets: Facets::default(),
            alternatives: None,
            notes: Notes::default(),
        });
        self.pending.push((id, sources));
        id
    }

    /// All schemas.
    pub(super) fn finish(self) -> Vec<Schema> {
        self.made
    }

    /// Reads the schemas that have an identity, and those that they consist of. Returns how many there are now.
    pub(super) fn make(&mut self) -> usize {
        while let Some((id, sources)) = self.pending.pop() {
            let leaves = leaves::leaves(&sources);
            let parts = facets::parts(&sources, &leaves);
            let mut facets = parts.facets;
            facets.items = (!parts.items.is_empty()).then(|| self.all(parts.items));
            facets.additional = parts.additional.map(|sources| self.all(sources));
            for (name, at, sources) in parts.properties {
                let (read_only, write_only) = notes::access(&sources);
                facets.properties.push(Property {
                    name,
                    schema: self.all(sources),
                    read_only,
                    write_only,
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
                schema.facets = facets;
                schema.alternatives = alternatives;
                schema.notes = notes;
            }
        }
        self.made.len()
    }
}
