//! `exclude` may be anywhere among the setters, and `P` is the type of the response.

use probely::operations::users::List;
use probely::types::{SparseUser, SparseUserPage, UserPage};
use probely::{Client, Error, Items, Pages};

fn first(client: &Client) -> List<SparseUserPage> {
    client
        .users()
        .list()
        .exclude(["labels"])
        .active(true)
        .length(50)
}

fn last(client: &Client) -> List<SparseUserPage> {
    let whole: List<UserPage> = client.users().list().active(true);
    whole.length(50).exclude(["labels"])
}

async fn calls(client: &Client) -> Result<(), Error> {
    let page = first(client).page(2).await?;
    println!("{}", page.results.is_some());
    let _: Pages<SparseUserPage> = last(client).pages();
    let _: Items<SparseUser> = last(client).exclude(["email"]).stream();
    Ok(())
}

/// Code that is generic over the response.
fn by_name<P>(list: List<P>) -> List<P> {
    list.ordering("name")
}

#[test]
fn it_compiles() {
    let _ = (calls, by_name::<UserPage>, by_name::<SparseUserPage>);
}
