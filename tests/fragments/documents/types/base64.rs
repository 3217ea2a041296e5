//! `byte` and `base64url`: bytes in Rust, base64 on the wire.

use sdk_runtime::{Base64, Base64Url, FakeTransport};
use serde_json::json;

use super::Client;
use super::types::{Key, KeyEither};
use crate::round_trip;

#[test]
fn bytes_are_encoded_and_decoded() {
    for (bytes, standard, url_safe) in [
        (&b""[..], "", ""),
        (b"\0", "AA==", "AA"),
        (b"\xff\xef", "/+8=", "_-8"),
        (b"hi!", "aGkh", "aGkh"),
        (b"\xfb\xff\xbe\xff", "+/++/w==", "-_--_w"),
    ] {
        let key = Key::new(bytes).token(bytes.to_vec());
        assert_eq!(json!(key), json!({"data": standard, "token": url_safe}));
        assert_eq!(key.data.decode().unwrap(), bytes);
        assert_eq!(key.token.unwrap().decode().unwrap(), bytes);
    }
}

#[test]
fn what_servers_send_is_kept() {
    for (text, bytes) in [
        ("aGVsbG8", Some(&b"hello"[..])),
        ("aGVs\r\nbG8=\n", Some(b"hello")),
        ("aGVsbG8==", Some(b"hello")),
        ("_-8", Some(b"\xff\xef")),
        ("a", None),
        ("no base64!", None),
        ("=aGk", None),
    ] {
        let key: Key = round_trip(&json!({"data": text, "either": text}));
        assert_eq!(key.data.as_str(), text);
        assert_eq!(key.data.decode().ok().as_deref(), bytes, "{text}");
        assert!(matches!(key.either, Some(KeyEither::Byte(_))));
        assert_eq!(text.parse::<Base64>().is_ok(), bytes.is_some());
    }
    let error = "ab!".parse::<Base64Url>().unwrap_err();
    assert_eq!(error.to_string(), "invalid base64 at byte 3");
}

#[tokio::test]
async fn a_length_is_that_of_the_string() {
    let transport = FakeTransport::new();
    let client = Client::builder().transport(transport).build().unwrap();
    let update = |bytes: &[u8]| client.keys().update(b"\xff\xef", Key::new(bytes));
    let error = update(b"seven b").await.unwrap_err();
    assert!(error.to_string().contains("data: must have at most 8 characters"), "{error}");
}
