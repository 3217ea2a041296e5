//! Values that are listed: in one spelling, and only those that the rest of the schema takes.

use serde_json::Value;

use crate::contract::{Facets, JsonType};
use crate::source::Fit;

/// A number in one spelling: `1.0` is `1`.
pub(super) fn plain(value: Value) -> Value {
    let Value::Number(number) = &value else {
        return value;
    };
    match number.as_f64() {
        // Beyond these not every integer has a float.
        Some(float) if !number.is_i64() && float.fract() == 0.0 && float.abs() < 1e15 => {
            Value::from(float as i64)
        }
        _ => value,
    }
}

/// Leaves the values that can be, and the types that they have where none is said.
pub(super) fn settle(facets: &mut Facets) {
    let Some(mut listed) = facets.values.take() else {
        return;
    };
    // Where none has the type, it is the type that is wrong.
    let has_type = |value: &Value| facets.types.contains(&JsonType::of(value));
    if listed.value.iter().any(has_type) {
        listed.value.retain(|value| is_taken(facets, value));
    }
    if facets.types.len() == JsonType::ALL.len() && !listed.value.is_empty() {
        facets.types = listed.value.iter().map(JsonType::of).collect();
        if facets.types.contains(&JsonType::Number) {
            facets.types.insert(JsonType::Integer);
        }
    }
    // All values of a type are no choice.
    let is_boolean = facets.types.iter().eq([&JsonType::Boolean]);
    let is_all = is_boolean
        && [true, false]
            .iter()
            .all(|it| listed.value.contains(&Value::Bool(*it)));
    facets.values = (!is_all).then_some(listed);
}

/// Whether types and bounds allow a value.
fn is_taken(facets: &Facets, value: &Value) -> bool {
    let mut limits = facets.limits.iter();
    facets.types.contains(&JsonType::of(value))
        && limits.all(|(limit, bound)| limit.fits(&bound.value, value) != Fit::No)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn whole_numbers_have_one_spelling() {
        assert_eq!(plain(json!(1.0)), json!(1));
        assert_eq!(plain(json!(-0.0)).to_string(), "0");
        assert_eq!(plain(json!(1.5)), json!(1.5));
        assert_eq!(plain(json!(1e300)), json!(1e300));
        assert_eq!(plain(json!("1.0")), json!("1.0"));
    }
}
