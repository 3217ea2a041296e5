//! [`Run`]: one value compared with one schema and the schemas in it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::mismatch::Path;
use super::pattern;
use super::{Budget, Mismatch, Problem, Reading, Validator};
use crate::contract::{Alternatives, Facets, Schema, SchemaId};
use crate::diagnostic::Anchor;
use crate::source::format::{self, Format};
use crate::source::{Fit, JsonType, number};

/// Deeper than values nest.
const MAX_DEPTH: usize = 160;

pub(super) struct Run<'b, 'c> {
    pub(super) validator: Validator<'c>,
    pub(super) budget: &'b mut Budget,
    /// The mismatches found, if requested.
    pub(super) found: Option<Vec<Mismatch<'c>>>,
    /// What an object is checked for.
    pub(super) part: Part,
    /// Results by schema, value, and whether they were explained; unknown for what is being looked at.
    known: BTreeMap<(SchemaId, usize, bool), Fit>,
    depth: usize,
}

/// What the schema is whose properties are checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// A member of a union: what it lacks, another one may have.
    Member,
    /// What is beside a union, whose members have more properties.
    Beside,
}

impl<'b, 'c> Run<'b, 'c> {
    pub(super) fn new(validator: Validator<'c>, budget: &'b mut Budget) -> Self {
        Self {
            validator,
            budget,
            found: None,
            part: Part::Whole,
            known: BTreeMap::new(),
            depth: 0,
        }
    }

    pub(super) fn fit(mut self, id: SchemaId, value: &Value) -> Fit {
        self.schema(id, value, &Path::Root)
    }

    pub(super) fn explain(mut self, id: SchemaId, value: &Value) -> Vec<Mismatch<'c>> {
        self.found = Some(Vec::new());
        self.schema(id, value, &Path::Root);
        self.found.unwrap_or_default()
    }

    pub(super) fn is_lenient(&self) -> bool {
        self.validator.reading == Reading::Lenient
    }

    /// What a path leads to below a value.
    pub(super) fn below(&mut self, id: SchemaId, value: &Value, path: &Path<'_>) -> Fit {
        let outer = std::mem::replace(&mut self.part, Part::Whole);
        let fit = self.schema(id, value, path);
        self.part = outer;
        fit
    }

    fn schema(&mut self, id: SchemaId, value: &Value, path: &Path<'_>) -> Fit {
        let address = std::ptr::from_ref(value).addr();
        let key = (id, address, self.found.is_some());
        if let Some(fit) = self.known.get(&key) {
            return *fit;
        }
        let Some(schema) = self.validator.contract.schema(id) else {
            return Fit::Unknown;
        };
        if self.depth >= MAX_DEPTH || !self.budget.spend(1) {
            return Fit::Unknown;
        }
        self.known.insert(key, Fit::Unknown);
        self.depth += 1;
        let fit = match &schema.alternatives {
            _ if value.is_null() => self.null(schema, path),
            Some(union) => self.union(schema, union, value, path),
            None => self.facets(&schema.facets, value, path),
        };
        self.depth -= 1;
        self.known.insert(key, fit);
        fit
    }

    fn null(&mut self, schema: &'c Schema, path: &Path<'_>) -> Fit {
        let facets = &schema.facets;
        if (facets.null_in_doubt || facets.null_inferred) && !self.is_lenient() {
            return Fit::Unknown;
        }
        if facets.nullable {
            return match self.null_may_be_of_several(schema, 0) {
                true => Fit::Unknown,
                false => Fit::Yes,
            };
        }
        match (&facets.types_at, &facets.values, &schema.alternatives) {
            (Some(at), _, _) => self.add(path, at, || Problem::Type(facets)),
            (None, Some(values), _) => self.add(path, &values.at, || Problem::Enum(&values.value)),
            (None, None, Some(union)) => self.union(schema, union, &Value::Null, path),
            // Without a type, other keywords do not concern null.
            (None, None, None) => Fit::Unknown,
        }
    }

    /// Whether null may be of several members of a `oneOf`, here or in the members that allow it: that is read in as
    /// many ways as there are readers.
    fn null_may_be_of_several(&mut self, schema: &'c Schema, depth: usize) -> bool {
        let Some(union) = &schema.alternatives else {
            return false;
        };
        if depth >= MAX_DEPTH || !self.budget.spend(1) {
            return true;
        }
        let contract = self.validator.contract;
        let members = union
            .members
            .iter()
            .filter_map(|it| contract.schema(it.value));
        let nullable: Vec<&Schema> = members.filter(|it| it.facets.nullable).collect();
        match nullable.as_slice() {
            [] => false,
            [_, _, ..] if union.exclusive => true,
            members => {
                let mut members = members.iter();
                members.all(|member| self.null_may_be_of_several(member, depth + 1))
            }
        }
    }

    fn facets(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        let mut fit = self.types(facets, value, path);
        if fit == Fit::No || self.is_lenient() && is_file(facets, value) {
            return fit;
        }
        type Check<'b, 'c> = fn(&mut Run<'b, 'c>, &'c Facets, &Value, &Path<'_>) -> Fit;
        let checks: [Check<'b, 'c>; 8] = [
            Self::listed,
            Self::limits,
            Self::format,
            Self::patterns,
            Self::items,
            Self::properties,
            Self::selected,
            Self::excluded,
        ];
        for check in checks {
            let next = check(self, facets, value, path);
            fit = fit.and(|| next);
            if fit == Fit::No && self.found.is_none() {
                break;
            }
        }
        match fit {
            Fit::Yes if facets.is_partial => Fit::Unknown,
            fit => fit,
        }
    }

    fn types(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        if facets.types.contains(&JsonType::of(value)) {
            return Fit::Yes;
        }
        match &facets.types_at {
            // That no value has two types at once is another finding.
            Some(_) if facets.types.is_empty() && self.is_lenient() => Fit::Unknown,
            Some(at) => self.add(path, at, || Problem::Type(facets)),
            // By what only some types have.
            None => Fit::Unknown,
        }
    }

    fn listed(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        let Some(values) = &facets.values else {
            return Fit::Yes;
        };
        self.budget.spend(values.value.len() as u64 / 16);
        if values.value.iter().any(|it| is_same(it, value)) {
            return Fit::Yes;
        }
        // An empty one has no effect, which is another finding.
        if values.value.is_empty() && !facets.nullable && self.is_lenient() {
            return Fit::Unknown;
        }
        self.add(path, &values.at, || Problem::Enum(&values.value))
    }

    fn limits(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        let mut all = Fit::Yes;
        for (limit, bound) in &facets.limits {
            let mut fit = limit.fits(&bound.value, value);
            if fit == Fit::No {
                fit = self.add(path, &bound.at, || Problem::Limit(*limit, &bound.value));
            }
            all = all.and(|| fit);
        }
        all
    }

    fn format(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        let Some(stated) = &facets.format else {
            return Fit::Yes;
        };
        let format = Format::named(&stated.value);
        let Some(format) = format.filter(|_| self.validator.reading != Reading::WithoutFormats)
        else {
            return Fit::Yes;
        };
        match (format.fits(value), format.noun()) {
            (Fit::No, Some(noun)) => self.add(path, &stated.at, || Problem::Format(noun)),
            (Fit::No, None) if self.is_lenient() => Fit::Unknown,
            (fit, _) => fit,
        }
    }

    /// Whether a string matches a pattern.
    pub(super) fn matches(&mut self, pattern: &str, text: &str) -> Fit {
        let is_known = self.is_lenient() || pattern::is_portable(pattern);
        let matched = is_known.then(|| self.budget.patterns.matches(pattern, text));
        match matched.flatten() {
            Some((is_match, steps)) => {
                self.budget.spend(steps / 100 + 1);
                Fit::of(is_match)
            }
            None => Fit::Unknown,
        }
    }

    fn patterns(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        let Value::String(text) = value else {
            return Fit::Yes;
        };
        self.budget.spend(text.len() as u64 / 64);
        let mut all = Fit::Yes;
        for pattern in &facets.patterns {
            let fit = match self.matches(&pattern.value, text) {
                Fit::No => self.add(path, &pattern.at, || Problem::Pattern),
                fit => fit,
            };
            all = all.and(|| fit);
        }
        all
    }

    fn items(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        let Value::Array(items) = value else {
            return Fit::Yes;
        };
        let mut all = Fit::Yes;
        if let Some(at) = &facets.unique_items {
            if !self.budget.spend(items.len() as u64) {
                return Fit::Unknown;
            }
            let mut first: BTreeMap<String, usize> = BTreeMap::new();
            for (index, item) in items.iter().enumerate() {
                if let Some(earlier) = first.insert(canonical(item), index) {
                    let path = Path::Item(path, index);
                    all = self.add(&path, at, || Problem::EqualItems(earlier));
                }
            }
        }
        let Some(id) = facets.items else { return all };
        for (index, item) in items.iter().enumerate().skip(facets.first_items()) {
            let fit = self.below(id, item, &Path::Item(path, index));
            all = all.and(|| fit);
            if all == Fit::No && self.found.is_none() {
                break;
            }
        }
        all
    }

    fn excluded(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        let mut all = Fit::Yes;
        for not in &facets.not {
            let fit = match self.probe(|run| run.below(not.value, value, path)) {
                Fit::Yes => self.add(path, &not.at, || Problem::Excluded),
                fit => !fit,
            };
            all = all.and(|| fit);
        }
        all
    }

    fn union(
        &mut self,
        schema: &'c Schema,
        union: &'c Alternatives,
        value: &Value,
        path: &Path<'_>,
    ) -> Fit {
        let meant = by_discriminator(union, value).filter(|_| self.is_lenient());
        let candidates = union.members.iter().map(|member| member.value);
        let candidates = candidates.filter(|id| meant.is_none_or(|meant| meant == *id));
        let fits: Vec<Fit> =
            self.probe(|run| candidates.map(|id| run.schema(id, value, path)).collect());
        let count = |fit: Fit| fits.iter().filter(|other| **other == fit).count();
        let fit = match (count(Fit::Yes), count(Fit::Unknown)) {
            (0, 0) => Fit::No,
            (0, _) => Fit::Unknown,
            (1, 0) => Fit::Yes,
            _ if !union.exclusive => Fit::Yes,
            (1, _) => Fit::Unknown,
            // That several members take a value is common in documents.
            _ if self.is_lenient() => Fit::Unknown,
            _ => Fit::No,
        };
        let fit = match (&union.discriminator, self.is_lenient()) {
            (Some(_), false) => self.agreed(union, value, path, fit),
            _ => fit,
        };
        if self.found.is_some() {
            let meant = meant.or_else(|| self.by_type(union, value));
            self.explain_union((schema, union), value, path, (fit, meant));
        }
        fit
    }

    /// Whether a value fits a union, if readers that follow the discriminator and those that try each member agree.
    fn agreed(&mut self, union: &Alternatives, value: &Value, path: &Path<'_>, fit: Fit) -> Fit {
        let followed = match by_discriminator(union, value) {
            Some(meant) => self.probe(|run| run.schema(meant, value, path)),
            None => Fit::No,
        };
        match followed == fit {
            true => fit,
            false => Fit::Unknown,
        }
    }

    /// With one candidate, what is wrong with the value is what is wrong with it there.
    fn explain_union(
        &mut self,
        (schema, union): (&'c Schema, &'c Alternatives),
        value: &Value,
        path: &Path<'_>,
        (fit, meant): (Fit, Option<SchemaId>),
    ) {
        let count = |run: &Self| run.found.as_ref().map_or(0, Vec::len);
        let before = count(self);
        let outer = std::mem::replace(&mut self.part, Part::Beside);
        self.facets(&schema.facets, value, path);
        if let (Fit::No, Some(member)) = (fit, meant) {
            self.part = Part::Member;
            self.schema(member, value, path);
        }
        self.part = outer;
        if fit == Fit::No && count(self) == before {
            self.add(path, &union.at, || Problem::NoMember(union));
        }
    }

    /// The only member that has the type of a value.
    fn by_type(&self, union: &Alternatives, value: &Value) -> Option<SchemaId> {
        let has_type = |id: &SchemaId| {
            let schema = self.validator.contract.schema(*id);
            let facets = schema.map(|schema| &schema.facets);
            facets.is_none_or(|facets| {
                facets.types_at.is_none() || facets.types.contains(&JsonType::of(value))
            })
        };
        let members = union.members.iter().map(|member| member.value);
        let mut members = members.filter(has_type);
        let only = members.next()?;
        members.next().is_none().then_some(only)
    }

    /// Asks without an explanation.
    pub(super) fn probe<T>(&mut self, question: impl FnOnce(&mut Self) -> T) -> T {
        let found = self.found.take();
        let result = question(self);
        self.found = found;
        result
    }

    /// Adds what does not fit, if requested.
    pub(super) fn add(
        &mut self,
        path: &Path<'_>,
        keyword: &'c Anchor,
        problem: impl FnOnce() -> Problem<'c>,
    ) -> Fit {
        if let Some(found) = &mut self.found {
            let problem = problem();
            found.push(Mismatch {
                path: path.steps(),
                is_key: matches!(
                    problem,
                    Problem::UnknownProperty { .. }
                        | Problem::Name
                        | Problem::OneWay(_)
                        | Problem::Missing { found: Some(_), .. }
                ),
                keyword,
                problem,
            });
        }
        Fit::No
    }
}

/// A file is not counted in characters.
fn is_file(facets: &Facets, value: &Value) -> bool {
    let format = facets.format.as_ref();
    value.is_string() && format.is_some_and(|format| format.value == format::BINARY)
}

/// The member that the discriminator selects.
fn by_discriminator(union: &Alternatives, value: &Value) -> Option<SchemaId> {
    let discriminator = &union.discriminator.as_ref()?.value;
    let text = value.get(&discriminator.property)?.as_str()?;
    discriminator.mapping.get(text).copied().flatten()
}

/// A value as a string that equal values share: without the order of keys, and with one spelling of each integer.
pub(crate) fn canonical(value: &Value) -> String {
    match value {
        Value::Number(number) => {
            number::integer(number).map_or_else(|| number.to_string(), |it| it.to_string())
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(entries) => {
            let entries: BTreeMap<String, String> = entries
                .iter()
                .map(|(key, value)| (Value::from(key.as_str()).to_string(), canonical(value)))
                .collect();
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, it)| format!("{key}:{it}"))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        other => other.to_string(),
    }
}

/// Whether two values are equal: numbers by value.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => number::compare(a, b).is_eq(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let has = |key: &String, value: &Value| b.get(key).is_some_and(|it| is_same(value, it));
            a.len() == b.len() && a.iter().all(|(key, value)| has(key, value))
        }
        _ => a == b,
    }
}
