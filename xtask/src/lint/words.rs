//! Names as words, and the styles in which words are put together.

/// A way to write a name of several words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Snake,
    Kebab,
    Camel,
    Pascal,
    Screaming,
}

impl Style {
    pub(super) const ALL: [Self; 5] = [
        Self::Snake,
        Self::Kebab,
        Self::Camel,
        Self::Pascal,
        Self::Screaming,
    ];

    /// Its name, written in itself.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Snake => "snake_case",
            Self::Kebab => "kebab-case",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Screaming => "SCREAMING_CASE",
        }
    }

    /// Whether a name is written so. A name of one word may fit several styles; one with signs that belong to no style
    /// fits all. Dots, slashes, colons and brackets part names of their own.
    pub(super) fn fits(self, name: &str) -> bool {
        parts(name).all(|part| self.fits_part(part.trim_matches(is_sign)))
    }

    fn fits_part(self, part: &str) -> bool {
        if !part
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || is_sign(c))
        {
            return true;
        }
        let has = |test: fn(char) -> bool| part.chars().any(test);
        let (upper, lower) = (
            has(|c| c.is_ascii_uppercase()),
            has(|c| c.is_ascii_lowercase()),
        );
        let first = part.chars().find(char::is_ascii_alphabetic);
        let starts_upper = first.is_some_and(|c| c.is_ascii_uppercase());
        match self {
            Self::Snake => !upper && !has(|c| is_sign(c) && c != '_'),
            Self::Kebab => !upper && !has(|c| is_sign(c) && c != '-'),
            Self::Camel => !has(is_sign) && (first.is_none() || !starts_upper),
            Self::Pascal => !has(is_sign) && (first.is_none() || starts_upper),
            Self::Screaming => !lower && !has(|c| is_sign(c) && c != '_'),
        }
    }

    /// A name as it would be in this style.
    pub(super) fn write(self, name: &str) -> String {
        let mut written = String::new();
        let mut rest = name;
        loop {
            let end = rest.find(is_joint).unwrap_or(rest.len());
            let (part, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            written.push_str(&self.write_part(part));
            let mut chars = after.chars();
            match chars.next() {
                Some(joint) => written.push(joint),
                None => return written,
            }
            rest = chars.as_str();
        }
    }

    fn write_part(self, part: &str) -> String {
        let words = words(part);
        let joined = |sign: &str| words.join(sign);
        let capital = |word: &String| {
            let mut chars = word.chars();
            let first = chars.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(chars).collect::<String>()
        };
        match self {
            Self::Snake => joined("_"),
            Self::Kebab => joined("-"),
            Self::Screaming => joined("_").to_ascii_uppercase(),
            Self::Pascal => words.iter().map(capital).collect(),
            Self::Camel => {
                let later = words.iter().skip(1).map(capital);
                words.first().cloned().into_iter().chain(later).collect()
            }
        }
    }
}

fn is_joint(c: char) -> bool {
    matches!(c, '.' | '/' | ':' | '[' | ']')
}

fn is_sign(c: char) -> bool {
    matches!(c, '_' | '-' | '$' | '@' | '+')
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(is_joint)
}

/// The words of a name in small letters: `userIDs`, `user_ids` and `User Ids` have the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (index, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| chars.get(index));
        let after = chars.get(index + 1);
        if c.is_uppercase() && !word.is_empty() {
            let after_small = before.is_some_and(|c| c.is_lowercase() || c.is_numeric());
            // The last capital of `URLPath` begins a word; the `s` of `IDs` ends one.
            let is_plural =
                after == Some(&'s') && chars.get(index + 2).is_none_or(|c| !c.is_lowercase());
            let before_small = after.is_some_and(|c| c.is_lowercase()) && !is_plural;
            if after_small || before_small {
                words.push(std::mem::take(&mut word));
            }
        }
        word.extend(c.to_lowercase());
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name() {
        for (name, expected) in [
            ("userIDs", "user ids"),
            ("user_ids", "user ids"),
            ("API Users", "api users"),
            ("URLPath", "url path"),
            ("OAuth2Token", "o auth2 token"),
            ("is-billing-admin", "is billing admin"),
            ("created.gte", "created gte"),
            ("", ""),
            ("größe", "größe"),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name:?}");
        }
    }

    #[test]
    fn styles_of_a_name() {
        for (name, expected) in [
            ("user_name", "snake_case"),
            ("user-name", "kebab-case"),
            ("userName", "camelCase"),
            ("UserName", "PascalCase"),
            ("USER_NAME", "SCREAMING_CASE"),
            ("user", "snake_case kebab-case camelCase"),
            ("ID", "PascalCase SCREAMING_CASE"),
            ("repos/list-for-org", "kebab-case"),
            ("_links", "snake_case kebab-case camelCase"),
            ("@odata", "snake_case kebab-case camelCase"),
            ("User-name", ""),
            (
                "a b",
                "snake_case kebab-case camelCase PascalCase SCREAMING_CASE",
            ),
        ] {
            let fitting: Vec<&str> = Style::ALL
                .into_iter()
                .filter(|style| style.fits(name))
                .map(Style::name)
                .collect();
            assert_eq!(fitting.join(" "), expected, "{name:?}");
        }
    }

    #[test]
    fn a_name_in_another_style() {
        for (name, style, expected) in [
            ("createdAt", Style::Snake, "created_at"),
            ("list_pets", Style::Camel, "listPets"),
            ("petStatus", Style::Pascal, "PetStatus"),
            ("repos/listForOrg", Style::Kebab, "repos/list-for-org"),
            ("filter[userName]", Style::Snake, "filter[user_name]"),
        ] {
            assert_eq!(style.write(name), expected, "{name:?}");
        }
    }
}
