//! Values of a schema, chosen by chance. Some are none of it: a validator tells.

use codegen_tests::chance::Chance;
use serde_json::{Map, Value, json};

/// A value that a schema may have.
pub(crate) fn sample(schema: &Value, chance: &mut Chance) -> Value {
    if schema["nullable"] == true && chance.once_in(4) {
        return Value::Null;
    }
    if let Some(values) = schema["enum"].as_array() {
        return values[chance.below(values.len())].clone();
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some(members) = schema[keyword].as_array() {
            return sample(&members[chance.below(members.len())], chance);
        }
    }
    if let Some(members) = schema["allOf"].as_array() {
        let mut values = members.iter().map(|member| sample(member, chance));
        let mut all = values.next().unwrap_or_default();
        for value in values {
            if let (Value::Object(all), Value::Object(more)) = (&mut all, value) {
                all.extend(more);
            }
        }
        return all;
    }
    match schema["type"].as_str() {
        Some("string") => string(schema, chance),
        Some("boolean") => chance.once_in(2).into(),
        Some(kind @ ("integer" | "number")) => number(schema, kind, chance),
        Some("array") => {
            let count = count(schema, ["minItems", "maxItems"], chance);
            (0..count)
                .map(|_| sample(&schema["items"], chance))
                .collect()
        }
        Some("object") => object(schema, chance),
        _ => json!([0, "a", {}, null])[chance.below(4)].clone(),
    }
}

/// A number near the limits of a schema.
fn count(schema: &Value, [least, most]: [&str; 2], chance: &mut Chance) -> usize {
    let least = schema[least].as_u64().unwrap_or(0) as usize;
    let most = schema[most]
        .as_u64()
        .map_or(least + 3, |most| most as usize);
    match chance.below(3) {
        0 => least,
        1 => most.min(20),
        _ => least + chance.below(3),
    }
}

fn string(schema: &Value, chance: &mut Chance) -> Value {
    match schema["format"].as_str() {
        Some("date") => return "2000-02-03".into(),
        Some("date-time") => return "2000-02-03T04:05:06Z".into(),
        Some("uuid") => return "00000000-0000-0000-0000-000000000001".into(),
        _ => {}
    }
    let letter = ["a", "b", "z"][chance.below(3)];
    let length = count(schema, ["minLength", "maxLength"], chance);
    letter.repeat(length).into()
}

fn number(schema: &Value, kind: &str, chance: &mut Chance) -> Value {
    let (least, most) = (schema["minimum"].as_i64(), schema["maximum"].as_i64());
    let near = match chance.below(4) {
        0 => least.or(most).unwrap_or(0),
        1 => most.or(least).unwrap_or(0),
        2 => [i64::from(i32::MAX) + 1, -9, 9][chance.below(3)],
        _ => least.unwrap_or(-3) + chance.below(7) as i64,
    };
    match kind == "number" && chance.once_in(3) {
        true => json!(near as f64 - 0.5),
        false => near.into(),
    }
}

fn object(schema: &Value, chance: &mut Chance) -> Value {
    let mut object = Map::new();
    let required = schema["required"].as_array();
    let properties = schema["properties"].as_object();
    for (name, property) in properties.into_iter().flatten() {
        let is_required = required.is_some_and(|required| required.contains(&json!(name)));
        if is_required && !chance.once_in(8) || chance.once_in(2) {
            object.insert(name.clone(), sample(property, chance));
        }
    }
    for name in required.into_iter().flatten().filter_map(Value::as_str) {
        if !object.contains_key(name) && !chance.once_in(3) {
            object.insert(name.to_owned(), json!(0));
        }
    }
    if chance.once_in(8) {
        object.insert("x".to_owned(), json!(0));
    }
    object.into()
}
