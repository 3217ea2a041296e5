//! The encodings of a request's body.

mod collected_uploads;
mod drf_form;
mod duplicate_key;
mod form;
mod form_rules;
mod media;
mod multipart;
mod openapi_form;
mod part;
mod payload;
mod text;
mod upload;
mod upload_source;

pub use form::Form;
pub use form_rules::{FieldEncoding, FieldStyle, FormObject, FormRules};
pub use media::Media;
pub use upload::Upload;

pub(crate) use duplicate_key::duplicate_key;
pub(crate) use payload::{OpenBody, Payload};
pub(crate) use text::text;
