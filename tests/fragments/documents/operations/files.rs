//! Responses other than JSON: the bytes, their media type, and what is accepted.

use sdk_runtime::{Bytes, FakeTransport, http};

use super::types::ErrorBody;
use super::{Client, Error};

fn client(status: u16, content_type: &str, body: &'static [u8]) -> (Client, FakeTransport) {
    let response = http::Response::builder().status(status);
    let response = response.header("content-type", content_type);
    let transport = FakeTransport::new().response(response.body(body).unwrap());
    let builder = Client::builder().base_url("https://api.example.com");
    let client = builder.transport(transport.clone()).build().unwrap();
    (client, transport)
}

fn accepted(transport: &FakeTransport) -> String {
    let requests = transport.requests();
    requests[0].headers()["accept"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_is_returned_as_it_is() {
    let (client, transport) = client(200, "text/csv; charset=utf-8", b"a,\xff\0\r\n");
    let file = client.log().download().send().await.unwrap();
    assert_eq!(file.content_type(), Some("text/csv"));
    assert_eq!(*file, Bytes::from_static(b"a,\xff\0\r\n"));
    assert_eq!(
        accepted(&transport),
        "text/csv, application/zip, application/json;q=0.9"
    );
}

/// Another media type than the documented ones is the program's to refuse.
#[tokio::test]
async fn a_file_of_another_type_is_reported() {
    let (client, transport) = client(202, "text/plain", b"none");
    let file = client.log().picture().send().await.unwrap();
    assert_eq!(file.content_type(), Some("text/plain"));
    assert_eq!(accepted(&transport), "image/*");
}

/// An HTML page is that of a proxy, unless the operation documents HTML.
#[tokio::test]
async fn an_html_page_is_no_file() {
    let (client, _) = client(202, "text/html", b"<html>");
    let result = client.log().picture().send().await;
    assert!(matches!(result, Err(Error::UnexpectedResponse(_))));
}

#[tokio::test]
async fn no_content_is_an_empty_file() {
    let (client, _) = client(204, "text/csv", b"");
    let file = client.log().download().send().await.unwrap();
    assert!(file.is_empty());
}

#[tokio::test]
async fn an_error_is_still_json() {
    let (client, _) = client(400, "application/json", br#"{"detail": "No."}"#);
    let error = client.log().download().send().await.unwrap_err();
    let Error::Api(error) = error else {
        panic!("{error:?}")
    };
    let ErrorBody::Problem(problem) = error.body() else {
        panic!("{error:?}")
    };
    assert_eq!(problem.detail.as_deref(), Some("No."));
}

/// Of a schema that requires nothing, one field is enough to recognize it where it is not documented.
#[test]
fn an_error_without_required_fields_is_recognized_by_one_of_them() {
    let problem = ErrorBody::undocumented(418, br#"{"detail": "No.", "code": 7}"#);
    assert!(matches!(problem, ErrorBody::Problem(_)), "{problem:?}");
    for other in [&br#"{"code": 7}"#[..], b"{}", br#"["detail"]"#, br#"{"detail": 7}"#, b""] {
        let body = ErrorBody::undocumented(418, other);
        assert!(matches!(body, ErrorBody::Unexpected), "{body:?}");
    }
}

#[cfg(feature = "blocking")]
#[test]
fn a_file_can_be_waited_for() {
    let (client, _) = client(200, "text/csv", b"a,b\n");
    let file = client.log().download().send_blocking().unwrap();
    assert_eq!(*file, Bytes::from_static(b"a,b\n"));
}
