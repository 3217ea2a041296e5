//! `encoding`: how the fields of a form are written.

use super::context::Context;
use super::pointer;
use crate::api::{FieldEncoding, FieldStyle, FormDialect, MediaKind};
use crate::source::Node;

/// The encodings of the fields of a media type.
pub(super) fn encodings(
    context: &mut Context<'_>,
    media: &str,
    kind: MediaKind,
) -> Vec<FieldEncoding> {
    let place = pointer::child(media, "encoding");
    let fields = context.node(&place).and_then(Node::as_mapping);
    let fields: Vec<_> = fields.into_iter().flat_map(|it| it.iter()).collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let is_form = matches!(kind, MediaKind::Form | MediaKind::Multipart);
    if !is_form || context.form_dialect != FormDialect::OpenApi {
        let message = match is_form {
            true => {
                "`encoding` has no effect: parts are written in the form dialect of the document"
            }
            false => "`encoding` has no effect: only forms have parts",
        };
        context.unsupported(context.key(&place), message, "remove it, or ignore this");
        return Vec::new();
    }
    let fields = fields.into_iter().map(|entry| {
        let place = pointer::child(&place, &entry.key);
        encoding(context, &place, &entry.key, &entry.value, kind)
    });
    fields.collect()
}

fn encoding(
    context: &mut Context<'_>,
    place: &str,
    wire: &str,
    source: &Node,
    kind: MediaKind,
) -> FieldEncoding {
    let ignored: &[(&str, &str)] = match kind {
        MediaKind::Multipart => &[
            (
                "headers",
                "the headers of a part are sent only if `Upload::header` sets them",
            ),
            ("style", "a part has no `style`"),
            ("explode", "a part has no `explode`"),
        ],
        _ => &[
            ("headers", "a field of an urlencoded form has no headers"),
            (
                "allowReserved",
                "`allowReserved` has no effect: all reserved characters are percent-encoded",
            ),
        ],
    };
    for (keyword, message) in ignored {
        let value = source.get(keyword).map(Node::to_json);
        if value.is_some_and(|it| it != false && it != serde_json::json!({})) {
            let at = context.key(&pointer::child(place, keyword));
            context.unsupported(at, *message, "remove it, or ignore this");
        }
    }
    let content_type = source.get("contentType").and_then(Node::as_str);
    let is_json = content_type.is_some_and(|it| MediaKind::of(it) == MediaKind::Json);
    let style = source.get("style").and_then(Node::as_str);
    let explode = source.get("explode").map(|it| it.to_json() == true);
    let style = match (style, explode) {
        (Some("deepObject"), _) => FieldStyle::Deep,
        (Some("spaceDelimited"), None | Some(false)) => FieldStyle::Space,
        (Some("pipeDelimited"), None | Some(false)) => FieldStyle::Pipe,
        (None | Some(_), Some(false)) => FieldStyle::Comma,
        (Some(_), _) | (_, Some(true)) => FieldStyle::Members,
        (None, None) if is_json => FieldStyle::Json,
        (None, None) => FieldStyle::Repeated,
    };
    FieldEncoding {
        wire: wire.to_owned(),
        style,
        content_type: content_type.map(str::to_owned),
    }
}
