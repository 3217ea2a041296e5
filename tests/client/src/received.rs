//! [`Received`]: a request as received.

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::TcpStream;

/// A request as received.
#[derive(Clone, Debug)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path and the query, undecoded.
    pub target: String,
    /// The headers in the order of their names, which are in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// Method and target, as in the request line.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    /// The query, undecoded; empty if there is none.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The values of a header, whose name is given in lower case; several are separated by commas.
    pub fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self
            .headers
            .iter()
            .filter(|(header, _)| header == name)
            .map(|(_, value)| value.as_str())
            .collect();
        (!values.is_empty()).then(|| values.join(","))
    }

    /// The body as a string.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is UTF-8")
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    /// Reads a request, or nothing from a connection that is closed without one.
    pub(crate) async fn read(stream: &mut TcpStream) -> Option<Self> {
        let mut stream = BufReader::new(stream);
        let first = read_line(&mut stream).await?;
        let mut words = first.split(' ').map(str::to_owned);
        let (method, target) = (words.next()?, words.next()?);

        let mut headers = Vec::new();
        while let Some((name, value)) = read_line(&mut stream).await?.split_once(':') {
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        headers.sort();

        let mut received = Self {
            method,
            target,
            headers,
            body: Vec::new(),
        };
        assert_eq!(received.header("transfer-encoding"), None, "not read here");
        if let Some(length) = received.header("content-length") {
            received.body.resize(length.parse().ok()?, 0);
            stream.read_exact(&mut received.body).await.ok()?;
        }
        Some(received)
    }
}

/// A line without its end, or nothing at the end of the stream.
async fn read_line(stream: &mut BufReader<&mut TcpStream>) -> Option<String> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok()?;
    line.strip_suffix("\r\n").map(str::to_owned)
}
