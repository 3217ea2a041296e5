//! Uploads over the wire: where the bytes come from, how they are sent, and when a call is retried.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use futures_util::stream;
use sdk_runtime::{
    Bytes, FakeTransport, FieldEncoding, FieldStyle, FormRules, Media, Method, Operation, Request,
    Response, RetryPolicy, Upload,
};
use serde::Serialize;

use crate::support::client::{Client, Error, ErrorBody, KEY};
use crate::support::server::{Received, Reply, Server};

static PUT: Operation<ErrorBody> = Operation {
    id: "files_put",
    method: Method::PUT,
    path: "/files/",
    security: &[&["Key"]],
    success: |status| status == 204,
    error_body: ErrorBody::decode,
};

const BINARY: Media = Media::Binary("application/octet-stream");
const MULTIPART: Media = Media::Multipart("multipart/form-data");

#[derive(Serialize)]
struct Album {
    about: About,
    #[serde(skip_serializing_if = "Option::is_none")]
    cover: Option<Upload>,
    pictures: Vec<Upload>,
    title: &'static str,
}

#[derive(Serialize)]
struct About {
    year: u16,
}

impl sdk_runtime::Check for Album {}

const RULES: FormRules = FormRules::OpenApi(&[
    FieldEncoding {
        name: "cover",
        style: FieldStyle::Repeated,
        content_type: "image/png, image/jpeg",
    },
    FieldEncoding {
        name: "title",
        style: FieldStyle::Repeated,
        content_type: "text/plain",
    },
]);

fn upload(upload: &Upload) -> Request<ErrorBody> {
    Request::new(&PUT).upload(BINARY, upload)
}

fn album(cover: Option<Upload>, pictures: Vec<Upload>) -> Request<ErrorBody> {
    let album = Album {
        about: About { year: 1997 },
        cover,
        pictures,
        title: "OK",
    };
    Request::new(&PUT).body(MULTIPART, &album, &RULES)
}

/// A client that retries without waiting.
fn retrying(url: &str) -> Client {
    let retry = RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO);
    let builder = Client::builder().api_key(KEY).base_url(url).retry(retry);
    builder.build().unwrap()
}

async fn sent(request: Request<ErrorBody>) -> Received {
    let server = Server::new([Reply::new(204, "text/plain", "")]);
    let client = Client::to(&server.url);
    client.core().send_empty(request).await.unwrap();
    server.received()
}

async fn refused(request: Request<ErrorBody>) -> String {
    let transport = FakeTransport::new();
    let builder = Client::builder().api_key(KEY).transport(transport.clone());
    let client = builder.build().unwrap();
    let error = client.core().send_empty(request).await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert!(transport.requests().is_empty());
    error.to_string()
}

/// A file with these bytes, until the test ends.
struct TempFile(PathBuf);

impl TempFile {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!("uploads-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.parent().unwrap());
    }
}

fn stream_of(chunks: &[&'static str], length: Option<u64>) -> Upload {
    let chunks: Vec<io::Result<Bytes>> = chunks.iter().map(|it| Ok((*it).into())).collect();
    Upload::from_stream(stream::iter(chunks), length)
}

#[tokio::test]
async fn the_bytes_are_sent_wherever_they_come_from() {
    let large: Vec<u8> = (0..200_000u32).map(|n| n as u8).collect();
    let file = TempFile::new("large.bin", &large);
    let reader = io::Cursor::new(large.clone());
    for (it, is_chunked) in [
        (Upload::from_bytes(large.clone()), false),
        (Upload::from_path(&file.0), false),
        (Upload::from_reader(reader.clone(), Some(200_000)), false),
        (Upload::from_reader(reader, None), true),
    ] {
        let received = sent(upload(&it)).await;
        assert!(received.body == large, "{it:?}");
        let length = received.header("content-length");
        assert_eq!(length.is_none(), is_chunked, "{it:?}");
        assert_eq!(
            received.header("content-type"),
            Some("application/octet-stream")
        );
    }
    let received = sent(upload(&stream_of(&["one, ", "two"], None))).await;
    assert_eq!(received.text(), "one, two");
}

#[tokio::test]
async fn an_empty_upload_has_a_length() {
    let received = sent(upload(&Upload::from_bytes(""))).await;
    assert_eq!(received.header("content-length"), Some("0"));
}

#[tokio::test]
async fn the_media_type_is_the_documented_one_or_that_of_the_upload() {
    let bytes = Upload::from_bytes("GIF");
    for (documented, own, expected) in [
        ("image/gif", None, "image/gif"),
        ("image/gif", Some("image/x-gif"), "image/x-gif"),
        ("image/*", Some("image/gif"), "image/gif"),
        ("*/*", None, "application/octet-stream"),
    ] {
        let upload = match own {
            Some(own) => bytes.clone().content_type(own),
            None => bytes.clone(),
        };
        let request = Request::new(&PUT).upload(Media::Binary(documented), &upload);
        assert_eq!(sent(request).await.header("content-type"), Some(expected));
    }
    let request = Request::new(&PUT).upload(Media::Binary("image/*"), &bytes);
    let message = refused(request).await;
    assert!(
        message.ends_with(
            "body: its media type is one of `image/*`: set it with `Upload::content_type`"
        ),
        "{message}"
    );
}

#[tokio::test]
async fn text_is_sent_as_it_is() {
    let csv = "text/csv; header=present";
    let received = sent(Request::new(&PUT).text(csv, "a,\"b\"\r\n")).await;
    assert_eq!(received.text(), "a,\"b\"\r\n");
    assert_eq!(received.header("content-type"), Some(csv));
    assert_eq!(sent(Request::new(&PUT).text(csv, &7)).await.text(), "7");
    let received = sent(Request::new(&PUT).text(csv, "")).await;
    assert_eq!(received.header("content-length"), Some("0"));
    assert_eq!(received.header("content-type"), Some(csv));
    let received = sent(Request::new(&PUT).text(csv, &None::<String>)).await;
    assert_eq!(received.header("content-type"), None);
}

#[tokio::test]
async fn a_multipart_body_has_a_part_for_each_file() {
    let file = TempFile::new("t\"itle.png", b"\x89PNG\xff");
    let cover = Upload::from_path(&file.0).content_type("image/png");
    let pictures = vec![
        Upload::from_bytes("one")
            .file_name("1.txt")
            .header("X-Position", "1"),
        stream_of(&["two"], Some(3)),
    ];
    let received = sent(album(Some(cover), pictures)).await;
    let content_type = received.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=");
    let text = String::from_utf8_lossy(&received.body);
    let text = text.replace(boundary.unwrap(), "B");
    let parts = [
        "--B\r\nContent-Disposition: form-data; name=\"about\"\r\nContent-Type: application/json\r\n\r\n{\"year\":1997}\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"cover\"; filename=\"t%22itle.png\"\r\nContent-Type: image/png\r\n\r\n\u{fffd}PNG\u{fffd}\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"pictures\"; filename=\"1.txt\"\r\nContent-Type: application/octet-stream\r\nX-Position: 1\r\n\r\none\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"pictures\"; filename=\"pictures\"\r\nContent-Type: application/octet-stream\r\n\r\ntwo\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"title\"\r\nContent-Type: text/plain\r\n\r\nOK\r\n",
        "--B--\r\n",
    ];
    assert_eq!(text, parts.concat());
    assert!(received.header("content-length").is_some());
}

/// A transport that knows nothing of streams gets the bytes.
#[tokio::test]
async fn a_fake_transport_sees_the_body() {
    let transport = FakeTransport::new().response(http::Response::new(""));
    let file = TempFile::new("a.txt", b"content");
    let builder = Client::builder().api_key(KEY).transport(transport.clone());
    let client = builder.build().unwrap();
    let request = upload(&Upload::from_path(&file.0));
    let result: Result<Response<()>, Error> = client.core().send_empty(request).await;
    assert_eq!(result.unwrap_err().status().unwrap(), 200);
    assert_eq!(transport.requests()[0].body(), "content");
}

#[tokio::test]
async fn a_file_is_opened_for_each_attempt() {
    let file = TempFile::new("b.txt", b"content");
    let server = Server::new([
        Reply::new(503, "text/plain", ""),
        Reply::new(204, "text/plain", ""),
    ]);
    let client = retrying(&server.url);
    let request = upload(&Upload::from_path(&file.0));
    client.core().send_empty(request).await.unwrap();
    assert_eq!(server.received().text(), "content");
    assert_eq!(server.received().text(), "content");
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let server = Server::new([Reply::new(503, "text/plain", "")]);
    let client = retrying(&server.url);
    let once = stream_of(&["content"], None);
    let error = client.core().send_empty(upload(&once)).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert_eq!(error.status().unwrap(), 503);
    let message = error.to_string();
    assert!(
        message.contains("not retried, since a stream can be sent only once"),
        "{message}"
    );
    let message = refused(upload(&once)).await;
    assert!(message.contains("has been sent before"), "{message}");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_an_error_before_anything_is_sent() {
    let missing = refused(upload(&Upload::from_path("/no/such/file"))).await;
    assert!(missing.contains("/no/such/file"), "{missing}");
    let folder = refused(album(None, vec![Upload::from_path(std::env::temp_dir())])).await;
    assert!(folder.contains("is a directory"), "{folder}");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_reported_as_that_and_not_retried() {
    for (it, cause) in [
        (stream_of(&["abc"], Some(5)), "2 bytes too short"),
        (stream_of(&["abc"], Some(2)), "longer than its length"),
        (
            Upload::from_stream(
                stream::iter([
                    Ok(Bytes::from("a")),
                    Err(io::Error::other("the disk is gone")),
                ]),
                None,
            ),
            "the disk is gone",
        ),
    ] {
        let server = Server::new([Reply::new(204, "text/plain", "")]);
        let error = retrying(&server.url).core().send_empty(upload(&it)).await;
        let error = error.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        let message = error.to_string();
        assert!(
            message.contains("the body of the request could not be read"),
            "{message}"
        );
        assert!(message.contains(cause), "{message}");
    }
}

#[tokio::test]
async fn a_file_is_sent_only_as_a_field_of_a_multipart_body() {
    let bytes = || vec![Upload::from_bytes("a")];
    let album = Album {
        about: About { year: 1997 },
        cover: None,
        pictures: bytes(),
        title: "OK",
    };
    let form = Media::Form("application/x-www-form-urlencoded");
    let message = refused(Request::new(&PUT).body(form, &Files { it: bytes() }, &RULES)).await;
    assert!(
        message.contains("it[0]: a file can be sent only as"),
        "{message}"
    );
    let message = refused(Request::new(&PUT).body(
        MULTIPART,
        &Files {
            it: Nested { album },
        },
        &RULES,
    ));
    assert!(message.await.contains("it: a file can be sent only as"));
    let file = Files {
        it: Upload::from_path("a"),
    };
    let message = refused(Request::new(&PUT).json(&file)).await;
    assert!(
        message.contains("an upload that is not in memory is no JSON"),
        "{message}"
    );
}

#[derive(Serialize)]
struct Files<T> {
    it: T,
}

#[derive(Serialize)]
struct Nested {
    album: Album,
}

impl<T> sdk_runtime::Check for Files<T> {}

/// Several media types documented for a part: the upload has to say which it is.
#[tokio::test]
async fn a_part_of_several_media_types_needs_one() {
    let message = refused(album(
        Some(Upload::from_bytes("PNG")),
        vec![Upload::from_bytes("1")],
    ));
    let message = message.await;
    assert!(
        message.contains("cover: its media type is one of `image/png, image/jpeg`"),
        "{message}"
    );
}

#[tokio::test]
async fn a_part_has_no_invalid_header() {
    for (name, value) in [
        ("Content-Type", "image/png"),
        ("X-A", "1\r\nX-B: 2"),
        ("X A", "1"),
    ] {
        let picture = Upload::from_bytes("1").header(name, value);
        let message = refused(album(None, vec![picture])).await;
        let expected = format!("pictures[0]: a part cannot have this header `{name}`");
        assert!(message.contains(&expected), "{message}");
    }
}

#[test]
fn an_upload_is_a_string_in_json() {
    let upload: Upload = serde_json::from_str("\"abc\"").unwrap();
    assert_eq!(upload, Upload::from_bytes("abc"));
    assert_eq!(serde_json::to_string(&upload).unwrap(), "\"abc\"");
    assert_eq!(
        format!("{:?}", upload.file_name("a.txt")),
        "Upload { source: 3 bytes, file_name: Some(\"a.txt\"), content_type: None, headers: [] }"
    );
}

#[cfg(feature = "blocking")]
#[test]
fn a_file_is_sent_by_a_blocking_call() {
    let file = TempFile::new("c.txt", b"content");
    let server = Server::new([Reply::new(204, "text/plain", "")]);
    let client = Client::to(&server.url);
    let request = upload(&Upload::from_path(&file.0));
    client.core().send_empty_blocking(request).unwrap();
    assert_eq!(server.received().text(), "content");
}
