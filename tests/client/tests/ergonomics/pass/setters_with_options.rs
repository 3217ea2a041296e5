//! A setter takes an `Option` without leaving the chain.

use probely::Client;
use probely::operations::users::List;

fn request(client: &Client, search: Option<&str>, active: Option<bool>) -> List {
    client
        .users()
        .list()
        .when_some(search, |it, value| it.search(value))
        .when_some(active, List::active)
        .length(50)
}

#[test]
fn it_compiles() {
    let _ = request;
}
