//! Paths: their parts, and how they are sent.

use crate::api::{Parameter, ParameterLocation, Segment};

/// A path without what is not sent in it: a fragment, and parameters of its query that are described as such.
pub(super) fn sent(path: &str, parameters: &[Parameter]) -> String {
    let path = path.split('#').next().unwrap_or(path);
    let Some((path, query)) = path.split_once('?') else {
        return path.to_owned();
    };
    let is_described = |pair: &&str| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, pair));
        let name = value.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
        let mut parameters = parameters.iter();
        name.is_some_and(|name| {
            parameters.any(|it| {
                it.location == ParameterLocation::Query && (it.wire == name || it.wire == key)
            })
        })
    };
    let pairs: Vec<&str> = query.split('&').filter(|it| !is_described(it)).collect();
    match pairs.as_slice() {
        [] => path.to_owned(),
        pairs => format!("{path}?{}", pairs.join("&")),
    }
}

/// A path with the characters encoded that a URL cannot have. The names of parameters stay as they are.
pub(super) fn encoded(path: &str) -> String {
    let mut encoded = String::new();
    let mut rest = path;
    while let Some((before, name, after)) = template(rest) {
        encode(before, &mut encoded);
        encoded.push_str(&format!("{{{name}}}"));
        rest = after;
    }
    encode(rest, &mut encoded);
    encoded
}

fn encode(text: &str, encoded: &mut String) {
    for byte in text.bytes() {
        match byte {
            _ if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            _ if b"/-._~!$&'()*+,;=:@%?".contains(&byte) => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
}

/// The parts of a path between its slashes.
pub(super) fn segments(path: &str) -> Vec<Segment> {
    path.strip_prefix('/')
        .unwrap_or(path)
        .split('/')
        .map(segment)
        .collect()
}

fn segment(text: &str) -> Segment {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, name, after)) = template(rest) {
        if !before.is_empty() {
            parts.push(Segment::Literal(before.to_owned()));
        }
        parts.push(Segment::Parameter(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Segment::Literal(rest.to_owned()));
    }
    match <[Segment; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) if parts.is_empty() => Segment::Literal(String::new()),
        Err(parts) => Segment::Mixed(parts),
    }
}

/// What is before, in and after the first `{…}`.
fn template(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// The names of the parameters in a path.
pub(super) fn names_in(segments: &[Segment]) -> Vec<&str> {
    let mut names = Vec::new();
    for segment in segments {
        match segment {
            Segment::Literal(_) => {}
            Segment::Parameter(name) => names.push(name.as_str()),
            Segment::Mixed(parts) => names.extend(names_in(parts)),
        }
    }
    names
}
