//! The last release: from which the version that a change needs is counted.

use anyhow::bail;
use xtask::diff::release;

use super::input::Input;

/// The version of the last release before a revision whose document has this version. `None` if nothing was released since
/// another version than this one: then this one counts as released.
///
/// A tag names a release. Where there is none, the version of the document was moved by the first change after the last
/// release, so what it was moved from counts.
pub(super) fn last(
    base: &Input,
    name: Option<&str>,
    tag: Option<&str>,
    version: &str,
) -> anyhow::Result<Option<String>> {
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
    if newest.is_some() {
        return Ok(newest);
    }
    for older in git.changes_of(revision, &base.path, "version")? {
        let text = git.text(&older, &base.path)?.unwrap_or_default();
        match release::version(&text) {
            Some(older) if older != version => {
                return Ok(Some(older).filter(|it| release::is_before(it, version)));
            }
            _ => {}
        }
    }
    if git.is_shallow() {
        bail!(
            "this clone is shallow, and the last release is not in it: run `git fetch --unshallow --tags`"
        );
    }
    Ok(None)
}
