//! Phrases of messages: lists, quotations, articles.

/// Longer quotations are cut.
const MAX_QUOTED: usize = 40;

/// "`a`, `b` and `c`".
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    join(names.into_iter().map(|name| format!("`{name}`")))
}

/// "`a`, `b` and 3 more". "1 more" would be no shorter than the name.
pub(crate) fn list_first(names: &[&str], shown: usize) -> String {
    if names.len() <= shown + 1 {
        return list(names.iter().copied());
    }
    join_first(
        names.iter().map(|name| format!("`{name}`")).collect(),
        shown,
    )
}

/// "a, b and 3 more".
pub(crate) fn join_first(mut names: Vec<String>, shown: usize) -> String {
    let more = names.len().saturating_sub(shown);
    names.truncate(shown);
    names.extend((more > 0).then(|| format!("{more} more")));
    join(names)
}

/// "`a`, `b` or `c`".
pub(crate) fn either<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    join_with("or", names.into_iter().map(|name| format!("`{name}`")))
}

/// "a, b or c".
pub(crate) fn join_or(parts: impl IntoIterator<Item = String>) -> String {
    join_with("or", parts)
}

/// "a, b and c".
pub(crate) fn join(parts: impl IntoIterator<Item = String>) -> String {
    join_with("and", parts)
}

fn join_with(word: &str, parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().collect();
    match parts.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} {word} {last}", most.join(", ")),
    }
}

/// The first line of a string, with `…` where it is cut.
pub(crate) fn shorten(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match cut(line, MAX_QUOTED) {
        Some(cut) => cut,
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// The start of a string that has more than `max` characters, with `…` where it is cut.
pub(crate) fn cut(text: &str, max: usize) -> Option<String> {
    let (end, _) = text.char_indices().nth(max)?;
    Some(format!("{}…", text.get(..end)?))
}

/// "a Schema", "an Operation", "an integer".
pub(crate) fn article(name: &str) -> String {
    let article = if name.starts_with(['A', 'E', 'I', 'O', 'X', 'a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}
