//! Locations in comments, with links if the caller knows where files are shown.

use super::escape::code;
use crate::diagnostic::{Anchor, Locator};
use crate::diff::Comparison;

/// A location of the document after, or before.
pub(super) fn place(
    comparison: &Comparison<'_>,
    at: Option<&Anchor>,
    is_head: bool,
) -> Option<String> {
    let file = match is_head {
        true => &comparison.head,
        false => &comparison.base,
    };
    let at = at?;
    let text = code(&file.place(at));
    let url = comparison.links.as_ref().and_then(|links| {
        let revision = if is_head { &links.head } else { &links.base };
        url(&links.template, revision.as_deref()?, file, at)
    });
    Some(match url {
        Some(url) => format!("[{text}]({url})"),
        None => text,
    })
}

fn url(template: &str, revision: &str, file: &Locator<'_>, at: &Anchor) -> Option<String> {
    let sources = file.sources();
    let path = &sources.files().get(sources.file_at(at.span.start))?.path;
    let line = file.position(at.span.start).line.to_string();
    let url = template
        .replace("{revision}", &encoded(revision))
        .replace("{line}", &line)
        .replace("{path}", &encoded(path));
    Some(url)
}

/// A path in a URL, in which nothing ends a link of Markdown.
fn encoded(path: &str) -> String {
    let mut text = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' | b'~' => {
                text.push(char::from(byte));
            }
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}
