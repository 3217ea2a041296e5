//! A server that does as little as possible: it keeps connections open and sends the same response to every request.
//!
//! One thread serves all connections, so that it is on the same core for every client that is compared.

use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Builder;

/// Starts it and returns its URL. It waits for `latency` before each response.
pub(crate) fn start(body: &str, latency: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound listener");
    let length = body.len();
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async move {
            listener.set_nonblocking(true).expect("a bound listener");
            let listener = tokio::net::TcpListener::from_std(listener).expect("a runtime");
            loop {
                let (stream, _) = listener.accept().await.expect("loopback works");
                tokio::spawn(serve(stream, response.clone(), latency));
            }
        });
    });
    format!("http://{address}")
}

async fn serve(mut stream: TcpStream, response: String, latency: Duration) {
    let _ = stream.set_nodelay(true);
    let mut head = [0; 4096];
    // A request without a body is one packet on loopback.
    while stream.read(&mut head).await.is_ok_and(|length| length > 0) {
        if !latency.is_zero() {
            tokio::time::sleep(latency).await;
        }
        if stream.write_all(response.as_bytes()).await.is_err() {
            return;
        }
    }
}
