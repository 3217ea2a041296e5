//! [`entries`]: reads one directory.

use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::OutputError;

/// The names in a directory with their types; `None` if it does not exist.
pub(super) fn entries(dir: &Path) -> Result<Option<Vec<(OsString, FileType)>>, OutputError> {
    let read = || -> io::Result<Vec<(OsString, FileType)>> {
        let entries = fs::read_dir(dir)?.map(|entry| {
            let entry = entry?;
            Ok((entry.file_name(), entry.file_type()?))
        });
        entries.collect()
    };
    match read() {
        Ok(entries) => Ok(Some(entries)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            Err(OutputError::NotDirectory(dir.to_owned()))
        }
        Err(error) => Err(OutputError::io("read", dir, error)),
    }
}
