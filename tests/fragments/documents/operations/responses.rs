//! Successes told apart by status and media type, errors that are no objects, headers, and what is accepted.

use sdk_runtime::{Bytes, FakeTransport, RetryPolicy, http};

use super::types::{
    ErrorBody, Kind, MovedRead302Headers, ReportProbe200Headers, ReportReadResponse, TooManyHeaders,
    WidgetsList200Headers, WidgetsReplaceResponse,
};
use super::{Client, Error};

fn client(status: u16, headers: &[(&str, &str)], body: &'static str) -> (Client, FakeTransport) {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let transport = FakeTransport::new().response(response.body(body).unwrap());
    let builder = Client::builder().transport(transport.clone());
    let client = builder.retry(RetryPolicy::never()).build().unwrap();
    (client, transport)
}

fn accepted(transport: &FakeTransport) -> String {
    transport.requests()[0].headers()["accept"].to_str().unwrap().to_owned()
}

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn successes_differ_by_status() {
    let (client, _) = self::client(200, &[JSON], r#"{"name": "a"}"#);
    let replaced = client.widgets().replace().send().await.unwrap();
    assert!(matches!(&*replaced, WidgetsReplaceResponse::Ok(widget) if widget.name == "a"));
    let (client, _) = self::client(201, &[JSON], r#"{"id": 7}"#);
    let made = client.widgets().replace().send().await.unwrap();
    assert!(matches!(&*made, WidgetsReplaceResponse::Created(made) if made.id == 7));
    for (status, expected) in [
        (204, WidgetsReplaceResponse::NoContent),
        (302, WidgetsReplaceResponse::Found),
    ] {
        let (client, _) = self::client(status, &[], "");
        let response = client.widgets().replace().send().await.unwrap();
        assert_eq!(*response, expected);
    }
    let (client, _) = self::client(206, &[JSON], r#"{"id": 7}"#);
    let error = client.widgets().replace().send().await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
}

#[tokio::test]
async fn successes_differ_by_media_type() {
    for (content_type, body) in [
        ("application/json; charset=utf-8", r#"{"name": "a"}"#),
        ("Application/VND.made+json", r#"{"id": 7}"#),
        ("text/csv", "a,b\n"),
        ("image/png", "\0"),
    ] {
        let (client, transport) = self::client(203, &[("content-type", content_type)], body);
        let report = client.report().read().send().await.unwrap();
        match (&*report, content_type) {
            (ReportReadResponse::SuccessJson(widget), "application/json; charset=utf-8") => {
                assert_eq!(widget.name, "a");
            }
            (ReportReadResponse::SuccessVndMadeJson(made), "Application/VND.made+json") => {
                assert_eq!(made.id, 7);
            }
            (ReportReadResponse::SuccessCsv(text), "text/csv") => assert_eq!(text, "a,b\n"),
            (ReportReadResponse::SuccessImage(bytes), "image/png") => {
                assert_eq!(*bytes, Bytes::from_static(b"\0"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(
            accepted(&transport),
            "application/json, application/vnd.made+json, text/csv, image/*"
        );
    }
    let (client, _) = self::client(200, &[("content-type", "application/zip")], "PK");
    let error = client.report().read().send().await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedResponse(_)), "{error:?}");
}

/// Where nothing else is documented, `default` is a success for 2xx and an error for the rest.
#[tokio::test]
async fn default_is_a_success_and_an_error() {
    let (client, _) = self::client(202, &[JSON], r#"{"id": 7}"#);
    assert_eq!(client.report().delete().send().await.unwrap().id, 7);
    let (client, _) = self::client(418, &[JSON], r#"{"id": 7}"#);
    let Error::Api(error) = client.report().delete().send().await.unwrap_err() else {
        panic!("418 is an error")
    };
    assert!(matches!(error.body(), ErrorBody::Made(made) if made.id == 7));
}

#[tokio::test]
async fn a_redirect_is_documented_and_not_followed() {
    let (client, _) = self::client(302, &[("location", "/there/")], "");
    let moved = client.moved().read().send().await.unwrap();
    assert_eq!(moved.read_headers::<MovedRead302Headers>().unwrap().location, "/there/");
    let (client, _) = self::client(304, &[("x-total", "0")], "");
    assert_eq!(*client.widgets().list().send().await.unwrap(), None);
}

#[tokio::test]
async fn errors_need_not_be_objects() {
    let text = ("content-type", "text/plain");
    let problem = ("content-type", "application/problem+json");
    for (status, header, body, expected) in [
        (400, text, "No.", "String(\"No.\")"),
        (409, JSON, r#"["a", "b"]"#, "StringArray([\"a\", \"b\"])"),
        (422, text, "No.", "String(\"No.\")"),
        (422, problem, r#"{"title": "No."}"#, "Problem(Problem { title: \"No.\""),
        (429, JSON, r#""Wait.""#, "Unexpected"),
        (400, text, "", "Unexpected"),
    ] {
        let (client, _) = self::client(status, &[header], body);
        let Error::Api(error) = client.widgets().replace().send().await.unwrap_err() else {
            panic!("{status} is an error")
        };
        let found = format!("{:?}", error.body());
        assert!(found.starts_with(expected), "{status}: {found}");
    }
}

#[tokio::test]
async fn headers_have_types() {
    let headers = [
        JSON,
        ("x-total", "12"),
        ("X-Complete", "true"),
        ("x-kinds", "round, oval"),
        ("x-kinds", "square"),
        ("last-change", "2025-03-01T00:00:00Z"),
        ("x-limits", r#"{"max": 5}"#),
        ("set-cookie", "session=planted-secret"),
    ];
    let (client, _) = self::client(200, &headers, "[]");
    let response = client.widgets().list().send().await.unwrap();
    let headers: WidgetsList200Headers = response.read_headers().unwrap();
    assert!(!format!("{headers:?}").contains("planted-secret"), "{headers:?}");
    assert_eq!((headers.x_total, headers.x_complete), (12, Some(true)));
    assert_eq!(headers.x_kinds, Some(vec![Kind::Round, "oval".into(), Kind::Square]));
    assert_eq!(headers.last_change.unwrap().to_string(), "2025-03-01T00:00:00Z");
    assert_eq!(headers.x_limits.unwrap().max, 5);
    let (client, _) = self::client(200, &[("content-length", "9")], "");
    let head = client.report().probe().send().await.unwrap();
    let headers: ReportProbe200Headers = head.read_headers().unwrap();
    assert_eq!(headers.content_length, Some(9));
}

#[tokio::test]
async fn wrong_headers_are_named_without_their_values() {
    async fn read(headers: &[(&str, &str)]) -> Error {
        let (client, _) = self::client(200, headers, "[]");
        let response = client.widgets().list().send().await.unwrap();
        response.read_headers::<WidgetsList200Headers>().unwrap_err().into()
    }
    assert_eq!(
        read(&[JSON, ("x-total", "secret")]).await.to_string(),
        "widgets_list: 200 OK: cannot read the headers: x-total: expected an integer, found another string"
    );
    assert_eq!(
        read(&[JSON]).await.to_string(),
        "widgets_list: 200 OK: cannot read the headers: missing field `x-total`"
    );
}

#[tokio::test]
async fn errors_have_headers_too() {
    let (client, _) = self::client(429, &[JSON, ("x-free-at", "2025-03-01T00:00:00Z")], r#""Wait.""#);
    let Error::Api(error) = client.widgets().list().send().await.unwrap_err() else {
        panic!("429 is an error")
    };
    let headers: TooManyHeaders = error.read_headers().unwrap();
    assert_eq!(headers.x_free_at.to_string(), "2025-03-01T00:00:00Z");
    assert_eq!(*error.body(), ErrorBody::String("Wait.".to_owned()));
}

#[tokio::test]
async fn text_is_a_string() {
    let (client, transport) = self::client(200, &[("content-type", "text/plain")], "Grüße");
    assert_eq!(*client.report().text().send().await.unwrap(), "Grüße");
    assert_eq!(accepted(&transport), "text/plain");
    let latin = ("content-type", "text/plain; charset=\"ISO-8859-1\"");
    let transport = FakeTransport::new().response(
        http::Response::builder().header(latin.0, latin.1).body(&b"Gr\xfc\xdfe"[..]).unwrap(),
    );
    let client = Client::builder().transport(transport).build().unwrap();
    assert_eq!(*client.report().text().send().await.unwrap(), "Grüße");
    let transport = FakeTransport::new().response(http::Response::new(&b"Gr\xfc\xdfe"[..]));
    let client = Client::builder().transport(transport).build().unwrap();
    assert_eq!(
        client.report().text().send().await.unwrap_err().to_string(),
        "report_text: 200 OK: cannot read the body: expected UTF-8, found another byte at 2"
    );
}
