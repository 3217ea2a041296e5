//! Parameters in every style, as OpenAPI 3.0.4 lists them under "Style Examples", on the wire.

use std::collections::BTreeMap;

use sdk_runtime::{Method, Operation, Request, Response, Style};
use serde::Serialize;
use serde_json::{Value, json};

use crate::support::client::{Client, Error, ErrorBody, UserPatch};
use crate::support::server::{Received, Reply, Server};

static IN_PATH: Operation<ErrorBody> = Operation {
    id: "colors_retrieve",
    method: Method::GET,
    path: "/colors/{color}",
    security: &[],
    success: |status| status == 200,
    error_body: ErrorBody::decode,
};

static IN_QUERY: Operation<ErrorBody> = Operation {
    id: "colors_list",
    method: Method::GET,
    path: "/colors",
    security: &[],
    success: |status| status == 200,
    error_body: ErrorBody::decode,
};

/// The object of the table, with members that are not in alphabetical order.
#[derive(Serialize)]
struct Rgb {
    #[serde(rename = "R")]
    red: u8,
    #[serde(rename = "G")]
    green: u8,
    #[serde(rename = "B")]
    blue: u8,
    alpha: Option<f32>,
}

const COLOR: Rgb = Rgb {
    red: 100,
    green: 200,
    blue: 150,
    alpha: None,
};
const COLORS: [&str; 3] = ["blue", "black", "brown"];

async fn sent(request: Request<ErrorBody>) -> Result<Received, Error> {
    let server = Server::new([Reply::json(200, "{}")]);
    let client = Client::to(&server.url);
    let _: Response<Value> = client.core().send(request).await?;
    Ok(server.received())
}

async fn path(style: Style, value: &(impl Serialize + ?Sized)) -> String {
    let received = sent(Request::new(&IN_PATH).path_as("color", style, value)).await;
    let target = received.unwrap().target;
    target.strip_prefix("/colors/").unwrap().to_owned()
}

async fn query(style: Style, value: &(impl Serialize + ?Sized)) -> String {
    let received = sent(Request::new(&IN_QUERY).query_as("color", style, value)).await;
    let target = received.unwrap().target;
    target
        .strip_prefix("/colors?")
        .unwrap_or_default()
        .to_owned()
}

async fn header(style: Style, value: &(impl Serialize + ?Sized)) -> Option<String> {
    let received = sent(Request::new(&IN_QUERY).header_as("color", style, value)).await;
    received.unwrap().header("color").map(str::to_owned)
}

async fn cookie(style: Style, value: &(impl Serialize + ?Sized)) -> Option<String> {
    let received = sent(Request::new(&IN_QUERY).cookie_as("color", style, value)).await;
    received.unwrap().header("cookie").map(str::to_owned)
}

#[tokio::test]
async fn styles_of_paths() {
    for (style, string, array, object) in [
        (
            Style::MATRIX,
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ),
        (
            Style::MATRIX.explode(true),
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ),
        (
            Style::LABEL,
            ".blue",
            ".blue,black,brown",
            ".R,100,G,200,B,150",
        ),
        (
            Style::LABEL.explode(true),
            ".blue",
            ".blue.black.brown",
            ".R=100.G=200.B=150",
        ),
        (
            Style::SIMPLE,
            "blue",
            "blue,black,brown",
            "R,100,G,200,B,150",
        ),
        (
            Style::SIMPLE.explode(true),
            "blue",
            "blue,black,brown",
            "R=100,G=200,B=150",
        ),
    ] {
        assert_eq!(path(style, "blue").await, string);
        assert_eq!(path(style, &COLORS).await, array);
        assert_eq!(path(style, &COLOR).await, object);
    }
    assert_eq!(path(Style::MATRIX, "").await, ";color");
    assert_eq!(path(Style::MATRIX, "a;b/c").await, ";color=a%3Bb%2Fc");
    assert_eq!(path(Style::SIMPLE, &["a,b", "c"]).await, "a%2Cb,c");
}

#[tokio::test]
async fn styles_of_queries() {
    for (style, string, array, object) in [
        (
            Style::FORM,
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150",
        ),
        (
            Style::FORM.explode(false),
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ),
        (
            Style::SPACE_DELIMITED,
            "color=blue",
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ),
        (
            Style::PIPE_DELIMITED,
            "color=blue",
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ),
        (
            Style::DEEP_OBJECT,
            "color=blue",
            "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ),
    ] {
        assert_eq!(query(style, "blue").await, string);
        assert_eq!(query(style, &COLORS).await, array);
        assert_eq!(query(style, &COLOR).await, object);
        assert_eq!(query(style, "").await, "color=");
        assert_eq!(query(style, &None::<Rgb>).await, "");
    }
}

#[tokio::test]
async fn what_no_style_defines_is_written_as_most_servers_read_it() {
    let nested = json!({"a": {"b": 1}, "c": ["x", "y"], "d": [{"e": true}], "n": null});
    assert_eq!(
        query(Style::DEEP_OBJECT, &nested).await,
        "color%5Ba%5D%5Bb%5D=1&color%5Bc%5D=x&color%5Bc%5D=y&color%5Bd%5D%5B0%5D%5Be%5D=true"
    );
    assert_eq!(
        query(Style::FORM, &nested).await,
        "a=%7B%22b%22%3A1%7D&c=x&c=y&d=%7B%22e%22%3Atrue%7D"
    );
    assert_eq!(
        query(Style::FORM.explode(false), &[[1, 2], [3, 4]]).await,
        "color=%5B1%2C2%5D,%5B3%2C4%5D"
    );
}

#[tokio::test]
async fn headers_and_cookies() {
    let list = Some("blue,black,brown".to_owned());
    assert_eq!(header(Style::SIMPLE, &COLORS).await, list);
    assert_eq!(header(Style::SIMPLE.explode(true), &COLORS).await, list);
    let pairs = Some("R,100,G,200,B,150".to_owned());
    assert_eq!(header(Style::SIMPLE, &COLOR).await, pairs);
    let pairs = Some("R=100,G=200,B=150".to_owned());
    assert_eq!(header(Style::SIMPLE.explode(true), &COLOR).await, pairs);
    assert_eq!(header(Style::SIMPLE, &None::<u8>).await, None);

    let cookies = Some("color=blue; color=black; color=brown".to_owned());
    assert_eq!(cookie(Style::FORM, &COLORS).await, cookies);
    let cookies = Some("color=blue,black,brown".to_owned());
    assert_eq!(cookie(Style::FORM.explode(false), &COLORS).await, cookies);
    let cookies = Some("R=100; G=200; B=150".to_owned());
    assert_eq!(cookie(Style::FORM, &COLOR).await, cookies);
}

#[tokio::test]
async fn json_is_one_text() {
    let value = json!({"kind": "a&b", "owners": ["ü", "🚧"]});
    assert_eq!(
        query(Style::FORM.json(), &value).await,
        "color=%7B%22kind%22%3A%22a%26b%22%2C%22owners%22%3A%5B%22%C3%BC%22%2C%22%F0%9F%9A%A7%22%5D%7D"
    );
    assert_eq!(
        header(Style::SIMPLE.json(), &value).await.as_deref(),
        Some(r#"{"kind":"a&b","owners":["\u00fc","\ud83d\udea7"]}"#)
    );
    assert_eq!(
        path(Style::SIMPLE.json(), &["a/b"]).await,
        "%5B%22a%2Fb%22%5D"
    );
    assert_eq!(query(Style::FORM.json(), "a").await, "color=%22a%22");
    assert_eq!(query(Style::FORM.json(), &[0; 0]).await, "color=%5B%5D");
    assert_eq!(query(Style::FORM.json(), &None::<u8>).await, "");
}

#[tokio::test]
async fn reserved_characters_stay_where_they_end_nothing() {
    let value = ":/?#[]@!$&'()*+,;=% ü";
    assert_eq!(
        query(Style::FORM.keep_reserved(), value).await,
        "color=:/?%23%5B%5D@!$%26%27()*%2B,;=%25%20%C3%BC"
    );
    let key = BTreeMap::from([("a/b=c", "d/e=f")]);
    assert_eq!(
        query(Style::FORM.keep_reserved(), &key).await,
        "a%2Fb%3Dc=d/e=f"
    );
}

#[tokio::test]
async fn nothing_empty_is_sent_unless_it_may_be() {
    assert_eq!(query(Style::FORM.allow_empty(), &[""; 0]).await, "color=");
    assert_eq!(query(Style::FORM, &BTreeMap::<&str, u8>::new()).await, "");
    let empty = "must not be an empty array, which cannot be sent: leave the parameter unset";
    let change = "must not be empty, which would change the path";
    for (request, message) in [
        (
            Request::new(&IN_QUERY).query_as("color", Style::DEEP_OBJECT, &[0; 0]),
            empty,
        ),
        (
            Request::new(&IN_QUERY).header("color", &[None::<u8>]),
            empty,
        ),
        (Request::new(&IN_PATH).path("color", ""), change),
        (
            Request::new(&IN_PATH).path("color", &BTreeMap::<&str, u8>::new()),
            change,
        ),
        (
            Request::new(&IN_PATH).path_as("color", Style::LABEL, "."),
            "must not be `..`, which would change the path",
        ),
    ] {
        let error = sent(request).await.unwrap_err().to_string();
        assert!(error.ends_with(&format!("color: {message}")), "{error}");
    }
}

#[tokio::test]
async fn a_member_is_written_once() {
    let mut twice = UserPatch {
        name: Some("a".to_owned()),
        ..UserPatch::default()
    };
    twice.extra.insert("name".to_owned(), json!("b"));
    let request = Request::new(&IN_QUERY).query("filter", &twice);
    let error = sent(request).await.unwrap_err().to_string();
    assert!(
        error.contains("`name` is set as a field and in `extra`"),
        "{error}"
    );
}
