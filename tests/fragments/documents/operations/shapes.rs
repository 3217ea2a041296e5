//! Bodies that are no objects: what of them is checked before they are sent.

use super::types::RoleRequest;
use super::{Client, Error};

#[tokio::test]
async fn a_list_as_a_body_has_its_own_constraints() {
    let client = Client::builder().base_url("http://127.0.0.1:1").build().expect("settings");
    let roles: Vec<RoleRequest> = ["a", "b", "c", "d"].into_iter().map(RoleRequest::new).collect();
    let error = client.roles().bulk_replace(roles).send().await.expect_err("four are too many");
    let Error::InvalidRequest(problem) = error else {
        panic!("{error}")
    };
    let problems: Vec<String> = problem.errors().iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["body: must have at most 3 items"]);
}
