//! A call before it is sent: what generated code sets, then what the client adds.

mod call_options;
mod header_rules;
mod operation;
mod parameter;
mod prepare;
mod request_builder;
mod style;
mod url;
mod when_some;

pub use call_options::CallOptions;
pub use operation::Operation;
pub use request_builder::Request;
pub use style::Style;
pub use when_some::when_some;

pub(crate) use header_rules::{NOT_A_NAME, NOT_A_VALUE, RESERVED, is_reserved};
pub(crate) use prepare::RequestDefaults;
