//! [`MediaType`]: a media type or a range of them, in normal form.

/// A media type in lower case with sorted parameters, without `charset`: JSON has none, and text is assumed to be UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MediaType {
    /// `application/json`, `application/*`.
    essence: String,
    parameters: Vec<String>,
}

impl MediaType {
    pub(super) fn of(text: &str) -> Self {
        let mut parts = text.split(';');
        let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let mut parameters: Vec<String> = parts
            .map(|part| part.trim().to_ascii_lowercase())
            .filter(|part| !part.is_empty() && !part.starts_with("charset="))
            .collect();
        parameters.sort();
        Self {
            essence,
            parameters,
        }
    }

    /// Whether they are equal except for their parameters.
    pub(super) fn has_essence_of(&self, other: &Self) -> bool {
        self.essence == other.essence
    }

    /// Whether a parameter of both has different values: `version=1` is not `version=2`.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let name = |parameter: &str| parameter.split_once('=').map(|(name, _)| name.to_owned());
        self.parameters.iter().any(|own| {
            let mut others = other.parameters.iter();
            others.any(|other| own != other && name(own) == name(other))
        })
    }

    pub(super) fn is_range(&self) -> bool {
        self.essence.contains('*')
    }

    /// Whether it includes another: `application/*` includes `application/json`, which includes
    /// `application/problem+json` (RFC 6839).
    pub(super) fn covers(&self, other: &Self) -> bool {
        let (Some((kind, name)), Some((other_kind, other_name))) =
            (self.essence.split_once('/'), other.essence.split_once('/'))
        else {
            return false;
        };
        let suffix = other_name.rsplit_once('+').map(|(_, suffix)| suffix);
        match (kind, name) {
            ("*", "*") => true,
            (_, "*") => kind == other_kind,
            _ => kind == other_kind && (name == other_name || suffix == Some(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_contradict_if_a_parameter_has_two_values() {
        let contradicts = |a: &str, b: &str| MediaType::of(a).contradicts(&MediaType::of(b));
        assert!(contradicts("text/a; version=1", "text/a; version=2"));
        assert!(!contradicts("text/a; version=1", "text/a; version=1; b=2"));
        assert!(!contradicts("text/a; version=1", "text/a; charset=utf-8"));
        assert!(!contradicts("text/a", "text/a; version=2"));
    }

    #[test]
    fn a_media_type_covers_those_that_it_includes() {
        let covers = |a: &str, b: &str| MediaType::of(a).covers(&MediaType::of(b));
        assert!(covers("*/*", "text/plain"));
        assert!(covers("text/*", "text/plain"));
        assert!(!covers("text/*", "application/json"));
        assert!(covers("application/json", "application/problem+json"));
        assert!(!covers("application/problem+json", "application/json"));
        assert!(!covers(
            "application/vnd.a.v1+json",
            "application/vnd.a.v2+json"
        ));
        assert!(!covers("application/json", "image/json"));
        assert!(covers(
            "application/json",
            "Application/JSON; charset=utf-8"
        ));
    }
}
