//! The generated types, sent by the generated client.

use client_tests::drf::{pairs, read_form, read_json};
use client_tests::samples::api_user;
use client_tests::{Received, Reply, Server};
use probely::types::{ApiUserBulkUpdate, ApiUserPatch, JobTitle, LabelRequest};
use probely::{Client, Error};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde::Serialize;
use tokio::runtime::Runtime;

use super::schemas::{API_USER_BULK_UPDATE, API_USER_PATCH, Body};
use super::strategies::{Wanted, text};

fn labels() -> impl Strategy<Value = Vec<LabelRequest>> {
    let label = (text(Wanted::Anything), option::of(text(Wanted::Anything)));
    let label = label.prop_map(|(name, color)| match color {
        Some(color) => LabelRequest::new(name).color(color),
        None => LabelRequest::new(name),
    });
    vec(label, 0..4)
}

fn title() -> impl Strategy<Value = JobTitle> {
    prop_oneof![
        3 => Just(JobTitle::Dev),
        1 => Just(JobTitle::Blank),
        1 => text(Wanted::Anything).prop_map(|text| JobTitle::from(text.as_str())),
    ]
}

prop_compose! {
    fn patch()(
        name in option::of(text(Wanted::Anything)),
        title in option::of(title()),
        active in option::of(any::<bool>()),
        labels in option::of(labels()),
    ) -> ApiUserPatch {
        let mut patch = ApiUserPatch::new();
        (patch.name, patch.title, patch.active, patch.labels) = (name, title, active, labels);
        patch
    }
}

prop_compose! {
    fn bulk_update()(
        ids in vec(text(Wanted::Anything), 0..5),
        name in text(Wanted::Anything),
        labels in labels(),
        title in option::of(title()),
        active in option::of(any::<bool>()),
    ) -> ApiUserBulkUpdate {
        let mut update = ApiUserBulkUpdate::new(ids, name, labels);
        (update.title, update.active) = (title, active);
        update
    }
}

/// A server that accepts everything, and a client without constraint checks: these refuse what JSON could carry.
async fn server() -> (Server, Client) {
    let server = Server::start(Reply::json(200, api_user())).await;
    let client = server.builder().check_constraints(false).build();
    (server, client.expect("the settings are usable"))
}

/// Checks the received request, or that none was received.
fn check<T>(
    result: Result<T, Error>,
    received: &[Received],
    body: Body,
    value: &impl Serialize,
) -> Result<(), TestCaseError> {
    if let Err(error) = result {
        prop_assert!(matches!(error, Error::InvalidRequest(_)), "{}", error);
        prop_assert!(received.is_empty());
        return Ok(());
    }
    prop_assert_eq!(received.len(), 1);
    let content_type = received[0].header("content-type").unwrap_or_default();
    let pairs = pairs(&content_type, &received[0].body);
    prop_assert!(pairs.is_some(), "unreadable: {received:?}");
    let value = serde_json::to_value(value).expect("it can be written");
    prop_assert_eq!(
        read_form(body.fields, &pairs.unwrap_or_default(), body.partial),
        read_json(body.fields, &value, body.partial),
        "{:?}",
        received
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_patch_arrives_as_it_is_or_not_at_all(patch in patch(), multipart in any::<bool>()) {
        Runtime::new()?.block_on(async {
            let (server, client) = server().await;
            let request = client.api_users().partial_update("a", patch.clone());
            let request = if multipart { request.multipart() } else { request.form() };
            check(request.send().await, &server.requests(), API_USER_PATCH, &patch)
        })?;
    }

    #[test]
    fn a_bulk_update_arrives_as_it_is_or_not_at_all(update in bulk_update(), multipart in any::<bool>()) {
        Runtime::new()?.block_on(async {
            let (server, client) = server().await;
            let request = client.api_users().bulk_update(update.clone());
            let request = if multipart { request.multipart() } else { request.form() };
            check(request.send().await, &server.requests(), API_USER_BULK_UPDATE, &update)
        })?;
    }
}
