//! [`Payload`]: the encoded body of a request, which may contain uploads.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::{StreamExt, stream};

use super::super::transport::RequestBody;
use super::upload::Upload;
use super::upload_source::UploadSource;

/// The encoded body of a request. It is opened for each attempt.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    /// In memory, as nearly all bodies are.
    Bytes(Bytes),
    /// One after the other.
    Pieces(Arc<[UploadSource]>),
}

/// An opened body.
pub(crate) enum OpenBody {
    Bytes(Bytes),
    Stream(RequestBody),
}

impl Payload {
    /// Joins pieces. Those in memory become one.
    pub(super) fn joined(pieces: Vec<UploadSource>) -> Self {
        let mut joined: Vec<UploadSource> = Vec::new();
        let mut memory = Vec::new();
        for piece in pieces {
            match piece {
                UploadSource::Bytes(bytes) => memory.extend_from_slice(&bytes),
                piece => {
                    let before = UploadSource::Bytes(std::mem::take(&mut memory).into());
                    joined.extend([before, piece]);
                }
            }
        }
        if joined.is_empty() {
            return Self::Bytes(memory.into());
        }
        joined.push(UploadSource::Bytes(memory.into()));
        Self::Pieces(joined.into())
    }

    /// The bytes of a body in memory.
    pub(crate) fn bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Pieces(_) => None,
        }
    }

    /// Whether the body can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        match self {
            Self::Bytes(_) => true,
            Self::Pieces(pieces) => pieces
                .iter()
                .all(|piece| !matches!(piece, UploadSource::Once(..))),
        }
    }

    /// Opens the body for an attempt.
    ///
    /// # Errors
    ///
    /// A message, if an upload cannot be read.
    pub(crate) async fn open(&self) -> Result<OpenBody, String> {
        let pieces = match self {
            Self::Bytes(bytes) => return Ok(OpenBody::Bytes(bytes.clone())),
            Self::Pieces(pieces) => pieces,
        };
        let mut all = Vec::new();
        let mut total = Some(0u64);
        for piece in pieces.iter() {
            let (chunks, length) = piece.open().await?;
            all.push(chunks);
            total = total.zip(length).and_then(|(sum, it)| sum.checked_add(it));
        }
        let chunks = stream::iter(all).flatten().boxed();
        Ok(OpenBody::Stream(RequestBody::new(chunks, total)))
    }
}

impl From<&Upload> for Payload {
    fn from(upload: &Upload) -> Self {
        match &upload.source {
            UploadSource::Bytes(bytes) => Self::Bytes(bytes.clone()),
            source => Self::Pieces(Arc::new([source.clone()])),
        }
    }
}
