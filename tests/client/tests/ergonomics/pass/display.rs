//! Enums are laid out in columns as strings are.

use probely::types::JobTitle;

#[test]
fn width_and_precision_count() {
    let known: JobTitle = "dev".into();
    let unknown: JobTitle = "something new".into();
    assert_eq!(format!("{known:<6}|{known:>6}|{known:^5}|"), "dev   |   dev| dev |");
    assert_eq!(format!("{unknown:.9}|{unknown:.<15}|"), "something|something new..|");
}
