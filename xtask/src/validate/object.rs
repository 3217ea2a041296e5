//! Objects: what must be there, what may be there, and what goes the other way.

use serde_json::{Map, Value};

use super::Problem;
use super::mismatch::Path;
use super::run::{Part, Run};
use crate::contract::{Additional, Facets, Property};
use crate::source::{Fit, nearest};

impl<'c> Run<'_, 'c> {
    pub(super) fn properties(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        let Value::Object(object) = value else {
            return Fit::Yes;
        };
        self.budget.spend(facets.properties.len() as u64 / 16);
        let (mut all, renamed) = self.required(facets, object, path);
        for (name, value) in object {
            let path = Path::Key(path, name);
            let fit = match property(facets, name) {
                Some(property) if self.validator.has(property) => {
                    self.below(property.schema, value, &path)
                }
                Some(property) => self.one_way(property, value, &path),
                None if renamed.as_ref() == Some(name) => continue,
                None if !facets.selected.is_empty() => match self.is_selected(facets, name) {
                    Fit::Yes => continue,
                    Fit::Unknown => Fit::Unknown,
                    Fit::No => self.other(facets, (name, value), object, &path),
                },
                None => self.other(facets, (name, value), object, &path),
            };
            all = all.and(|| fit);
            if all == Fit::No && self.found.is_none() {
                break;
            }
        }
        all
    }

    /// What must be there; and the key that was most likely meant for what is missing, about which all is reported.
    fn required(
        &mut self,
        facets: &'c Facets,
        object: &Map<String, Value>,
        path: &Path<'_>,
    ) -> (Fit, Option<String>) {
        let mut missing = facets.required.iter().filter(|(name, _)| {
            !object.contains_key(*name)
                && property(facets, name).is_none_or(|it| self.must_have(it))
        });
        let Some((first, at)) = missing.next() else {
            return (Fit::Yes, None);
        };
        let names = [first].into_iter().chain(missing.map(|(name, _)| name));
        let names: Vec<&str> = names.map(String::as_str).collect();
        if self.found.is_none() {
            return (Fit::No, None);
        }
        self.budget.spend(object.len() as u64);
        let near = nearest(first, object.keys().map(String::as_str))
            .filter(|near| property(facets, near).is_none())
            .map(str::to_owned);
        let path = match &near {
            Some(near) => &Path::Key(path, near),
            None => path,
        };
        self.add(path, at, || Problem::Missing {
            names,
            found: near.clone(),
        });
        (Fit::No, near)
    }

    /// Whether a property is missed where it is required: not one that only goes the other way, or that is said to go
    /// neither way.
    fn must_have(&self, property: &Property) -> bool {
        let has_direction = property.read_only.is_some() || property.write_only.is_some();
        self.validator.has(property)
            && !(self.validator.direction.is_none() && has_direction)
            && !(self.is_lenient() && property.has_no_direction)
    }

    /// OpenAPI 3.0, Schema Object: what is `readOnly` should not be in a request, what is `writeOnly` not in a response.
    /// Some readers refuse it, some ignore it.
    fn one_way(&mut self, property: &'c Property, value: &Value, path: &Path<'_>) -> Fit {
        if self.found.is_some() {
            for (at, keyword) in [
                (&property.read_only, "readOnly"),
                (&property.write_only, "writeOnly"),
            ] {
                if let Some(at) = at {
                    self.add(path, at, || Problem::OneWay(keyword));
                }
            }
            self.below(property.schema, value, path);
        }
        Fit::Unknown
    }

    /// A property that the schema does not name.
    fn other(
        &mut self,
        facets: &'c Facets,
        (name, value): (&str, &Value),
        object: &Map<String, Value>,
        path: &Path<'_>,
    ) -> Fit {
        match &facets.additional {
            _ if self.part == Part::Beside => Fit::Unknown,
            Additional::Of(schema) => self.below(schema.value, value, path),
            Additional::Closed(at) => {
                let similar = self.similar(facets, name, object);
                let similar = similar.map(|property| property.name.as_str());
                self.add(path, at, || Problem::UnknownProperty { similar })
            }
            Additional::Any => {
                if self.part == Part::Whole
                    && !facets.additional_stated
                    && let Some(property) = self.similar(facets, name, object)
                {
                    let similar = Some(property.name.as_str());
                    self.add(path, &property.at, || Problem::UnknownProperty { similar });
                }
                Fit::Yes
            }
        }
    }

    /// A property with almost this name that the value does not have.
    fn similar(
        &mut self,
        facets: &'c Facets,
        name: &str,
        object: &Map<String, Value>,
    ) -> Option<&'c Property> {
        self.found.as_ref()?;
        self.budget.spend(facets.properties.len() as u64);
        let names = facets.properties.iter().map(|it| it.name.as_str());
        let near = nearest(name, names.filter(|name| !object.contains_key(*name)))?;
        property(facets, near)
    }
}

fn property<'c>(facets: &'c Facets, name: &str) -> Option<&'c Property> {
    facets.properties.iter().find(|it| it.name == name)
}
