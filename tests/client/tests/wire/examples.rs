//! The examples of the document: each request is sent as it stands there, and each answer is read and written again.

use std::fmt::Debug;

use client_tests::spec::{document, resolve};
use client_tests::{Reply, Server, assert_kept};
use probely::types::ErrorBody;
use probely::{Client, Error, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Sends a request, and writes what is answered.
macro_rules! answer {
    ($request:expr) => {
        written($request.send().await)
    };
}

/// Calls an operation, and writes what it answers. An operation that the document gains is to be added here.
async fn call(operation: &str, client: &Client, body: Option<&Value>) -> Result<Value, Error> {
    match operation {
        "users_list" => answer!(client.users().list()),
        "users_create" => answer!(client.users().create(sent(body))),
        "users_retrieve" => answer!(client.users().retrieve("a")),
        "users_update" => answer!(client.users().update("a", sent(body))),
        "users_partial_update" => answer!(client.users().partial_update("a", sent(body))),
        "users_delete" => answer!(client.users().delete("a")),
        "users_bulk_update" => answer!(client.users().bulk_update(sent(body))),
        "api_users_list" => answer!(client.api_users().list()),
        "api_users_create" => answer!(client.api_users().create(sent(body))),
        "api_users_retrieve" => answer!(client.api_users().retrieve("a")),
        "api_users_update" => answer!(client.api_users().update("a", sent(body))),
        "api_users_partial_update" => answer!(client.api_users().partial_update("a", sent(body))),
        "api_users_delete" => answer!(client.api_users().delete("a")),
        "api_users_bulk_update" => answer!(client.api_users().bulk_update(sent(body))),
        "user_roles_list" => answer!(client.user_roles().list()),
        "user_roles_create" => answer!(client.user_roles().create(sent(body))),
        "user_roles_retrieve" => answer!(client.user_roles().retrieve("a")),
        "user_roles_update" => answer!(client.user_roles().update("a", sent(body))),
        "user_roles_partial_update" => answer!(client.user_roles().partial_update("a", sent(body))),
        "user_roles_delete" => answer!(client.user_roles().delete("a")),
        "user_roles_bulk_update" => answer!(client.user_roles().bulk_update(sent(body))),
        "user_roles_bulk_operations" => answer!(client.user_roles().bulk_operations(sent(body))),
        "api_user_roles_list" => answer!(client.api_user_roles().list()),
        "api_user_roles_create" => answer!(client.api_user_roles().create(sent(body))),
        "api_user_roles_retrieve" => answer!(client.api_user_roles().retrieve("a")),
        "api_user_roles_update" => answer!(client.api_user_roles().update("a", sent(body))),
        "api_user_roles_partial_update" => {
            answer!(client.api_user_roles().partial_update("a", sent(body)))
        }
        "api_user_roles_delete" => answer!(client.api_user_roles().delete("a")),
        "api_user_roles_bulk_update" => answer!(client.api_user_roles().bulk_update(sent(body))),
        "api_user_roles_bulk_operations" => {
            answer!(client.api_user_roles().bulk_operations(sent(body)))
        }
        "user_labels_list" => answer!(client.user_labels().list()),
        "user_labels_create" => answer!(client.user_labels().create(sent(body))),
        "user_labels_retrieve" => answer!(client.user_labels().retrieve("a")),
        "user_labels_update" => answer!(client.user_labels().update("a", sent(body))),
        "user_labels_partial_update" => {
            answer!(client.user_labels().partial_update("a", sent(body)))
        }
        "user_labels_delete" => answer!(client.user_labels().delete("a")),
        "roles_list" => answer!(client.roles().list()),
        "roles_retrieve" => answer!(client.roles().retrieve("a")),
        "permissions_list" => answer!(client.permissions().list()),
        "teams_list" => answer!(client.teams().list()),
        "teams_create" => answer!(client.teams().create(sent(body))),
        "teams_retrieve" => answer!(client.teams().retrieve("a")),
        "teams_partial_update" => answer!(client.teams().partial_update("a", sent(body))),
        "teams_delete" => answer!(client.teams().delete("a")),
        "profile_retrieve" => answer!(client.profile().retrieve()),
        "profile_change_password" => answer!(client.profile().change_password(sent(body))),
        "account_retrieve" => answer!(client.account().retrieve()),
        other => panic!("nothing tests the examples of {other}: add it here"),
    }
}

/// The body of a request that has one.
fn sent<T: DeserializeOwned + Debug>(body: Option<&Value>) -> T {
    read(body.expect("the operation has a body"))
}

fn read<T: DeserializeOwned + Debug>(body: &Value) -> T {
    let value = T::deserialize(body).unwrap_or_else(|error| panic!("{error}: {body}"));
    assert_known(&value);
    value
}

fn written<T: Serialize + Debug>(answer: Result<Response<T>, Error>) -> Result<Value, Error> {
    let answer = answer?.into_inner();
    assert_known(&answer);
    Ok(serde_json::to_value(&answer).expect("what was read can be written"))
}

/// Checks that there is nothing in an example that the document does not describe.
fn assert_known(value: &impl Debug) {
    let shown = format!("{value:?}");
    for unknown in ["Unrecognized(", "extra: {\""] {
        assert!(!shown.contains(unknown), "{shown}");
    }
}

/// The whole body of an answer, whether a success or an error.
fn whole(answer: Result<Value, Error>) -> Value {
    let error = match answer {
        Ok(body) => return body,
        Err(Error::Api(error)) => error,
        Err(other) => panic!("{other}"),
    };
    match error.body() {
        ErrorBody::Validation(fields) => {
            assert!(!error.field_errors().is_empty(), "{error}");
            fields.value().clone()
        }
        ErrorBody::Detail(detail) => serde_json::to_value(detail).expect("it can be written"),
        other => panic!("{error}: {other:?}"),
    }
}

#[tokio::test]
async fn requests_are_sent_as_they_stand() {
    let document = document();
    for (id, operation) in operations(&document) {
        let Some(body) = operation.get("requestBody") else {
            continue;
        };
        // The examples of forms are the values that a form carries, so they are read like those of JSON.
        for (name, example) in examples(&document, body) {
            let server = Server::start(Reply::empty(500)).await;
            let _ = call(id, &server.client(), Some(example)).await;
            println!("{id}: {name}");
            assert_eq!(&server.request().json(), example);
        }
    }
}

#[tokio::test]
async fn answers_are_read_and_written_again() {
    let document = document();
    for (id, operation) in operations(&document) {
        let body = operation.get("requestBody");
        let bodies = body.map(|body| examples(&document, body));
        let body = bodies.as_ref().map(|bodies| bodies[0].1);
        for (status, response) in members(&operation["responses"]) {
            if resolve(&document, response).get("content").is_none() {
                continue;
            }
            for (name, example) in examples(&document, response) {
                println!("{id}: {status}: {name}");
                let status = status.parse().expect("a status");
                let server = Server::start(Reply::json(status, example.clone())).await;
                let answer = call(id, &server.client(), body).await;
                assert_eq!(answer.is_ok(), status < 300);
                assert_kept(example, &whole(answer));
            }
        }
    }
}

/// All operations with their ids.
fn operations(document: &Value) -> Vec<(&str, &Value)> {
    let operations: Vec<_> = members(&document["paths"])
        .flat_map(|(_, path)| METHODS.iter().filter_map(|method| path.get(method)))
        .map(|operation| {
            let id = operation["operationId"].as_str();
            (id.expect("every operation has an id"), operation)
        })
        .collect();
    assert!(!operations.is_empty());
    operations
}

/// The examples of a request or a response, by media type and name. There are some for each media type.
fn examples<'a>(document: &'a Value, node: &'a Value) -> Vec<(String, &'a Value)> {
    let mut found = Vec::new();
    for (media_type, content) in members(&resolve(document, node)["content"]) {
        let before = found.len();
        for (name, example) in members(&content["examples"]) {
            let value = &resolve(document, example)["value"];
            found.push((format!("{media_type}: {name}"), value));
        }
        if let Some(example) = content.get("example") {
            found.push((media_type.to_owned(), example));
        }
        assert!(found.len() > before, "{media_type} has no example");
    }
    assert!(!found.is_empty(), "there is no example");
    found
}

fn members(node: &Value) -> impl Iterator<Item = (&str, &Value)> {
    node.as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.as_str(), value))
}
