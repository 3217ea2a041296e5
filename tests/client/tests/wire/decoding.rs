//! Responses in all forms: newer and older ones, unknown values and fields, odd timestamps.
//!
//! Encoding a decoded value gives the same JSON.

use client_tests::samples::{api_user, page, user, with};
use client_tests::{Reply, Server, assert_kept};
use probely::types::{ApiUser, ApiUserPatch, JobTitle, RoleTier, User};
use serde_json::{Value, json};

/// Decodes an API user from a response. Checks that encoding gives the same JSON.
async fn read_api_user(body: Value) -> ApiUser {
    let server = Server::start(Reply::json(200, body.clone())).await;
    let request = server
        .client()
        .api_users()
        .partial_update("a", ApiUserPatch::new());
    let user = request.send().await.unwrap().into_inner();
    assert_kept(&body, &serde_json::to_value(&user).unwrap());
    user
}

/// Decodes a user from a list. Checks that encoding gives the same JSON.
async fn read_user(body: Value) -> User {
    let body = page(vec![body]);
    let server = Server::start(Reply::json(200, body.clone())).await;
    let users = server.client().users().list().send().await.unwrap();
    assert_kept(&body, &serde_json::to_value(&*users).unwrap());
    users.into_inner().results.unwrap().remove(0)
}

#[tokio::test]
async fn the_newest_form() {
    let changed_by =
        json!({ "id": "7hKp2mWq5sTz", "name": "Ana Sousa", "email": "ana.sousa@example.com" });
    let user = read_api_user(json!({
        "id": "9xYc3gJ1kLmN",
        "name": "CI",
        "changed_by": changed_by,
        "changed": "2025-03-11T10:21:45.662019Z",
        "active": false,
        "labels": [{
            "id": "3vNc8dLq6RyE",
            "name": "prod",
            "color": "#00FF00",
            "changed_by": changed_by,
            "changed": "2025-01-20T16:02:11.093348Z",
        }],
        "user_roles": [{
            "id": "5wQs3hEa8MdU",
            "role": { "id": "2rDu5xSj7FwC", "name": "Developer" },
            "scope": {
                "tier": "target",
                "team": null,
                "target": { "id": "6eGm9cYt3QhB", "name": "Shop", "url": "https://shop.example.com" },
            },
        }],
        "is_apiuser": true,
        "key": "not-a-real-key",
        "expiration_date": "2026-03-11T00:00:00Z",
    }))
    .await;

    assert_eq!(
        (user.id.as_str(), user.name.as_str()),
        ("9xYc3gJ1kLmN", "CI")
    );
    let changed_by = user.changed_by.unwrap();
    assert_eq!(changed_by.email.as_deref(), Some("ana.sousa@example.com"));
    assert_eq!(user.changed.unwrap().unix_seconds(), 1_741_688_505);
    assert_eq!((user.active, user.is_apiuser), (Some(false), Some(true)));
    let [label] = user.labels.as_slice() else {
        panic!("{:?}", user.labels);
    };
    assert_eq!(
        (label.name.as_str(), label.color.as_deref()),
        ("prod", Some("#00FF00"))
    );
    let [assignment] = user.user_roles.as_deref().unwrap() else {
        panic!("{:?}", user.user_roles);
    };
    assert_eq!(assignment.role.name, "Developer");
    assert_eq!(assignment.scope.tier, RoleTier::Target);
    assert_eq!(assignment.scope.team, None);
    let target = assignment.scope.target.as_ref().unwrap();
    assert_eq!(target.url.as_deref(), Some("https://shop.example.com"));
    assert_eq!(user.key.unwrap().expose(), "not-a-real-key");
    assert_eq!(
        user.expiration_date.unwrap().as_str(),
        "2026-03-11T00:00:00Z"
    );
    assert!(user.extra.is_empty());
}

#[tokio::test]
async fn the_oldest_form() {
    let api_user = read_api_user(api_user()).await;
    assert_eq!((api_user.active, api_user.is_apiuser), (None, None));
    assert_eq!((api_user.user_roles, api_user.key), (None, None));
    assert_eq!(api_user.expiration_date, None);

    let user = read_user(user()).await;
    assert_eq!((user.active, user.mfa_enabled), (None, None));
    assert_eq!((user.title, user.last_login), (None, None));
    assert_eq!((user.labels, user.user_roles), (None, None));
}

/// A user that was never changed may have no author of a change.
#[tokio::test]
async fn a_change_that_is_null() {
    let unchanged = json!({ "changed": null, "changed_by": null });
    let user = read_user(with(user(), unchanged.clone())).await;
    assert_eq!((user.changed, user.changed_by), (None, None));
    let label = with(json!({ "id": "a", "name": "prod" }), unchanged.clone());
    let fields = with(unchanged, json!({ "labels": [label] }));
    let api_user = read_api_user(with(api_user(), fields)).await;
    assert_eq!((api_user.changed, api_user.changed_by), (None, None));
    assert_eq!(api_user.labels[0].changed, None);
}

#[tokio::test]
async fn an_expiration_date_that_is_absent_null_or_set() {
    let cases = [
        (json!({}), None),
        (json!({ "expiration_date": null }), None),
        (
            json!({ "expiration_date": "2026-03-11T00:00:00Z" }),
            Some("2026-03-11T00:00:00Z"),
        ),
    ];
    for (fields, expected) in cases {
        let user = read_api_user(with(api_user(), fields)).await;
        let date = user.expiration_date.as_ref().map(|date| date.as_str());
        assert_eq!(date, expected);
    }
}

/// Documented as a string, but expected to be empty, masked, null or absent once the API user exists.
#[tokio::test]
async fn a_key_that_is_absent_null_empty_or_masked() {
    let cases = [
        (json!({}), None),
        (json!({ "key": null }), None),
        (json!({ "key": "" }), Some("")),
        (json!({ "key": "****" }), Some("****")),
    ];
    for (fields, expected) in cases {
        let user = read_api_user(with(api_user(), fields)).await;
        assert_eq!(user.key.as_ref().map(|key| key.expose()), expected);
    }
}

#[tokio::test]
async fn an_email_address_that_is_absent_null_or_empty() {
    let cases = [
        (json!({}), None),
        (json!({ "email": null }), None),
        (json!({ "email": "" }), Some("")),
    ];
    for (fields, expected) in cases {
        let changed_by = with(json!({ "id": "a", "name": "CI" }), fields);
        let user = read_api_user(with(api_user(), json!({ "changed_by": changed_by }))).await;
        assert_eq!(user.changed_by.unwrap().email.as_deref(), expected);
    }
}

#[tokio::test]
async fn every_tier() {
    let cases = [
        ("account", Some(RoleTier::Account)),
        ("team", Some(RoleTier::Team)),
        ("target", Some(RoleTier::Target)),
        ("scope", Some(RoleTier::Scope)),
        ("galaxy", None),
        ("", None),
        ("Team", None),
    ];
    for (text, known) in cases {
        let role = json!({ "role": { "id": "r", "name": "Admin" }, "scope": { "tier": text } });
        let user = read_user(with(user(), json!({ "user_roles": [role] }))).await;
        let tier = &user.user_roles.unwrap()[0].scope.tier;
        match known {
            Some(known) => assert_eq!(tier, &known),
            None => assert!(matches!(tier, RoleTier::Unrecognized(_)), "{tier:?}"),
        }
        assert_eq!(tier.as_str(), text);
    }
}

#[tokio::test]
async fn every_job_title() {
    let cases = [
        (json!("ceo"), Some(JobTitle::Ceo)),
        (json!("cto"), Some(JobTitle::Cto)),
        (json!("cso"), Some(JobTitle::Cso)),
        (json!("seceng"), Some(JobTitle::Seceng)),
        (json!("dev"), Some(JobTitle::Dev)),
        (json!("devop"), Some(JobTitle::Devop)),
        (json!("manager"), Some(JobTitle::Manager)),
        (json!("other"), Some(JobTitle::Other)),
        (json!(""), Some(JobTitle::Blank)),
        (json!("astronaut"), Some("astronaut".into())),
        (json!(null), None),
    ];
    for (title, expected) in cases {
        let user = read_user(with(user(), json!({ "title": title }))).await;
        assert_eq!(user.title, expected);
    }
}

/// Times are in UTC where no zone is given, and have any number of fraction digits.
#[tokio::test]
async fn odd_timestamps() {
    const NOON: i64 = 1_741_694_400;
    let cases = [
        ("2025-03-11T12:00:00Z", NOON, 0),
        ("2025-03-11T12:00:00", NOON, 0),
        ("2025-03-11T12:00:00.1Z", NOON, 100_000_000),
        ("2025-03-11T12:00:00.12", NOON, 120_000_000),
        ("2025-03-11T12:00:00.071Z", NOON, 71_000_000),
        ("2025-03-11T12:00:00.1234Z", NOON, 123_400_000),
        ("2025-03-11T12:00:00.12345", NOON, 123_450_000),
        ("2025-03-11T12:00:00.480913Z", NOON, 480_913_000),
        ("2025-03-11T12:00:00.1234567", NOON, 123_456_700),
        ("2025-03-11T12:00:00.12345678Z", NOON, 123_456_780),
        ("2025-03-11T12:00:00.000000001", NOON, 1),
        ("2025-03-11T12:00:00.999999999Z", NOON, 999_999_999),
        ("2025-03-11T13:30:00+01:30", NOON, 0),
        ("2025-03-11T04:00:00.5-08:00", NOON, 500_000_000),
        ("2025-03-11T12:00:00+00:00", NOON, 0),
        ("2025-03-11 12:00:00Z", NOON, 0),
        ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
    ];
    for (text, seconds, nanos) in cases {
        let user = read_api_user(with(api_user(), json!({ "changed": text }))).await;
        let changed = user.changed.unwrap();
        assert_eq!(changed.as_str(), text);
        assert_eq!(
            (changed.unix_seconds(), changed.subsec_nanos()),
            (seconds, nanos),
            "{text}"
        );
    }
}

#[tokio::test]
async fn fields_that_the_crate_does_not_know() {
    let role = json!({ "id": "r", "name": "Admin", "custom": [1, { "a": null }] });
    let fields = json!({
        "avatar": { "url": "https://example.com/a.png", "sizes": [16, 32] },
        "score": 0.1,
        "big": u64::MAX,
        "nothing": true,
        "user_roles": [{ "role": role, "scope": { "tier": "account", "depth": 2 }, "since": "2025" }],
    });
    let user = read_user(with(user(), fields)).await;
    assert_eq!(user.extra["avatar"]["sizes"], json!([16, 32]));
    assert_eq!(user.extra["big"], u64::MAX);
    let assignment = &user.user_roles.as_ref().unwrap()[0];
    assert_eq!(assignment.role.extra["custom"][1], json!({ "a": null }));
    assert_eq!(assignment.scope.extra["depth"], 2);
    assert_eq!(assignment.extra["since"], "2025");
}

/// Strings are kept unchanged.
#[tokio::test]
async fn text_of_every_kind() {
    for name in [
        "",
        " ",
        "José",
        "😀",
        "\u{0}",
        "a\nb",
        "\u{202e}abc",
        "\"\\",
    ] {
        assert_eq!(
            read_api_user(with(api_user(), json!({ "name": name })))
                .await
                .name,
            name
        );
    }
}
