//! Responses of undocumented shape: every shape that a source mentions is decoded and kept.

use client_tests::samples::{api_user, page, user, with};
use client_tests::{Reply, Server, assert_kept};
use probely::types::{
    ApiUserCreate, ProfileResult, RoleRefRequest, RoleScopeRequest, RoleTier, RoleTierRequest,
    UserRefRequest, UserRole, UserRoleBulkOperations, UserRoleRef, UserRoleRequest, UserRoleUpdate,
};
use serde_json::{Value, json};

async fn profile(body: Value) -> ProfileResult {
    let server = Server::start(Reply::json(200, body.clone())).await;
    let profile = server.client().profile().retrieve().send().await.unwrap();
    assert_kept(&body, &serde_json::to_value(&*profile).unwrap());
    profile.into_inner()
}

#[tokio::test]
async fn a_profile_is_one_object_or_a_list_of_it() {
    for person in [
        user(),
        with(user(), json!({"is_owner": true, "labels": null})),
        with(user(), json!({"user_roles": "Admin"})),
        with(user(), json!({"user_roles": [{"role": {"id": "a"}}]})),
    ] {
        let ProfileResult::Profile(one) = profile(person.clone()).await else {
            panic!("one object");
        };
        let ProfileResult::ProfileList(list) = profile(json!([person])).await else {
            panic!("a list");
        };
        assert_eq!(list, [*one]);
    }
    assert!(matches!(
        profile(json!([])).await,
        ProfileResult::ProfileList(list) if list.is_empty()
    ));
}

/// The caller may be an API user, which has no email address.
#[tokio::test]
async fn a_profile_of_an_api_user() {
    for email in [json!({}), json!({"email": null}), json!({"email": ""})] {
        let ProfileResult::Profile(profile) = profile(with(api_user(), email)).await else {
            panic!("one object");
        };
        assert_eq!(profile.name, "CI");
        assert_eq!(profile.is_billing_admin, None);
    }
}

fn assignment(scope: Value) -> Value {
    json!({
        "id": "_vXe5wKr9ZbQ",
        "user": { "id": "9xYc3gJ1kLmN", "name": "CI" },
        "role": { "id": "2rDu5xSj7FwC", "name": "Developer" },
        "scope": scope,
    })
}

async fn read_assignment(body: Value) -> UserRole {
    let server = Server::start(Reply::json(200, body.clone())).await;
    let request = server.client().api_user_roles().retrieve("_vXe5wKr9ZbQ");
    let role = request.send().await.unwrap();
    assert_eq!(server.request().line(), "GET /api-user-roles/_vXe5wKr9ZbQ/");
    assert_kept(&body, &serde_json::to_value(&*role).unwrap());
    role.into_inner()
}

#[tokio::test]
async fn an_assignment_with_the_fewest_fields() {
    let role = read_assignment(assignment(json!({ "tier": "account" }))).await;
    assert_eq!(role.scope.tier, RoleTier::Account);
    assert_eq!((role.role.custom, role.role.permissions), (None, None));
}

#[tokio::test]
async fn a_target_has_two_tiers_and_unused_fields_may_be_null() {
    for tier in ["target", "scope"] {
        let target = json!({ "id": "6eGm9cYt3QhB", "name": "Shop" });
        let scope = json!({ "tier": tier, "team": null, "target": target });
        let role = read_assignment(assignment(scope)).await;
        assert_eq!(role.scope.target.unwrap().name, "Shop");
        assert_eq!(role.scope.team, None);
    }
}

/// The items of the lists are not documented.
#[tokio::test]
async fn a_bulk_operation_returns_what_it_did() {
    let operations = UserRoleBulkOperations::new()
        .create([UserRoleRequest::new(
            UserRefRequest::new("-qFw7RtB_x3Z"),
            RoleRefRequest::new("2rDu5xSj7FwC"),
            RoleScopeRequest::new(RoleTierRequest::Account),
        )])
        .delete([UserRoleRef::new("7tWq2pLr6BvN")]);
    for body in [
        json!({ "create": [{ "id": "a" }], "update": [], "delete": { "ids": ["7tWq2pLr6BvN"] } }),
        json!({ "create": [assignment(json!({ "tier": "account" }))] }),
        json!({ "created": 1 }),
        json!({}),
    ] {
        let server = Server::start(Reply::json(200, body.clone())).await;
        let request = server
            .client()
            .user_roles()
            .bulk_operations(operations.clone());
        let done = request.send().await.unwrap();
        assert_kept(&body, &serde_json::to_value(&*done).unwrap());
        assert_eq!(
            server.request().json(),
            json!({
                "create": [{
                    "user": { "id": "-qFw7RtB_x3Z" },
                    "role": { "id": "2rDu5xSj7FwC" },
                    "scope": { "tier": "account" },
                }],
                "delete": [{ "id": "7tWq2pLr6BvN" }],
            })
        );
    }
}

/// The API does not require this body.
#[tokio::test]
async fn a_body_that_is_not_required_can_be_left_out() {
    let server = Server::start(Reply::json(200, json!({}))).await;
    let request = server.client().user_roles().bulk_operations(None);
    request.send().await.unwrap();
    let received = server.request();
    assert_eq!(received.header("content-type"), None);
    assert!(received.body.is_empty());
}

#[tokio::test]
async fn a_bulk_update_of_roles_sends_a_list() {
    let update = UserRoleUpdate::new(
        "7tWq2pLr6BvN",
        UserRefRequest::new("9xYc3gJ1kLmN"),
        RoleRefRequest::new("2rDu5xSj7FwC"),
        RoleScopeRequest::new(RoleTierRequest::Account),
    );
    let ids = json!({ "ids": ["7tWq2pLr6BvN"] });
    for (reply, expected) in [
        (Reply::empty(204), None),
        (Reply::json(200, json!(null)), None),
        (Reply::json(201, ids.clone()), Some(ids)),
    ] {
        let server = Server::start(reply).await;
        let client = server.client();
        let request = client.api_user_roles().bulk_update(vec![update.clone()]);
        assert_eq!(request.send().await.unwrap().into_inner(), expected);
        check_bulk_update(&server);
    }
}

fn check_bulk_update(server: &Server) {
    let request = server.request();
    assert_eq!(request.line(), "POST /api-user-roles/bulk/update/");
    assert_eq!(
        request.json(),
        json!([{
            "id": "7tWq2pLr6BvN",
            "user": { "id": "9xYc3gJ1kLmN" },
            "role": { "id": "2rDu5xSj7FwC" },
            "scope": { "tier": "account" },
        }])
    );
}

/// `Debug` redacts the key; only `expose` returns it.
#[tokio::test]
async fn a_new_api_user_has_its_key() {
    let body = with(api_user(), json!({ "key": "made-up-and-secret" }));
    let server = Server::start(Reply::json(201, body)).await;
    let request = server.client().api_users().create(ApiUserCreate::new("CI"));
    let new = request.send().await.unwrap();
    assert_eq!(server.request().json(), json!({ "name": "CI" }));
    assert!(!format!("{new:?}").contains("made-up-and-secret"));
    let key = new.into_inner().key.unwrap();
    assert_eq!(key.expose(), "made-up-and-secret");
}

/// Teams are documented in part, log entries not at all.
#[tokio::test]
async fn objects_with_undocumented_fields_are_kept() {
    let team =
        json!({ "id": "a", "name": "Payments", "quota": null, "targets": ["b", { "id": "c" }] });
    let server = Server::start(Reply::json(200, team.clone())).await;
    let request = server.client().teams().retrieve("a");
    assert_kept(
        &team,
        &serde_json::to_value(&*request.send().await.unwrap()).unwrap(),
    );

    let entries = page(vec![
        json!({}),
        json!({ "user": { "id": "a" }, "what": [1] }),
    ]);
    let server = Server::start(Reply::json(200, entries.clone())).await;
    let log = server.client().audit_log().list().send().await.unwrap();
    assert_kept(&entries, &serde_json::to_value(&*log).unwrap());

    let target = json!({ "id": "a", "site": { "url": "https://shop.example.com" }, "lows": 3 });
    let targets = page(vec![json!({ "id": "b" }), target]);
    let server = Server::start(Reply::json(200, targets.clone())).await;
    let request = server.client().users().list_targets("7hKp2mWq5sTz");
    let found = request.send().await.unwrap();
    assert_kept(&targets, &serde_json::to_value(&*found).unwrap());
}
