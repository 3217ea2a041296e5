//! The response type of a request cannot be any type.

use probely::Client;
use probely::operations::users::List;

pub fn request(client: &Client) -> List<String> {
    client.users().list() //~ expected `List<String>`, found `List`
}
