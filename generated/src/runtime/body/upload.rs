//! [`Upload`]: a file, or other bytes, to be sent in a request.

use std::error::Error;
use std::io::Read;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderName, HeaderValue};

use super::super::check::Check;
use super::upload_source::UploadSource;

/// A file, or other bytes, to be sent in a request.
///
/// Its content comes from memory ([`from_bytes`](Upload::from_bytes)), from a file ([`from_path`](Upload::from_path)),
/// from a [`Read`] or from a stream. All but the first are sent chunk by chunk, without being read into memory as a
/// whole. The timeouts of a call include the time that sending takes.
///
/// A call with an upload from memory or from a file may be retried. A [`Read`] or a stream can be read only once, so a
/// call with one is never retried, and a clone of the upload cannot be sent after it.
///
/// As JSON, an upload is the string of its bytes; one that is not in memory, or is not UTF-8, cannot be sent as JSON.
///
/// `Debug` shows where the content comes from, and not the content.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    pub(super) source: UploadSource,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    /// Headers of the part, by name.
    headers: Vec<(String, String)>,
}

impl Upload {
    /// Creates an upload of bytes in memory.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        Self::new(UploadSource::Bytes(bytes.into()))
    }

    /// Creates an upload of a file, which is opened when the request is sent. Its name is that of the file.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().and_then(|name| name.to_str());
        Self {
            file_name: name.map(str::to_owned),
            ..Self::new(UploadSource::Path(path))
        }
    }

    /// Creates an upload of what a [`Read`] returns, in a thread for blocking work. `length` is the number of bytes, if
    /// it is known: without it the body is sent with `Transfer-Encoding: chunked`, which some servers refuse.
    pub fn from_reader(reader: impl Read + Send + 'static, length: Option<u64>) -> Self {
        Self::new(UploadSource::of_reader(reader, length))
    }

    /// Creates an upload of a stream of chunks. `length` is the number of bytes, if it is known: without it the body is
    /// sent with `Transfer-Encoding: chunked`, which some servers refuse.
    pub fn from_stream<S, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::new(UploadSource::of_stream(stream, length))
    }

    /// Sets the name of the file, which a part of a `multipart/form-data` body has. By default it is the name of the file
    /// on disk, or else the name of the part.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type, instead of the documented one. It has to be set if several are documented; if none is, the
    /// default is `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a header to the part of a `multipart/form-data` body. An upload that is the whole body has no headers of its
    /// own.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The headers of the part.
    ///
    /// # Errors
    ///
    /// A message, if one is invalid, or is set by other methods.
    pub(super) fn headers(&self) -> Result<&[(String, String)], String> {
        let invalid = self.headers.iter().find(|(name, value)| {
            let is_own = ["content-disposition", "content-type"]
                .iter()
                .any(|own| name.eq_ignore_ascii_case(own));
            is_own
                || HeaderName::from_bytes(name.as_bytes()).is_err()
                || HeaderValue::from_str(value).is_err()
        });
        match invalid {
            None => Ok(&self.headers),
            Some((name, _)) => Err(format!("a part cannot have this header `{name}`")),
        }
    }

    /// The media type: its own, or else the documented one if that is clear.
    ///
    /// # Errors
    ///
    /// A message, if it has to be set, or is invalid.
    pub(crate) fn media_type(&self, documented: &str) -> Result<String, String> {
        match &self.content_type {
            Some(own) if HeaderValue::from_str(own).is_err() => {
                Err("the content type of the upload is invalid".to_owned())
            }
            Some(own) => Ok(own.clone()),
            None if is_clear(documented) => Ok(documented.to_owned()),
            None if documented.is_empty() || documented == "*/*" => {
                Ok("application/octet-stream".to_owned())
            }
            None => Err(format!(
                "its media type is one of `{documented}`: set it with `Upload::content_type`"
            )),
        }
    }

    fn new(source: UploadSource) -> Self {
        Self {
            source,
            file_name: None,
            content_type: None,
            headers: Vec::new(),
        }
    }
}

/// Whether documented media types are only one.
pub(super) fn is_clear(documented: &str) -> bool {
    !documented.is_empty() && !documented.contains(['*', ','])
}

impl Check for Upload {}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<&'static [u8]> for Upload {
    fn from(bytes: &'static [u8]) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<PathBuf> for Upload {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}

impl From<&Path> for Upload {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}
