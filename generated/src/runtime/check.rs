//! [`Check`]: validation of requests before they are sent.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::extra::Extra;
use super::field_check::FieldCheck;
use super::field_error::FieldError;
use super::patch::Patch;
use super::secret::Secret;
use super::timestamp::Timestamp;

/// A value that can be validated against its documented constraints.
///
/// A check never rejects a value that the server may accept. A type without constraints reports nothing.
pub trait Check {
    /// Reports each violated constraint.
    fn check(&self, report: &mut CheckReport<'_>) {
        let _ = report;
    }
}

/// Returns all violated constraints of a value.
pub fn violations(value: &(impl Check + ?Sized)) -> Vec<FieldError> {
    let mut errors = Vec::new();
    value.check(&mut CheckReport::new(&mut errors));
    errors
}

/// Collects the errors of a request, each with its path.
pub struct CheckReport<'a> {
    pub(super) at: Option<&'a Path<'a>>,
    pub(super) errors: &'a mut Vec<FieldError>,
}

impl<'a> CheckReport<'a> {
    pub(super) fn new(errors: &'a mut Vec<FieldError>) -> Self {
        Self { at: None, errors }
    }

    /// Checks a field.
    pub fn field<'r, T: ?Sized>(&'r mut self, name: &'r str, value: &'r T) -> FieldCheck<'r, T> {
        self.step(PathStep::Key(name), value)
    }

    /// Reports a required field if it is missing.
    pub fn required(&mut self, name: &str, is_there: bool) {
        if !is_there {
            self.field(name, &()).report("is required");
        }
    }

    pub(super) fn step<'r, T: ?Sized>(
        &'r mut self,
        step: PathStep<'r>,
        value: &'r T,
    ) -> FieldCheck<'r, T> {
        FieldCheck {
            path: Path {
                parent: self.at,
                step,
            },
            errors: self.errors,
            value,
        }
    }
}

/// A location in a request, as a linked list from the inside out. It is formatted only for a report.
#[derive(Clone, Copy)]
pub(super) struct Path<'a> {
    pub(super) parent: Option<&'a Path<'a>>,
    pub(super) step: PathStep<'a>,
}

/// A segment of a path.
#[derive(Clone, Copy)]
pub enum PathStep<'a> {
    /// A property of an object.
    Key(&'a str),
    /// An item of an array.
    Index(usize),
}

impl Path<'_> {
    pub(super) fn to_text(self) -> String {
        let mut text = self
            .parent
            .map_or_else(String::new, |parent| parent.to_text());
        match self.step {
            PathStep::Index(index) => text.push_str(&format!("[{index}]")),
            PathStep::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
        }
        text
    }
}

impl<T: Check + ?Sized> Check for &T {
    fn check(&self, report: &mut CheckReport<'_>) {
        (**self).check(report);
    }
}

impl<T: Check + ?Sized> Check for Box<T> {
    fn check(&self, report: &mut CheckReport<'_>) {
        (**self).check(report);
    }
}

impl<T: Check> Check for Option<T> {
    fn check(&self, report: &mut CheckReport<'_>) {
        if let Some(value) = self {
            value.check(report);
        }
    }
}

impl<T: Check> Check for Patch<T> {
    fn check(&self, report: &mut CheckReport<'_>) {
        if let Some(value) = self.value() {
            value.check(report);
        }
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, report: &mut CheckReport<'_>) {
        for (index, item) in self.iter().enumerate() {
            report.step(PathStep::Index(index), item).nested();
        }
    }
}

impl<T: Check> Check for BTreeMap<String, T> {
    fn check(&self, report: &mut CheckReport<'_>) {
        for (key, value) in self {
            report.field(key, value).nested();
        }
    }
}

impl Check for () {}
impl Check for bool {}
impl Check for i32 {}
impl Check for i64 {}
impl Check for u32 {}
impl Check for u64 {}
impl Check for f32 {}
impl Check for f64 {}
impl Check for str {}
impl Check for String {}
impl Check for Secret {}
impl Check for Timestamp {}
impl Check for Value {}
impl Check for Map<String, Value> {}
impl Check for Extra {}

/// A value whose type has no documented constraints.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Unchecked<'a, T: ?Sized>(pub(super) &'a T);

impl<T: ?Sized> Check for Unchecked<'_, T> {}
