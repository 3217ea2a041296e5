//! [`UploadSource`]: where the content of an upload comes from.

use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt, stream};
use tokio::task::spawn_blocking;

use super::super::transport::Chunks;

/// The number of bytes that are read at once.
const CHUNK_SIZE: usize = 64 * 1024;

/// Where the content of an upload comes from.
#[derive(Clone)]
pub(crate) enum UploadSource {
    Bytes(Bytes),
    /// A file, which is opened for each attempt.
    Path(PathBuf),
    /// Something that can be read once, by whichever clone comes first; and its length.
    Once(Arc<Mutex<Option<Chunks>>>, Option<u64>),
}

impl UploadSource {
    pub(super) fn of_reader(reader: impl Read + Send + 'static, length: Option<u64>) -> Self {
        Self::once(read(reader), length)
    }

    pub(super) fn of_stream<S, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::once(
            stream.map(|chunk| chunk.map_err(Into::into)).boxed(),
            length,
        )
    }

    fn once(chunks: Chunks, length: Option<u64>) -> Self {
        Self::Once(Arc::new(Mutex::new(Some(chunks))), length)
    }

    /// Returns the content and its length.
    ///
    /// # Errors
    ///
    /// A message, if there is no such file, or the content has been read before.
    pub(super) async fn open(&self) -> Result<(Chunks, Option<u64>), String> {
        match self {
            Self::Bytes(bytes) => {
                let bytes = bytes.clone();
                let length = bytes.len() as u64;
                Ok((stream::once(async { Ok(bytes) }).boxed(), Some(length)))
            }
            Self::Path(path) => {
                let (file, length) = open_file(path).await.map_err(|error| {
                    format!("the file `{}` cannot be read: {error}", path.display())
                })?;
                // A file that grows is sent as it was.
                Ok((exactly(read(file.take(length)), length), Some(length)))
            }
            Self::Once(chunks, length) => {
                let mut chunks = chunks.lock().unwrap_or_else(PoisonError::into_inner);
                let chunks = chunks.take().ok_or(
                    "is a stream, which can be sent only once, and has been sent before: create another upload",
                )?;
                let chunks = match length {
                    Some(length) => exactly(chunks, *length),
                    None => chunks,
                };
                Ok((chunks, *length))
            }
        }
    }
}

async fn open_file(path: &Path) -> io::Result<(File, u64)> {
    let path = path.to_owned();
    in_background(move || {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        match metadata.is_dir() {
            true => Err(io::Error::other("it is a directory")),
            false => Ok((file, metadata.len())),
        }
    })
    .await
}

/// The content of a reader. Reading blocks, so it is done in a thread for that.
fn read(reader: impl Read + Send + 'static) -> Chunks {
    let next = |mut reader| {
        in_background(move || {
            let mut chunk = vec![0; CHUNK_SIZE];
            let length = loop {
                match Read::read(&mut reader, &mut chunk) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    result => break result?,
                }
            };
            chunk.truncate(length);
            Ok((length > 0).then(|| (chunk.into(), reader)))
        })
    };
    let chunks = stream::try_unfold(reader, next);
    chunks.map(|chunk| chunk.map_err(Into::into)).boxed()
}

/// Content that must have this length: it was sent in a header, so more or less would break the connection.
fn exactly(chunks: Chunks, length: u64) -> Chunks {
    let next = |(mut chunks, left): (Chunks, u64)| async move {
        match chunks.next().await.transpose()? {
            None if left == 0 => Ok(None),
            None => Err(format!("the content of the upload is {left} bytes too short").into()),
            Some(chunk) => match left.checked_sub(chunk.len() as u64) {
                Some(left) => Ok(Some((chunk, (chunks, left)))),
                None => Err("the content of the upload is longer than its length".into()),
            },
        }
    };
    stream::try_unfold((chunks, length), next).boxed()
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}

/// What is read once is equal only to its clones.
impl PartialEq for UploadSource {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            (Self::Path(one), Self::Path(other)) => one == other,
            (Self::Once(one, _), Self::Once(other, _)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl fmt::Debug for UploadSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Path(path) => path.fmt(f),
            Self::Once(_, Some(length)) => write!(f, "a stream of {length} bytes"),
            Self::Once(_, None) => f.write_str("a stream"),
        }
    }
}
