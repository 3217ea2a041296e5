//! Strings, numbers, booleans and arrays, with their constraints.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::super::context::Context;
use super::super::pointer;
use crate::api::{Bound, Constraints, FloatFormat, IntegerFormat, StringFormat, Type, TypeRef};
use crate::contract::{Facets, JsonType, Limit, Schema, Selected, Selection};
use crate::source::format::{self, Format, Values};
use crate::source::number;

impl<'a> Context<'a> {
    /// The type of a schema that is neither an enum nor an object nor composed.
    pub(super) fn scalar_or_array(
        &mut self,
        schema: &'a Schema,
        pointer: &str,
        kind: Option<JsonType>,
    ) -> TypeRef {
        let facets = &schema.facets;
        if kind == Some(JsonType::Array) && first_item(facets).is_some() {
            return self.tuple(facets, pointer);
        }
        let ty = match (kind, facets.items, &facets.items_at) {
            (Some(JsonType::Array), Some(items), Some(at)) => {
                let place = || pointer::child(pointer, "items");
                Type::Array(Box::new(self.type_in(items, &at.pointer, place)))
            }
            (Some(JsonType::Array), ..) => Type::Array(Box::new(TypeRef::plain(Type::Any))),
            _ => match scalar(facets, kind) {
                Type::Integer(IntegerFormat::Int64) => self.wide_integer(schema),
                ty => ty,
            },
        };
        self.constrained(facets, ty)
    }

    /// The type of an integer of 64 bits, or of more if its format is not one of such integers and a bound or the example
    /// needs them.
    fn wide_integer(&mut self, schema: &Schema) -> Type {
        let facets = &schema.facets;
        let bound = |limit| facets.limits.get(&limit);
        let range = match bound(Limit::Minimum).is_some_and(|it| is_not_negative(&it.value, false))
        {
            true => (0, u64::MAX.into()),
            false => (i64::MIN.into(), i64::MAX.into()),
        };
        let bounds = [
            Limit::Minimum,
            Limit::ExclusiveMinimum,
            Limit::Maximum,
            Limit::ExclusiveMaximum,
        ];
        let bounds = bounds.into_iter().filter_map(bound);
        let bounds = bounds.map(|bound| (&bound.value, &bound.at));
        let example = schema.notes.example.as_ref();
        let example = example.and_then(|it| match &it.value {
            Value::Number(number) => Some((number, &it.at)),
            _ => None,
        });
        let format = facets.format.as_ref();
        let format = format.and_then(|format| Format::named(&format.value));
        let has_range = format.and_then(Format::integers).is_some();
        let mut wide = bounds
            .chain(example)
            .filter(|(number, _)| !has_range && is_beyond(number, range))
            .peekable();
        if wide.peek().is_none() {
            return Type::Integer(IntegerFormat::Int64);
        }
        let all = (i64::MIN.into(), u64::MAX.into());
        let Some((_, at)) = wide.find(|(number, _)| is_beyond(number, all)) else {
            return Type::Integer(IntegerFormat::Int128);
        };
        self.unsupported(
            at.clone(),
            "integers beyond 64 bits are read as `f64`, which keeps the first 15 digits",
            "use a string, since JSON readers of most languages lose the other digits too",
        );
        Type::Number(FloatFormat::Double)
    }

    /// A list in which some items have a schema of their own: of one type, or a tuple if there are always so many of
    /// types without a name, or any values. Each index has one schema.
    fn tuple(&mut self, facets: &'a Facets, pointer: &str) -> TypeRef {
        let mut types = Vec::new();
        for selected in &facets.selected {
            if let Selection::Item(index) = selected.selection {
                let place = || pointer::item(pointer, "prefixItems", index);
                types.push(self.type_in(selected.schema, &selected.at.pointer, place));
            }
        }
        let count = types.len() as u64;
        let limit = |limit| facets.limits.get(&limit).and_then(|it| it.value.as_u64());
        let is_closed = limit(Limit::MaxItems).is_some_and(|most| most <= count);
        if !is_closed {
            types.push(match (facets.items, &facets.items_at) {
                (Some(items), Some(at)) => {
                    let place = || pointer::child(pointer, "items");
                    self.type_in(items, &at.pointer, place)
                }
                _ => TypeRef::plain(Type::Any),
            });
        }
        if let Some(first) = types.first()
            && types.iter().all(|ty| ty == first)
        {
            return self.constrained(facets, Type::Array(Box::new(first.clone())));
        }
        let is_whole = is_closed && limit(Limit::MinItems).is_some_and(|least| least >= count);
        let is_tuple = is_whole && types.len() <= MAX_TUPLE && types.iter().all(is_unnamed);
        if let Some(first) = first_item(facets)
            && (!is_tuple || types.iter().any(|ty| !ty.constraints.is_empty()))
        {
            let (message, help) = match is_tuple {
                true => (
                    "the constraints of the items of a tuple are not checked",
                    "remove them, or describe an object with a property for each item",
                ),
                false => (
                    "items of several types are read as any value",
                    "describe one type for all items, or an object with a property for each",
                ),
            };
            self.unsupported(first.at.clone(), message, help);
        }
        if let (true, Some(at)) = (is_tuple, &facets.unique_items) {
            self.unsupported(
                at.clone(),
                "`uniqueItems` is not checked on a tuple",
                "remove it, or describe one type for all items",
            );
        }
        match is_tuple {
            true => TypeRef::plain(Type::Tuple(types)),
            false => {
                let any = TypeRef::plain(Type::Any);
                self.constrained(facets, Type::Array(Box::new(any)))
            }
        }
    }

    /// A type with the constraints of a schema; those that do not fit are reported.
    pub(super) fn constrained(&mut self, facets: &Facets, ty: Type) -> TypeRef {
        let mut constraints = Constraints::default();
        for (limit, bound) in &facets.limits {
            if fits(*limit, &ty) {
                set(&mut constraints, *limit, &bound.value);
            } else {
                let newer = self.document.respelled(&bound.at.pointer);
                let keyword = newer.as_deref().unwrap_or(limit.as_str());
                self.report_misfit(keyword, &bound.at, &ty);
            }
        }
        let mut patterns = facets.patterns.iter().rev();
        if let Some(pattern) = patterns.next() {
            if is_text(&ty) {
                constraints.pattern = Some(pattern.value.clone());
            } else {
                self.report_misfit("pattern", &pattern.at, &ty);
            }
        }
        for other in patterns {
            self.unsupported(
                other.at.clone(),
                "this `pattern` is not checked: of several in one `allOf`, only the last is",
                "join the patterns into one",
            );
        }
        if let Some(at) = &facets.unique_items {
            constraints.unique_items = matches!(ty, Type::Array(_));
            if !constraints.unique_items {
                self.report_misfit("uniqueItems", at, &ty);
            }
        }
        TypeRef {
            ty: with_sign(ty, &constraints),
            nullable: false,
            sensitive: false,
            constraints,
        }
    }

    fn report_misfit(&mut self, keyword: &str, at: &crate::diagnostic::Anchor, ty: &Type) {
        self.no_effect(
            at.clone(),
            format!("`{keyword}` has no effect on {}", noun(ty)),
            "remove it, or correct `type`",
        );
    }
}

/// The most items for which Rust's tuples have all traits.
const MAX_TUPLE: usize = 12;

/// Whether a type has no name, and nothing in it has one.
fn is_unnamed(ty: &TypeRef) -> bool {
    match &ty.ty {
        Type::Array(item) | Type::Map(item) => is_unnamed(item),
        Type::Tuple(items) => items.iter().all(is_unnamed),
        Type::Named(_) => false,
        Type::Any | Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) => true,
    }
}

/// The first of the items that have a schema of their own.
fn first_item(facets: &Facets) -> Option<&Selected> {
    let mut selected = facets.selected.iter();
    selected.find(|it| matches!(it.selection, Selection::Item(_)))
}

/// The type of a string, number or boolean by `type` and `format`; anything without a type.
fn scalar(facets: &Facets, kind: Option<JsonType>) -> Type {
    let format = facets.format.as_ref().map(|format| format.value.as_str());
    let known = format.and_then(Format::named);
    match kind {
        Some(JsonType::String) => Type::String(match format {
            None => StringFormat::Plain,
            Some(format::DATE_TIME) => StringFormat::DateTime,
            Some(format::BINARY) => StringFormat::Binary,
            Some(format::BYTE | format::BASE64) => StringFormat::Base64,
            Some(format::BASE64_URL) => StringFormat::Base64Url,
            Some(other) => StringFormat::Other(other.to_owned()),
        }),
        Some(JsonType::Integer) => Type::Integer(match known.and_then(Format::integers) {
            Some((0, greatest)) if greatest <= u32::MAX.into() => IntegerFormat::Uint32,
            Some((0, _)) => IntegerFormat::Uint64,
            Some((_, greatest)) if greatest <= i32::MAX.into() => IntegerFormat::Int32,
            _ => IntegerFormat::Int64,
        }),
        Some(JsonType::Number) => Type::Number(match known.map(|format| &format.values) {
            Some(Values::Numbers(greatest)) if *greatest < f64::MAX => FloatFormat::Float,
            _ => FloatFormat::Double,
        }),
        Some(JsonType::Boolean) => Type::Boolean,
        Some(JsonType::Array | JsonType::Object) | None => Type::Any,
    }
}

fn is_text(ty: &Type) -> bool {
    let has_text = |format: &StringFormat| {
        let is_other = matches!(
            format,
            StringFormat::DateTime | StringFormat::Binary | StringFormat::File
        );
        !is_other
    };
    matches!(ty, Type::String(format) if has_text(format))
}

/// Whether a limit is about values of a type.
fn fits(limit: Limit, ty: &Type) -> bool {
    match limit {
        Limit::MinLength | Limit::MaxLength => is_text(ty),
        Limit::MinItems | Limit::MaxItems => matches!(ty, Type::Array(_)),
        Limit::MinProperties | Limit::MaxProperties => matches!(ty, Type::Map(_)),
        Limit::Minimum
        | Limit::ExclusiveMinimum
        | Limit::Maximum
        | Limit::ExclusiveMaximum
        | Limit::MultipleOf => matches!(ty, Type::Integer(_) | Type::Number(_)),
    }
}

fn set(constraints: &mut Constraints, limit: Limit, value: &Number) {
    let bound = |exclusive| {
        let value = value.clone();
        Some(Bound { value, exclusive })
    };
    // Where a number may not be the bound and another one is given too, the one that leaves out more counts.
    let is_stricter = |known: &Option<Bound>, looser: Ordering| {
        let known = known.as_ref();
        known.is_none_or(|known| number::compare(value, &known.value) != looser)
    };
    match limit {
        Limit::MinLength => constraints.min_length = value.as_u64(),
        Limit::MaxLength => constraints.max_length = value.as_u64(),
        Limit::MinItems => constraints.min_items = value.as_u64(),
        Limit::MaxItems => constraints.max_items = value.as_u64(),
        Limit::MinProperties => constraints.min_properties = value.as_u64(),
        Limit::MaxProperties => constraints.max_properties = value.as_u64(),
        Limit::MultipleOf => constraints.multiple_of = Some(value.clone()),
        Limit::Minimum => constraints.minimum = bound(false),
        Limit::Maximum => constraints.maximum = bound(false),
        Limit::ExclusiveMinimum if is_stricter(&constraints.minimum, Ordering::Less) => {
            constraints.minimum = bound(true);
        }
        Limit::ExclusiveMaximum if is_stricter(&constraints.maximum, Ordering::Greater) => {
            constraints.maximum = bound(true);
        }
        Limit::ExclusiveMinimum | Limit::ExclusiveMaximum => {}
    }
}

/// The type with unsigned integers where the constraints rule out a negative one.
fn with_sign(ty: Type, constraints: &Constraints) -> Type {
    let minimum = constraints.minimum.as_ref();
    let is_never_negative =
        minimum.is_some_and(|bound| is_not_negative(&bound.value, bound.exclusive));
    match ty {
        Type::Integer(IntegerFormat::Int32) if is_never_negative => {
            Type::Integer(IntegerFormat::Uint32)
        }
        Type::Integer(IntegerFormat::Int64) if is_never_negative => {
            Type::Integer(IntegerFormat::Uint64)
        }
        ty => ty,
    }
}

/// Whether a minimum leaves no negative integer. -0.5 does not either.
fn is_not_negative(minimum: &Number, exclusive: bool) -> bool {
    let least = minimum.as_f64();
    least.is_some_and(|least| least > -1.0 || exclusive && least >= -1.0)
}

/// Whether a number is outside of a range of integers; a fraction is not.
fn is_beyond(number: &Number, (least, greatest): (i128, i128)) -> bool {
    match number::integer(number) {
        Some(integer) => integer < least || integer > greatest,
        None => number.as_f64().is_some_and(|it| it.abs() >= 1e38),
    }
}

/// What to call a value of a type in a message.
fn noun(ty: &Type) -> &'static str {
    match ty {
        Type::Any => "a value without `type`",
        Type::Boolean => "a boolean",
        Type::Integer(_) => "an integer",
        Type::Number(_) => "a number",
        Type::String(StringFormat::DateTime) => "a date and time",
        Type::String(StringFormat::Binary | StringFormat::File) => "binary data",
        Type::String(_) => "a string",
        Type::Array(_) | Type::Tuple(_) => "an array",
        Type::Map(_) => "an object without properties",
        Type::Named(_) => "an object with properties",
    }
}
