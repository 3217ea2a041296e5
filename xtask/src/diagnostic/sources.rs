//! [`Sources`]: the files of a document in one address space, in which a byte offset identifies a file and a location.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// Reads the file at a path, which is relative to the same directory as that of the document. `None` if there is no such
/// file; an error says why it cannot be read.
type Read<'r> = dyn Fn(&str) -> Result<Option<String>, String> + 'r;

/// A document: its file, and the files that it refers to, which are added as they are needed.
pub struct Sources<'r> {
    /// The revision that the files are from.
    revision: Option<String>,
    /// The files one after the other, with a line break between them. The document is the first.
    text: String,
    files: Vec<File>,
    /// The indices of the files by path, of those too that cannot be read.
    opened: BTreeMap<String, Result<Option<usize>, String>>,
    read: Box<Read<'r>>,
}

/// A file of a document.
#[derive(Clone, Debug)]
pub struct File {
    /// The path, as the user gave it or relative to that.
    pub path: String,
    /// Where its text is.
    pub span: Range<usize>,
}

impl<'r> Sources<'r> {
    /// A document that consists of one file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let span = 0..text.len();
        Self {
            revision: None,
            text,
            opened: [(path.clone(), Ok(Some(0)))].into(),
            files: vec![File { path, span }],
            read: Box::new(|_| Ok(None)),
        }
    }

    /// With a function that reads other files.
    #[must_use]
    pub fn reading(self, read: impl Fn(&str) -> Result<Option<String>, String> + 'r) -> Self {
        Self {
            read: Box::new(read),
            ..self
        }
    }

    /// With the name of the revision that the files are from.
    #[must_use]
    pub fn of_revision(self, revision: Option<&str>) -> Self {
        Self {
            revision: revision.map(str::to_owned),
            ..self
        }
    }

    /// The text of all files that have been read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of the document's own file.
    pub fn main(&self) -> &str {
        let main = self.files.first().map(|file| file.span.clone());
        main.and_then(|span| self.text.get(span))
            .unwrap_or_default()
    }

    /// The files that have been read, the document first.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The index of the file that has a byte.
    pub fn file_at(&self, byte: usize) -> usize {
        let after = self.files.partition_point(|file| file.span.start <= byte);
        after.saturating_sub(1)
    }

    /// The path of a file, with the revision, as in `main:spec/openapi.yaml`.
    pub fn path(&self, file: usize) -> String {
        let path = self.files.get(file).map_or("", |file| &file.path);
        match &self.revision {
            Some(revision) => format!("{revision}:{path}"),
            None => path.to_owned(),
        }
    }

    /// Reads a file that the document refers to, unless it has been read, and returns its index; `None` if there is no
    /// such file.
    pub(crate) fn open(&mut self, path: &str) -> Result<Option<usize>, String> {
        if let Some(opened) = self.opened.get(path) {
            return opened.clone();
        }
        let opened = self.read(path);
        self.opened.insert(path.to_owned(), opened.clone());
        opened
    }

    fn read(&mut self, path: &str) -> Result<Option<usize>, String> {
        let Some(text) = (self.read)(path)? else {
            return Ok(None);
        };
        self.text.push('\n');
        let start = self.text.len();
        self.text.push_str(&text);
        self.files.push(File {
            path: path.to_owned(),
            span: start..self.text.len(),
        });
        Ok(Some(self.files.len() - 1))
    }
}

impl fmt::Debug for Sources<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sources = f.debug_struct("Sources");
        sources.field("revision", &self.revision);
        sources.field("files", &self.files).finish_non_exhaustive()
    }
}
