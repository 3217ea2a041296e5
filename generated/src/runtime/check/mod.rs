//! Checks the documented constraints of a request before it is sent.

mod built_in;
mod check_report;
mod checked_value;
mod constraints;
mod path;

pub use check_report::{Check, CheckReport, FieldCheck, violations};
pub use checked_value::{Collection, Number, Numeric, Text};
pub use path::PathStep;

pub(crate) use built_in::Unchecked;
