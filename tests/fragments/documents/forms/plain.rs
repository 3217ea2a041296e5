//! Which requests offer which media types.

use super::Client;
use super::types::Thing;

#[test]
fn a_request_has_what_its_operation_documents() {
    let client = Client::builder().base_url("http://127.0.0.1:9").build().unwrap();
    let all = client.things().all(Thing::new("a"));
    assert!(format!("{all:?}").contains("body_media: Json"));
    assert!(format!("{:?}", all.clone().form()).contains("body_media: Form"));
    assert!(format!("{:?}", all.form().multipart()).contains("body_media: Multipart"));
    for request in [
        format!("{:?}", client.things().form_only(Thing::new("a"))),
        format!("{:?}", client.things().multipart_only(Thing::new("a"))),
        format!("{:?}", client.things().json_only(Thing::new("a"))),
    ] {
        assert!(!request.contains("body_media"), "{request}");
    }
}

/// The setters choose among the media types of one type of body.
#[tokio::test]
async fn a_media_type_of_another_body_is_refused() {
    let client = Client::builder().base_url("http://127.0.0.1:9").build().unwrap();
    let error = client.things().all_as_csv("a").form().await.unwrap_err();
    assert_eq!(error.field("body").len(), 1, "{error:?}");
}
