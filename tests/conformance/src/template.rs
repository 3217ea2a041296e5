//! Matching a path with a template: `/users/{id}`.

use std::collections::BTreeMap;

/// The values of the placeholders of a template in a path, as they are in the path; `None` if it does not match.
pub(crate) fn values(template: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let mut values = BTreeMap::new();
    // Reserved characters are allowed in some values, and some are empty.
    let is_match = [&['/'][..], &[]].into_iter().any(|excluded| {
        values.clear();
        fill(template, path, excluded, &mut values)
    });
    is_match.then_some(values)
}

fn fill(
    template: &str,
    path: &str,
    excluded: &[char],
    values: &mut BTreeMap<String, String>,
) -> bool {
    let Some((literal, rest)) = template.split_once('{') else {
        return template == path;
    };
    let (Some(path), Some((name, rest))) = (path.strip_prefix(literal), rest.split_once('}'))
    else {
        return false;
    };
    let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]);
    for (value, after) in ends.map(|end| path.split_at(end)) {
        if value.contains(excluded) {
            return false;
        }
        if fill(rest, after, excluded, values) {
            values.insert(name.to_owned(), value.to_owned());
            return true;
        }
    }
    false
}

/// A path without its percent-encoding.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let digits = after
            .get(..2)
            .and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(digits.unwrap_or(b'%'));
        rest = if digits.is_some() { &after[2..] } else { after };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}
