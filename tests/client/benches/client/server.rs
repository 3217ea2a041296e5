//! A server that does as little as one can: it keeps connections open and gives every request the same answer.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

/// Starts it, and returns its URL. It waits so long before each answer.
pub(crate) fn start(body: &str, latency: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound listener");
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("loopback works");
            let answer = answer.clone();
            thread::spawn(move || {
                let _ = stream.set_nodelay(true);
                let mut head = [0; 4096];
                // A request without a body is one packet on loopback.
                while stream.read(&mut head).is_ok_and(|length| length > 0) {
                    if !latency.is_zero() {
                        thread::sleep(latency);
                    }
                    if stream.write_all(answer.as_bytes()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    format!("http://{address}")
}
