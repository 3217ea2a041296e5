//! The cases of Rust: names on the wire are split into words by heck, after a table of known words.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::Ident;
use crate::api::NameHint;

/// Words that heck splits wrongly, as they are written and as heck splits them correctly.
/// It makes `o_auth2_token` of `OAuth2Token` and `user_ur_ls` of `UserURLs`.
const WORDS: &[(&str, &str)] = &[
    ("APIs", "Apis"),
    ("DevOps", "Devops"),
    ("GitHub", "Github"),
    ("GitLab", "Gitlab"),
    ("GraphQL", "Graphql"),
    ("IDs", "Ids"),
    ("IPs", "Ips"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("JWTs", "Jwts"),
    ("MySQL", "Mysql"),
    ("OAuth", "Oauth"),
    ("OpenAPI", "Openapi"),
    ("OpenID", "Openid"),
    ("PostgreSQL", "Postgresql"),
    ("SaaS", "Saas"),
    ("URIs", "Uris"),
    ("URLs", "Urls"),
    ("UUIDs", "Uuids"),
    ("VMs", "Vms"),
    ("WebAuthn", "Webauthn"),
    ("iOS", "Ios"),
    ("macOS", "Macos"),
];

/// The names of signs, for names without letters: `+1` and `-1` must differ.
const SIGNS: &[(char, &str)] = &[
    ('!', "not"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('*', "star"),
    ('+', "plus"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('^', "caret"),
    ('|', "or"),
    ('~', "tilde"),
];

/// `snake_case`, for fields, methods and modules.
pub(super) fn snake(name: &str) -> String {
    with_letter(prepare(name).to_snake_case(), "n")
}

/// `snake_case` in ASCII, for modules: the compiler finds no file for another name.
pub(super) fn module(name: &str) -> String {
    let chars = snake(name);
    let chars = chars.chars().map(|c| match c.is_ascii() {
        true => c.to_string(),
        false => format!("u{:x}", u32::from(c)),
    });
    chars.collect()
}

/// `UpperCamelCase`, for types and variants.
pub(super) fn camel(name: &str) -> String {
    with_letter(prepare(name).to_upper_camel_case(), "N")
}

/// An identifier starts with a letter.
fn with_letter(name: String, letter: &str) -> String {
    match name.starts_with(char::is_numeric) {
        true => format!("{letter}{name}"),
        false => name,
    }
}

/// The `x-rust-name` of the document, or else the derived name.
pub(super) fn explicit_or(explicit: Option<&str>, derived: impl FnOnce() -> String) -> Ident {
    match explicit {
        Some(name) => Ident::escape(name),
        None => Ident::escape(&derived()),
    }
}

/// The name of a type or of a member of a union.
pub(super) fn hinted(hint: &NameHint) -> String {
    match hint {
        NameHint::Explicit(name) => name.clone(),
        NameHint::Component(name) => camel(name),
        NameHint::Inline(parts) => camel(&parts.join("_")),
    }
}

/// The words of a name in lower case: `userIDs`, `user_ids` and `User Ids` have the same.
pub(crate) fn split_words(name: &str) -> Vec<String> {
    let snake = replace_known(name).to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Prepares a name for heck: spells a name without letters, and replaces the known words.
fn prepare(name: &str) -> String {
    match name.chars().any(char::is_alphabetic) {
        true => replace_known(name),
        false => spell(name),
    }
}

fn replace_known(name: &str) -> String {
    // Every known word has one, and most names have none.
    if !name.contains(char::is_uppercase) {
        return name.to_owned();
    }
    let mut replaced = String::with_capacity(name.len());
    let mut rest = name;
    while !rest.is_empty() {
        let known = WORDS
            .iter()
            .find_map(|(written, split)| Some((after_word(rest, written)?, split)));
        rest = match known {
            Some((after, split)) if !replaced.ends_with(char::is_uppercase) => {
                replaced.push_str(split);
                after
            }
            _ => {
                let mut chars = rest.chars();
                replaced.extend(chars.next());
                chars.as_str()
            }
        };
    }
    replaced
}

/// The rest of a string after a word that ends there: `IDs` in `IDsOf`, not in `IDsome`.
fn after_word<'a>(string: &'a str, word: &str) -> Option<&'a str> {
    // Nearly always the first byte differs, which needs no call.
    if string.as_bytes().first() != word.as_bytes().first() {
        return None;
    }
    string
        .strip_prefix(word)
        .filter(|rest| !rest.starts_with(char::is_lowercase))
}

/// Digits unchanged, signs by their names, everything else by its code point.
fn spell(name: &str) -> String {
    if name.is_empty() {
        return "blank".to_owned();
    }
    let has_digits = name.chars().any(char::is_numeric);
    let mut words: Vec<String> = Vec::new();
    let mut in_number = false;
    for c in name.chars() {
        let is_separator = matches!(c, '_' | ' ') || (matches!(c, '-' | '.') && !words.is_empty());
        let was_in_number = std::mem::replace(&mut in_number, c.is_numeric());
        match (words.last_mut(), SIGNS.iter().find(|(sign, _)| *sign == c)) {
            (Some(number), _) if in_number && was_in_number => number.push(c),
            _ if in_number => words.push(c.to_string()),
            _ if is_separator && has_digits => {}
            (_, Some((_, word))) => words.push((*word).to_owned()),
            _ => words.push(format!("u{:x}", u32::from(c))),
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{camel, module, snake, split_words};

    #[test]
    fn words_of_a_name() {
        for (name, expected) in [
            ("userIDs", "user ids"),
            ("API Users", "api users"),
            ("URLPath", "url path"),
            ("OAuth2Token", "oauth2 token"),
            ("is-billing-admin", "is billing admin"),
            ("created.gte", "created gte"),
            ("***", ""),
            ("größe", "größe"),
        ] {
            assert_eq!(split_words(name).join(" "), expected, "{name:?}");
        }
    }

    #[test]
    fn names_are_split_as_readers_do() {
        for (name, expected) in [
            ("OAuth2Token", "oauth2_token"),
            ("UserURLs", "user_urls"),
            ("userIDs", "user_ids"),
            ("APIUser", "api_user"),
            ("API Users", "api_users"),
            ("mfa_enabled", "mfa_enabled"),
            ("name__icontains", "name_icontains"),
            ("is-billing-admin", "is_billing_admin"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("2fa", "n2fa"),
            ("1.0", "n1_0"),
            ("2024-01-02", "n2024_01_02"),
            ("", "blank"),
            ("***", "star_star_star"),
            ("größe", "größe"),
        ] {
            assert_eq!(snake(name), expected, "{name:?}");
        }
    }

    #[test]
    fn modules_are_ascii() {
        assert_eq!(module("Categorieën"), "categorieuebn");
        assert_eq!(module("API Users"), "api_users");
    }

    #[test]
    fn types_are_in_upper_camel_case() {
        for (name, expected) in [
            ("ApiUserPatch", "ApiUserPatch"),
            ("api_users_list", "ApiUsersList"),
            ("OAuth2Token", "Oauth2Token"),
            ("2fa", "N2fa"),
            ("", "Blank"),
            ("<=", "LessEqual"),
        ] {
            assert_eq!(camel(name), expected, "{name:?}");
        }
    }
}
