//! Page numbers and lengths have one type.

use probely::types::UserPage;
use probely::{Client, Error};

#[test]
fn a_list_is_resumed_where_it_ended() {
    let client = Client::new("key").unwrap();
    let resume = |error: &Error, page: &UserPage| {
        let list = client.users().list().page(error.page().unwrap_or(1));
        list.length(page.length.unwrap_or(50))
    };
    let _ = resume;
}
