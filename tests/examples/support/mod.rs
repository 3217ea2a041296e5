//! What tests that are written from examples need when they run.

mod json;
mod request;
mod server;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use server::Server;

/// A call, what it must send, and what it is answered.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) method: &'static str,
    /// The parts of the path, decoded.
    pub(super) segments: &'static [&'static str],
    /// The pairs of the query, decoded.
    pub(super) query: &'static [(&'static str, &'static str)],
    /// Headers with their values, or without if they must not be there.
    pub(super) headers: &'static [(&'static str, Option<&'static str>)],
    /// The body that the client is given, and how it is to be written.
    pub(super) body: &'static str,
    pub(super) media: &'static str,
    pub(super) sent: Body,
    pub(super) status: u16,
    pub(super) content_type: Option<&'static str>,
    pub(super) answer: &'static str,
    pub(super) is_success: bool,
    pub(super) variant: Option<&'static str>,
    pub(super) value: Option<&'static str>,
}

/// A body as the server must get it.
pub(super) enum Body {
    None,
    /// The media type, and the body: JSON, or as it is.
    Whole(&'static str, &'static str),
    Form(&'static [(&'static str, &'static str)]),
    Multipart(&'static [(&'static str, &'static str)]),
    /// A form has no way to say it, so nothing is sent.
    Unsayable,
}

/// What came of a call.
pub(super) enum Outcome {
    Success(Value),
    /// The status, the variant of `ErrorBody`, and what it holds.
    Failure(u16, &'static str, Value),
    /// Nothing was sent.
    Refused(String),
}

/// A value of an example.
pub(super) fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// A value as JSON. What was read from an example holds nothing that the document does not describe.
pub(super) fn json<T: Serialize + Debug>(value: &T) -> Value {
    let shown = format!("{value:?}");
    assert!(!shown.contains("Unrecognized("), "{shown}");
    // A set of keys; a map is described by the document.
    for (at, mark) in shown.match_indices("extra: {\"") {
        let key = shown.get(at + mark.len()..).unwrap_or_default();
        let is_map = key
            .split_once('"')
            .is_some_and(|(_, rest)| rest.starts_with(':'));
        assert!(
            is_map,
            "a field that the document does not describe: {shown}"
        );
    }
    serde_json::to_value(value).expect("what was read can be written")
}

/// Checks that a value is what JSON says, but for nulls.
pub(super) fn is<T: Serialize + Debug>(place: &str, value: &T, text: &str) {
    json::assert_kept(place, &read(text), &json(value));
}

/// Decodes an example and encodes it again.
pub(super) fn kept<T: DeserializeOwned + Serialize + Debug>(place: &str, text: &str) {
    println!("{place}");
    let value: T =
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{place}: {error}\n{text}"));
    is(place, &value, text);
}

/// Calls an operation, once for each case.
pub(super) fn run<F>(cases: &[Case], call: fn(String, &'static str, &'static str) -> F)
where
    F: Future<Output = Outcome>,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    // A form may have no way to say one example, but each media type must be sent for some.
    let mut sent: Vec<(&str, bool)> = Vec::new();
    for case in cases {
        println!("{}", case.name);
        let server = Server::start(case);
        let outcome = runtime.block_on(call(server.url(), case.body, case.media));
        let received = server.received();
        if !sent.iter().any(|(media, _)| *media == case.media) {
            sent.push((case.media, false));
        }
        match (&case.sent, received, outcome) {
            (Body::Unsayable, None, Outcome::Refused(_)) => {}
            (Body::Form(_) | Body::Multipart(_), None, Outcome::Refused(_)) => {}
            (_, None, Outcome::Refused(why)) => panic!("{}: {why}", case.name),
            (_, None, _) => panic!("{}: nothing was sent", case.name),
            (_, Some(received), outcome) => {
                request::assert_sent(case, &received);
                assert_answered(case, &outcome);
                for (media, is_sent) in &mut sent {
                    *is_sent |= *media == case.media;
                }
            }
        }
    }
    let unsent = sent.iter().find(|(_, is_sent)| !is_sent);
    if let (Some((media, _)), Some(case)) = (unsent, cases.first()) {
        let operation = case.name.split(':').next().unwrap_or_default();
        panic!("{operation}: no example of the body can be sent as {media}");
    }
}

fn assert_answered(case: &Case, outcome: &Outcome) {
    let value = match (case.is_success, outcome) {
        (true, Outcome::Success(value)) => value,
        (false, Outcome::Failure(status, variant, value)) => {
            assert_eq!(*status, case.status, "{}", case.name);
            if let Some(expected) = case.variant {
                assert_eq!(*variant, expected, "{}", case.name);
            }
            value
        }
        (_, Outcome::Success(_)) => panic!("{}: a success", case.name),
        (_, Outcome::Failure(..)) => panic!("{}: an error", case.name),
        (_, Outcome::Refused(why)) => panic!("{}: {why}", case.name),
    };
    if let Some(expected) = case.value {
        json::assert_kept(case.name, &read(expected), value);
    }
}
