//! [`Objects`]: what of a document can make a public item: schemas, properties, values, parameters, media types, …

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Change;
use crate::contract::{Content, Contract, Schema};
use crate::diagnostic::Anchor;
use crate::source::pointer;
use crate::surface::Item;

/// The objects of a contract by their JSON pointers.
#[derive(Debug, Default)]
pub(super) struct Objects<'a> {
    pointers: BTreeSet<&'a str>,
    /// The properties by the entries of the lists `required`.
    required: BTreeMap<&'a str, &'a str>,
    /// The values of enums by the pointers of their lists.
    values: BTreeMap<&'a str, &'a [Value]>,
    /// The schemas that a schema is put together from, by its pointer.
    parts: BTreeMap<&'a str, &'a [String]>,
    /// The entries in lists of parameters, by the operation and the definition, which operations may share.
    listed: BTreeMap<(&'a str, &'a str), &'a str>,
}

impl<'a> Objects<'a> {
    pub(super) fn of(contract: &'a Contract) -> Self {
        let mut objects = Self::default();
        for operation in &contract.operations {
            objects.add([&operation.at]);
            for parameter in &operation.parameters {
                objects.add([&parameter.at, &parameter.listed]);
                let key = (operation.at.pointer.as_str(), parameter.at.pointer.as_str());
                objects.listed.insert(key, &parameter.listed.pointer);
            }
            if let Some(request) = &operation.request {
                objects.add([&request.at]);
                objects.add_content(&request.content);
            }
            for response in &operation.responses {
                objects.add([&response.at, &response.listed]);
                objects.add_content(&response.content);
            }
        }
        for schema in &contract.schemas {
            objects.add_schema(schema);
        }
        objects
    }

    fn add(&mut self, anchors: impl IntoIterator<Item = &'a Anchor>) {
        let pointers = anchors.into_iter().map(|at| at.pointer.as_str());
        self.pointers.extend(pointers);
    }

    fn add_content(&mut self, content: &'a [Content]) {
        self.add(content.iter().map(|content| &content.at));
    }

    fn add_schema(&mut self, schema: &'a Schema) {
        let facets = &schema.facets;
        self.add([&schema.at]);
        if !schema.parts.is_empty() {
            self.parts.insert(&schema.at.pointer, &schema.parts);
        }
        for property in &facets.properties {
            self.add([&property.at]);
            if let Some(required) = facets.required.get(&property.name) {
                self.required
                    .insert(&required.pointer, &property.at.pointer);
            }
        }
        if let Some(values) = &facets.values {
            self.values.insert(&values.at.pointer, &values.value);
        }
        let members = schema.alternatives.iter().flat_map(|it| &it.members);
        self.add(members.map(|member| &member.at));
    }

    /// The entry of an operation's list of parameters for a parameter.
    pub(super) fn listed(&self, operation: &str, parameter: &str) -> Option<&'a str> {
        self.listed.get(&(operation, parameter)).copied()
    }

    /// The pointers of the schemas that a schema is put together from.
    pub(super) fn parts(&self, pointer: &str) -> impl Iterator<Item = &'a str> {
        let parts = self.parts.get(pointer).copied().unwrap_or_default();
        parts.iter().map(String::as_str)
    }

    /// The value of an enum that makes an item, if one does.
    pub(super) fn value(&self, item: Option<&Item>) -> Option<&'a Value> {
        let (list, index) = item?.pointer().rsplit_once('/')?;
        self.values.get(list)?.get(index.parse::<usize>().ok()?)
    }

    /// The pointer of the nearest object that a pointer leads to or into.
    pub(super) fn nearest<'p>(&self, pointer: &'p str) -> &'p str
    where
        'a: 'p,
    {
        let mut nearest = pointer;
        loop {
            if let Some(property) = self.required.get(nearest) {
                return property;
            }
            let Some((parent, _)) = nearest.rsplit_once('/') else {
                return pointer;
            };
            if self.pointers.contains(nearest) || self.values.contains_key(parent) {
                return nearest;
            }
            nearest = parent;
        }
    }

    /// The objects that a change with this location is about.
    fn subjects(&self, change: &Change, at: &Anchor) -> Vec<String> {
        let changed = change.facts.get("values").and_then(Value::as_array);
        let values = self.values.get(at.pointer.as_str()).copied();
        let values = values.unwrap_or_default().iter().enumerate();
        let changed = values.filter(|(_, value)| changed.is_some_and(|it| it.contains(value)));
        let values: Vec<String> = changed
            .map(|(index, _)| format!("{}/{index}", at.pointer))
            .collect();
        match values.is_empty() {
            true => vec![self.nearest(&at.pointer).to_owned()],
            false => values,
        }
    }
}

/// The objects that a change is about at a location, before and after.
pub(super) fn subjects(
    change: &Change,
    (before, after): (&Option<Anchor>, &Option<Anchor>),
    [base, head]: [&Objects<'_>; 2],
) -> [Vec<String>; 2] {
    let of = |objects: &Objects<'_>, at: &Option<Anchor>| match at {
        Some(at) => objects.subjects(change, at),
        None => Vec::new(),
    };
    let mut subjects = [of(base, before), of(head, after)];
    // Where a property is added or removed, the other location is only that of the object around it.
    if let Some(Value::String(property)) = change.facts.get("property") {
        let end = pointer::child("/properties", property);
        let is_it = |objects: &Vec<String>| objects.iter().any(|object| object.ends_with(&end));
        if subjects.iter().any(is_it) {
            for objects in subjects.iter_mut().filter(|objects| !is_it(objects)) {
                objects.clear();
            }
        }
    }
    subjects
}
