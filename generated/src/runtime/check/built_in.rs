//! [`Check`] for the types of the standard library and of this runtime.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::super::values::{Base64, Base64Url, Extra, Patch, Secret, Timestamp};
use super::check_report::{Check, CheckReport};
use super::path::PathStep;

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
impl Check for i128 {}
impl Check for f32 {}
impl Check for f64 {}
impl Check for str {}
impl Check for String {}
impl Check for Secret {}
impl Check for Base64 {}
impl Check for Base64Url {}
impl Check for Timestamp {}
impl Check for Value {}
impl Check for Map<String, Value> {}
impl Check for Extra {}

/// A value whose type has no documented constraints.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct Unchecked<'a, T: ?Sized>(pub(crate) &'a T);

impl<T: ?Sized> Check for Unchecked<'_, T> {}
