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
    let mut index = 0;
    while let Some(older) = git.change_of(revision, &base.path, "version", index)? {
        let text = git.text(&older, &base.path)?.unwrap_or_default();
        match release::version(&text) {
            Some(older) if older == version => index += 1,
            older => {
                let older = older.filter(|older| release::is_before(older, version));
                return Ok(older.map(|version| Release {
                    version,
                    is_tagged: false,
                }));
            }
        }
    }
    if git.is_shallow() {
        bail!(
            "this clone is shallow, and the last release is not in it: run `git fetch --unshallow --tags`"
        );
    }
    Ok(None)
}
