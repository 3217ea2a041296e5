//! The download of the audit log: a CSV file, and the JSON of an error.

use client_tests::{Reply, Server};
use probely::Error;
use probely::types::ErrorBody;
use serde_json::json;

#[tokio::test]
async fn a_download_is_the_file_as_it_is() {
    const FILE: &[u8] = b"date,user\r\n2025-03-04,\xff\r\n";
    let server = Server::start(Reply::new(200, "text/csv; charset=utf-8", FILE)).await;
    let request = server.client().audit_log().download();
    let request = request.start_dt("2025-03-01T00:00:00Z".parse().unwrap());
    let file = request.send().await.unwrap();

    assert_eq!(&**file, FILE);
    assert_eq!(file.content_type(), Some("text/csv"));
    let request = server.request();
    assert_eq!(
        request.line(),
        "GET /audit-log/download/?start_dt=2025-03-01T00%3A00%3A00Z"
    );
    assert_eq!(
        request.header("accept").unwrap(),
        "text/csv, application/json;q=0.9"
    );
}

#[tokio::test]
async fn an_error_of_a_download_is_decoded() {
    let body = json!({ "detail": "Incorrect authentication credentials." });
    let server = Server::start(Reply::json(401, body)).await;
    let error = server.client().audit_log().download().send().await;
    let Err(Error::Api(error)) = error else {
        panic!("{error:?}");
    };
    let ErrorBody::Detail(body) = error.body() else {
        panic!("{error:?}");
    };
    let detail = body.detail.as_deref();
    assert_eq!(detail, Some("Incorrect authentication credentials."));
}

#[tokio::test]
async fn a_sign_in_page_is_no_download() {
    let page = Reply::new(200, "text/html", b"<html>Sign in</html>");
    let server = Server::start(page).await;
    let result = server.client().audit_log().download().send().await;
    assert!(matches!(result, Err(Error::UnexpectedResponse(_))));
}
