//! Unions whose members nothing tells apart: the one that knows most of the value is taken.

use serde_json::json;

use super::types::{PaymentLists, PaymentMethod, PaymentNested, PaymentSettings};
use crate::round_trip;

#[test]
fn the_member_that_knows_most_of_the_value_is_taken() {
    let card = round_trip(&json!({"type": "card", "id": "1", "number": "4111"}));
    assert!(matches!(card, PaymentMethod::Card(card) if card.number.as_deref() == Some("4111")));
    assert!(matches!(round_trip(&json!({"number": "4111"})), PaymentMethod::Card(_)));
    assert!(matches!(round_trip(&json!({"type": "transfer"})), PaymentMethod::Transfer(_)));
    let more = round_trip(&json!({"iban": "DE00", "newer": {"a": 1}}));
    assert!(matches!(more, PaymentMethod::Transfer(it) if it.extra.contains_key("newer")));
}

#[test]
fn the_first_of_equals_is_taken() {
    assert!(matches!(round_trip(&json!({"id": "1"})), PaymentMethod::Wallet(_)));
    assert!(matches!(round_trip(&json!({})), PaymentMethod::Wallet(_)));
}

#[test]
fn what_is_deep_within_counts() {
    let card = round_trip(&json!({"held": {"id": "1", "number": "4111"}}));
    assert!(matches!(card, PaymentNested::CardHolder(_)));
    let cards = round_trip(&json!([{"id": "1"}, {"number": "4111"}]));
    assert!(matches!(cards, PaymentLists::CardList(cards) if cards.len() == 2));
}

#[test]
fn an_integer_that_is_not_the_constant_of_a_member_excludes_it() {
    assert!(matches!(round_trip(&json!({"version": 1, "name": "a"})), PaymentSettings::Old(_)));
    assert!(matches!(round_trip(&json!({"version": 2, "name": "a"})), PaymentSettings::Current(_)));
}
