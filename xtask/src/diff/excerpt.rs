//! [`excerpts`]: the parts in which two long lines differ.

/// The number of characters shown before a difference, and after it.
const AROUND: usize = 20;

/// The parts in which two lines differ; both lines, if none is longer than `max` characters.
pub(super) fn excerpts(one: &str, other: &str, max: usize) -> (String, String) {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len() <= max && other.len() <= max {
        return (one.iter().collect(), other.iter().collect());
    }
    let pairs = one.iter().zip(&other);
    let start = pairs.take_while(|(a, b)| a == b).count();
    let most = one.len().min(other.len()) - start;
    let pairs = one.iter().rev().zip(other.iter().rev());
    let end = pairs.take(most).take_while(|(a, b)| a == b).count();
    let excerpt = |line: &[char]| excerpt(line, start, end, max);
    (excerpt(&one), excerpt(&other))
}

/// The part of a line without its first and its last characters, except for some of them.
fn excerpt(line: &[char], start: usize, end: usize, max: usize) -> String {
    // `…` takes the space of one character.
    let from = match start.saturating_sub(AROUND) {
        1 => 0,
        from => from,
    };
    let to = line.len() - end.saturating_sub(AROUND);
    let to = to.min(from + AROUND + max);
    let shown: String = line.get(from..to).unwrap_or_default().iter().collect();
    let mut text = shown.trim().to_owned();
    if from > 0 {
        text.insert(0, '…');
    }
    if to < line.len() {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "The address that answers are sent to, which must be one of the account";

    #[test]
    fn of_long_lines_only_the_difference_is_shown() {
        let more = |text: &str| format!("{LONG}{text}");
        for (one, other, expected) in [
            ("short".to_owned(), "other", ("short", "other")),
            (
                more(", or none, if none of the account is known."),
                &*more(", or nil, if none of the account is known."),
                (
                    "…of the account, or none, if none of the acc…",
                    "…of the account, or nil, if none of the acc…",
                ),
            ),
            (
                more("."),
                LONG,
                ("…e one of the account.", "…e one of the account"),
            ),
            (
                format!("No. {LONG}"),
                LONG,
                ("No. The address that ans…", "The address that ans…"),
            ),
            (LONG.to_owned(), "", (LONG, "")),
            (LONG.repeat(2), "no", (&*format!("{LONG}The addres…"), "no")),
            // A repetition is in one of the two ends only.
            (
                "a".repeat(70),
                &*"a".repeat(71),
                ("…aaaaaaaaaaaaaaaaaaaa", "…aaaaaaaaaaaaaaaaaaaaa"),
            ),
        ] {
            let (one, other) = excerpts(&one, other, 60);
            assert_eq!((one.as_str(), other.as_str()), expected);
        }
    }
}
