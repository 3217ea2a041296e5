//! Types that are made from one string.

use std::borrow::Cow;

use probely::types::{
    JobTitle, LabelRequest, RoleScopeRequest, RoleTierRequest, UserCreate, UserPatch,
    UserRoleAssignmentRequest,
};

#[test]
fn a_user_is_made_of_literals() {
    let user = UserCreate::new("a@b.c", "A", ["prod"]).title("dev");
    assert_eq!(user.title, Some("dev".into()));
    assert_eq!(user.labels, [LabelRequest::new("prod")]);
}

#[test]
fn a_role_assignment_is_one_line() {
    let role = UserRoleAssignmentRequest::new("role id", "account");
    assert_eq!(role.role.id, "role id");
    assert_eq!(role.scope, RoleScopeRequest::new(RoleTierRequest::Account));
    let user = UserCreate::new("a@b.c", "A", ["prod"]).user_roles([role.clone()]);
    assert_eq!(user.user_roles, Some(vec![role]));
}

#[test]
fn every_form_of_a_string_will_do() {
    let owned = "dev".to_owned();
    let copied: Cow<'_, str> = Cow::Borrowed("dev");
    let title = JobTitle::from("dev");
    for patch in [
        UserPatch::new().title("dev").name("dev"),
        UserPatch::new().title(&owned).name(&owned),
        UserPatch::new().title(owned.clone()).name(owned.clone()),
        UserPatch::new().title(title.clone()).name(copied),
    ] {
        assert_eq!(patch.title.as_ref(), Some(&title));
        assert_eq!(patch.name.as_deref(), Some("dev"));
    }
    let label: LabelRequest = "prod".into();
    assert_eq!(label, LabelRequest::from(String::from("prod")));
}

#[test]
fn parameters_of_requests_take_the_same() {
    let client = probely::Client::new("key").unwrap();
    let operator = "or".to_owned();
    let _ = client.users().list().label_logical_operator(&operator);
    let _ = client.users().list().label_logical_operator("and");
}
