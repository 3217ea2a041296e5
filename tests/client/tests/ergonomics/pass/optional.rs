//! Options go into setters without leaving the chain.

use probely::types::{LabelRequest, TeamPatch, UserPatch};

#[test]
fn a_setter_is_called_for_a_value_alone() {
    let build = |name: Option<&str>, active: Option<bool>| {
        UserPatch::new()
            .when_some(name, |it, name| it.name(name))
            .when_some(active, UserPatch::active)
            .labels(["prod"])
    };
    let unset = UserPatch::new().labels(["prod"]);
    assert_eq!(build(None, None), unset);
    assert_eq!(build(Some("A"), None), unset.clone().name("A"));
    assert_eq!(build(None, Some(false)), unset.active(false));
}

#[test]
fn a_setter_may_be_named_alone() {
    let label = LabelRequest::new("prod").when_some(Some("#00FF00"), LabelRequest::color);
    assert_eq!(label.color.as_deref(), Some("#00FF00"));
    let team = TeamPatch::new().when_some(None::<String>, TeamPatch::name);
    assert_eq!(team, TeamPatch::new());
}
