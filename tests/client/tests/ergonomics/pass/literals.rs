//! String literals are taken where strings are.

use probely::types::LabelRequest;

#[test]
fn a_label_is_made_of_literals() {
    let label = LabelRequest::new("prod").color("#00FF00");
    assert_eq!(label.name, "prod");
    assert_eq!(label.color.as_deref(), Some("#00FF00"));
}
