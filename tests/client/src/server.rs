//! [`Server`]: an HTTP server on loopback that sends prepared replies and records the requests.

use std::collections::VecDeque;
use std::future;
use std::sync::{Arc, Mutex};

use probely::{Client, ClientBuilder, RetryPolicy};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use super::received::Received;
use super::reply::{Behaviour, Reply};

/// The key that the clients of [`Server::client`] and [`Server::builder`] send.
pub const KEY: &str = "key-for-tests";

/// An HTTP server on loopback. It stops with the runtime of the test that started it.
pub struct Server {
    url: String,
    log: Arc<Log>,
}

#[derive(Default)]
struct Log {
    received: Mutex<Vec<Received>>,
    arrival: Notify,
}

impl Server {
    /// Starts a server that sends the same reply to every request.
    pub async fn start(reply: Reply) -> Self {
        Self::start_with([reply]).await
    }

    /// Starts a server that sends the replies in order, and the last one from then on.
    pub async fn start_with(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener");
        let log = Arc::<Log>::default();
        tokio::spawn(serve(listener, replies.into_iter().collect(), log.clone()));
        Self {
            url: format!("http://{address}"),
            log,
        }
    }

    /// Its base URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A client for it.
    pub fn client(&self) -> Client {
        self.builder().build().expect("the settings are usable")
    }

    /// The settings of a client for it, which sends every request once.
    pub fn builder(&self) -> ClientBuilder {
        Client::builder()
            .base_url(self.url())
            .api_key(KEY)
            .retry(RetryPolicy::never())
    }

    /// All requests since the start.
    pub fn requests(&self) -> Vec<Received> {
        self.log
            .received
            .lock()
            .expect("no thread panicked")
            .clone()
    }

    /// Waits for the next request.
    pub async fn next_request(&self) {
        self.log.arrival.notified().await;
    }

    /// The one request since the start.
    ///
    /// # Panics
    ///
    /// If there was none, or there were several.
    pub fn request(&self) -> Received {
        let requests = self.requests();
        let [request] = requests.as_slice() else {
            panic!("expected one request: {requests:#?}");
        };
        request.clone()
    }
}

async fn serve(listener: TcpListener, mut replies: VecDeque<Reply>, log: Arc<Log>) {
    while let Ok((mut stream, _)) = listener.accept().await {
        let Some(request) = Received::read(&mut stream).await else {
            continue;
        };
        log.received
            .lock()
            .expect("no thread panicked")
            .push(request);
        log.arrival.notify_one();
        let reply = match replies.len() {
            0 => panic!("the server has no reply"),
            1 => replies[0].clone(),
            _ => replies.pop_front().expect("there are two or more"),
        };
        tokio::spawn(send(stream, reply));
    }
}

async fn send(mut stream: TcpStream, reply: Reply) {
    match reply.behaviour {
        Behaviour::Whole | Behaviour::BreakOff => {
            // The client may have closed the connection.
            let _ = stream.write_all(&reply.to_bytes()).await;
            let _ = stream.shutdown().await;
        }
        Behaviour::Drip => {
            let _ = stream.set_nodelay(true);
            for byte in reply.to_bytes() {
                let _ = stream.write_all(&[byte]).await;
                tokio::task::yield_now().await;
            }
            let _ = stream.shutdown().await;
        }
        Behaviour::HangUp => {}
        Behaviour::KeepWaiting => future::pending().await,
    }
}
