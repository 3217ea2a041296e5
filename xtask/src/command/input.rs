//! [`Input`]: a document to compare: a file, or a file of a revision.

use std::path::{Component, Path};

use anyhow::{anyhow, bail};
use xtask::diagnostic::{Printer, Report, Severity, Sources};
use xtask::pipeline::{self, Model};

use super::files::{below, names, read, read_if_any};
use super::git::{Git, Revision};
use super::terminal::{count, print_findings};

/// A document, read.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// Its revision, with the repository; `None` for a file on disk.
    pub(crate) revision: Option<(Git, Revision)>,
    /// The path of the file, on disk or in the repository.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The name of standard input, and its path.
const STDIN: (&str, &str) = ("-", "/dev/stdin");

/// Where inputs are looked up.
pub(crate) struct Locations<'a> {
    /// The current directory.
    pub(crate) current: &'a Path,
    /// The document in the working tree, and in revisions that are given without a path.
    pub(crate) document: &'a Path,
}

impl Input {
    /// The document of the working tree.
    pub(crate) fn working_tree(locations: &Locations<'_>) -> anyhow::Result<Self> {
        Self::file(&below(locations.current, locations.document.to_owned()))
    }

    /// The document at the common ancestor of the working tree and the main branch.
    pub(crate) fn merge_base(locations: &Locations<'_>) -> anyhow::Result<Self> {
        let git = Git::open(locations.current)?;
        let revision = git.merge_base()?;
        Self::of_revision(git, revision, None, locations)
    }

    /// A file or a revision by its name, whichever exists. `./x` is always a file and `rev:x` a revision; `x:path` is
    /// another file of a revision.
    pub(crate) fn named(name: &str, locations: &Locations<'_>) -> anyhow::Result<Self> {
        let current = locations.current;
        let of_revision = |name: &str| {
            let git = Git::open(current)?;
            let (revision, path) = revision(&git, name)?;
            Self::of_revision(git, revision, path, locations)
        };
        if let Some(name) = name.strip_prefix("rev:") {
            return of_revision(name);
        }
        if name == STDIN.0 {
            return Self::file(Path::new(STDIN.1));
        }
        let path = Path::new(name);
        if is_path(path) {
            return Self::file(path);
        }
        let is_revision = Git::open(current).and_then(|git| revision(&git, name));
        match (is_readable(&current.join(path)), is_revision) {
            (true, Ok(_)) => bail!(
                "{name:?} is a file and a revision: write ./{name} for the file, rev:{name} for the revision"
            ),
            (true, Err(_)) => Self::file(path),
            (false, Ok(_)) => of_revision(name),
            (false, Err(error)) => bail!("there is no file {name:?}, and {error:#}"),
        }
    }

    /// Whether a name is that of something to be read: a file, a pipe or standard input.
    pub(crate) fn is_file(name: &str, current: &Path) -> bool {
        name == STDIN.0 || is_readable(&current.join(name))
    }

    /// Whether a name is that of something that can be read only once.
    pub(crate) fn is_pipe(name: &str, current: &Path) -> bool {
        Self::is_file(name, current) && !current.join(name).is_file()
    }

    /// The two revisions of `A..B`, or of `A...B`, whose first one is the common ancestor of both. As in git, a name that is
    /// left out is `HEAD`.
    pub(crate) fn range(
        name: &str,
        locations: &Locations<'_>,
    ) -> anyhow::Result<Option<(Self, Self)>> {
        let path = Path::new(name);
        let is_file =
            name.starts_with("rev:") || is_path(path) || is_readable(&locations.current.join(path));
        let Some((base, head)) = name.split_once("..").filter(|_| !is_file) else {
            return Ok(None);
        };
        let (head, has_ancestor) = match head.strip_prefix('.') {
            Some(head) => (head, true),
            None => (head, false),
        };
        let or_head = |name: &str| if name.is_empty() { "HEAD" } else { name }.to_owned();
        let git = Git::open(locations.current)?;
        let (base, base_path) = revision(&git, &or_head(base))?;
        let (head, head_path) = revision(&git, &or_head(head))?;
        let base = match has_ancestor {
            true => git.common_ancestor(&base, &head)?,
            false => base,
        };
        Ok(Some((
            Self::of_revision(git.clone(), base, base_path, locations)?,
            Self::of_revision(git, head, head_path, locations)?,
        )))
    }

    /// The text of another file from the same revision; `None` if there is none.
    pub(crate) fn beside(&self, path: &str) -> anyhow::Result<Option<String>> {
        match &self.revision {
            None => read_if_any(Path::new(path)),
            Some((git, revision)) => git.text(revision, path),
        }
    }

    /// The names of the files in a directory from the same revision, in order; empty if there is no such directory.
    pub(crate) fn names_beside(&self, directory: &str) -> anyhow::Result<Vec<String>> {
        match &self.revision {
            None if Path::new(directory).is_dir() => names(Path::new(directory)),
            None => Ok(Vec::new()),
            Some((git, revision)) => git.names(revision, directory),
        }
    }

    /// The path in the repository of a file of the working tree.
    pub(crate) fn path_in_repository(document: &Path, current: &Path) -> anyhow::Result<String> {
        let locations = Locations { current, document };
        in_working_tree(&Git::open(current)?, &locations)
    }

    /// The document, which reads the files that it refers to from the same revision.
    pub(crate) fn sources(&self) -> Sources<'_> {
        let revision = self.revision.as_ref().map(|(_, it)| it.name.as_str());
        Sources::new(self.path.as_str(), self.text.as_str())
            .of_revision(revision)
            .reading(|path| self.beside(path).map_err(|error| format!("{error:#}")))
    }

    fn file(path: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            revision: None,
            path: path.display().to_string(),
            text: read(path)?,
        })
    }

    fn of_revision(
        git: Git,
        revision: Revision,
        path: Option<String>,
        locations: &Locations<'_>,
    ) -> anyhow::Result<Self> {
        let is_named = path.is_some();
        let path = match path {
            Some(path) => path,
            None => in_working_tree(&git, locations)?,
        };
        let name = &revision.name;
        let Some(text) = git.text(&revision, &path)? else {
            let hint = match (is_named, git.older_path(&revision, &path)) {
                (true, _) => String::new(),
                (false, Some(older)) => format!(": it is {older} there, so give {name}:{older}"),
                (false, None) => format!(": if it has another path there, give {name}:PATH"),
            };
            bail!("there is no {path} in {name}{hint}");
        };
        Ok(Self {
            revision: Some((git, revision)),
            path,
            text,
        })
    }
}

/// The model of what can be read of a document. Warnings are not printed: codegen reports them.
pub(crate) fn model(sources: &mut Sources<'_>) -> anyhow::Result<Model> {
    let mut report = Report::default();
    let model = pipeline::readable(sources, &mut report);
    model.ok_or_else(|| {
        let mut diagnostics = report.into_sorted();
        diagnostics.retain(|it| it.severity == Severity::Error);
        print_findings(&Printer::new(sources, false), &diagnostics);
        let (path, count) = (sources.path(0), count(&diagnostics));
        anyhow!("{path} cannot be compared: {count}")
    })
}

/// Whether a name can only be that of a path.
fn is_path(path: &Path) -> bool {
    let mut parts = path.components();
    let is_first = matches!(
        parts.next(),
        Some(Component::CurDir | Component::ParentDir | Component::RootDir | Component::Prefix(_))
    );
    is_first || parts.any(|part| part == Component::ParentDir)
}

/// Whether there is a file, or another thing that is read like one.
fn is_readable(path: &Path) -> bool {
    path.exists() && !path.is_dir()
}

/// `revision` or `revision:path`. Names of branches and tags have no colon.
fn revision(git: &Git, name: &str) -> anyhow::Result<(Revision, Option<String>)> {
    let (name, path) = match name.split_once(':') {
        Some((name, path)) if !name.is_empty() => (name, Some(path.to_owned())),
        _ => (name, None),
    };
    if name.is_empty() {
        bail!("the name of the revision is empty");
    }
    Ok((git.revision(name)?, path))
}

/// The path of the document from the top of the working tree, with `/` as in git.
fn in_working_tree(git: &Git, locations: &Locations<'_>) -> anyhow::Result<String> {
    let top = git.top()?;
    let top = top.canonicalize().unwrap_or(top);
    let path = locations.current.join(locations.document);
    // The file may be missing in the working tree; its directory rarely is.
    let parent = path.parent().map(Path::canonicalize);
    let path = match (path.canonicalize(), parent, path.file_name()) {
        (Ok(path), ..) => path,
        (Err(_), Some(Ok(parent)), Some(name)) => parent.join(name),
        _ => path,
    };
    let relative = path.strip_prefix(&top).map_err(|_| {
        let (path, top) = (path.display(), top.display());
        anyhow!("{path} is not in the git repository {top}")
    })?;
    let parts = relative.components();
    let parts: Vec<&str> = parts.filter_map(|it| it.as_os_str().to_str()).collect();
    Ok(parts.join("/"))
}
