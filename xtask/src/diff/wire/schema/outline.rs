//! [`outline`]: the restrictions of a schema as JSON, for the facts of a change. It has no locations: these move.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::types::names;
use crate::contract::{Additional, Contract, SchemaId};

/// All that a schema and those inside of it allow and exclude. A schema that was outlined before, as in a cycle, is its
/// name.
pub(super) fn outline(contract: &Contract, id: SchemaId) -> Value {
    write(contract, id, &mut BTreeSet::new())
}

fn write(contract: &Contract, id: SchemaId, written: &mut BTreeSet<SchemaId>) -> Value {
    let Some(schema) = contract.schema(id) else {
        return Value::Null;
    };
    if !written.insert(id) {
        return json!(schema.name);
    }
    let mut inner = |id: SchemaId| write(contract, id, written);
    let facets = &schema.facets;
    let limits = facets.limits.iter();
    let limits = limits.map(|(limit, at)| (format!("{limit:?}"), at.value.clone().into()));
    let patterns = facets.patterns.iter().map(|it| it.value.as_str());
    let required: BTreeSet<&String> = facets.required.keys().collect();
    let properties = facets.properties.iter();
    let properties = properties.map(|it| (it.name.clone(), inner(it.schema)));
    let properties: Map<String, Value> = properties.collect();
    let selected = facets.selected.iter();
    let selected = selected.map(|it| json!([format!("{:?}", it.selection), inner(it.schema)]));
    let selected: Vec<Value> = selected.collect();
    let not: Vec<Value> = facets.not.iter().map(|it| inner(it.value)).collect();
    let members = schema.alternatives.as_ref().map(|union| {
        let members = union.members.iter().map(|it| inner(it.value));
        json!([union.exclusive, members.collect::<Vec<Value>>()])
    });
    let additional = match &facets.additional {
        Additional::Any => Value::Null,
        Additional::Of(values) => inner(values.value),
        Additional::Closed(_) => false.into(),
    };
    let parts = [
        ("types", json!(names(&facets.types))),
        ("null", facets.nullable.then_some(true).into()),
        ("format", json!(facets.format.as_ref().map(|it| &it.value))),
        ("enum", json!(facets.values.as_ref().map(|it| &it.value))),
        ("limits", limits.collect::<Map<String, Value>>().into()),
        ("patterns", patterns.collect::<Vec<&str>>().into()),
        ("unique", facets.unique_items.as_ref().map(|_| true).into()),
        ("items", facets.items.map(&mut inner).into()),
        ("properties", properties.into()),
        ("required", json!(required)),
        ("additional", additional),
        ("selected", selected.into()),
        ("not", not.into()),
        ("members", members.into()),
    ];
    let is_stated = |value: &Value| {
        !value.is_null()
            && value.as_array().is_none_or(|it| !it.is_empty())
            && value.as_object().is_none_or(|it| !it.is_empty())
    };
    let parts = parts.into_iter().filter(|(_, value)| is_stated(value));
    parts
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
