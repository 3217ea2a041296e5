//! Sparse answers: what may be absent from them, and the request that they have.

use serde_json::json;

use super::{Client, operations, runtime, types};
use crate::round_trip;

fn client() -> Client {
    let builder = Client::builder().base_url("http://127.0.0.1:1");
    builder.build().expect("the settings are usable")
}

#[test]
fn any_field_may_be_absent_but_none_of_what_is_inside() {
    let empty: types::SparseUser = round_trip(&json!({}));
    assert_eq!((empty.id, empty.name, empty.team), (None, None, None));

    let some: types::SparseUser = round_trip(&json!({"name": "Ana", "new": [1]}));
    assert_eq!(some.name.as_deref(), Some("Ana"));
    assert_eq!(some.extra.get("new"), Some(&json!([1])));

    let inside = json!({"team": {}});
    assert!(serde_json::from_value::<types::SparseUser>(inside).is_err());
}

#[test]
fn a_page_keeps_what_it_requires() {
    let page: types::SparseUserPage = round_trip(&json!({"page_total": 1, "results": [{}]}));
    assert_eq!(page.results[0].id, None);
    let page = json!({"results": [{}]});
    assert!(serde_json::from_value::<types::SparseUserPage>(page).is_err());
}

#[test]
fn the_parameter_changes_the_type_of_the_response() {
    let whole: operations::users::List = client().users().list().page(2);
    let sparse: operations::users::List<types::SparseUserPage> = whole.exclude(["name"]);
    // Everything else can be set after it too.
    let sparse = sparse.page(3).exclude(["team"]);
    let _: runtime::Items<types::SparseUser, types::ErrorBody> = sparse.clone().stream();
    let _: runtime::Pages<types::SparseUserPage, types::ErrorBody> = sparse.pages();

    // Of several, each can still be set.
    let one = client().users().retrieve("u1").active(true).fields(["id"]);
    let one: operations::users::Retrieve<types::SparseUser> = one.fields(["id", "name"]);
    let one = one.active(false);
    let sent: runtime::ResponseFuture<types::SparseUser, types::ErrorBody> = one.into_future();
    drop(sent);
}
