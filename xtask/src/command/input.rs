//! [`Input`]: what a command compares: a file, or a file of a revision.

use std::path::{Component, Path, PathBuf};

use anyhow::{anyhow, bail};

use super::files::{below, names, read, utf8};
use super::git::{Git, Revision};

/// A document, read.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// The revision that it is of; `None` for a file as it is on disk.
    pub(crate) revision: Option<Revision>,
    /// Its path: that of the file, or that in the repository.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

/// What a word of the command line stands for.
enum Word {
    File(PathBuf),
    Revision {
        revision: Revision,
        path: Option<String>,
    },
}

/// Where inputs are looked for.
pub(crate) struct Places<'a> {
    /// The directory in which the command runs.
    pub(crate) current: &'a Path,
    /// The document in the working tree, and in revisions that are given without a path.
    pub(crate) document: &'a Path,
}

impl Input {
    /// The document of the working tree.
    pub(crate) fn working_tree(places: &Places<'_>) -> anyhow::Result<Self> {
        Self::file(&below(places.current, places.document.to_owned()))
    }

    /// The document where the work in the working tree left the main branch.
    pub(crate) fn merge_base(places: &Places<'_>) -> anyhow::Result<Self> {
        let git = Git::open(places.current)?;
        let revision = git.merge_base()?;
        Self::of_revision(&git, revision, None, places)
    }

    /// What a word stands for: a file or a revision, whichever there is. `./x` is a file and `rev:x` a revision, and
    /// `x:path` is another file of a revision.
    pub(crate) fn named(word: &str, places: &Places<'_>) -> anyhow::Result<Self> {
        match meaning(word, places.current)? {
            Word::File(path) => Self::file(&path),
            Word::Revision { revision, path } => {
                let git = Git::open(places.current)?;
                Self::of_revision(&git, revision, path, places)
            }
        }
    }

    /// The text of another file beside it, from the same revision; `None` if there is none.
    pub(crate) fn beside(&self, path: &str, current: &Path) -> anyhow::Result<Option<String>> {
        match &self.revision {
            None if Path::new(path).exists() => read(Path::new(path)).map(Some),
            None => Ok(None),
            Some(revision) => {
                let bytes = Git::open(current)?.file(revision, path)?;
                bytes
                    .map(|bytes| utf8(bytes, &format!("{}:{path}", revision.name)))
                    .transpose()
            }
        }
    }

    /// The names of the files in a directory beside it, from the same revision, in order; none if there is no such
    /// directory.
    pub(crate) fn names_beside(
        &self,
        directory: &str,
        current: &Path,
    ) -> anyhow::Result<Vec<String>> {
        match &self.revision {
            None if Path::new(directory).is_dir() => names(Path::new(directory)),
            None => Ok(Vec::new()),
            Some(revision) => Git::open(current)?.names(revision, directory),
        }
    }

    /// The path of a file of the working tree as its repository has it.
    pub(crate) fn path_in_repository(path: &Path, current: &Path) -> anyhow::Result<String> {
        let places = Places {
            current,
            document: path,
        };
        in_working_tree(&Git::open(current)?, &places)
    }

    /// What is printed before line and column.
    pub(crate) fn shown(&self) -> String {
        match &self.revision {
            Some(revision) => format!("{}:{}", revision.name, self.path),
            None => self.path.clone(),
        }
    }

    fn file(path: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            revision: None,
            path: path.display().to_string(),
            text: read(path)?,
        })
    }

    fn of_revision(
        git: &Git,
        revision: Revision,
        path: Option<String>,
        places: &Places<'_>,
    ) -> anyhow::Result<Self> {
        let path = match path {
            Some(path) => path,
            None => in_working_tree(git, places)?,
        };
        let shown = format!("{}:{path}", revision.name);
        let bytes = git.file(&revision, &path)?;
        let bytes = bytes.ok_or_else(|| anyhow!("there is no {path} in {}", revision.name))?;
        let text = utf8(bytes, &shown)?;
        Ok(Self {
            revision: Some(revision),
            path,
            text,
        })
    }
}

fn meaning(word: &str, current: &Path) -> anyhow::Result<Word> {
    if let Some(name) = word.strip_prefix("rev:") {
        return revision(&Git::open(current)?, name);
    }
    let path = Path::new(word);
    let is_path = matches!(
        path.components().next(),
        Some(Component::CurDir | Component::ParentDir | Component::RootDir | Component::Prefix(_))
    );
    if is_path {
        return Ok(Word::File(path.to_owned()));
    }
    let named = Git::open(current).and_then(|git| revision(&git, word));
    match (current.join(path).is_file(), named) {
        (true, Ok(_)) => bail!(
            "{word:?} is a file and a revision: write ./{word} for the file, rev:{word} for the revision"
        ),
        (true, Err(_)) => Ok(Word::File(path.to_owned())),
        (false, Ok(word)) => Ok(word),
        (false, Err(error)) => {
            bail!("there is no file {word:?}, and {:#}", error)
        }
    }
}

/// `revision` or `revision:path`. Names of branches and tags have no colon.
fn revision(git: &Git, word: &str) -> anyhow::Result<Word> {
    let (name, path) = match word.split_once(':') {
        Some((name, path)) if !name.is_empty() => (name, Some(path.to_owned())),
        _ => (word, None),
    };
    if name.is_empty() {
        bail!("a revision has a name");
    }
    let revision = git.revision(name)?;
    Ok(Word::Revision { revision, path })
}

/// The path of the document from the top of the working tree, with `/` as git has it.
fn in_working_tree(git: &Git, places: &Places<'_>) -> anyhow::Result<String> {
    let top = git.top()?;
    let top = top.canonicalize().unwrap_or(top);
    let path = places.current.join(places.document);
    // The file may be gone from the working tree, its directory less often.
    let path = match (
        path.canonicalize(),
        path.parent().map(Path::canonicalize),
        path.file_name(),
    ) {
        (Ok(path), ..) => path,
        (Err(_), Some(Ok(parent)), Some(name)) => parent.join(name),
        _ => path,
    };
    let relative = path.strip_prefix(&top).map_err(|_| {
        anyhow!(
            "{} is not in the git repository {}",
            path.display(),
            top.display()
        )
    })?;
    let parts: Vec<&str> = relative
        .components()
        .filter_map(|part| part.as_os_str().to_str())
        .collect();
    Ok(parts.join("/"))
}
