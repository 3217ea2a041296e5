//! A request cannot be made for a type of one's own.

use probely::Client;
use probely::operations::users::List;

pub fn request(client: &Client) -> List<String> {
    client.users().list() //~ expected `List<String>`, found `List`
}
