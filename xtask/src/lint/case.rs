//! [`Style`]: the case styles of names.

use crate::names::split_words;

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

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Snake => "snake_case",
            Self::Kebab => "kebab-case",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Screaming => "SCREAMING_CASE",
        }
    }

    /// Whether a name is in this style. A single word may be in several styles, and a name with other characters is in
    /// all.
    pub(super) fn fits(self, name: &str) -> bool {
        let mut parts = name.split(is_separator);
        parts.all(|part| self.fits_part(part.trim_matches(is_sign)))
    }

    fn fits_part(self, part: &str) -> bool {
        let has = |test: fn(char) -> bool| part.chars().any(test);
        if has(|c| !c.is_ascii_alphanumeric() && !is_sign(c)) {
            return true;
        }
        let (has_upper, has_lower) = (
            has(|c| c.is_ascii_uppercase()),
            has(|c| c.is_ascii_lowercase()),
        );
        let first = part.chars().find(char::is_ascii_alphabetic);
        let starts_upper = first.map(|c| c.is_ascii_uppercase());
        match self {
            Self::Snake => !has_upper && !has(|c| is_sign(c) && c != '_'),
            Self::Kebab => !has_upper && !has(|c| is_sign(c) && c != '-'),
            Self::Screaming => !has_lower && !has(|c| is_sign(c) && c != '_'),
            Self::Camel => !has(is_sign) && starts_upper != Some(true),
            Self::Pascal => !has(is_sign) && starts_upper != Some(false),
        }
    }

    /// A name as it is spelled in this style.
    pub(super) fn write(self, name: &str) -> String {
        let mut written = String::new();
        for part in name.split_inclusive(is_separator) {
            written.push_str(&self.write_part(part.trim_end_matches(is_separator)));
            written.extend(part.chars().next_back().filter(|c| is_separator(*c)));
        }
        written
    }

    fn write_part(self, part: &str) -> String {
        let words = split_words(part);
        let capitalized = words.iter().map(|word| {
            let mut rest = word.chars();
            let first = rest.next().map(|c| c.to_ascii_uppercase());
            String::from_iter(first) + rest.as_str()
        });
        match self {
            Self::Snake => words.join("_"),
            Self::Kebab => words.join("-"),
            Self::Screaming => words.join("_").to_ascii_uppercase(),
            Self::Pascal => capitalized.collect(),
            Self::Camel => {
                let first = words.first().cloned();
                first.into_iter().chain(capitalized.skip(1)).collect()
            }
        }
    }
}

/// Whether a character separates parts that are names of their own.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | '/' | ':' | '[' | ']')
}

/// Whether a character joins words, in some style or as part of none.
fn is_sign(c: char) -> bool {
    matches!(c, '_' | '-' | '$' | '@' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

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
