//! `multipart/form-data` (RFC 7578).

use std::collections::BTreeSet;

use super::part::{Part, PartContent};
use super::payload::Payload;
use super::upload_source::UploadSource;

const BOUNDARY: &str = "form-boundary-";

/// Whether a name can be quoted in a header and is read the same way by every server.
///
/// Servers disagree on how quotes and backslashes are escaped, and some trim names.
pub(super) fn is_name(name: &str) -> bool {
    name.trim() == name && !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\'))
}

/// Returns a boundary that occurs in none of the parts. With files, whose content is unknown, it is random.
pub(super) fn boundary(parts: &[Part]) -> String {
    let texts = parts.iter().map(|part| match &part.content {
        PartContent::Text(text) => Some([&part.name, text]),
        PartContent::File(_) => None,
    });
    let Some(texts) = texts.collect::<Option<Vec<_>>>() else {
        return format!("{BOUNDARY}{:032x}", fastrand::u128(..));
    };
    // The rest of each occurrence of the prefix in the parts, of which there are finitely many, so a number is free.
    let taken: BTreeSet<&str> = texts
        .into_iter()
        .flatten()
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
pub(super) fn body(parts: Vec<Part>, boundary: &str) -> Payload {
    let mut pieces = Vec::new();
    for part in parts {
        let name = part.name;
        let (file_name, content) = match part.content {
            PartContent::Text(text) => (None, UploadSource::Bytes(text.into())),
            PartContent::File(upload) => (
                Some(upload.file_name.unwrap_or_else(|| name.clone())),
                upload.source,
            ),
        };
        let file_name = file_name.map(|name| format!("; filename=\"{}\"", escape(&name)));
        let content_type = part
            .content_type
            .map(|name| format!("\r\nContent-Type: {name}"));
        let headers = part.headers.iter();
        let headers: String = headers
            .map(|(name, value)| format!("\r\n{name}: {value}"))
            .collect();
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{}{}{headers}\r\n\r\n",
            file_name.unwrap_or_default(),
            content_type.unwrap_or_default()
        );
        pieces.extend([
            UploadSource::Bytes(head.into()),
            content,
            UploadSource::Bytes("\r\n".into()),
        ]);
    }
    let end = format!("--{boundary}--\r\n");
    pieces.push(UploadSource::Bytes(end.into()));
    Payload::joined(pieces)
}

/// The name of a file in quotes, as browsers write it.
fn escape(name: &str) -> String {
    let name = name.replace('"', "%22");
    name.replace('\r', "%0D").replace('\n', "%0A")
}
