//! The encodings of a request's body.

mod drf_form;
mod duplicate_key;
mod form;
mod form_rules;
mod media;
mod multipart;
mod openapi_form;
mod part;

pub use form::Form;
pub use form_rules::{FormObject, FormRules};
pub use media::Media;

pub(crate) use duplicate_key::duplicate_key;
