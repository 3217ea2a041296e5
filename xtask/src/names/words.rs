//! Names on the wire → words in Rust's cases: a word table over heck.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::Ident;

/// Words whose capitals mislead heck, as they are written and as heck splits them rightly.
/// heck alone makes `o_auth2_token` of `OAuth2Token` and `user_ur_ls` of `UserURLs`.
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

/// What signs are called where a name has nothing else, or where a sign tells two names apart (`+1` and `-1`).
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
    let name = prepare(name).to_snake_case();
    if name.starts_with(|c: char| c.is_numeric()) {
        format!("n{name}")
    } else {
        name
    }
}

/// `snake_case` in ASCII, for modules: the compiler finds no file for another name.
pub(super) fn module(name: &str) -> String {
    snake(name)
        .chars()
        .map(|c| match c.is_ascii() {
            true => c.to_string(),
            false => format!("u{:x}", u32::from(c)),
        })
        .collect()
}

/// `UpperCamelCase`, for types and variants.
pub(super) fn camel(name: &str) -> String {
    let name = prepare(name).to_upper_camel_case();
    if name.starts_with(|c: char| c.is_numeric()) {
        format!("N{name}")
    } else {
        name
    }
}

/// The name that the document gives, or the one derived from what it calls the thing.
pub(super) fn explicit_or(explicit: Option<&str>, derived: impl FnOnce() -> String) -> Ident {
    match explicit {
        Some(name) => Ident::escape(name),
        None => Ident::escape(&derived()),
    }
}

/// The name with its signs spelled where they matter and its capitals as heck wants them. Never empty of letters.
fn prepare(name: &str) -> String {
    let spelled = if name.chars().any(char::is_alphabetic) {
        name.to_owned()
    } else {
        spell(name)
    };
    let mut text = String::with_capacity(spelled.len());
    let mut rest = spelled.as_str();
    while !rest.is_empty() {
        let known = WORDS
            .iter()
            .find_map(|(written, split)| Some((after_word(rest, written)?, split)));
        rest = match known {
            Some((after, split)) if !text.ends_with(char::is_uppercase) => {
                text.push_str(split);
                after
            }
            _ => {
                let mut chars = rest.chars();
                text.extend(chars.next());
                chars.as_str()
            }
        };
    }
    text
}

/// What follows the word, if the text starts with it and it ends there: `IDs` in `userIDs`, not in `IDsome`.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word)
        .filter(|rest| !rest.starts_with(char::is_lowercase))
}

/// Digits as they are, signs by their names, everything else by its code point.
fn spell(name: &str) -> String {
    if name.is_empty() {
        return "blank".to_owned();
    }
    let mut words = Vec::new();
    let mut digits = String::new();
    for c in name.chars() {
        if c.is_numeric() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            words.push(std::mem::take(&mut digits));
        }
        let is_separator = matches!(c, '_' | ' ') || (matches!(c, '-' | '.') && !words.is_empty());
        match SIGNS.iter().find(|(sign, _)| *sign == c) {
            _ if is_separator && name.chars().any(char::is_numeric) => {}
            Some((_, word)) => words.push((*word).to_owned()),
            None => words.push(format!("u{:x}", u32::from(c))),
        }
    }
    if !digits.is_empty() {
        words.push(digits);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{camel, module, snake};

    #[test]
    fn words_come_apart_where_a_reader_sees_them() {
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
