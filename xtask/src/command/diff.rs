//! `cargo xtask diff`: the effects of a change of the document.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::ValueEnum;
use xtask::diagnostic::{Locator, Sources};
use xtask::diff::accepted::Accepted;
use xtask::diff::{Change, Comparison, Failure, Level, Links, Versions, report, snapshot};
use xtask::pipeline::Model;

use super::files::{DOCUMENT, below, current_dir, in_repository};
use super::git::Git;
use super::input::{Input, Locations, model};
use super::terminal::{counted, print, print_error};
use super::today::today;
use super::{Ending, accepting, release};

/// The folder with the snapshots of the public API.
const SNAPSHOTS: &str = "tests/codegen/tests/snapshots";
/// The names of the snapshots: of what depends on the document, and of what does not. Each is in `NAME.snap`, or in parts
/// in `NAME@PART.snap`.
const SURFACES: [&str; 2] = ["surface", "runtime"];

const EXAMPLES: &str = "\
BASE and HEAD are files or revisions of git, whichever exists. `./x` is always a file,
`-` is standard input, `rev:x` is always a revision, and `x:path` the file at another path
of a revision. `A..B` is both, and `A...B` is B against its common ancestor with A.

Examples:
  cargo xtask diff                        the working tree compared with the main branch
  cargo xtask diff v0.3.0 --check-version whether the version is enough for the changes since
  cargo xtask diff main my-branch         two revisions
  cargo xtask diff old.yaml new.yaml      two files
  git show v1:api.yaml | cargo xtask diff - new.yaml
  cargo xtask diff --accept \"nobody has used it\"
  cargo xtask diff --rules                the kinds of changes

Exit codes:
  0  every change at or above --fail-on is accepted
  1  changes at or above --fail-on that are not accepted; accepted changes that do not exist;
     with --check-version: a version that is not enough; errors in the document after
  2  could not run: invalid arguments, or a document that is missing or cannot be read";

/// The end of `-h`.
pub(crate) fn help() -> &'static str {
    EXAMPLES
}

/// The end of `--help`.
pub(crate) fn long_help() -> String {
    format!("{}\n{EXAMPLES}", include_str!("help/diff.txt"))
}

/// Report the effects of a spec change: on the wire, in Rust code, and on the version
#[derive(clap::Args)]
pub(crate) struct Diff {
    /// What to compare with [default: where the work left the main branch]
    base: Option<String>,

    /// What to compare [default: the working tree]
    head: Option<String>,

    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// The level from which changes fail
    #[arg(long, value_name = "LEVEL", default_value = "breaking")]
    fail_on: FailOn,

    /// Fail if the version in `x-rust` is not enough for the changes in Rust
    #[arg(long)]
    check_version: bool,

    /// Treat every change as accepted if the version is a new breaking one
    #[arg(long)]
    bump_accepts: bool,

    /// Accept what would fail; without WHY, only clean up the file of accepted changes
    #[arg(long, value_name = "WHY", num_args = 0..=1, default_missing_value = "")]
    accept: Option<String>,

    /// The file of accepted changes [default: accepted-changes.yaml beside the document]
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,

    /// The document [default: spec/openapi.yaml of this repository]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,

    /// Where files are shown, for links in Markdown: a URL with {revision}, {path} and {line}
    #[arg(long, value_name = "URL")]
    link: Option<String>,

    /// List the kinds of changes, with their meaning
    #[arg(long, exclusive = true)]
    rules: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For a comment on a pull request
    Markdown,
    /// One JSON document
    Json,
    /// Annotations of GitHub Actions
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// What worked before fails now
    Breaking,
    /// The documents do not show whether it is breaking
    Risky,
    /// No change fails
    Never,
}

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            Self::Breaking => Some(Level::Breaking),
            Self::Risky => Some(Level::Risky),
            Self::Never => None,
        }
    }
}

pub(crate) fn run(arguments: &Diff) -> anyhow::Result<Ending> {
    if arguments.rules {
        print(report::rules().trim_end());
        return Ok(Ending::Clean);
    }
    let current = current_dir()?;
    let (base, head) = inputs(arguments, &current)?;
    let (mut before, mut after) = (base.sources(), head.sources());
    let models = (model(&mut before)?, model(&mut after)?);

    let mut changes = xtask::diff::changes(&models.0, &models.1, &today());
    if arguments.spec.is_none() {
        changes.extend(generator_change(&base, &head, &models, &current)?);
    }
    let file = accepted_file(arguments, &head, &current);
    let text = match &file {
        Some(file) => head.beside(file)?,
        None => None,
    };
    let mut text = text.unwrap_or_default();
    let reason = arguments.accept.as_deref();
    let mut accepted = accepting::parse(&head, file.as_deref(), &text, reason)?;
    let settled = settled(arguments, &base, &current)?;
    if let Some(reason) = reason {
        let Some(file) = file.as_ref().filter(|_| head.revision.is_none()) else {
            bail!(
                "--accept writes beside spec/openapi.yaml of the working tree: otherwise give --accepted FILE"
            );
        };
        let level = arguments.fail_on.level().unwrap_or(Level::Breaking);
        accepted = accepting::accept((&accepted, &settled), &changes, reason, level)?;
        text = accepted.to_text();
        fs::write(file, &text).with_context(|| format!("cannot write {file}"))?;
        // The locations of the entries have changed.
        accepted = accepting::parse(&head, Some(file), &text, Some(reason))?;
        accepting::report(file, &accepted);
    }

    let versions = versions(arguments, &base, &models)?;
    let mut comparison = Comparison::new(
        (Locator::new(&before), Locator::new(&after)),
        &versions,
        changes,
        (&accepted, &settled),
    );
    let unread = xtask::diff::newly_unread(&models.0, &models.1);
    comparison.unread = [models.0.unread.findings, models.1.unread.findings];
    comparison.links = links(arguments, &base, &head, &current);
    let accepted_file = file.map(|file| Sources::new(file, text));
    comparison.accepted_file = accepted_file.as_ref().map(Locator::new);
    comparison.failures = failures(arguments, &comparison, unread);
    match arguments.format {
        Format::Text => print(report::text(&comparison).trim_end()),
        Format::Markdown => print(report::markdown(&comparison).trim_end()),
        Format::Json => {
            let json = report::json(&comparison);
            print(serde_json::to_string_pretty(&json).context("cannot write JSON")?);
        }
        Format::Github => report::github(&comparison).lines().for_each(print),
    }
    for failure in &comparison.failures {
        report_failure(*failure, &comparison);
    }
    Ok(Ending::of(!comparison.failures.is_empty()))
}

fn failures(arguments: &Diff, comparison: &Comparison<'_>, unread: usize) -> Vec<Failure> {
    let verdict = &comparison.verdict;
    let level = arguments.fail_on.level();
    let level = level.filter(|_| !(arguments.bump_accepts && verdict.is_breaking));
    let open = level.map_or(0, |level| comparison.open(level).count());
    let stale = comparison.stale.len();
    let failures = [
        (open > 0).then_some(Failure::NotAccepted(open)),
        (stale > 0).then_some(Failure::Stale(stale)),
        (arguments.check_version && !verdict.is_enough).then_some(Failure::Version),
        (unread > 0).then_some(Failure::Unread(unread)),
    ];
    failures.into_iter().flatten().collect()
}

fn report_failure(failure: Failure, comparison: &Comparison<'_>) {
    match failure {
        Failure::NotAccepted(_) => {
            let (failure, accept) = (report::failure(failure), report::ACCEPT);
            print_error(format_args!("{failure}. To accept, run: {accept}"));
        }
        Failure::Stale(_) => {
            for (file, entry) in comparison
                .accepted_file
                .iter()
                .flat_map(|file| comparison.stale.iter().map(move |entry| (file, entry)))
            {
                print_error(format_args!(
                    "{}: {} at {:?} {}: remove the entry (`cargo xtask diff --accept` does)",
                    file.place(&entry.anchor()),
                    entry.rule,
                    entry.at,
                    entry.fault()
                ));
            }
        }
        Failure::Version => {
            let verdict = &comparison.verdict;
            let least = verdict.least.as_deref().unwrap_or("a valid version");
            let head = &verdict.head;
            print_error(format_args!(
                "The changes need version {least}; the spec has {head}."
            ));
        }
        Failure::Unread(count) => {
            let parts = counted(count, "part of it cannot", "parts of it cannot");
            let path = comparison.head.sources().path(0);
            print_error(format_args!(
                "{path} is not compared as a whole: {parts} be read, as codegen reports."
            ));
        }
    }
}

/// Where locations lead to, if the caller says.
fn links(arguments: &Diff, base: &Input, head: &Input, current: &Path) -> Option<Links> {
    let template = arguments.link.clone()?;
    let revision = |input: &Input| input.revision.as_ref().map(|(_, it)| it.id().to_owned());
    let is_in_repository = || {
        let path = Input::path_in_repository(Path::new(&head.path), current);
        path.is_ok_and(|path| path == head.path)
    };
    let checked_out = || {
        Some(
            Git::open(current)
                .ok()?
                .revision("HEAD")
                .ok()?
                .id()
                .to_owned(),
        )
    };
    Some(Links {
        template,
        base: revision(base),
        head: match &head.revision {
            Some((_, revision)) => Some(revision.id().to_owned()),
            // Other files are not in the commit.
            None => is_in_repository().then(checked_out).flatten(),
        },
    })
}

fn inputs(arguments: &Diff, current: &Path) -> anyhow::Result<(Input, Input)> {
    let is_file = |name: &&String| Input::is_file(name, current);
    let named = || [&arguments.base, &arguments.head].into_iter().flatten();
    let document = match &arguments.spec {
        Some(path) => path.clone(),
        // Two files need no repository.
        None if named().filter(is_file).count() == 2 => PathBuf::from(DOCUMENT),
        None => in_repository(current, DOCUMENT, "two files to compare, or --spec FILE").map_err(
            |error| match named().find(|name| !is_file(name)) {
                Some(name) => anyhow!("there is no file {name:?}, and {error}"),
                None => error,
            },
        )?,
    };
    let locations = Locations {
        current,
        document: &document,
    };
    if let (Some(base), Some(head)) = (&arguments.base, &arguments.head)
        && base == head
        && Input::is_pipe(base, current)
    {
        bail!("{base} can be read only once: give two files, or FILE and {base}");
    }
    if let Some(range) = &arguments.base
        && let Some(inputs) =
            Input::range(range, &locations).context("cannot read what to compare")?
    {
        if arguments.head.is_some() {
            bail!("{range:?} names both revisions to compare");
        }
        return Ok(inputs);
    }
    let head = match &arguments.head {
        Some(name) => Input::named(name, &locations).context("cannot read what to compare"),
        None => Input::working_tree(&locations),
    };
    let base = match &arguments.base {
        Some(name) => Input::named(name, &locations).context("cannot read what to compare with"),
        None => Input::merge_base(&locations).context("cannot determine what to compare with"),
    };
    Ok((base?, head?))
}

/// The versions to compare. Without the last release, the version before counts as one, unless versions are checked.
fn versions(arguments: &Diff, base: &Input, models: &(Model, Model)) -> anyhow::Result<Versions> {
    let [before, after] = [&models.0, &models.1].map(|it| &it.api.settings);
    // The tag of the base: no change decides what it is compared with.
    let tag = before.release_tag.as_deref();
    let released = release::last(base, arguments.base.as_deref(), tag, &before.version);
    let released = match arguments.check_version {
        true => released.context("cannot check the version")?,
        false => released.unwrap_or_default(),
    };
    Ok(Versions {
        released,
        base: before.version.clone(),
        head: after.version.clone(),
    })
}

/// The change that the generator or the runtime makes, from the snapshots of the public API in both revisions.
fn generator_change(
    base: &Input,
    head: &Input,
    models: &(Model, Model),
    current: &Path,
) -> anyhow::Result<Option<Change>> {
    if base.revision.is_none() {
        return Ok(None);
    }
    let directory = match (&head.revision, in_repository(current, SNAPSHOTS, "")) {
        (Some(_), _) => Some(SNAPSHOTS.to_owned()),
        (None, path) => path.ok().map(|path| path.display().to_string()),
    };
    let mut snapshots = Vec::new();
    for name in SURFACES {
        let before = snapshot(base, SNAPSHOTS, name)?;
        let after = match &directory {
            Some(directory) => snapshot(head, directory, name)?,
            None => None,
        };
        // A new snapshot cannot be compared.
        snapshots.extend(before.zip(after));
    }
    Ok(snapshot::change(&snapshots, &models.0, &models.1))
}

/// A snapshot with all of its parts, one after the other; `None` if there is none.
fn snapshot(input: &Input, directory: &str, name: &str) -> anyhow::Result<Option<String>> {
    let mut snapshot = None;
    for file in input.names_beside(directory)? {
        let part = file.strip_suffix(".snap");
        let part = part.and_then(|it| it.strip_prefix(name));
        if part.is_some_and(|part| part.is_empty() || part.starts_with('@')) {
            let text = input.beside(&format!("{directory}/{file}"))?;
            let snapshot = snapshot.get_or_insert_with(String::new);
            snapshot.push_str(&text.unwrap_or_default());
            snapshot.push('\n');
        }
    }
    Ok(snapshot)
}

/// The file of accepted changes: beside the document of the repository, unless it is an option.
fn accepted_file(arguments: &Diff, head: &Input, current: &Path) -> Option<String> {
    if let Some(path) = &arguments.accepted {
        return Some(below(current, path.clone()).display().to_string());
    }
    let is_document = arguments.head.is_none() || head.revision.is_some();
    is_document.then(|| accepting::beside(&head.path))
}

/// The changes that are accepted in the revision to compare with. A file on disk has no history.
fn settled(arguments: &Diff, base: &Input, current: &Path) -> anyhow::Result<Accepted> {
    let file = match &arguments.accepted {
        _ if base.revision.is_none() => None,
        Some(path) => Input::path_in_repository(path, current).ok(),
        None => Some(accepting::beside(&base.path)),
    };
    let text = match file {
        Some(file) => base.beside(&file)?,
        None => None,
    };
    Ok(Accepted::settled(&text.unwrap_or_default()))
}
