//! A page of users as one would write it by hand: the same types of fields, no unknown fields, derived and nothing else.
#![expect(dead_code, reason = "reading is what is measured")]

use probely::Timestamp;
use probely::types::{JobTitle, RoleTier};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct UserPage {
    pub(crate) count: Option<i64>,
    page_total: Option<i64>,
    page: Option<i64>,
    length: Option<i64>,
    pub(crate) results: Option<Vec<User>>,
}

#[derive(Deserialize)]
pub(crate) struct User {
    id: String,
    email: String,
    name: String,
    title: Option<JobTitle>,
    is_billing_admin: bool,
    changed_by: Option<ChangedBy>,
    changed: Option<Timestamp>,
    active: Option<bool>,
    labels: Option<Vec<Label>>,
    user_roles: Option<Vec<UserRoleAssignment>>,
    last_login: Option<Timestamp>,
    is_apiuser: Option<bool>,
    mfa_enabled: Option<bool>,
}

#[derive(Deserialize)]
struct ChangedBy {
    id: String,
    email: Option<String>,
    name: String,
}

#[derive(Deserialize)]
struct Label {
    id: String,
    name: String,
    color: Option<String>,
    changed_by: Option<ChangedBy>,
    changed: Option<Timestamp>,
}

#[derive(Deserialize)]
struct UserRoleAssignment {
    role: RoleRef,
    scope: RoleScope,
}

#[derive(Deserialize)]
struct RoleRef {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct RoleScope {
    tier: RoleTier,
    team: Option<RoleRef>,
    target: Option<TargetRef>,
}

#[derive(Deserialize)]
struct TargetRef {
    id: String,
    name: String,
    url: Option<String>,
}
