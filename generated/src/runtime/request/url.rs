//! The path and the query of a request.

use super::super::error::FieldError;

/// The problem of a path of a raw request.
pub(super) fn path_problem(path: &str) -> Option<&'static str> {
    let is_allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@%".contains(&byte);
    if !path.starts_with('/') || path.starts_with("//") {
        Some("must begin with one `/`, and is below the base URL")
    } else if path.contains(['?', '#']) {
        Some("must not have a `?` or a `#`: set parameters with `query`")
    } else if !path.bytes().all(is_allowed) {
        Some("has a character that must be percent-encoded, such as `%20` for a space")
    } else if path.split('/').any(is_dots) {
        Some("must not have a segment `.` or `..`, which would change the path")
    } else {
        None
    }
}

/// Whether a segment is `.` or `..` in any encoding, since URLs are normalized in transit.
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(plain.as_str(), "." | "..")
}

/// The name of a pair, as encoded.
pub(super) fn name_of(pair: &str) -> &str {
    pair.split('=').next().unwrap_or(pair)
}

/// Fills in the parameters of a path.
pub(super) fn expand(
    template: &str,
    parameters: &[(&'static str, String)],
) -> Result<String, FieldError> {
    let mut segments = Vec::new();
    for segment in template.split('/') {
        let expanded = expand_segment(segment, parameters)?;
        // URLs are normalized in transit, which would remove other segments.
        if matches!(expanded.as_str(), "." | "..") {
            let name = segment.trim_matches(['{', '}']);
            return Err(FieldError::new(
                name,
                format!("must not be `{expanded}`, which would change the path"),
            ));
        }
        segments.push(expanded);
    }
    Ok(segments.join("/"))
}

fn expand_segment(
    segment: &str,
    parameters: &[(&'static str, String)],
) -> Result<String, FieldError> {
    let mut expanded = String::new();
    let mut rest = segment;
    while let Some((literal, (name, after))) = rest
        .split_once('{')
        .and_then(|(literal, tail)| Some((literal, tail.split_once('}')?)))
    {
        let (_, text) = parameters
            .iter()
            .find(|(parameter, _)| *parameter == name)
            .ok_or_else(|| FieldError::new(name, "is not set"))?;
        expanded.push_str(literal);
        expanded.push_str(text);
        rest = after;
    }
    expanded.push_str(rest);
    Ok(expanded)
}
