//! A type that requires more than a string is not made from one.

use probely::types::UserCreate;

pub fn program() -> UserCreate {
    //~ `UserRoleAssignmentRequest` cannot be created from a string
    UserCreate::new("a@b.c", "A", ["prod"]).user_roles(["role id"])
}
