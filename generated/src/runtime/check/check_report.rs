//! [`Check`]: validation of requests before they are sent.

use super::super::error::FieldError;
use super::path::{Path, PathStep};

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
    pub(crate) fn new(errors: &'a mut Vec<FieldError>) -> Self {
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

/// Checks the constraints of a field. An absent or null value satisfies every constraint.
pub struct FieldCheck<'a, T: ?Sized> {
    pub(super) path: Path<'a>,
    pub(super) errors: &'a mut Vec<FieldError>,
    pub(super) value: &'a T,
}

impl<T: ?Sized> FieldCheck<'_, T> {
    /// Reports an error of this field. The message must not contain the value.
    pub fn report(&mut self, message: impl Into<String>) {
        self.errors
            .push(FieldError::new(self.path.to_text(), message));
    }

    /// Checks the nested values: the fields of an object, the items of a list.
    pub fn nested(&mut self) -> &mut Self
    where
        T: Check,
    {
        self.value.check(&mut CheckReport {
            at: Some(&self.path),
            errors: self.errors,
        });
        self
    }
}
