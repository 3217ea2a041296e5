//! [`Git`]: reads revisions, without changing the working tree.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, anyhow, bail};

use super::files::utf8;

/// A repository.
#[derive(Clone, Debug)]
pub(crate) struct Git {
    directory: PathBuf,
}

/// A commit.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    /// Its name in messages.
    pub(crate) name: String,
    /// Its full id, which cannot be mistaken for an option.
    id: String,
}

/// The candidates for the main branch; the first that exists is used.
const MAIN: [&str; 5] = [
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
];

impl Revision {
    /// Its full id.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }
}

impl Git {
    /// The repository around a directory.
    pub(crate) fn open(directory: &Path) -> anyhow::Result<Self> {
        let git = Self {
            directory: directory.to_owned(),
        };
        git.run(&["rev-parse", "--git-dir"]).with_context(|| {
            format!(
                "{} is not in a git repository: give two files to compare",
                directory.display()
            )
        })?;
        Ok(git)
    }

    /// The top directory of the working tree.
    pub(crate) fn top(&self) -> anyhow::Result<PathBuf> {
        let path = self.line(&["rev-parse", "--show-toplevel"])?;
        Ok(PathBuf::from(path))
    }

    /// The commit of a revision.
    pub(crate) fn revision(&self, name: &str) -> anyhow::Result<Revision> {
        let commit = format!("{name}^{{commit}}");
        let command = "rev-parse --verify --quiet --end-of-options".split(' ');
        let arguments: Vec<&str> = command.chain([commit.as_str()]).collect();
        let Ok(id) = self.line(&arguments) else {
            let hint = match self.is_shallow() {
                true => ", of which this is a shallow clone: run `git fetch --unshallow --tags`",
                false => "",
            };
            bail!("there is no revision {name:?} in this git repository{hint}");
        };
        let name = match name == id {
            true => self.short(&id),
            false => name.to_owned(),
        };
        Ok(Revision { name, id })
    }

    /// The common ancestor of HEAD and the main branch.
    pub(crate) fn merge_base(&self) -> anyhow::Result<Revision> {
        let head = self
            .revision("HEAD")
            .context("nothing is committed yet: give a file to compare with")?;
        let main = MAIN.iter().find_map(|name| self.revision(name).ok());
        let main = main.ok_or_else(|| {
            anyhow!("there is no branch origin/HEAD, origin/main, origin/master, main or master: give a revision to compare with")
        })?;
        let shown = main
            .name
            .trim_start_matches("refs/remotes/")
            .trim_start_matches("refs/heads/");
        let main = Revision {
            name: shown.to_owned(),
            id: main.id,
        };
        self.common_ancestor(&head, &main)
    }

    /// The common ancestor of two commits.
    pub(crate) fn common_ancestor(
        &self,
        one: &Revision,
        other: &Revision,
    ) -> anyhow::Result<Revision> {
        let id = self.line(&["merge-base", &one.id, &other.id]).map_err(|_| {
            anyhow!(
                "{} and {} have no common commit here. If this clone is shallow, run `git fetch --unshallow`; \
                 or give a revision to compare with",
                one.name,
                other.name
            )
        })?;
        Ok(Revision {
            name: self.short(&id),
            id,
        })
    }

    /// The path that a file had in a commit, if it was renamed until HEAD.
    pub(crate) fn older_path(&self, revision: &Revision, path: &str) -> Option<String> {
        let command = "diff-tree -r -z --find-renames --diff-filter=R --name-status";
        let mut arguments: Vec<&str> = command.split(' ').collect();
        arguments.extend([revision.id.as_str(), "HEAD"]);
        let renames = self.line(&arguments).ok()?;
        let fields: Vec<&str> = renames.split('\0').collect();
        let mut renames = fields.chunks_exact(3);
        renames.find_map(|rename| match rename {
            [_, from, to] if *to == path => Some((*from).to_owned()),
            _ => None,
        })
    }

    /// Whether a name is that of a tag.
    pub(crate) fn is_tag(&self, name: &str) -> bool {
        let name = format!("refs/tags/{name}");
        let command = "rev-parse --verify --quiet --end-of-options".split(' ');
        let arguments: Vec<&str> = command.chain([name.as_str()]).collect();
        self.line(&arguments).is_ok()
    }

    /// The tags like a pattern on a commit and before it.
    pub(crate) fn tags_before(
        &self,
        revision: &Revision,
        pattern: &str,
    ) -> anyhow::Result<Vec<String>> {
        let merged = format!("--merged={}", revision.id);
        let tags = self.line(&["tag", &merged, "--list", "--", pattern])?;
        Ok(tags.lines().map(str::to_owned).collect())
    }

    /// The commits of a branch that change a file, the last one first. Those of a merged branch are one.
    pub(crate) fn changes_of(
        &self,
        revision: &Revision,
        path: &str,
    ) -> anyhow::Result<Vec<Revision>> {
        let from_top = format!(":/{path}");
        let ids = self.line(&["rev-list", "--first-parent", &revision.id, "--", &from_top])?;
        let ids = ids.lines().map(str::to_owned);
        let commits = ids.map(|id| Revision {
            name: id.clone(),
            id,
        });
        Ok(commits.collect())
    }

    /// Whether commits are missing here.
    pub(crate) fn is_shallow(&self) -> bool {
        let output = self.line(&["rev-parse", "--is-shallow-repository"]);
        output.is_ok_and(|output| output == "true")
    }

    /// The text of a file of a commit, like [`Git::file`].
    pub(crate) fn text(&self, revision: &Revision, path: &str) -> anyhow::Result<Option<String>> {
        let bytes = self.file(revision, path)?;
        let shown = format!("{}:{path}", revision.name);
        bytes.map(|bytes| utf8(bytes, &shown)).transpose()
    }

    /// A file of a commit, by its path from the top of the working tree, or from the current directory if it starts with
    /// `./`; `None` if there is none.
    pub(crate) fn file(&self, revision: &Revision, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let object = format!("{}:{path}", revision.id);
        let Ok(kind) = self.line(&["cat-file", "-t", &object]) else {
            return Ok(None);
        };
        if kind != "blob" {
            bail!("{path} in {} is not a file", revision.name);
        }
        // `git show` would run the converters of `.gitattributes`.
        self.run(&["cat-file", "blob", &object]).map(Some)
    }

    /// The names in a directory of a commit, in order, without those that git quotes; empty if there is no such directory.
    pub(crate) fn names(&self, revision: &Revision, path: &str) -> anyhow::Result<Vec<String>> {
        let object = format!("{}:{path}", revision.id);
        if self.line(&["cat-file", "-t", &object]).ok().as_deref() != Some("tree") {
            return Ok(Vec::new());
        }
        let entries = self.line(&["cat-file", "-p", &object])?;
        let names = entries.lines().filter_map(|line| line.split_once('\t'));
        let names = names.map(|(_, name)| name.to_owned());
        Ok(names.filter(|name| !name.starts_with('"')).collect())
    }

    fn short(&self, id: &str) -> String {
        let short = self.line(&["rev-parse", "--short", id]);
        short.unwrap_or_else(|_| id.to_owned())
    }

    fn line(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self.run(arguments)?;
        let text = String::from_utf8(output).context("the output of git is not UTF-8")?;
        Ok(text.trim_end_matches(['\n', '\r']).to_owned())
    }

    fn run(&self, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
        let output = Command::new("git")
            .arg("-C")
            .arg(&self.directory)
            .args(arguments)
            // Only read: no prompts, no fetching, no locks.
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("LC_ALL", "C")
            .output()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => anyhow!("git is not installed, or not in PATH"),
                _ => anyhow!("cannot run git: {error}"),
            })?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let message = String::from_utf8_lossy(&output.stderr);
        let message = message.lines().next().unwrap_or_default();
        bail!("{}", message.trim_start_matches("fatal: "))
    }
}
