//! [`Search`]: from a value that may show a difference to a body that proves it.

use serde_json::Value;

use super::super::{Reach, Witness};
use super::minimal::{Maker, sample, tagged, text};
use super::probe::{Probe, Step};
use crate::contract::{Contract, Limit, SchemaId};
use crate::source::{Direction, Fit};
use crate::validate::{Budget, Patterns, Reading, Validator};

/// Where a difference is, and how to get there from a body. Of each pair of schemas, the first is that of who gives a
/// value, the second that of who has to take it: in a request the client and the new server, in a response the new server
/// and the client.
pub(in super::super) struct Search<'a> {
    pub(in super::super) giver: &'a Contract,
    pub(in super::super) taker: &'a Contract,
    pub(in super::super) direction: Direction,
    /// The schemas that differ.
    pub(in super::super) here: (SchemaId, SchemaId),
    /// The steps from there outwards, each with the giver's schema that the step is made from.
    pub(in super::super) way: Vec<(SchemaId, Step)>,
    /// The schemas of the whole body.
    pub(in super::super) whole: (SchemaId, SchemaId),
    /// What that body is of.
    pub(in super::super) place: Reach,
}

/// What values show of a difference.
#[derive(Debug)]
pub(in super::super) enum Proof {
    /// One that proves it.
    Witness(Witness),
    /// Those that differ where the schemas do are taken by both sides as a whole.
    Refuted,
    /// Nothing: none was found.
    None,
}

/// The most steps that one question may take.
const MAX_STEPS: u64 = 10_000;

fn validator(contract: &Contract, direction: Direction) -> Validator<'_> {
    Validator {
        contract,
        direction: Some(direction),
        reading: Reading::Strict,
    }
}

/// Whether a schema certainly accepts a value (`Some(true)`), or certainly refuses it.
pub(in super::super) fn takes(
    contract: &Contract,
    id: SchemaId,
    value: &Value,
    direction: Direction,
) -> Option<bool> {
    let mut budget = Budget::new(MAX_STEPS, Patterns::default());
    match validator(contract, direction).fit(id, value, &mut budget) {
        Fit::Yes => Some(true),
        Fit::No => Some(false),
        Fit::Unknown => None,
    }
}

/// Of how many members two are tried at once.
const MAX_SHARED: usize = 8;

/// The properties of several objects, of which the first counts most.
fn merged(objects: [&Value; 3]) -> Option<Value> {
    let mut merged = serde_json::Map::new();
    for object in objects {
        for (name, value) in object.as_object()? {
            merged.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    Some(Value::Object(merged))
}

impl Search<'_> {
    /// A value that proves the difference, or that none does.
    pub(in super::super) fn proof(&self, probe: &Probe, budget: &mut Budget) -> Proof {
        let mut maker = Maker::new(self.side(self.giver), budget);
        let mut values = self.values(&mut maker, probe);
        let giver = self.giver.schema(self.here.0);
        let listed = giver.and_then(|schema| schema.facets.values.as_ref());
        if *probe != Probe::Nothing {
            values.extend(listed.into_iter().flat_map(|listed| listed.value.clone()));
        }
        values.sort_by_key(|value| value.to_string().len());
        let mut is_refuted = false;
        for value in values {
            match self.fit(self.here, &value, maker.budget) {
                (Fit::Yes, Fit::No) => match self.around(&mut maker, value) {
                    Some((witness, (Fit::Yes, Fit::No))) => return Proof::Witness(witness),
                    Some((_, (Fit::Yes, Fit::Yes))) => is_refuted = true,
                    _ => {}
                },
                // What is of one member may be of another as well.
                (Fit::Yes, Fit::Yes) => is_refuted |= matches!(probe, Probe::Member(_)),
                _ => {}
            }
        }
        match is_refuted {
            true => Proof::Refuted,
            false => Proof::None,
        }
    }

    fn side<'c>(&self, contract: &'c Contract) -> Validator<'c> {
        validator(contract, self.direction)
    }

    /// Whether the giver takes a value, even if it checks no formats, and whether the taker does.
    fn fit(
        &self,
        (gives, takes): (SchemaId, SchemaId),
        value: &Value,
        budget: &mut Budget,
    ) -> (Fit, Fit) {
        let giver = self.side(self.giver);
        let without_formats = Validator {
            reading: Reading::WithoutFormats,
            ..giver
        };
        let given = giver.fit(gives, value, budget);
        let given = given.and(|| without_formats.fit(gives, value, budget));
        if given != Fit::Yes {
            return (given, Fit::Unknown);
        }
        (given, self.side(self.taker).fit(takes, value, budget))
    }

    /// Values of the giver that may show the difference.
    fn values(&self, maker: &mut Maker<'_, '_>, probe: &Probe) -> Vec<Value> {
        let Some(schema) = self.giver.schema(self.here.0) else {
            return Vec::new();
        };
        let facets = &schema.facets;
        match probe {
            Probe::Nothing => Vec::new(),
            Probe::Values(values) => values.clone(),
            Probe::Types(types) => {
                let types = types.iter();
                let mut values: Vec<Value> = types
                    .flat_map(|kind| maker.of_type(facets, *kind))
                    .collect();
                values.extend(["a".into(), "aa".into(), 2.into()]);
                values
            }
            Probe::Length(count) => {
                let limit = |limit: Limit| facets.limits.get(&limit)?.value.as_u64();
                let (least, most) = (limit(Limit::MinLength), limit(Limit::MaxLength));
                let count = (*count).max(least.unwrap_or(0));
                let text = text(facets, count.min(most.unwrap_or(count)));
                text.into_iter().chain(sample(facets)).collect()
            }
            Probe::Items(count) => maker.list(facets, *count).into_iter().collect(),
            Probe::EqualItems => {
                let least = facets.limits.get(&Limit::MinItems);
                let least = least.and_then(|least| least.value.as_u64()).unwrap_or(0);
                maker.list(facets, least.max(2)).into_iter().collect()
            }
            Probe::Properties(count) => {
                let object = maker.object(facets);
                object
                    .map(|mut object| {
                        maker.fill(facets, &mut object, *count);
                        Value::Object(object)
                    })
                    .into_iter()
                    .collect()
            }
            Probe::Without(name) => {
                let object = maker.object(facets);
                object
                    .map(|mut object| {
                        object.remove(name);
                        Value::Object(object)
                    })
                    .into_iter()
                    .collect()
            }
            Probe::With(name) => {
                let mut properties = facets.properties.iter();
                let property = properties.find(|property| property.name == *name);
                let object = property.and_then(|property| maker.with(facets, property));
                object.into_iter().collect()
            }
            Probe::Unknown => {
                let object = maker.object(facets);
                let simple: [Value; 5] = [
                    0.into(),
                    "a".into(),
                    false.into(),
                    Value::Array(Vec::new()),
                    Value::Null,
                ];
                let mut values: Vec<Value> = simple.into();
                values.extend(maker.unnamed(facets));
                let object = object.into_iter();
                object
                    .flat_map(|object| {
                        values.iter().map(move |value| {
                            let mut object = object.clone();
                            object.insert("x".to_owned(), value.clone());
                            Value::Object(object)
                        })
                    })
                    .collect()
            }
            Probe::Shared(id, members) => {
                let own = maker.value(*id);
                let mut other = Maker::new(self.side(self.taker), maker.budget);
                let members = members.iter().take(MAX_SHARED);
                let others: Vec<Value> = members.filter_map(|id| other.value(*id)).collect();
                let mut values = Vec::new();
                for (index, first) in others.iter().enumerate() {
                    let rest = others.iter().skip(index);
                    values.extend(rest.filter_map(|second| merged([own.as_ref()?, first, second])));
                }
                values.extend(own);
                values
            }
            Probe::Member(id) => {
                let union = self.giver.schema(*id);
                let union = union.and_then(|schema| schema.alternatives.as_ref());
                let inner = union.into_iter().flat_map(|union| &union.members);
                let members: Vec<SchemaId> = inner.map(|member| member.value).collect();
                let members = members.into_iter().chain([*id]);
                members
                    .flat_map(|id| of_member(self.giver, maker, id))
                    .collect()
            }
        }
    }

    /// The whole body around a value, and whether giver and taker take it.
    fn around(&self, maker: &mut Maker<'_, '_>, value: Value) -> Option<(Witness, (Fit, Fit))> {
        let mut value = value;
        let mut pointer = String::new();
        for (parent, step) in &self.way {
            let schema = self.giver.schema(*parent)?;
            let facets = &schema.facets;
            value = match step {
                Step::Member => match &schema.alternatives {
                    Some(union) => {
                        let mut members = union.members.iter();
                        let member = members.find(|member| {
                            self.side(self.giver)
                                .fit(member.value, &value, maker.budget)
                                == Fit::Yes
                        });
                        member.map_or(value.clone(), |member| tagged(union, member.value, value))
                    }
                    None => value,
                },
                Step::Selected => return None,
                Step::Property(name) => {
                    let mut object = maker.object(facets)?;
                    object.insert(name.clone(), value);
                    pointer = format!("/{}{pointer}", name.replace('~', "~0").replace('/', "~1"));
                    Value::Object(object)
                }
                Step::Unnamed => {
                    let mut object = maker.object(facets)?;
                    object.insert("x".to_owned(), value);
                    pointer = format!("/x{pointer}");
                    Value::Object(object)
                }
                Step::Item => {
                    let least = facets.limits.get(&Limit::MinItems);
                    let least = least.and_then(|least| least.value.as_u64()).unwrap_or(0);
                    let Value::Array(mut items) = maker.list(facets, least)? else {
                        return None;
                    };
                    // There may be no equal ones.
                    let equal = items.iter().position(|item| *item == value);
                    match equal.or(items.len().checked_sub(1)) {
                        Some(replaced) => {
                            items.remove(replaced);
                            items.insert(0, value);
                        }
                        None => items.push(value),
                    }
                    pointer = format!("/0{pointer}");
                    Value::Array(items)
                }
            };
        }
        let fit = self.fit(self.whole, &value, maker.budget);
        let witness = Witness {
            value,
            place: self.place.clone(),
            pointer,
        };
        Some((witness, fit))
    }
}

/// Values of a member of a union that may be of no other one.
fn of_member(contract: &Contract, maker: &mut Maker<'_, '_>, id: SchemaId) -> Vec<Value> {
    let mut values: Vec<Value> = maker.value(id).into_iter().collect();
    if let Some(member) = contract.schema(id) {
        let types: Vec<_> = member.facets.types.iter().copied().collect();
        for kind in types {
            values.extend(maker.of_type(&member.facets, kind));
        }
        values.extend(maker.with_each(&member.facets));
    }
    values
}
