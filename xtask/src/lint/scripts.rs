//! `script-in-text`: descriptions have no scripts.

use super::{Linter, string};
use crate::diagnostic::Rule;

const KEYWORDS: [&str; 3] = ["description", "summary", "title"];

pub(super) fn check(linter: &mut Linter<'_, '_>) {
    for object in linter.objects {
        for keyword in KEYWORDS {
            let text = string(object.node, keyword).filter(|text| has_script(text));
            if text.is_some() && object.reference().is_none() {
                linter.report(
                    Rule::ScriptInText,
                    linter.keyword(&object.pointer, keyword),
                    format!("this {keyword} contains a script"),
                    "remove it, or write it as code, between backticks",
                );
            }
        }
    }
}

/// Whether Markdown contains a script outside of code.
fn has_script(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    // What is between two backticks is code: each second part, unless the last backtick has no other.
    let parts: Vec<&str> = text.split('`').collect();
    let unpaired = parts.last().filter(|_| parts.len().is_multiple_of(2));
    parts.iter().step_by(2).chain(unpaired).any(|text| {
        let is_handler = |tag: &str| {
            let attributes = tag.split('>').next().unwrap_or_default();
            attributes
                .split_ascii_whitespace()
                .any(|word| word.starts_with("on") && word.contains('='))
        };
        text.contains("<script")
            || text.contains("](javascript:")
            || text.contains("=\"javascript:")
            || text.split('<').skip(1).any(is_handler)
    })
}

#[cfg(test)]
mod tests {
    use super::has_script;

    #[test]
    fn scripts_are_tags_links_and_handlers() {
        for text in [
            "a <script>alert(1)</script>",
            "<SCRIPT src=x>",
            "[a](javascript:alert(1))",
            "<a href=\"javascript:x\">a</a>",
            "<img src=x onerror=alert(1)>",
            "a lone ` and <script>alert(1)</script>",
        ] {
            assert!(has_script(text), "{text}");
        }
        for text in [
            "`<script>` is escaped",
            "```html\n<script>\n```",
            "a < b, on = off",
            "describes <b>javascript:</b>",
            "<img src=x alt=\"depends on a\">",
        ] {
            assert!(!has_script(text), "{text}");
        }
    }
}
