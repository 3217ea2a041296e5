//! Lists in pages: how the types of pages are read, and what streams are called.

use runtime::Page;
use serde_json::{Value, json};

use super::{Client, operations, runtime, types};
use crate::round_trip;

fn client() -> Client {
    let builder = Client::builder().base_url("http://127.0.0.1:1");
    builder.build().expect("the settings are usable")
}

#[test]
fn a_page_has_its_total_and_its_items() {
    let page: types::UserPage =
        round_trip(&json!({"page_total": 3, "results": [{"id": "a"}, {"id": "b"}]}));
    assert_eq!(page.total(), Some(3));
    let ids: Vec<String> = page.into_items().into_iter().map(|user| user.id).collect();
    assert_eq!(ids, ["a", "b"]);

    let page: types::LogsList200 = round_trip(&json!({"lines": ["x", null], "last": 7}));
    assert_eq!((types::LogsList200::TOTAL, page.total()), ("last", Some(7)));
    assert_eq!(page.into_items(), [Some("x".to_owned()), None]);
}

#[test]
fn a_page_is_iterable() {
    let page: types::UserPage =
        round_trip(&json!({"page_total": 3, "results": [{"id": "a"}, {"id": "b"}]}));
    let ids: Vec<&str> = page.items().iter().map(|user| user.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    let mut count = 0;
    for user in &page {
        count += user.id.len();
    }
    assert_eq!((count, page.into_iter().count()), (2, 2));

    let page: types::LogsList200 = round_trip(&json!({"lines": ["x", null], "last": 7}));
    assert_eq!(page.items(), [Some("x".to_owned()), None]);
    assert_eq!((&page).into_iter().count(), 2);
}

/// What sets the items has the name already; the trait and the iterator are there.
#[test]
fn a_setter_keeps_its_name() {
    let page = types::NotePage::new(1).items(["a".to_owned()]);
    assert_eq!(types::NotePage::ITEMS, "items");
    assert_eq!((&page).into_iter().count(), 1);
    assert_eq!(page.into_items(), ["a"]);
}

#[test]
fn what_is_absent_or_null_or_no_number_of_pages_is_none() {
    for page in [
        json!({}),
        json!({"page_total": null, "results": null}),
        json!({"page_total": -1, "results": []}),
    ] {
        let read = |page: &Value| serde_json::from_value::<types::UserPage>(page.clone());
        let page = read(&page).expect("it is a page");
        assert_eq!(page.total(), None);
        assert!(page.items().is_empty());
        assert!(page.into_items().is_empty());
    }
}

/// The types of the streams are what users write them as.
#[test]
fn streams_can_be_stored() {
    let list: operations::users::List = client().users().list().search("ana");
    let _: runtime::Pages<types::UserPage, types::ErrorBody> = list.clone().pages().prefetch(4);
    let _: runtime::Items<types::User, types::ErrorBody> = list.page(3).stream().prefetch(4);
    let logs = client().logs().list("u1").number(2);
    let _: runtime::Items<Option<String>, types::ErrorBody> = logs.stream();
}
