//! JSON pointers (RFC 6901) as strings: joining and splitting.

use std::borrow::Cow;

/// The pointer of the value of `key` in the node at `pointer`.
pub(crate) fn child(pointer: &str, key: &str) -> String {
    let mut child = String::with_capacity(pointer.len() + key.len() + 1);
    child.push_str(pointer);
    child.push('/');
    push_escaped(&mut child, key);
    child
}

/// The pointer of an item of the array under `key` in the node at `pointer`.
pub(crate) fn item(pointer: &str, key: &str, index: usize) -> String {
    format!("{}/{index}", child(pointer, key))
}

/// The pointer that several keys lead to from `pointer`.
pub(crate) fn join(pointer: &str, keys: &[&str]) -> String {
    keys.iter()
        .fold(pointer.to_owned(), |joined, key| child(&joined, key))
}

/// The keys of a pointer, unescaped.
pub(crate) fn keys(pointer: &str) -> Vec<String> {
    let parts = pointer.split('/').skip(1);
    parts.map(|part| unescape(part).into_owned()).collect()
}

/// The last key of a pointer, unescaped.
pub(crate) fn last_key(pointer: &str) -> Cow<'_, str> {
    unescape(pointer.rsplit_once('/').map_or("", |(_, last)| last))
}

/// The name of a component schema, if the pointer is the one of a component schema.
pub(crate) fn component_schema(pointer: &str) -> Option<String> {
    let name = pointer.strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| unescape(name).into_owned())
}

/// The pointer of the component that a pointer leads to or into.
pub(crate) fn component(pointer: &str) -> Option<String> {
    let rest = pointer.strip_prefix("/components/")?;
    let mut keys = rest.split('/');
    let (section, name) = (keys.next()?, keys.next()?);
    Some(format!("/components/{section}/{name}"))
}

/// Whether a pointer is the one of a component.
pub(crate) fn is_component(pointer: &str) -> bool {
    depth(pointer) == 3 && pointer.starts_with("/components/")
}

/// How many keys a pointer has.
pub(crate) fn depth(pointer: &str) -> usize {
    pointer.matches('/').count()
}

/// The pointer of the node that another one is directly in.
pub(crate) fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(above, _)| above)
}

/// Whether a pointer is another one or leads into it.
pub(crate) fn is_within(pointer: &str, outer: &str) -> bool {
    let rest = pointer.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A local reference as a JSON pointer: without the `#`, and without the percent-encoding of a URI fragment.
pub(crate) fn from_fragment(reference: &str) -> Option<String> {
    let fragment = reference.strip_prefix('#')?;
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return None;
    }
    if !fragment.contains(['%', '~']) {
        return Some(fragment.to_owned());
    }
    let decoded = percent_decoded(fragment)?;
    // One spelling per location, whatever was escaped without need: pointers are identities.
    Some(
        keys(&decoded)
            .iter()
            .fold(String::new(), |pointer, key| child(&pointer, key)),
    )
}

/// A pointer as a local reference.
pub(crate) fn to_fragment(pointer: &str) -> String {
    format!("#{}", pointer.replace('%', "%25"))
}

/// A part of a URI without its percent-encoding; `None` if it is not UTF-8.
pub(crate) fn percent_decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'%', &[high, low, ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hex(high) * 16 + hex(low));
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => bytes.push(first),
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit.saturating_sub(b'A') + 10,
    }
}

/// A key as a part of a pointer.
pub(crate) fn escape(key: &str) -> String {
    let mut part = String::with_capacity(key.len());
    push_escaped(&mut part, key);
    part
}

/// The key that a segment of a pointer encodes.
pub(crate) fn unescape(part: &str) -> Cow<'_, str> {
    let mut pieces = part.split('~');
    let first = pieces.next().unwrap_or_default();
    if first.len() == part.len() {
        return part.into();
    }
    let mut key = String::with_capacity(part.len());
    key.push_str(first);
    for piece in pieces {
        let (character, rest) = match piece.strip_prefix('1') {
            Some(rest) => ('/', rest),
            None => ('~', piece.strip_prefix('0').unwrap_or(piece)),
        };
        key.push(character);
        key.push_str(rest);
    }
    key.into()
}

pub(crate) fn push_escaped(text: &mut String, key: &str) {
    if !key.contains(['~', '/']) {
        text.push_str(key);
        return;
    }
    for character in key.chars() {
        match character {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_escaping() {
        let pointer = child("/paths", "/users/{id}~x");
        assert_eq!(pointer, "/paths/~1users~1{id}~0x");
        assert_eq!(keys(&pointer), ["paths", "/users/{id}~x"]);
        for (part, key) in [("~01", "~1"), ("~1~0", "/~"), ("a~", "a~"), ("~~1", "~/")] {
            assert_eq!(unescape(part), key);
        }
    }

    #[test]
    fn a_fragment_is_percent_decoded() {
        assert_eq!(
            from_fragment("#/paths/~1a~1%7Bid%7D/get").as_deref(),
            Some("/paths/~1a~1{id}/get")
        );
        assert_eq!(from_fragment("#").as_deref(), Some(""));
        assert_eq!(from_fragment("other.yaml#/a"), None);
        assert_eq!(from_fragment("#anchor"), None);
        assert_eq!(from_fragment("#/%FF"), None);
    }
}
