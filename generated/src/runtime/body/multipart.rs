//! `multipart/form-data` (RFC 7578).

use std::collections::BTreeSet;

use super::part::Part;

const BOUNDARY: &str = "form-boundary-";

/// Whether a name can be quoted in a header and is read the same way by every server.
///
/// Servers disagree on how quotes and backslashes are escaped, and some trim names.
pub(super) fn is_name(name: &str) -> bool {
    name.trim() == name && !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\'))
}

/// Returns a boundary that occurs in none of the parts.
pub(super) fn boundary(parts: &[Part]) -> String {
    // The rest of each occurrence of the prefix in the parts, of which there are finitely many, so a number is free.
    let taken: BTreeSet<&str> = parts
        .iter()
        .flat_map(|part| [&part.name, &part.text])
        .flat_map(|text| text.split(BOUNDARY).skip(1))
        .map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next())
        .map(Option::unwrap_or_default)
        .collect();
    let number = (0..=taken.len())
        .map(|number| number.to_string())
        .find(|number| !taken.contains(number.as_str()))
        .unwrap_or_default();
    // Without the suffix, boundary 1 would occur in a part that contains boundary 12.
    format!("{BOUNDARY}{number}-end")
}

/// Encodes the body.
pub(super) fn text(parts: &[Part], boundary: &str) -> String {
    let mut body = String::new();
    for Part {
        name,
        text,
        is_json,
    } in parts
    {
        let content_type = if *is_json {
            "Content-Type: application/json\r\n"
        } else {
            ""
        };
        body.push_str(&format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n{content_type}\r\n{text}\r\n"
        ));
    }
    body.push_str(&format!("--{boundary}--\r\n"));
    body
}
