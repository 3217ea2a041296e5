//! Answers whose shape nobody is sure of: every one that the sources speak of is read, and kept as it came.

use client_tests::samples::{api_user, user, with};
use client_tests::{Reply, Server, assert_kept};
use probely::types::{
    ApiUserCreate, ProfileResult, RoleRefRequest, RoleScopeRequest, RoleTier, UserRefRequest,
    UserRole, UserRoleBulkOperations, UserRoleRef, UserRoleRequest, UserRoleUpdate,
};
use serde_json::{Value, json};

async fn profile(answer: Value) -> ProfileResult {
    let server = Server::start(Reply::json(200, answer.clone())).await;
    let profile = server.client().profile().retrieve().send().await.unwrap();
    assert_kept(&answer, &serde_json::to_value(&*profile).unwrap());
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

/// A profile describes whoever calls, and programs have no address.
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

fn role_held(scope: Value) -> Value {
    json!({
        "id": "_vXe5wKr9ZbQ",
        "user": { "id": "9xYc3gJ1kLmN", "name": "CI" },
        "role": { "id": "2rDu5xSj7FwC", "name": "Developer" },
        "scope": scope,
    })
}

async fn read_role_held(answer: Value) -> UserRole {
    let server = Server::start(Reply::json(200, answer.clone())).await;
    let request = server.client().api_user_roles().retrieve("_vXe5wKr9ZbQ");
    let role = request.send().await.unwrap();
    assert_eq!(server.request().line(), "GET /api-user-roles/_vXe5wKr9ZbQ/");
    assert_kept(&answer, &serde_json::to_value(&*role).unwrap());
    role.into_inner()
}

#[tokio::test]
async fn a_role_held_with_as_little_as_may_come() {
    let role = read_role_held(role_held(json!({ "tier": "account" }))).await;
    assert_eq!(role.scope.tier, RoleTier::Account);
    assert_eq!((role.role.custom, role.role.permissions), (None, None));
}

#[tokio::test]
async fn a_target_goes_by_two_tiers_and_what_is_not_meant_may_be_null() {
    for tier in ["target", "scope"] {
        let target = json!({ "id": "6eGm9cYt3QhB", "name": "Shop" });
        let scope = json!({ "tier": tier, "team": null, "target": target });
        let role = read_role_held(role_held(scope)).await;
        assert_eq!(role.scope.target.unwrap().name, "Shop");
        assert_eq!(role.scope.team, None);
    }
}

/// What bulk operations on roles answer is not known.
#[tokio::test]
async fn a_bulk_operation_gives_what_comes() {
    let operations = UserRoleBulkOperations::new()
        .create([UserRoleRequest::new(
            UserRefRequest::new("-qFw7RtB_x3Z"),
            RoleRefRequest::new("2rDu5xSj7FwC"),
            RoleScopeRequest::new(RoleTier::Account),
        )])
        .delete([UserRoleRef::new("7tWq2pLr6BvN")]);
    for (status, answer) in [
        (200, json!({ "ids": ["7tWq2pLr6BvN"] })),
        (200, json!([role_held(json!({ "tier": "account" }))])),
        (201, json!({ "created": 1, "deleted": 1 })),
        (200, json!(null)),
    ] {
        let server = Server::start(Reply::json(status, answer.clone())).await;
        let request = server
            .client()
            .user_roles()
            .bulk_operations(operations.clone());
        let done = request.send().await.unwrap();
        assert_eq!(done.into_inner().unwrap_or_default(), answer);
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
    let server = Server::start(Reply::empty(204)).await;
    let request = server.client().user_roles().bulk_operations(operations);
    assert_eq!(request.send().await.unwrap().into_inner(), None);
}

#[tokio::test]
async fn a_bulk_update_of_roles_sends_a_list() {
    let server = Server::start(Reply::empty(204)).await;
    let update = UserRoleUpdate::new(
        "7tWq2pLr6BvN",
        UserRefRequest::new("9xYc3gJ1kLmN"),
        RoleRefRequest::new("2rDu5xSj7FwC"),
        RoleScopeRequest::new(RoleTier::Account),
    );
    let request = server.client().api_user_roles().bulk_update(vec![update]);
    assert_eq!(request.send().await.unwrap().into_inner(), None);
    assert_eq!(server.request().line(), "POST /api-user-roles/bulk/update/");
    assert_eq!(
        server.request().json(),
        json!([{
            "id": "7tWq2pLr6BvN",
            "user": { "id": "9xYc3gJ1kLmN" },
            "role": { "id": "2rDu5xSj7FwC" },
            "scope": { "tier": "account" },
        }])
    );
}

/// The one answer that has the key is shown by nothing but the key's own method.
#[tokio::test]
async fn a_new_api_user_has_its_key() {
    let answer = with(api_user(), json!({ "key": "made-up-and-secret" }));
    let server = Server::start(Reply::json(201, answer)).await;
    let request = server.client().api_users().create(ApiUserCreate::new("CI"));
    let new = request.send().await.unwrap();
    assert_eq!(server.request().json(), json!({ "name": "CI" }));
    assert!(!format!("{new:?}").contains("made-up-and-secret"));
    let key = new.into_inner().key.unwrap();
    assert_eq!(key.expose(), "made-up-and-secret");
}

#[tokio::test]
async fn an_account_of_which_little_is_told() {
    for answer in [
        json!({}),
        json!({ "status": "paused", "auto_collection": "on", "plan": {} }),
        json!({ "auto_collection": true, "plan_amount": 4900, "available_slots": null }),
        json!({ "next_billing_at": "2025-03-31", "trial_end": "2025-03-31T16:32:52" }),
    ] {
        let server = Server::start(Reply::json(200, answer.clone())).await;
        let account = server.client().account().retrieve().send().await.unwrap();
        assert_kept(&answer, &serde_json::to_value(&*account).unwrap());
    }
}
