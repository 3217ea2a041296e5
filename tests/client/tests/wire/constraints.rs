//! The documented constraints of a request: checked before it is sent, and never on the response.

use client_tests::samples::{api_user, with};
use client_tests::{Reply, Server};
use probely::types::{ApiUserBulkUpdate, ApiUserPatch, LabelRequest};
use probely::{Error, FieldError};
use serde_json::json;

fn paths_and_messages(errors: &[FieldError]) -> Vec<(&str, &str)> {
    errors
        .iter()
        .map(|error| (error.path.as_str(), error.message.as_str()))
        .collect()
}

#[tokio::test]
async fn are_reported_all_at_once_and_nothing_is_sent() {
    let server = Server::start(Reply::json(200, json!({ "ids": [] }))).await;
    let update = ApiUserBulkUpdate::new(
        ["a"],
        "n".repeat(61),
        [
            LabelRequest::new("prod").color("#00FF00"),
            LabelRequest::new("l".repeat(256)).color("a color"),
            LabelRequest::new("staging").color("grün"),
        ],
    );
    let request = server.client().api_users().bulk_update(update);
    let error = request.send().await.unwrap_err();

    assert_eq!(
        error.to_string(),
        "api_users_bulk_update: not sent: name: must have at most 60 characters; \
         labels[1].name: must have at most 255 characters; \
         labels[1].color: must match ^[a-zA-Z0-9#_-]*$; \
         labels[2].color: must match ^[a-zA-Z0-9#_-]*$"
    );
    let expected = [
        ("name", "must have at most 60 characters"),
        ("labels[1].name", "must have at most 255 characters"),
        ("labels[1].color", "must match ^[a-zA-Z0-9#_-]*$"),
        ("labels[2].color", "must match ^[a-zA-Z0-9#_-]*$"),
    ];
    assert_eq!(paths_and_messages(&error.field_errors()), expected);
    let Error::InvalidRequest(problem) = error else {
        panic!("expected an invalid request");
    };
    assert_eq!(paths_and_messages(problem.errors()), expected);
    assert!(server.requests().is_empty());
}

/// The id is reported together with the fields of the body.
#[tokio::test]
async fn are_reported_together_with_a_wrong_id() {
    let server = Server::start(Reply::json(200, api_user())).await;
    for id in ["", ".."] {
        let patch = ApiUserPatch::new().name("n".repeat(61));
        let request = server.client().api_users().partial_update(id, patch);
        let errors = request.send().await.unwrap_err().field_errors();
        let mut paths: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
        paths.sort_unstable();
        assert_eq!(paths, ["id", "name"], "{errors:?}");
    }
    assert!(server.requests().is_empty());
}

/// Lengths are counted as the backend counts: code points, after trimming.
#[tokio::test]
async fn refuse_nothing_that_the_server_takes() {
    let patches = [
        ApiUserPatch::new().name("n".repeat(60)),
        ApiUserPatch::new().name("é".repeat(60)),
        ApiUserPatch::new().name("😀".repeat(60)),
        ApiUserPatch::new().name(format!("  {}\n", "n".repeat(60))),
        ApiUserPatch::new().name(""),
        ApiUserPatch::new().labels([LabelRequest::new("l".repeat(255)).color("Az09#_-")]),
        ApiUserPatch::new().labels([LabelRequest::new("").color("")]),
        ApiUserPatch::new().labels([LabelRequest::new("prod").color(" #00FF00 ")]),
        ApiUserPatch::new().title("astronaut"),
    ];
    for patch in patches {
        let server = Server::start(Reply::json(200, api_user())).await;
        let request = server
            .client()
            .api_users()
            .partial_update("a", patch.clone());
        request.send().await.unwrap();
        // The client trims nothing: the server does.
        assert_eq!(
            server.request().json(),
            serde_json::to_value(&patch).unwrap()
        );
    }
}

#[tokio::test]
async fn are_not_on_ids() {
    let server = Server::start(Reply::json(200, json!({ "ids": [] }))).await;
    let client = server.client();
    let ids = ["", "-", "a b", "🆔", &"i".repeat(300)];
    let update = ApiUserBulkUpdate::new(ids, "CI", probely::Empty);
    client.api_users().bulk_update(update).send().await.unwrap();
    client.users().list().role(ids).send().await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn can_be_switched_off() {
    let server = Server::start(Reply::json(200, api_user())).await;
    let client = server.builder().check_constraints(false).build().unwrap();
    let name = "n".repeat(61);
    let patch = ApiUserPatch::new().name(&name);
    let request = client.api_users().partial_update("a", patch);
    request.send().await.unwrap();
    assert_eq!(server.request().json(), json!({ "name": name }));
}

#[tokio::test]
async fn are_not_on_responses() {
    let role = json!({ "id": "short", "name": "r".repeat(300) });
    let body = with(
        api_user(),
        json!({
            "id": "",
            "name": "n".repeat(99),
            "changed_by": { "id": "a", "name": "n".repeat(99), "email": "no address" },
            "labels": [{
                "id": "l",
                "name": "l".repeat(300),
                "color": "not a color!",
                "changed_by": { "id": "a", "name": "" },
                "changed": "2025-01-20T16:02:11Z",
            }],
            "user_roles": [{ "id": "x", "role": role, "scope": {
                "tier": "target",
                "target": { "id": "t", "name": "Shop", "url": "no url" },
            } }],
        }),
    );
    let server = Server::start(Reply::json(200, body)).await;
    let request = server
        .client()
        .api_users()
        .partial_update("a", ApiUserPatch::new());
    let user = request.send().await.unwrap();
    assert_eq!(user.name.len(), 99);
    assert_eq!(user.labels[0].color.as_deref(), Some("not a color!"));
}
