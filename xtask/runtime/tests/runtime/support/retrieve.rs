//! [`retrieve`]: one call of a server with one reply.

use sdk_runtime::{Request, Response};

use super::client::{Client, Error, RETRIEVE, User};
use super::server::{Reply, Server};

/// A user, with a field that the type does not have.
pub(crate) const USER: &str = r#"{"id": "u1", "active": true, "new": {"a": 1}}"#;

/// Retrieves a user from a server that replies with this.
pub(crate) async fn retrieve(reply: Reply) -> Result<Response<User>, Error> {
    let server = Server::new([reply]);
    let client = Client::to(&server.url);
    client
        .core()
        .send(Request::new(&RETRIEVE).path("id", "u1"))
        .await
}
