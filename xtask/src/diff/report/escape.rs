//! Text of documents in Markdown, escaped.

/// A text for people in which parts between backticks are code. Nothing else of it is Markdown, HTML or a mention.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let mut result = String::new();
    for (at, part) in parts.iter().enumerate() {
        // A last backtick without a partner is text.
        let is_code = at % 2 == 1 && at + 1 < parts.len();
        if is_code && !part.is_empty() {
            result.push_str(&code(part));
        } else {
            if at % 2 == 1 && at + 1 == parts.len() {
                result.push_str("&#96;");
            }
            result.push_str(&plain(part));
        }
    }
    result
}

/// A text as inline code, also in a table.
pub(super) fn code(text: &str) -> String {
    let text = visible(text);
    // A bar ends a cell even in code, `\|` is a bar only in a cell, and there are no entities in code: HTML works.
    if text.contains(['|', '`', '\\']) {
        return format!("<code>{}</code>", plain(&text));
    }
    match text.trim().is_empty() {
        true => format!("<code>{}</code>", text.replace(' ', "&nbsp;")),
        false => format!("`{text}`"),
    }
}

/// Lines as a block of code.
pub(super) fn block(language: &str, lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| visible(line)).collect();
    let longest = lines.iter().flat_map(|line| runs(line)).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", lines.join("\n"))
}

/// The lengths of the runs of backticks in a line.
fn runs(line: &str) -> Vec<usize> {
    line.split(|c| c != '`').map(str::len).collect()
}

fn plain(text: &str) -> String {
    let mut result = String::new();
    for c in visible(text).chars() {
        match c {
            // The special characters of Markdown, HTML and GitHub (`@name`, `#1`, `:smile:`).
            '&' | '<' | '>' | '|' | '`' | '*' | '_' | '~' | '[' | ']' | '\\' | '@' | '#' | '!'
            | '$' | '"' | '\'' => {
                result.push_str(&format!("&#{};", u32::from(c)));
            }
            c => result.push(c),
        }
    }
    // GitHub turns URLs into links.
    result.replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// Content behind a line that opens it.
pub(super) fn collapsed(summary: &str, content: &str) -> String {
    let content = content.trim_end_matches('\n');
    format!("\n<details><summary>{summary}</summary>\n\n{content}\n\n</details>\n")
}

/// One line, in which invisible characters and those that change the direction of text are escaped.
pub(super) fn visible(text: &str) -> String {
    let mut result = String::new();
    for c in text.chars() {
        let is_hidden = c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        match c {
            '\n' | '\r' | '\t' => result.push(' '),
            c if is_hidden => result.push_str(&c.escape_unicode().to_string()),
            c => result.push(c),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        for (text, expected) in [
            ("a | b", "a &#124; b"),
            ("<script>", "&#60;script&#62;"),
            (
                "**a** _b_ [c](d)",
                "&#42;&#42;a&#42;&#42; &#95;b&#95; &#91;c&#93;(d)",
            ),
            ("@octocat #1", "&#64;octocat &#35;1"),
            ("see `a_b` here", "see `a_b` here"),
            ("see `a|b`", "see <code>a&#124;b</code>"),
            ("one ` alone", "one &#96; alone"),
            (
                "a\nb\u{202e}c",
                "a b\\u{202e}c".replace('\\', "&#92;").as_str(),
            ),
            ("https://evil.example", "https&#58;//evil.example"),
        ] {
            assert_eq!(prose(text), expected, "{text}");
        }
    }

    #[test]
    fn code_is_not_escaped() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "<code>a&#96;b</code>");
        assert_eq!(
            code("</code><img>`"),
            "<code>&#60;/code&#62;&#60;img&#62;&#96;</code>"
        );
        assert_eq!(code(" "), "<code>&nbsp;</code>");
        assert_eq!(
            block("diff", &["- a".to_owned(), "+ ````b\n```".to_owned()]),
            "`````diff\n- a\n+ ````b ```\n`````"
        );
    }
}
