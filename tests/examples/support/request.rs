//! Whether a request is what a case says.

use serde_json::Value;

use super::server::Received;
use super::{Body, Case};

/// Checks method, path, query, headers and body.
pub(super) fn assert_sent(case: &Case, received: &Received) {
    let name = case.name;
    assert_eq!(received.method, case.method, "{name}");
    let (path, query) = match received.target.split_once('?') {
        Some((path, query)) => (path, query),
        None => (received.target.as_str(), ""),
    };
    // What is between two slashes is decoded for itself, so that an encoded slash is none.
    let segments: Vec<String> = path
        .split('/')
        .skip(1)
        .map(|it| decoded(it, false))
        .collect();
    assert_eq!(segments, case.segments, "{name}: {path}");
    assert_eq!(pairs(query), owned(case.query), "{name}: {query}");
    for (header, expected) in case.headers {
        let found = received.headers.iter().find(|(it, _)| it == header);
        let found = found.map(|(_, value)| value.as_str());
        assert_eq!(found, *expected, "{name}: the header {header}");
    }
    let content_type = received.headers.iter().find(|(it, _)| it == "content-type");
    let content_type = content_type.map_or("", |(_, value)| value.as_str());
    let text = String::from_utf8_lossy(&received.body);
    match &case.sent {
        Body::None => assert_eq!((content_type, &*text), ("", ""), "{name}"),
        Body::Whole(media_type, expected) => {
            assert_eq!(content_type, *media_type, "{name}");
            if !media_type.contains("json") {
                return assert_eq!(text, *expected, "{name}");
            }
            let sent: Value = super::read(&text);
            super::json::assert_sent(name, &super::read(expected), &sent);
        }
        Body::Form(expected) => {
            assert_eq!(content_type, "application/x-www-form-urlencoded", "{name}");
            assert_fields(name, pairs(&text), expected);
        }
        Body::Multipart(expected) => {
            let boundary = content_type.strip_prefix("multipart/form-data; boundary=");
            let boundary = boundary.unwrap_or_else(|| panic!("{name}: {content_type}"));
            assert_fields(name, parts(&text, boundary), expected);
        }
        Body::Unsayable => panic!("{name}: a form cannot say it, and this was sent: {text}"),
    }
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = pairs
        .iter()
        .map(|(name, text)| (name.to_string(), text.to_string()));
    owned.collect()
}

fn assert_fields(name: &str, sent: Vec<(String, String)>, expected: &[(&str, &str)]) {
    let (sent, expected) = (sorted(sent), sorted(owned(expected)));
    // `1` may be written as `1.0`, which is the same number, and nested JSON in another order.
    let is_same = |(name, a): &(String, String), (other, b): &(String, String)| {
        let json = |text: &str| serde_json::from_str::<Value>(text).ok();
        let numbers = [a, b].map(|it| it.parse::<f64>().ok());
        name == other
            && (a == b
                || (numbers[0].is_some() && numbers[0] == numbers[1])
                || (json(a).is_some_and(|it| it.is_object()) && json(a) == json(b)))
    };
    let is_all_same = sent.iter().zip(&expected).all(|(a, b)| is_same(a, b));
    assert!(
        sent.len() == expected.len() && is_all_same,
        "{name}: {sent:?} was sent, not {expected:?}"
    );
}

/// Fields of a form have no order, but those of one name have.
fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
    pairs
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name, true), decoded(text, true))
        })
        .collect()
}

fn parts(text: &str, boundary: &str) -> Vec<(String, String)> {
    let delimiter = format!("--{boundary}");
    let parts = text
        .split(&delimiter)
        .filter(|part| !matches!(*part, "" | "--\r\n"));
    parts
        .map(|part| {
            let (head, text) = part.split_once("\r\n\r\n").expect("a part has a head");
            let (_, name) = head.split_once("name=\"").expect("a part has a name");
            let (name, _) = name.split_once('"').expect("the name ends");
            let text = text.strip_suffix("\r\n").expect("a part ends in a line");
            (name.to_owned(), text.to_owned())
        })
        .collect()
}

fn decoded(text: &str, plus_is_space: bool) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' if plus_is_space => b' ',
            b'%' => {
                let digits = [rest.next(), rest.next()].map(|it| it.expect("two digits"));
                let digits = std::str::from_utf8(&digits).expect("digits");
                u8::from_str_radix(digits, 16).expect("digits")
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}
