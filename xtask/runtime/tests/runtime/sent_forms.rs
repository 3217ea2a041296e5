//! Forms over the wire: the type, the length and the bytes.

use sdk_runtime::{FormRules, Media, Request, Response};
use serde_json::Value;

use crate::support::client::{Client, UPDATE, UserPatch};
use crate::support::server::{Reply, Server};

const MULTIPART: Media = Media::Multipart("multipart/form-data");
const FORM: Media = Media::Form("application/x-www-form-urlencoded");
const JSON: Media = Media::Json("application/json");
const PARTIAL: FormRules = FormRules::DrfPartial(&[]);

#[tokio::test]
async fn a_form_is_sent_with_its_type() {
    let patch = UserPatch {
        name: Some("CI & co".to_owned()),
        ..UserPatch::default()
    };
    for (media, content_type, body) in [
        (JSON, "application/json", r#"{"name":"CI & co"}"#),
        (
            FORM,
            "application/x-www-form-urlencoded",
            "name=CI%20%26%20co",
        ),
        (
            MULTIPART,
            "multipart/form-data; boundary=form-boundary-0-end",
            "--form-boundary-0-end\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nCI & co\r\n\
             --form-boundary-0-end--\r\n",
        ),
    ] {
        let server = Server::new([Reply::json(200, "{}")]);
        let request = Request::new(&UPDATE)
            .path("id", "u1")
            .body(media, &patch, &PARTIAL);
        let client = Client::to(&server.url);
        let _: Response<Value> = client.core().send(request).await.unwrap();
        let received = server.received();
        assert_eq!(received.header("content-type"), Some(content_type));
        assert_eq!(received.text(), body);
    }
}

#[tokio::test]
async fn an_empty_form_is_sent_with_its_type() {
    for (media, content_type, body) in [
        (FORM, "application/x-www-form-urlencoded", ""),
        (
            MULTIPART,
            "multipart/form-data; boundary=form-boundary-0-end",
            "--form-boundary-0-end--\r\n",
        ),
    ] {
        let server = Server::new([Reply::json(200, "{}")]);
        let request =
            Request::new(&UPDATE)
                .path("id", "u1")
                .body(media, &UserPatch::default(), &PARTIAL);
        let client = Client::to(&server.url);
        let _: Response<Value> = client.core().send(request).await.unwrap();
        let received = server.received();
        assert_eq!(received.header("content-type"), Some(content_type));
        assert_eq!(
            received.header("content-length"),
            Some(body.len().to_string().as_str())
        );
        assert_eq!(received.text(), body);
    }
}

#[tokio::test]
async fn an_absent_body_is_no_body_in_any_media() {
    for media in [JSON, FORM, MULTIPART] {
        let server = Server::new([Reply::json(200, "{}")]);
        let request =
            Request::new(&UPDATE)
                .path("id", "u1")
                .body(media, &None::<UserPatch>, &PARTIAL);
        let client = Client::to(&server.url);
        let _: Response<Value> = client.core().send(request).await.unwrap();
        let received = server.received();
        assert_eq!(received.header("content-type"), None);
        assert_eq!(received.body, b"");
    }
}

/// What a form cannot carry is no constraint of the server's: the switch for these does not let it through.
#[tokio::test]
async fn a_rejected_form_is_not_sent_and_has_violated_constraints_too() {
    let patch = UserPatch {
        name: Some("n".repeat(61)),
        expires: None.into(),
        ..UserPatch::default()
    };
    for (checks, expected) in [(true, &["expires", "name"][..]), (false, &["expires"])] {
        let client = Client::builder()
            .api_key("k")
            .base_url("http://127.0.0.1:9")
            .check_constraints(checks)
            .build()
            .unwrap();
        let request = Request::new(&UPDATE)
            .path("id", "u1")
            .body(FORM, &patch, &PARTIAL);
        let error = client.core().send::<Value, _>(request).await.unwrap_err();
        let paths: Vec<String> = error.field_errors().into_iter().map(|it| it.path).collect();
        assert_eq!(paths, expected);
    }
}
