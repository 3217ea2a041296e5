//! [`CollectedUploads`]: takes uploads out of a body that is serialized for a form.
//!
//! A body is serialized by serde, which knows no files. While a form is encoded, an upload serializes as a
//! token, by which it is found when its field is encoded.

use std::cell::RefCell;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, Serializer};

use super::upload::Upload;
use super::upload_source::UploadSource;

thread_local! {
    /// The uploads of the body that is being serialized for a form by this thread.
    static COLLECTED: RefCell<Option<CollectedUploads>> = const { RefCell::new(None) };
}

/// The uploads of a body.
pub(super) struct CollectedUploads {
    /// Random, so that no string of a body is a token by accident.
    token: String,
    uploads: Vec<Upload>,
}

impl CollectedUploads {
    /// Serializes something, and collects its uploads.
    pub(super) fn of<T>(serialize: impl FnOnce() -> T) -> (T, Self) {
        let none = || Self {
            token: format!("{:032x}", fastrand::u128(..)),
            uploads: Vec::new(),
        };
        let outer = COLLECTED.replace(Some(none()));
        let value = serialize();
        let collected = COLLECTED.replace(outer);
        (value, collected.unwrap_or_else(none))
    }

    /// The upload whose token a string is.
    pub(super) fn get(&self, text: &str) -> Option<&Upload> {
        let index = text.strip_prefix(&self.token)?;
        self.uploads.get(index.parse::<usize>().ok()?)
    }

    /// Whether JSON contains an upload, which it cannot.
    pub(super) fn is_in(&self, json: &str) -> bool {
        !self.uploads.is_empty() && json.contains(&self.token)
    }

    fn add(&mut self, upload: &Upload) -> String {
        self.uploads.push(upload.clone());
        format!("{}{}", self.token, self.uploads.len() - 1)
    }
}

impl Serialize for Upload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let token = COLLECTED.with_borrow_mut(|it| Some(it.as_mut()?.add(self)));
        if let Some(token) = token {
            return serializer.serialize_str(&token);
        }
        match &self.source {
            UploadSource::Bytes(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => serializer.serialize_str(text),
                Err(_) => Err(S::Error::custom("an upload that is not UTF-8 is no JSON")),
            },
            _ => Err(S::Error::custom(
                "an upload that is not in memory is no JSON",
            )),
        }
    }
}

impl<'de> Deserialize<'de> for Upload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from_bytes)
    }
}
