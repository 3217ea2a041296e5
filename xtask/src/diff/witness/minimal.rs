//! Small values of a schema.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use crate::contract::{Additional, Alternatives, Facets, JsonType, Limit, Property, SchemaId};
use crate::source::Fit;
use crate::source::format::{Format, Syntax, Values};
use crate::validate::{Budget, Validator, class};

/// Makes small values of the schemas of one side.
pub(super) struct Maker<'b, 'a> {
    pub(super) side: Validator<'a>,
    /// The schemas that a value is being made of: of one that holds itself there is no end.
    active: Vec<SchemaId>,
    /// What has been made.
    made: BTreeMap<SchemaId, Value>,
    pub(super) budget: &'b mut Budget,
}

/// Longer strings and arrays prove nothing more.
const MAX_COUNT: u64 = 2_000;

/// Of so many properties each is tried.
const MAX_TRIED: usize = 16;

/// More nesting than a small value has.
const MAX_DEPTH: usize = 24;

impl<'b, 'a> Maker<'b, 'a> {
    pub(super) fn new(side: Validator<'a>, budget: &'b mut Budget) -> Self {
        Self {
            side,
            active: Vec::new(),
            made: BTreeMap::new(),
            budget,
        }
    }

    /// The smallest value of a schema that comes to mind; it certainly is one.
    pub(super) fn value(&mut self, id: SchemaId) -> Option<Value> {
        if let Some(value) = self.made.get(&id) {
            return Some(value.clone());
        }
        let is_too_deep = self.active.contains(&id) || self.active.len() > MAX_DEPTH;
        if !self.budget.spend(1) || is_too_deep {
            return None;
        }
        let schema = self.side.contract.schema(id)?;
        self.active.push(id);
        let value = match &schema.alternatives {
            Some(union) => self.member(union),
            None => {
                let types: Vec<JsonType> = schema.facets.types.iter().copied().collect();
                let mut types = types.into_iter();
                types.find_map(|kind| {
                    let mut values = self.of_type(&schema.facets, kind).into_iter();
                    values.find(|value| self.is_value(id, value))
                })
            }
        };
        self.active.pop();
        let value = match value {
            None if schema.facets.nullable => Some(Value::Null),
            value => value.filter(|value| self.is_value(id, value)),
        }?;
        self.made.insert(id, value.clone());
        Some(value)
    }

    fn is_value(&mut self, id: SchemaId, value: &Value) -> bool {
        self.side.fit(id, value, self.budget) == Fit::Yes
    }

    fn member(&mut self, union: &Alternatives) -> Option<Value> {
        let mut members = union.members.iter();
        members.find_map(|member| {
            let value = self.value(member.value)?;
            Some(tagged(union, member.value, value))
        })
    }

    /// Small values of one type.
    pub(super) fn of_type(&mut self, facets: &Facets, kind: JsonType) -> Vec<Value> {
        if let Some(values) = &facets.values {
            let mut values = values.value.clone();
            values.sort_by_key(|value| value.to_string().len());
            return values;
        }
        match kind {
            JsonType::Boolean => vec![false.into()],
            JsonType::Integer => integers(facets),
            JsonType::Number => fractions(facets),
            JsonType::String => texts(facets),
            JsonType::Array => {
                let least = count(facets, Limit::MinItems);
                self.list(facets, least).into_iter().collect()
            }
            JsonType::Object => self.object(facets).map(Value::Object).into_iter().collect(),
        }
    }

    /// A list of so many items.
    pub(super) fn list(&mut self, facets: &Facets, count: u64) -> Option<Value> {
        if count == 0 {
            return Some(Value::Array(Vec::new()));
        }
        if count > MAX_COUNT {
            return None;
        }
        let item = match facets.items {
            Some(id) => self.value(id)?,
            None => Value::from(0),
        };
        let is_unique = facets.unique_items.is_some();
        let items = (0..count).map(|index| match &item {
            Value::Number(number) if is_unique => number
                .as_u64()
                .map_or(item.clone(), |number| Value::from(number + index)),
            Value::String(text) if is_unique && index > 0 => Value::from(format!("{text}{index}")),
            item => item.clone(),
        });
        Some(Value::Array(items.collect()))
    }

    /// An object with what must be there.
    pub(super) fn object(&mut self, facets: &Facets) -> Option<Map<String, Value>> {
        let mut object = Map::new();
        for property in &facets.properties {
            if facets.required.contains_key(&property.name) && self.side.has(property) {
                object.insert(property.name.clone(), self.value(property.schema)?);
            }
        }
        for name in facets.required.keys() {
            if !facets
                .properties
                .iter()
                .any(|property| property.name == *name)
            {
                object.insert(name.clone(), self.unnamed(facets)?);
            }
        }
        let least = count(facets, Limit::MinProperties);
        self.fill(facets, &mut object, least);
        Some(object)
    }

    /// An object with a property that may be absent.
    pub(super) fn with(&mut self, facets: &Facets, property: &Property) -> Option<Value> {
        let mut object = self.object(facets)?;
        object.insert(property.name.clone(), self.value(property.schema)?);
        Some(Value::Object(object))
    }

    /// Objects, each with one of the properties that may be absent.
    pub(super) fn with_each(&mut self, facets: &Facets) -> Vec<Value> {
        let properties = facets.properties.iter().take(MAX_TRIED);
        let optional = properties.filter(|it| !facets.required.contains_key(&it.name));
        optional
            .filter_map(|property| self.with(facets, property))
            .collect()
    }

    /// Adds properties until there are so many, as far as that is possible.
    pub(super) fn fill(&mut self, facets: &Facets, object: &mut Map<String, Value>, least: u64) {
        let is_enough = |object: &Map<String, Value>| object.len() as u64 >= least.min(MAX_COUNT);
        for property in &facets.properties {
            if is_enough(object) {
                return;
            }
            if self.side.has(property)
                && !object.contains_key(&property.name)
                && let Some(value) = self.value(property.schema)
            {
                object.insert(property.name.clone(), value);
            }
        }
        let mut index = 0;
        while !is_enough(object) && index < MAX_COUNT {
            let Some(value) = self.unnamed(facets) else {
                return;
            };
            object.insert(format!("x{index}"), value);
            index += 1;
        }
    }

    /// A value of a property that is not named.
    pub(super) fn unnamed(&mut self, facets: &Facets) -> Option<Value> {
        match &facets.additional {
            Additional::Any => Some(Value::from(0)),
            Additional::Of(schema) => self.value(schema.value),
            Additional::Closed(_) => None,
        }
    }
}

/// The value with the discriminator's value for its member.
pub(super) fn tagged(union: &Alternatives, member: SchemaId, value: Value) -> Value {
    let (Value::Object(mut object), Some(discriminator)) = (value.clone(), &union.discriminator)
    else {
        return value;
    };
    let mut tags = discriminator.value.mapping.iter();
    if let Some((tag, _)) = tags.find(|(_, id)| **id == Some(member))
        && object
            .get(&discriminator.value.property)
            .is_some_and(Value::is_string)
    {
        object.insert(discriminator.value.property.clone(), tag.as_str().into());
    }
    Value::Object(object)
}

fn bound(facets: &Facets, limit: Limit) -> Option<f64> {
    facets
        .limits
        .get(&limit)
        .and_then(|limit| limit.value.as_f64())
}

fn count(facets: &Facets, limit: Limit) -> u64 {
    let limit = facets.limits.get(&limit);
    limit.and_then(|limit| limit.value.as_u64()).unwrap_or(0)
}

fn integers(facets: &Facets) -> Vec<Value> {
    let mut numbers = vec![0.0, 1.0];
    for (limit, shift) in [
        (Limit::Minimum, 0.0),
        (Limit::ExclusiveMinimum, 1.0),
        (Limit::Maximum, 0.0),
        (Limit::ExclusiveMaximum, -1.0),
    ] {
        if let Some(bound) = bound(facets, limit) {
            numbers.extend([bound.ceil() + shift, bound.floor() + shift]);
            if let Some(step) = bound_step(facets) {
                numbers.extend([(bound / step).ceil() * step, (bound / step).floor() * step]);
                numbers.extend([
                    (bound / step).ceil() * step + step,
                    (bound / step).floor() * step - step,
                ]);
            }
        }
    }
    numbers.into_iter().filter_map(whole).collect()
}

fn bound_step(facets: &Facets) -> Option<f64> {
    bound(facets, Limit::MultipleOf).filter(|step| *step > 0.0)
}

fn whole(number: f64) -> Option<Value> {
    // Whole numbers beyond this are not exact.
    (number.abs() < 9e15).then(|| Value::from(number as i64))
}

fn fractions(facets: &Facets) -> Vec<Value> {
    let mut numbers = vec![0.5];
    let (least, most) = (
        bound(facets, Limit::Minimum).or(bound(facets, Limit::ExclusiveMinimum)),
        bound(facets, Limit::Maximum).or(bound(facets, Limit::ExclusiveMaximum)),
    );
    match (least, most) {
        (Some(least), Some(most)) => {
            numbers.extend([f64::midpoint(least, most), least, most, least + 0.5]);
        }
        (Some(least), None) => numbers.extend([least + 0.5, least]),
        (None, Some(most)) => numbers.extend([most - 0.5, most]),
        (None, None) => {}
    }
    numbers.extend(bound_step(facets));
    let numbers = numbers.into_iter();
    numbers
        .filter_map(|number| Number::from_f64(number).map(Value::Number))
        .collect()
}

fn texts(facets: &Facets) -> Vec<Value> {
    let least = count(facets, Limit::MinLength);
    let mut texts: Vec<Value> = sample(facets).into_iter().collect();
    texts.extend(text(facets, least));
    let class = facets
        .patterns
        .first()
        .and_then(|pattern| class(&pattern.value));
    texts.extend(class.and_then(|class| text(facets, least.max(class.min))));
    // A longer one may be of no other schema.
    let most = facets.limits.get(&Limit::MaxLength);
    let most = most.and_then(|most| most.value.as_u64());
    texts.extend(text(facets, most.unwrap_or(least + 4)));
    texts
}

/// The syntax of the strings of a schema.
fn syntax(facets: &Facets) -> Option<&'static Syntax> {
    match &Format::named(&facets.format.as_ref()?.value)?.values {
        Values::Strings(syntax) => Some(syntax),
        _ => None,
    }
}

/// A text of the format of a schema.
pub(super) fn sample(facets: &Facets) -> Option<Value> {
    Some(syntax(facets)?.sample.into())
}

/// A text of so many characters.
pub(super) fn text(facets: &Facets, count: u64) -> Option<Value> {
    let count = usize::try_from(count.min(MAX_COUNT + 1)).ok()?;
    if count as u64 > MAX_COUNT {
        return None;
    }
    if let Some(text) = syntax(facets).and_then(|it| it.sized?(count)) {
        return Some(text.into());
    }
    let class = facets
        .patterns
        .first()
        .and_then(|pattern| class(&pattern.value));
    let letter = match class {
        Some(class) => class.ranges.first()?.0,
        None => 'a',
    };
    Some(letter.to_string().repeat(count).into())
}
