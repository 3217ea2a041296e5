//! [`CharClass`]: a pattern that is one class of characters, repeated.

/// A pattern of the form `^[a-z0-9_-]*$`: how many characters, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharClass {
    /// The ranges of allowed characters, both ends included, in the order of the pattern.
    pub ranges: Vec<(char, char)>,
    /// Least number of characters.
    pub min: u64,
    /// Greatest number of characters.
    pub max: Option<u64>,
}

impl CharClass {
    /// Reads a pattern in the dialect of ECMA 262. `None` if it is anything else than one repeated class between anchors:
    /// such a pattern takes a regular expression engine.
    pub fn parse(pattern: &str) -> Option<Self> {
        let inner = pattern.strip_prefix("^[")?.strip_suffix('$')?;
        let mut chars = inner.chars().peekable();
        if chars.peek() == Some(&'^') {
            return None;
        }
        let mut ranges: Vec<(char, char)> = Vec::new();
        loop {
            let first = match chars.next()? {
                ']' => break,
                '\\' => match escaped(chars.next()?)? {
                    Escape::Char(c) => c,
                    Escape::Class(class) => {
                        ranges.extend(class);
                        continue;
                    }
                },
                c => c,
            };
            let mut ahead = chars.clone();
            // A dash is a range between two characters, and itself at the end.
            if ahead.next() == Some('-') && !matches!(ahead.peek(), None | Some(']')) {
                chars.next();
                let last = match chars.next()? {
                    '\\' => match escaped(chars.next()?)? {
                        Escape::Char(c) => c,
                        Escape::Class(_) => return None,
                    },
                    c => c,
                };
                if last < first {
                    return None;
                }
                ranges.push((first, last));
            } else {
                ranges.push((first, first));
            }
        }
        let (min, max) = quantifier(&chars.collect::<String>())?;
        Some(Self { ranges, min, max })
    }
}

enum Escape {
    Char(char),
    Class(&'static [(char, char)]),
}

fn escaped(c: char) -> Option<Escape> {
    match c {
        'd' => Some(Escape::Class(&[('0', '9')])),
        'w' => Some(Escape::Class(&[
            ('a', 'z'),
            ('A', 'Z'),
            ('0', '9'),
            ('_', '_'),
        ])),
        'n' => Some(Escape::Char('\n')),
        'r' => Some(Escape::Char('\r')),
        't' => Some(Escape::Char('\t')),
        c if c.is_ascii_alphanumeric() => None,
        c => Some(Escape::Char(c)),
    }
}

fn quantifier(text: &str) -> Option<(u64, Option<u64>)> {
    match text {
        "" => Some((1, Some(1))),
        "*" => Some((0, None)),
        "+" => Some((1, None)),
        "?" => Some((0, Some(1))),
        _ => {
            let counts = text.strip_prefix('{')?.strip_suffix('}')?;
            match counts.split_once(',') {
                None => counts.parse().ok().map(|count| (count, Some(count))),
                Some((min, "")) => Some((min.parse().ok()?, None)),
                Some((min, max)) => Some((min.parse().ok()?, Some(max.parse().ok()?))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CharClass;

    #[test]
    fn one_repeated_class_is_read() {
        let class = CharClass::parse("^[a-zA-Z0-9#_-]*$").unwrap();
        assert_eq!(
            class.ranges,
            [
                ('a', 'z'),
                ('A', 'Z'),
                ('0', '9'),
                ('#', '#'),
                ('_', '_'),
                ('-', '-')
            ]
        );
        assert_eq!((class.min, class.max), (0, None));
        let class = CharClass::parse(r"^[\w.]{1,12}$").unwrap();
        assert_eq!(class.ranges.last(), Some(&('.', '.')));
        assert_eq!((class.min, class.max), (1, Some(12)));
    }

    #[test]
    fn anything_else_is_not() {
        for pattern in [
            "",
            "abc",
            "^a*$",
            "[a-z]*",
            "^[a-z]*",
            "^[^a]*$",
            "^[a-z]+x$",
            "^[z-a]$",
            r"^[\p{L}]*$",
            "^[a",
            "^[a]**$",
        ] {
            assert_eq!(CharClass::parse(pattern), None, "{pattern}");
        }
    }
}
