//! A schema with a discriminator and no union: the property chooses one of the schemas that extend it.

use serde_json::json;

use super::types::{Animal, Car, Cycle, Pet, SportsCar, Vehicle, VehicleBase};
use crate::round_trip;

#[test]
fn the_property_chooses_what_extends_the_schema() {
    let car = round_trip(&json!({"power": "motor", "plate": "A", "doors": 4, "wheels": [{"inches": 17.0}]}));
    assert!(matches!(car, Vehicle::Car(car) if car.doors == 4));
    let towing = json!({"power": "pedals", "plate": "B", "gears": 3, "tows": {"power": "SportsCar", "plate": "C", "doors": 2, "spoiler": true}});
    let Vehicle::Cycle(cycle) = round_trip(&towing) else {
        panic!("it is a cycle")
    };
    assert!(matches!(cycle.tows, Some(Vehicle::SportsCar(car)) if car.spoiler == Some(true)));
}

#[test]
fn what_is_not_known_is_what_all_have_in_common() {
    for power in ["none", "sail"] {
        let other: Vehicle = round_trip(&json!({"power": power, "plate": "D", "masts": 2}));
        assert_eq!(other.plate(), Some("D"));
        assert!(matches!(other, Vehicle::Other(it) if it.extra.contains_key("masts")));
    }
    assert!(matches!(round_trip(&json!({"kind": "Dog", "barks": true})), Animal::Dog(_)));
    assert!(matches!(round_trip(&json!({"kind": "Cat", "name": "Tom"})), Animal::Cat(_)));
    assert!(matches!(round_trip(&json!({"kind": "Poodle"})), Animal::Poodle(_)));
}

#[test]
fn the_property_is_sent_without_being_asked_for() {
    let sent = |vehicle: Vehicle| serde_json::to_value(vehicle).unwrap();
    let cycle = Vehicle::Cycle(Box::new(Cycle::new("A", 21)));
    assert_eq!(sent(cycle), json!({"power": "pedals", "plate": "A", "gears": 21}));
    let car = Vehicle::Car(Box::new(Car::new("B", 3)));
    assert_eq!(sent(car), json!({"power": "motor", "plate": "B", "doors": 3}));
    let sports = Vehicle::SportsCar(Box::new(SportsCar::new("C", 2)));
    assert_eq!(sent(sports), json!({"power": "SportsCar", "plate": "C", "doors": 2}));
    let other = Vehicle::Other(Box::new(VehicleBase::new("D")));
    assert_eq!(sent(other), json!({"power": "none", "plate": "D"}));
}

/// Springdoc writes both: the members in the union extend it.
#[test]
fn a_union_may_be_extended_by_its_members() {
    let parrot = round_trip(&json!({"species": "Parrot", "words": 30}));
    assert!(matches!(parrot, Pet::Parrot(parrot) if parrot.words == Some(30)));
    let snail = round_trip(&json!({"species": "Snail", "house": true}));
    assert!(matches!(snail, Pet::Snail(snail) if snail.house == Some(true)));
}
