//! Ids in the path: every id stays one segment of the path.

use client_tests::samples::api_user;
use client_tests::{Reply, Server};
use probely::Error;
use probely::types::ApiUserPatch;

#[tokio::test]
async fn stay_one_segment() {
    let cases = [
        ("9xYc3gJ1kLmN", "9xYc3gJ1kLmN"),
        ("-qFw7RtB_x3Z", "-qFw7RtB_x3Z"),
        ("../x", "..%2Fx"),
        ("a/b", "a%2Fb"),
        ("/", "%2F"),
        (r"..\x", "..%5Cx"),
        ("a?b#c", "a%3Fb%23c"),
        ("a;b=c&d", "a%3Bb%3Dc%26d"),
        ("%2e", "%252e"),
        ("%2E%2E", "%252E%252E"),
        ("...", "..."),
        (".a", ".a"),
        (" ", "%20"),
        ("a b+c", "a%20b%2Bc"),
        ("ünï", "%C3%BCn%C3%AF"),
        ("😀", "%F0%9F%98%80"),
        ("a\r\nb", "a%0D%0Ab"),
        ("\t", "%09"),
        ("\0", "%00"),
        ("{id}", "%7Bid%7D"),
        ("bulk/update", "bulk%2Fupdate"),
    ];
    for (id, segment) in cases {
        let server = Server::start(Reply::json(200, api_user())).await;
        let client = server.client();
        let request = client.api_users().partial_update(id, ApiUserPatch::new());
        request.send().await.unwrap();
        let expected = format!("PATCH /api-users/{segment}/");
        assert_eq!(server.request().line(), expected, "{id:?}");
    }
}

#[tokio::test]
async fn that_would_call_another_path_are_not_sent() {
    let cases = [
        (
            "",
            "api_users_partial_update: not sent: id: must not be empty, which would change the path",
        ),
        (
            ".",
            "api_users_partial_update: not sent: id: must not be `.`, which would change the path",
        ),
        (
            "..",
            "api_users_partial_update: not sent: id: must not be `..`, which would change the path",
        ),
    ];
    for (id, message) in cases {
        let server = Server::start(Reply::json(200, api_user())).await;
        // This is not a documented constraint, so it cannot be disabled.
        let client = server.builder().check_constraints(false).build().unwrap();
        let request = client.api_users().partial_update(id, ApiUserPatch::new());
        let error = request.send().await.unwrap_err();

        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
        assert_eq!(error.to_string(), message);
        assert!(server.requests().is_empty());
    }
}
