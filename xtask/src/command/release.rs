//! The last release: from which the version that a change needs is counted.

use anyhow::bail;
use xtask::diff::{Release, release};

use super::input::Input;

/// The last release before a revision whose document has this version. `None` if that is the version itself.
///
/// A tag names a release. Without one, the first change after a release is the one that changed the version of the
/// document, so the version before that change is the last release.
pub(super) fn last(
    base: &Input,
    name: Option<&str>,
    tag: Option<&str>,
    version: &str,
) -> anyhow::Result<Option<Release>> {
    let Some((git, revision)) = &base.revision else {
        return Ok(None);
    };
    // Whoever compares with a tag compares with a release.
    if name.is_some_and(|name| git.is_tag(name)) {
        return Ok(None);
    }
    let tag = tag.unwrap_or(release::TAG);
    let tags = git.tags_before(revision, &release::glob(tag))?;
    let newest = release::newest(tags.iter().map(String::as_str), tag, version);
    if let Some(version) = newest {
        return Ok(Some(Release {
            version,
            is_tagged: true,
        }));
    }
    // Without a version in the document, none was moved.
    if release::version(&base.text).is_none() {
        return Ok(None);
    }
    // Versions grow, so few of the commits have to be read; most often the last ones.
    let commits = git.changes_of(revision, &base.path)?;
    let (mut rest, mut skipped, mut last) = (commits.as_slice(), 1, None);
    while let Some((newer, [commit, older @ ..])) =
        rest.split_at_checked(skipped.min(rest.len() / 2))
    {
        let text = git.text(commit, &base.path)?;
        match text.as_deref().and_then(release::version) {
            Some(other) if other != version => (rest, last) = (newer, Some(other)),
            _ => rest = older,
        }
        skipped *= 2;
    }
    if let Some(last) = last {
        let is_release = release::is_before(&last, version);
        return Ok(is_release.then_some(Release {
            version: last,
            is_tagged: false,
        }));
    }
    if git.is_shallow() {
        bail!(
            "this clone is shallow, and the last release is not in it: run `git fetch --unshallow --tags`"
        );
    }
    Ok(None)
}
