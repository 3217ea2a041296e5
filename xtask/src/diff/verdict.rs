//! [`Verdict`]: the version that the crate needs for the changes, and whether the document has it.

use semver::{Prerelease, Version};

use super::rust::ENVIRONMENT;
use super::{Change, Effect, Level};

/// The distance between two versions by the rules of Cargo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// None.
    None,
    /// A fix.
    Patch,
    /// An addition. Below 1.0.0 that is a patch as well.
    Minor,
    /// An incompatible version. Below 1.0.0 that is another second number.
    Breaking,
}

/// The last release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its version.
    pub version: String,
    /// Whether a tag names it: otherwise it is the version that the document had before its last one.
    pub is_tagged: bool,
}

/// The versions that a verdict is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// The last release; `None` if that is the version before.
    pub released: Option<Release>,
    /// That of the document before.
    pub base: String,
    /// That of the document after.
    pub head: String,
}

/// The version that the crate needs, and the one that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What the changes need.
    pub needs: Bump,
    /// The last release, if it is not the version before: then that has been moved since.
    pub released: Option<Release>,
    /// The version before, from `x-rust`.
    pub base: String,
    /// The version after.
    pub head: String,
    /// The least sufficient version; `None` if the version before is not valid.
    pub least: Option<String>,
    /// Whether the version after is sufficient.
    pub is_enough: bool,
    /// Whether all code that compiled still does: nothing but the environment breaks.
    pub compiles: bool,
    /// Whether the version after is incompatible with the last release, or with the version before if no tag names one:
    /// an untagged release must not make every change pass.
    pub is_breaking: bool,
}

impl Bump {
    /// What one change needs.
    ///
    /// The version is about Rust code, which users compile. A change that breaks only on the wire breaks the old version
    /// of the crate too, so users must get it without an edit of their manifests; it needs as much as an addition, since
    /// the crate behaves differently.
    pub fn of(change: &Change) -> Self {
        match (change.effect(), change.level) {
            (Some(Effect::Breaks), _) => Self::Breaking,
            (Some(Effect::Warns | Effect::Adds), _) | (_, Level::Breaking) => Self::Minor,
            // Docs are published with the next version.
            (_, Level::Docs) => Self::None,
            _ => Self::Patch,
        }
    }

    /// As it is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Breaking => "breaking",
        }
    }
}

impl Verdict {
    /// The verdict on changes. What they need counts from the last release: the first change after it moves the version,
    /// and the next ones pass if that is enough for them as well.
    pub fn new<'a>(versions: &Versions, changes: impl Iterator<Item = &'a Change>) -> Self {
        let (mut needs, mut compiles) = (Bump::None, true);
        for change in changes {
            needs = needs.max(Bump::of(change));
            let mut breaking = change.rust.iter().filter(|it| it.effect == Effect::Breaks);
            compiles &= breaking.all(|it| it.path().starts_with(ENVIRONMENT));
        }
        let Versions { base, head, .. } = versions;
        let released = versions.released.as_ref();
        let released = released.filter(|it| it.version != *base);
        let from = Version::parse(released.map_or(base, |it| &it.version)).ok();
        let parsed = (Version::parse(base).ok(), Version::parse(head).ok());
        let least = from.as_ref().map(|from| least(from, needs));
        // Versions never decrease.
        let least = least
            .zip(parsed.0.as_ref())
            .map(|(least, base)| match needs {
                Bump::None => base.clone(),
                _ if reaches(base, &least) => base.clone(),
                _ => least,
            });
        let reaches = |least: &Version| parsed.1.as_ref().is_some_and(|head| reaches(head, least));
        let tagged = released.is_some_and(|it| it.is_tagged);
        let breaking = if tagged {
            from.as_ref()
        } else {
            parsed.0.as_ref()
        };
        let breaking = breaking.map(least_breaking);
        Self {
            needs,
            compiles,
            released: released.cloned(),
            base: base.clone(),
            head: head.clone(),
            is_enough: least.as_ref().is_some_and(reaches),
            is_breaking: breaking.as_ref().is_some_and(reaches),
            least: least.as_ref().map(Version::to_string),
        }
    }
}

/// Whether a version is sufficient. `0.4.0-rc.1` comes before 0.4.0, and is as far from 0.3.2.
fn reaches(head: &Version, least: &Version) -> bool {
    head >= least || least.pre.is_empty() && !head.pre.is_empty() && release(head) >= *least
}

/// The least version after `base` for a bump. The rules are those of
/// <https://doc.rust-lang.org/cargo/reference/semver.html>.
fn least(base: &Version, bump: Bump) -> Version {
    let Version {
        major,
        minor,
        patch,
        ..
    } = *base;
    match bump {
        Bump::None => base.clone(),
        // Any two pre-releases may be incompatible.
        _ if !base.pre.is_empty() => after(base),
        Bump::Breaking => least_breaking(base),
        Bump::Minor if major > 0 => Version::new(major, minor.saturating_add(1), 0),
        _ => Version::new(major, minor, patch.saturating_add(1)),
    }
}

fn least_breaking(base: &Version) -> Version {
    match *base {
        _ if !base.pre.is_empty() => after(base),
        Version {
            major: 0,
            minor: 0,
            patch,
            ..
        } => Version::new(0, 0, patch.saturating_add(1)),
        Version {
            major: 0, minor, ..
        } => Version::new(0, minor.saturating_add(1), 0),
        Version { major, .. } => Version::new(major.saturating_add(1), 0, 0),
    }
}

/// The next pre-release: `0.4.0-rc.2` after `0.4.0-rc.1`.
fn after(base: &Version) -> Version {
    let (start, last) = base.pre.rsplit_once('.').unwrap_or(("", base.pre.as_str()));
    let pre = match last.parse::<u64>() {
        Ok(number) if start.is_empty() => number.saturating_add(1).to_string(),
        Ok(number) => format!("{start}.{}", number.saturating_add(1)),
        Err(_) => format!("{}.1", base.pre),
    };
    Version {
        pre: Prerelease::new(&pre).unwrap_or(Prerelease::EMPTY),
        ..release(base)
    }
}

fn release(version: &Version) -> Version {
    Version::new(version.major, version.minor, version.patch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enough(base: &str, head: &str, bump: Bump) -> (String, bool) {
        let base = Version::parse(base).unwrap();
        let least = least(&base, bump);
        let head = Version::parse(head).unwrap();
        (least.to_string(), reaches(&head, &least))
    }

    #[test]
    fn the_rules_of_cargo() {
        use Bump::{Breaking, Minor, None, Patch};
        for (base, bump, least, just_not) in [
            ("1.2.3", Breaking, "2.0.0", "1.9.9"),
            ("1.2.3", Minor, "1.3.0", "1.2.9"),
            ("1.2.3", Patch, "1.2.4", "1.2.3"),
            ("1.2.3", None, "1.2.3", "1.2.2"),
            ("0.3.2", Breaking, "0.4.0", "0.3.9"),
            ("0.3.2", Minor, "0.3.3", "0.3.2"),
            ("0.3.2", Patch, "0.3.3", "0.3.2"),
            ("0.0.3", Breaking, "0.0.4", "0.0.3"),
            ("0.0.3", Patch, "0.0.4", "0.0.3"),
            ("0.4.0-rc.1", Breaking, "0.4.0-rc.2", "0.4.0-rc.1"),
            ("0.4.0-alpha", Minor, "0.4.0-alpha.1", "0.4.0-alpha"),
        ] {
            assert_eq!(
                enough(base, least, bump),
                (least.to_owned(), true),
                "{base} {bump:?}"
            );
            assert!(
                !enough(base, just_not, bump).1,
                "{base} {bump:?}: {just_not}"
            );
        }
        assert!(enough("0.3.2", "0.4.0-rc.1", Breaking).1);
        assert!(enough("0.4.0-rc.1", "0.4.0", Breaking).1);
        assert!(enough("0.3.2", "1.0.0", Minor).1);
    }

    fn verdict(released: Option<(&str, bool)>, base: &str, head: &str) -> Verdict {
        let versions = Versions {
            released: released.map(|(version, is_tagged)| Release {
                version: version.to_owned(),
                is_tagged,
            }),
            base: base.to_owned(),
            head: head.to_owned(),
        };
        Verdict::new(&versions, std::iter::empty())
    }

    #[test]
    fn without_changes_the_version_may_stay() {
        for released in [None, Some(("0.0.1", true)), Some(("0.1.0", false))] {
            let verdict = |head: &str| verdict(released, "0.1.0", head);
            let same = verdict("0.1.0");
            assert_eq!((same.needs, same.is_enough), (Bump::None, true));
            assert!(!verdict("0.0.9").is_enough, "versions go up");
            assert!(verdict("0.2.0").is_breaking);
        }
        assert!(!verdict(None, "0.1.0", "0.1.0").is_breaking);
        let by_tag = |is_tagged| verdict(Some(("0.0.1", is_tagged)), "0.1.0", "0.1.0");
        assert!(by_tag(true).is_breaking && !by_tag(false).is_breaking);
    }
}
