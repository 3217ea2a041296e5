//! [`excerpts`]: what differs between two long lines.

/// How much of what both lines have is shown before what differs, and after it.
const AROUND: usize = 20;

/// Two lines if none is longer than so many characters, or else the part of each that the other has not.
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

/// The part of a line between its first characters and its last ones, with something around it.
fn excerpt(line: &[char], start: usize, end: usize, max: usize) -> String {
    // The sign for what is left out takes as much as one character.
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
    fn of_long_lines_the_part_is_shown_that_differs() {
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
            // What is repeated is counted once.
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
