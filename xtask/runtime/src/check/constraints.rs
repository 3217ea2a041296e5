//! The constraints of OpenAPI, checked on a field.

use std::collections::BTreeSet;

use serde::Serialize;

use super::check_report::FieldCheck;
use super::checked_value::{Collection, Number, Numeric, Text};
use super::path::Path;

impl<T: ?Sized> FieldCheck<'_, T> {
    /// Checks `maxLength`, in code points of the trimmed string, since a server may trim before it counts.
    pub fn max_length(&mut self, limit: usize) -> &mut Self
    where
        T: Text,
    {
        let length = self.value.text().map(|text| trim(text).chars().count());
        self.at_most(length, limit, ["character", "characters"])
    }

    /// Checks `minLength`, in code points of the string without trimming.
    pub fn min_length(&mut self, limit: usize) -> &mut Self
    where
        T: Text,
    {
        let length = self.value.text().map(|text| text.chars().count());
        self.at_least(length, limit, ["character", "characters"])
    }

    /// Checks `pattern` with a function that matches a string. A match of the trimmed string suffices, since some
    /// servers trim.
    pub fn pattern(&mut self, pattern: &str, matches: impl Fn(&str) -> bool) -> &mut Self
    where
        T: Text,
    {
        let is_met = |text| matches(trim(text)) || matches(text);
        if self.value.text().is_some_and(|text| !is_met(text)) {
            self.report(format!("must match {pattern}"));
        }
        self
    }

    /// Checks `minimum`.
    pub fn minimum(&mut self, limit: impl Into<Number>) -> &mut Self
    where
        T: Numeric,
    {
        let limit = limit.into();
        self.number("at least", limit, |number| number >= limit)
    }

    /// Checks `minimum` with `exclusiveMinimum`.
    pub fn exclusive_minimum(&mut self, limit: impl Into<Number>) -> &mut Self
    where
        T: Numeric,
    {
        let limit = limit.into();
        self.number("greater than", limit, |number| number > limit)
    }

    /// Checks `maximum`.
    pub fn maximum(&mut self, limit: impl Into<Number>) -> &mut Self
    where
        T: Numeric,
    {
        let limit = limit.into();
        self.number("at most", limit, |number| number <= limit)
    }

    /// Checks `maximum` with `exclusiveMaximum`.
    pub fn exclusive_maximum(&mut self, limit: impl Into<Number>) -> &mut Self
    where
        T: Numeric,
    {
        let limit = limit.into();
        self.number("less than", limit, |number| number < limit)
    }

    /// Checks `multipleOf`.
    pub fn multiple_of(&mut self, divisor: impl Into<Number>) -> &mut Self
    where
        T: Numeric,
    {
        let divisor = divisor.into();
        self.number("a multiple of", divisor, |number| {
            number.is_multiple_of(divisor)
        })
    }

    /// Checks `minItems`.
    pub fn min_items(&mut self, limit: usize) -> &mut Self
    where
        T: Collection,
    {
        self.at_least(self.value.count(), limit, ["item", "items"])
    }

    /// Checks `maxItems`.
    pub fn max_items(&mut self, limit: usize) -> &mut Self
    where
        T: Collection,
    {
        self.at_most(self.value.count(), limit, ["item", "items"])
    }

    /// Checks `minProperties`.
    pub fn min_properties(&mut self, limit: usize) -> &mut Self
    where
        T: Collection,
    {
        self.at_least(self.value.count(), limit, ["property", "properties"])
    }

    /// Checks `maxProperties`.
    pub fn max_properties(&mut self, limit: usize) -> &mut Self
    where
        T: Collection,
    {
        self.at_most(self.value.count(), limit, ["property", "properties"])
    }

    /// Checks `uniqueItems`.
    pub fn unique_items(&mut self) -> &mut Self
    where
        T: Collection,
        T::Item: Serialize,
    {
        let mut seen = BTreeSet::new();
        let mut is_unique = true;
        self.value.for_each(&mut |_, item| {
            // A value that cannot be serialized is reported when the request is serialized.
            is_unique &= serde_json::to_string(item).map_or(true, |text| seen.insert(text));
        });
        if !is_unique {
            self.report("must not have duplicate items");
        }
        self
    }

    /// Checks each item of a list, or each value of a map.
    pub fn items(&mut self, check: impl Fn(&mut FieldCheck<'_, T::Item>)) -> &mut Self
    where
        T: Collection,
    {
        let Self {
            path,
            errors,
            value,
        } = self;
        value.for_each(&mut |step, item| {
            check(&mut FieldCheck {
                path: Path {
                    parent: Some(path),
                    step,
                },
                errors,
                value: item,
            });
        });
        self
    }

    fn at_least(&mut self, count: Option<usize>, limit: usize, nouns: [&str; 2]) -> &mut Self {
        if count.is_some_and(|count| count < limit) {
            self.report(format!("must have at least {}", counted(limit, nouns)));
        }
        self
    }

    fn at_most(&mut self, count: Option<usize>, limit: usize, nouns: [&str; 2]) -> &mut Self {
        if count.is_some_and(|count| count > limit) {
            self.report(format!("must have at most {}", counted(limit, nouns)));
        }
        self
    }

    fn number(&mut self, what: &str, limit: Number, is_met: impl Fn(Number) -> bool) -> &mut Self
    where
        T: Numeric,
    {
        if self.value.number().is_some_and(|number| !is_met(number)) {
            self.report(format!("must be {what} {limit}"));
        }
        self
    }
}

fn counted(count: usize, [one, many]: [&str; 2]) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Trims as `str.strip` of Python does, which also treats the four separators below U+0020 as white space.
fn trim(text: &str) -> &str {
    text.trim_matches(|character: char| {
        character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
    })
}
