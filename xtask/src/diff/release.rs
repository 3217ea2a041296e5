//! The last release of a crate, by the tags of a repository and by older versions of the document.

use semver::Version;

use crate::diagnostic::Report;
use crate::source::Tree;

/// The tag of a release, unless `x-rust` has another.
pub const TAG: &str = "v{version}";

const PLACEHOLDER: &str = "{version}";

/// The pattern of the tags that may be releases, as git matches it.
pub fn glob(tag: &str) -> String {
    tag.replace(PLACEHOLDER, "*")
}

/// The last release that tags name. Tags of later versions than that of the document are ignored: they may be of another
/// crate.
pub fn newest<'a>(
    tags: impl IntoIterator<Item = &'a str>,
    tag: &str,
    version: &str,
) -> Option<String> {
    let (start, end) = tag.split_once(PLACEHOLDER)?;
    let version = Version::parse(version).ok()?;
    let versions = tags.into_iter().filter_map(|tag| {
        let released = tag.strip_prefix(start)?.strip_suffix(end)?;
        Version::parse(released).ok()
    });
    let newest = versions.filter(|released| *released <= version).max()?;
    Some(newest.to_string())
}

/// Whether a version comes before another one.
pub fn is_before(one: &str, other: &str) -> bool {
    let parsed = Version::parse(one).ok().zip(Version::parse(other).ok());
    parsed.is_some_and(|(one, other)| one < other)
}

/// The version of the crate that a document makes.
pub fn version(document: &str) -> Option<String> {
    let tree = Tree::parse(document, &mut Report::default())?;
    let version = tree.get("/x-rust/version")?.as_str()?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_tag_that_is_a_version_of_this_crate() {
        let tags = ["v0.9.0", "v0.10.0", "v0.10.1-rc.1", "v3.0.0", "v1", "other"];
        for (version, expected) in [
            ("0.10.1", Some("0.10.1-rc.1")),
            ("0.10.0", Some("0.10.0")),
            ("0.9.5", Some("0.9.0")),
            ("0.1.0", None),
            ("x", None),
        ] {
            let found = newest(tags, TAG, version);
            assert_eq!(found.as_deref(), expected, "{version}");
        }
        let tags = ["sdk/1.0.0", "1.1.0"];
        assert_eq!(newest(tags, "sdk/{version}", "2.0.0").unwrap(), "1.0.0");
        assert_eq!(newest(tags, "{version}", "2.0.0").unwrap(), "1.1.0");
    }
}
