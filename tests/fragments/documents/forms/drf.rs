//! What the document says of a field decides whether a form carries it.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::runtime::{Bytes, FakeTransport, StatusCode, http};
use super::types::{Absent, Blanks, Open};
use super::{Client, Error};

/// A client that checks nothing but what a form carries.
fn client() -> (FakeTransport, Client) {
    let transport = FakeTransport::new().respond_with(|_| {
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NO_CONTENT;
        Ok(response)
    });
    let client = Client::builder()
        .base_url("http://127.0.0.1:9")
        .transport(transport.clone())
        .check_constraints(false)
        .build()
        .unwrap();
    (transport, client)
}

fn body<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

/// The paths of what is refused.
fn refused<T>(result: Result<T, Error>) -> Vec<String> {
    let Err(error @ Error::InvalidRequest(_)) = result else {
        panic!("it was sent");
    };
    let errors = error.field_errors();
    errors.into_iter().map(|error| error.path).collect()
}

#[tokio::test]
async fn an_empty_string_is_sent_where_an_enum_a_length_or_a_pattern_allows_it() {
    let (_, client) = client();
    let all = json!({
        "plain": "", "long": "", "any_length": "", "class": "", "some_of_class": "", "color": "", "hex": "", "kind": "",
        "kind_or_null": "", "size": "", "size_only": "", "name": "", "label": {"color": "", "name": ""},
    });
    let all: Blanks = body(all);
    let expected = ["hex", "label.name", "long", "plain", "size_only", "some_of_class"];
    let update = client.blanks().put(all.clone());
    assert_eq!(refused(update.form().send().await), expected);
    let update = client.blanks().patch(all);
    assert_eq!(refused(update.multipart().send().await), expected);
}

#[tokio::test]
async fn allowed_empty_strings_arrive() {
    let (transport, client) = client();
    let blank = json!({"any_length": "", "class": "", "color": "", "kind_or_null": "", "label": {"color": ""}});
    let update = client.blanks().patch(body::<Blanks>(blank));
    update.form().send().await.unwrap();
    let sent = transport.requests().remove(0).into_body();
    assert_eq!(sent, "any_length=&class=&color=&kind_or_null=&label.color=");
}

#[tokio::test]
async fn a_field_without_a_documented_content_is_not_sent() {
    let (_, client) = client();
    let open = json!({"settings": {"a": "b"}, "value": 1, "values": [{"a": 1}]});
    let open: Open = body(open);
    let expected = ["settings", "value", "values"];
    let update = client.open().patch(open.clone());
    assert_eq!(refused(update.form().send().await), expected);
    // A list of values that is absent may be read as an empty one.
    let update = client.open().put(Open { values: None, ..open });
    assert_eq!(refused(update.form().send().await), ["values", "settings", "value"]);
}

#[tokio::test]
async fn what_the_framework_reads_as_empty_where_it_is_absent_must_be_set() {
    let (_, client) = client();
    let absent = || body::<Absent>(json!({}));
    let update = client.absent().put(absent());
    assert_eq!(refused(update.form().send().await), ["settings", "tags"]);
    let update = client.absent().patch(absent());
    assert_eq!(refused(update.form().send().await), ["settings"]);
}
