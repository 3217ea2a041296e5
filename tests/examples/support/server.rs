//! [`Server`]: an HTTP server on loopback that answers one request, and keeps it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::Case;

/// A request as it came over the wire.
pub(super) struct Received {
    pub(super) method: String,
    pub(super) target: String,
    /// The names are in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// An HTTP server on loopback that answers one request, and keeps it.
pub(super) struct Server {
    url: String,
    received: Receiver<Received>,
}

impl Server {
    /// Starts a server that answers as a case says. If nothing is asked, it ends with the tests.
    pub(super) fn start(case: &Case) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener");
        let mut head = format!("HTTP/1.1 {} \r\nconnection: close\r\n", case.status);
        if let Some(content_type) = case.content_type {
            head.push_str(&format!("content-type: {content_type}\r\n"));
        }
        // RFC 9110, section 8.6: these have no body and must not have a length either.
        if !matches!(case.status, 204 | 304) {
            head.push_str(&format!("content-length: {}\r\n", case.answer.len()));
        }
        let answer = format!("{head}\r\n{}", case.answer);
        let (sender, received) = channel();
        thread::spawn(move || {
            if let Ok((stream, _)) = listener.accept() {
                serve(&stream, &answer, &sender);
            }
        });
        Self {
            url: format!("http://{address}"),
            received,
        }
    }

    pub(super) fn url(&self) -> String {
        self.url.clone()
    }

    /// The request, if one has been answered.
    pub(super) fn received(&self) -> Option<Received> {
        self.received.try_recv().ok()
    }
}

fn serve(mut stream: &TcpStream, answer: &str, sender: &Sender<Received>) {
    let Some(received) = receive(stream) else {
        return;
    };
    let is_head = received.method == "HEAD";
    // Before the answer, so that it is there when the call is over.
    let _ = sender.send(received);
    let end = answer.find("\r\n\r\n").map_or(answer.len(), |at| at + 4);
    let answer = if is_head { &answer[..end] } else { answer };
    let _ = stream.write_all(answer.as_bytes());
}

fn receive(stream: &TcpStream) -> Option<Received> {
    let mut stream = BufReader::new(stream);
    let first = line(&mut stream)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = Vec::new();
    while let Some((name, value)) = line(&mut stream)?.split_once(':') {
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(Some(0), |(_, length)| length.parse().ok())?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(Received {
        method,
        target,
        headers,
        body,
    })
}

fn line(stream: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    stream.read_line(&mut line).ok()?;
    line.strip_suffix("\r\n").map(str::to_owned)
}
