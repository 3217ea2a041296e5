//! Tests of what changes for users, on lists of items as the snapshot of the Surface has them.

use super::*;
use crate::diagnostic::Anchor;

/// Items from lines `path | signature | pointer`.
fn items(lines: &[&str]) -> Vec<Item> {
    let item = |line: &&str| {
        let parts: Vec<&str> = line.split(" | ").collect();
        let at = parts.get(2).map(|pointer| Anchor {
            span: 0..0,
            pointer: (*pointer).to_owned(),
        });
        Item {
            at,
            ..Item::read(parts[0], parts[1])
        }
    };
    lines.iter().map(item).collect()
}

fn compared(before: &[&str], after: &[&str]) -> Vec<String> {
    let line = |change: RustChange| {
        let path = change.path();
        let side = |item: Option<Item>| item.map_or("-".to_owned(), |item| item.to_string());
        format!(
            "{:?} {}: {} → {}",
            change.effect,
            path,
            side(change.before),
            side(change.after)
        )
    };
    compare(&items(before), &items(after), &|_| false)
        .into_iter()
        .map(line)
        .collect()
}

const LABEL: &[&str] = &[
    "types::Label | pub struct Label | /L",
    "types::Label::name | pub name: String | /L/name",
    "types::Label::new() | pub fn new(name: impl Into<String>) -> Self | /L",
    "types::User | pub struct User | /U",
    "types::User::label | pub label: types::Label | /U/label",
];

#[test]
fn the_same_is_no_change() {
    assert_eq!(compared(LABEL, LABEL), [""; 0]);
}

#[test]
fn members_that_are_new_gone_or_other() {
    let after = &[
        "types::Label | pub struct Label | /L",
        "types::Label::name | pub name: Option<String> | /L/name",
        "types::Label::color | pub color: String | /L/color",
        "types::Label::new() | pub fn new(name: impl Into<String>, color: impl Into<String>) -> Self | /L",
        "types::User | pub struct User | /U",
    ];
    assert_eq!(
        compared(LABEL, after),
        [
            "Adds types::Label::color: - → pub color: String",
            "Breaks types::Label::name: pub name: String → pub name: Option<String>",
            "Breaks types::Label::new(): pub fn new(name: impl Into<String>) -> Self → pub fn new(name: impl Into<String>, color: impl Into<String>) -> Self",
            "Breaks types::User::label: pub label: types::Label → -",
        ]
    );
}

#[test]
fn a_type_that_is_gone_or_new_is_one_thing() {
    assert_eq!(
        compared(LABEL, &LABEL[3..]),
        ["Breaks types::Label: pub struct Label → -"]
    );
    assert_eq!(
        compared(&LABEL[3..], LABEL),
        ["Adds types::Label: - → pub struct Label"]
    );
}

#[test]
fn a_type_with_another_name_is_one_thing_and_what_mentions_it_none() {
    let after: Vec<String> = LABEL
        .iter()
        .map(|line| line.replace("Label", "Tag").replace("/L", "/T"))
        .collect();
    let after: Vec<&str> = after.iter().map(String::as_str).collect();
    assert_eq!(
        compared(LABEL, &after),
        ["Breaks types::Label: pub struct Label → pub struct Tag"]
    );
}

#[test]
fn two_that_look_like_the_old_one_are_not_guessed_at() {
    let before = &[
        "types::A | pub struct A | /A",
        "types::A::x | pub x: i64 | /A/x",
    ];
    let after = &[
        "types::B | pub struct B | /B",
        "types::B::x | pub x: i64 | /B/x",
        "types::C | pub struct C | /C",
        "types::C::x | pub x: i64 | /C/x",
    ];
    assert_eq!(
        compared(before, after),
        [
            "Breaks types::A: pub struct A → -",
            "Adds types::B: - → pub struct B",
            "Adds types::C: - → pub struct C",
        ]
    );
}

#[test]
fn what_is_at_the_same_place_has_only_another_name() {
    let before = &[
        "operations::users::Users | pub struct Users | /p/get",
        "operations::users::Users::list() | pub fn list(&self) -> List | /p/get",
        "operations::users::List | pub struct List | /p/get",
        "operations::users::List::options() | pub fn options(self) -> Self | /p/get",
        "operations::users::List::search() | pub fn search(self, search: bool) -> Self | /p/get/0",
    ];
    let after = &[
        "operations::users::Users | pub struct Users | /p/get",
        "operations::users::Users::all() | pub fn all(&self) -> All | /p/get",
        "operations::users::All | pub struct All | /p/get",
        "operations::users::All::options() | pub fn options(self) -> Self | /p/get",
        "operations::users::All::query() | pub fn query(self, query: bool) -> Self | /p/get/0",
    ];
    assert_eq!(
        compared(before, after),
        [
            "Breaks operations::users::List::search(): pub fn search(self, search: bool) -> Self → pub fn query(self, query: bool) -> Self",
            "Breaks operations::users::Users::list(): pub fn list(&self) -> List → pub fn all(&self) -> All",
        ]
    );
}

/// It is outside of the promise, but leaving it is not entering it.
#[test]
fn what_is_unconfirmed_breaks_nothing() {
    let confirmed = &["types::A | pub struct A", "types::A::x | pub x: i64"];
    let unconfirmed = &[
        "types::A | pub struct A",
        "types::A::x | #[cfg(feature = \"unconfirmed\")] pub x: i64",
    ];
    let other = &[
        "types::A | pub struct A",
        "types::A::x | #[cfg(feature = \"unconfirmed\")] pub x: String",
    ];
    let effects = |before, after| -> Vec<Effect> {
        let found = compare(&items(before), &items(after), &|_| false);
        found.into_iter().map(|it| it.effect).collect()
    };
    assert_eq!(effects(unconfirmed, other), [Effect::Nothing]);
    assert_eq!(effects(unconfirmed, &other[..1]), [Effect::Nothing]);
    assert_eq!(effects(unconfirmed, confirmed), [Effect::Adds]);
    assert_eq!(effects(confirmed, unconfirmed), [Effect::Breaks]);
    assert_eq!(effects(unconfirmed, unconfirmed), []);
}

/// Without an operationId, the name of the method comes from the path.
#[test]
fn what_a_parameter_of_a_path_is_called_does_not_move_the_place() {
    let before = &[
        "operations::a::A | pub struct A | /paths/~1a~1{id}/get",
        "operations::a::A::get_a_by_id() | pub fn get_a_by_id(&self) -> GetAById | /paths/~1a~1{id}/get",
    ];
    let after = &[
        "operations::a::A | pub struct A | /paths/~1a~1{key}/get",
        "operations::a::A::get_a_by_key() | pub fn get_a_by_key(&self) -> GetAByKey | /paths/~1a~1{key}/get",
    ];
    assert_eq!(
        compared(before, after),
        [
            "Breaks operations::a::A::get_a_by_id(): pub fn get_a_by_id(&self) -> GetAById → pub fn get_a_by_key(&self) -> GetAByKey"
        ]
    );
}

#[test]
fn what_becomes_deprecated_warns() {
    let before = &["types::A | pub struct A", "types::A::x | pub x: i64"];
    let after = &[
        "types::A | pub struct A",
        "types::A::x | #[deprecated] pub x: i64",
    ];
    assert_eq!(
        compared(before, after),
        ["Warns types::A::x: pub x: i64 → #[deprecated] pub x: i64"]
    );
    assert_eq!(compared(after, before), [""; 0]);
}

#[test]
fn another_kind_of_type_is_one_thing() {
    let before = &["types::A | pub struct A", "types::A::x | pub x: i64"];
    let after = &["types::A | pub enum A (union)", "types::A::B | B(String)"];
    assert_eq!(
        compared(before, after),
        ["Breaks types::A: pub struct A → pub enum A (union)"]
    );
}

/// What is made from a string and what has a default are two things, whatever stands at one place.
#[test]
fn one_trait_is_not_another() {
    let before = &[
        "types::A | pub struct A | /A",
        "types::A as FromString | impl FromString for A | /A",
        "types::A::new() | pub fn new(x: impl Into<String>) -> Self | /A",
    ];
    let after = &[
        "types::A | pub struct A | /A",
        "types::A as Default | impl Default for A | /A",
        "types::A::new() | pub fn new() -> Self | /A",
        "types::A::when_some() | pub fn when_some<T>(self, value: Option<T>) -> Self | /A",
    ];
    assert_eq!(
        compared(before, after),
        [
            "Adds types::A as Default: - → impl Default for A",
            "Breaks types::A as FromString: impl FromString for A → -",
            "Breaks types::A::new(): pub fn new(x: impl Into<String>) -> Self → pub fn new() -> Self",
            "Adds types::A::when_some(): - → pub fn when_some<T>(self, value: Option<T>) -> Self",
        ]
    );
}

#[test]
fn conversions_from_a_type_with_another_name_are_the_same() {
    let crate_of = |name: &str| -> Vec<String> {
        [
            "types::Label | pub struct Label | /L",
            "types::Label::name | pub name: String | /L/name",
            "types::Made | pub struct Made | /M",
            "types::Made as From<Label> | impl From<types::Label> for Made | /M",
            "types::Made as From<&Label> | impl From<&types::Label> for Made | /M",
        ]
        .map(|line| line.replace("Label", name))
        .to_vec()
    };
    let (before, after) = (crate_of("Label"), crate_of("Tag"));
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    let after: Vec<&str> = after.iter().map(String::as_str).collect();
    assert_eq!(
        compared(&before, &after),
        ["Breaks types::Label: pub struct Label → pub struct Tag"]
    );
}
