//! [`Reference`]: a reference as the path of a file and a JSON pointer.

use crate::source::pointer;
use crate::source::unresolved::Unresolved;

/// What a reference refers to.
#[derive(Debug, PartialEq)]
pub(super) struct Reference {
    /// The path of the file; `None` if it is the one that has the reference.
    pub(super) path: Option<String>,
    /// The JSON pointer in the file.
    pub(super) pointer: String,
}

impl Reference {
    /// Parses a reference in the file at a path.
    pub(super) fn parse(text: &str, from: &str) -> Result<Self, Unresolved> {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        let pointer = pointer::from_fragment(&format!("#{fragment}"));
        let pointer = pointer.ok_or_else(|| Unresolved::fragment(text))?;
        if file.is_empty() {
            let path = None;
            return Ok(Self { path, pointer });
        }
        if is_url(file) {
            return Err(Unresolved::url(text));
        }
        if file.starts_with(['/', '\\']) || file.get(1..2) == Some(":") {
            return Err(Unresolved::absolute(text));
        }
        let file = pointer::percent_decoded(file).unwrap_or_else(|| file.to_owned());
        let path = Some(join(from, &file));
        Ok(Self { path, pointer })
    }
}

/// Whether a string is a reference to a whole file or into one, by the extension of the file.
pub(super) fn is_file(text: &str) -> bool {
    let file = text.split('#').next().unwrap_or_default();
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["yaml", "yml", "json"]
        .iter()
        .any(|it| extension.eq_ignore_ascii_case(it))
}

/// Whether a reference has a scheme, or a host. A single letter is the drive of a path.
fn is_url(file: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.starts_with(|char: char| char.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
    };
    let scheme = file.split_once(':').map(|(scheme, _)| scheme);
    file.starts_with("//") || scheme.is_some_and(is_scheme)
}

/// What a reference means in a document at a URL.
pub(in crate::source) fn resolved_url(base: &str, reference: &str) -> String {
    if is_url(reference) || base.is_empty() {
        return reference.to_owned();
    }
    if !reference.starts_with('/') {
        return join(base, reference);
    }
    let (scheme, rest) = base.split_once("://").unwrap_or(("", base));
    let host = rest.split('/').next().unwrap_or_default();
    format!("{scheme}://{host}{reference}")
}

/// A path that is relative to the directory of a file.
fn join(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        let can_leave = parts
            .last()
            .is_some_and(|last| !matches!(*last, "" | "." | ".."));
        match part {
            "" | "." => {}
            ".." if can_leave => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_a_pointer() {
        for (from, text, path, pointer) in [
            ("api.yaml", "a.yaml", Some("a.yaml"), ""),
            ("api.yaml", "./a.yaml#", Some("a.yaml"), ""),
            ("s/api.yaml", "a.yaml#/b~1c", Some("s/a.yaml"), "/b~1c"),
            (
                "s/p/u.yaml",
                "../a%20b.yaml#/c%7Bd",
                Some("s/a b.yaml"),
                "/c{d",
            ),
            ("api.yaml", "../../a.json", Some("../../a.json"), ""),
            ("../api.yaml", "../a.json", Some("../../a.json"), ""),
            ("./api.yaml", "a.yaml", Some("./a.yaml"), ""),
            ("/s/api.yaml", "../a.yaml", Some("/a.yaml"), ""),
            ("api.yaml", "#/a", None, "/a"),
            ("api.yaml", "#", None, ""),
        ] {
            let parsed = Reference::parse(text, from).expect("a reference");
            assert_eq!(parsed.path.as_deref(), path, "{from} {text}");
            assert_eq!(parsed.pointer, pointer, "{from} {text}");
        }
    }

    #[test]
    fn what_is_refused() {
        for (text, why) in [
            ("https://example.org/a.yaml#/b", "is a URL"),
            ("//example.org/a.yaml", "is a URL"),
            ("file:///a.yaml", "is a URL"),
            ("/a.yaml", "is an absolute path"),
            (r"C:\a.yaml", "is an absolute path"),
            ("a.yaml#b", "is not a valid JSON pointer"),
        ] {
            let unresolved = Reference::parse(text, "api.yaml").expect_err("it is refused");
            assert!(format!("{unresolved:?}").contains(why), "{unresolved:?}");
        }
    }

    #[test]
    fn extensions() {
        assert!(["a.yaml", "a.YML#/b", "a/b.json"].into_iter().all(is_file));
        assert!(!["Pet", "#/a.yaml", "a.md"].into_iter().any(is_file));
    }
}
