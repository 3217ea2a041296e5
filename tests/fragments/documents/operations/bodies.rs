//! Bodies of requests other than one of JSON: the exact bytes and the media type of each.

use sdk_runtime::{FakeTransport, Upload, http};

use super::types::{About, AlbumsCreateBody, AlbumsImportBodyForm};
use super::{Client, Error};

fn client() -> (Client, FakeTransport) {
    let transport = FakeTransport::new().respond_with(|_| {
        let status = http::Response::builder().status(204);
        Ok(status.body("").expect("a response"))
    });
    let builder = Client::builder().base_url("https://api.example.com");
    let client = builder.transport(transport.clone()).build().unwrap();
    (client, transport)
}

/// The media type and the body of the last request.
fn sent(transport: &FakeTransport) -> (Option<String>, String) {
    let requests = transport.requests();
    let request = requests.last().unwrap();
    let content_type = request.headers().get("content-type");
    let content_type = content_type.map(|it| it.to_str().unwrap().to_owned());
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    (content_type, body)
}

fn sent_as(transport: &FakeTransport, media_type: &str, body: &str) {
    let expected = (Some(media_type.to_owned()), body.to_owned());
    assert_eq!(sent(transport), expected);
}

#[tokio::test]
async fn a_multipart_body_has_files_and_json() {
    let (client, transport) = client();
    let pictures = [
        Upload::from_bytes("one").file_name("1.png"),
        Upload::from_bytes("two").content_type("image/png"),
    ];
    let body = AlbumsCreateBody::new("OK Computer", pictures)
        .cover(Upload::from_bytes("cover").content_type("image/png"))
        .note("*")
        .tracks([About::new("Airbag"), About::new("Lucky")]);
    let status = client.albums().create(body).await.unwrap_err().status();
    assert_eq!(status.unwrap(), 204, "only 201 is documented");
    let (content_type, text) = sent(&transport);
    let content_type = content_type.unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=");
    let part = |head: &str, body: &str| {
        format!("--B\r\nContent-Disposition: form-data; name={head}\r\n\r\n{body}\r\n")
    };
    let expected = [
        part(
            "\"about\"\r\nContent-Type: application/vnd.about+json",
            r#"{"title":"OK Computer"}"#,
        ),
        part(
            "\"cover\"; filename=\"cover\"\r\nContent-Type: image/png",
            "cover",
        ),
        part("\"note\"\r\nContent-Type: text/markdown", "*"),
        part(
            "\"pictures\"; filename=\"1.png\"\r\nContent-Type: application/octet-stream",
            "one",
        ),
        part(
            "\"pictures\"; filename=\"pictures\"\r\nContent-Type: image/png",
            "two",
        ),
        part(
            "\"tracks\"\r\nContent-Type: application/json",
            r#"[{"title":"Airbag"},{"title":"Lucky"}]"#,
        ),
        "--B--\r\n".to_owned(),
    ];
    assert_eq!(text.replace(boundary.unwrap(), "B"), expected.concat());
}

#[tokio::test]
async fn a_part_with_several_documented_media_types_needs_one() {
    let (client, transport) = client();
    let body = AlbumsCreateBody::new("A", [Upload::from_bytes("a")]);
    let body = body.cover(Upload::from_bytes("cover"));
    let error = client.albums().create(body).await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert_eq!(error.field("cover").len(), 1);
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn bytes_are_sent_as_the_chosen_media_type() {
    let (client, transport) = client();
    let albums = client.albums();
    albums.replace_cover("1", b"PNG".to_vec()).await.unwrap();
    sent_as(&transport, "image/png", "PNG");
    let request = albums.replace_cover("1", b"JPEG".to_vec()).jpeg();
    request.await.unwrap();
    sent_as(&transport, "image/jpeg", "JPEG");
}

#[tokio::test]
async fn text_is_sent_as_it_is() {
    let (client, transport) = client();
    client.albums().write_notes("1", "# \"1\"\n").await.unwrap();
    sent_as(&transport, "text/markdown; charset=utf-8", "# \"1\"\n");
    client.volume().set(11).await.unwrap();
    sent_as(&transport, "text/plain", "11");
    client.volume().add("level=11&unit=dB").await.unwrap();
    let form = "application/x-www-form-urlencoded";
    sent_as(&transport, form, "level=11&unit=dB");
    let notes = client.albums().write_notes("1", "longer than documented");
    let error = notes.await.unwrap_err();
    assert_eq!(error.field("body").len(), 1, "{error:?}");
}

#[tokio::test]
async fn json_is_sent_by_the_chosen_name() {
    let (client, transport) = client();
    let patch = || client.albums().patch("1", About::new("A"));
    let json = r#"{"title":"A"}"#;
    patch().await.unwrap();
    sent_as(&transport, "application/merge-patch+json", json);
    patch().strategic_merge_patch_json().await.unwrap();
    sent_as(&transport, "application/strategic-merge-patch+json", json);
}

/// Each media type with a schema of its own has a method.
#[tokio::test]
async fn a_body_of_another_type_has_a_method() {
    let (client, transport) = client();
    let albums = client.albums();
    albums.import(vec![About::new("A")]).await.unwrap();
    sent_as(&transport, "application/json", r#"[{"title":"A"}]"#);
    albums.import_as_csv("title\r\nA\r\n").await.unwrap();
    sent_as(&transport, "text/csv", "title\r\nA\r\n");
    let bytes = Upload::from_bytes("zip").content_type("application/zip");
    albums.import_as_octet_stream(bytes).await.unwrap();
    sent_as(&transport, "application/zip", "zip");
    let form = AlbumsImportBodyForm::new()
        .about(About::new("A").tags(["x", "y"]))
        .names(["a", "b,c"])
        .json("B");
    albums.import_as_form(form).await.unwrap();
    sent_as(
        &transport,
        "application/x-www-form-urlencoded",
        "about%5Btags%5D%5B0%5D=x&about%5Btags%5D%5B1%5D=y&about%5Btitle%5D=A&json=%7B%22title%22%3A%22B%22%7D&\
         names=a%2Cb%2Cc",
    );
}

#[tokio::test]
async fn a_body_that_is_not_required_can_be_left_out() {
    let (client, transport) = client();
    client.volume().reset(None).await.unwrap();
    assert_eq!(sent(&transport), (None, String::new()));
    client.volume().reset(About::new("A")).await.unwrap();
    sent_as(&transport, "application/json", r#"{"title":"A"}"#);
    client.logs().add(None).await.unwrap();
    assert_eq!(sent(&transport), (None, String::new()));
    client.logs().add(Upload::from_bytes("a")).await.unwrap();
    sent_as(&transport, "application/octet-stream", "a");
}
