//! Credentials: setters by scheme, and which of them an operation sends.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use super::runtime::{RetryPolicy, Secret};
use super::{Client, ClientBuilder, Credentials as _, Error};

fn new() -> ClientBuilder {
    Client::builder().retry(RetryPolicy::never())
}

/// The head of the request that a call sends to a server, without the headers of every request.
async fn sent<F>(builder: ClientBuilder, call: fn(Client) -> F) -> String
where
    F: IntoFuture<Output = Result<super::runtime::Response<()>, Error>>,
{
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client connects");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("a head ends");
            head.extend(byte);
        }
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").expect("the client waits");
        String::from_utf8(head).expect("heads are ASCII")
    });
    let client = builder.base_url(url).build().expect("the settings are usable");
    call(client).await.expect("the server responds");
    let head = server.join().expect("the server ends");
    let mut lines = head.lines();
    let target = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    let ours = ["authorization", "x-key", "cookie"];
    let headers = lines.filter(|line| ours.iter().any(|it| line.to_ascii_lowercase().starts_with(it)));
    headers.fold(target, |all, line| format!("{all}, {line}"))
}

#[tokio::test]
async fn an_operation_sends_the_first_alternative_that_the_client_has() {
    let all = || new().header_key("h").query_key("q").tenant("t").basic("u", "p").sign_in("o").login("l");
    let list = |client: Client| client.things().list();
    assert_eq!(sent(all(), list).await, "/things/, x-key: h");
    assert_eq!(sent(new().query_key("q"), list).await, "/things/?key=q");
    let create = |client: Client| client.things().create();
    assert_eq!(sent(all(), create).await, "/things/, x-key: h");
    assert_eq!(sent(new().query_key("q"), create).await, "/things/");
    let replace = |client: Client| client.things().replace();
    assert_eq!(sent(all(), replace).await, "/things/, authorization: Bearer l, cookie: tenant=t");
    let shared = new().tenant("t").timeout_credential("k");
    assert_eq!(sent(shared, replace).await, "/things/, authorization: SharedAccessKey k");
    let update = |client: Client| client.things().update();
    assert_eq!(sent(all(), update).await, "/things/, authorization: Basic dTpw");
    assert_eq!(sent(new().sign_in("o"), update).await, "/things/, authorization: Bearer o");
    let provided = new().basic_provider(async || Ok::<_, Error>(("u".to_owned(), Secret::new("p"))));
    assert_eq!(sent(provided, update).await, "/things/, authorization: Basic dTpw");
    assert_eq!(sent(all(), |client| client.things().delete()).await, "/things/");
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let client = new().query_key("q").build().expect("some operations need none");
    let error = client.things().replace().await.expect_err("it needs others");
    assert!(matches!(error, Error::ApiKey(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "things_replace: not sent: it needs the credentials `Login` and `Tenant`, or `timeout`, which the client does not \
         have: call `login` and `tenant`, or `timeout_credential` of the builder"
    );
}
