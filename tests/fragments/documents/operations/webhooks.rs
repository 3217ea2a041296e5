//! Webhooks: deliveries are decoded by their names.

use super::Error;
use super::types::{Pet, PetKind};
use super::webhooks::Webhook;

const PET: &[u8] = br#"{"id": 1, "name": "Rex", "kind": "fish", "more": true}"#;

#[test]
fn a_delivery_is_what_its_name_says() {
    let Ok(Webhook::NewPet(pet)) = Webhook::decode("newPet", PET) else {
        panic!("the pet is decoded");
    };
    // It is the type that a response has: with all fields of responses, and lenient.
    let response: Pet = serde_json::from_slice(PET).unwrap();
    assert_eq!(*pet, response);
    assert_eq!(pet.kind.as_ref().map(PetKind::as_str), Some("fish"));
    assert_eq!(pet.extra.get("more"), Some(&true.into()));

    let sold = Webhook::decode("pet.sold", br#"{"prices": [1]}"#);
    assert!(matches!(sold, Ok(Webhook::PetSold(sold)) if sold.prices == [1]));
    let ping = Webhook::decode("ping", b"");
    assert!(matches!(ping, Ok(Webhook::Ping)));
    let note = Webhook::decode("note", "olá".as_bytes());
    assert!(matches!(note, Ok(Webhook::Note(note)) if note == "olá"));
    let photo = Webhook::decode("photo", &[0xff, 0]);
    assert!(matches!(photo, Ok(Webhook::Photo(photo)) if photo[..] == [0xff, 0]));
    let anything = Webhook::decode("anything", b"[1]");
    assert!(matches!(anything, Ok(Webhook::Anything(it)) if it == serde_json::json!([1])));
}

#[test]
#[expect(deprecated, reason = "it is delivered")]
fn a_body_may_be_null() {
    let legacy = Webhook::decode("old", b"null");
    assert!(matches!(legacy, Ok(Webhook::Legacy(None))));
}

#[test]
fn each_method_has_a_name() {
    let put = Webhook::decode("PUT newPet", br#"{"before": {"id": 1, "name": "Rex"}}"#);
    assert!(matches!(put, Ok(Webhook::PutNewPet(put)) if put.before.name == "Rex"));
}

#[test]
fn what_is_unknown_is_kept() {
    let Ok(Webhook::Unrecognized { name, body }) = Webhook::decode("pet.lost", PET) else {
        panic!("an unknown webhook is no error");
    };
    assert_eq!((name.as_str(), &body[..]), ("pet.lost", PET));
}

#[test]
fn what_does_not_decode_is_an_error_with_its_location() {
    let decoded = Webhook::decode("pet.sold", br#"{"prices": [1, "x"]}"#);
    let Err(error) = decoded else {
        panic!("a string is no integer");
    };
    assert_eq!((error.status(), error.headers()), (None, None));
    let Error::Decode(error) = error else {
        panic!("{error}");
    };
    assert_eq!(error.operation(), "pet.sold");
    assert_eq!(error.path(), "prices[1]");
    assert_eq!(error.raw()[..], br#"{"prices": [1, "x"]}"#[..]);
    assert_eq!(
        error.to_string(),
        "pet.sold: cannot read the body: prices[1]: expected i64, found string"
    );
    for (name, body) in [("newPet", &b""[..]), ("newPet", b"{"), ("note", &[0xff])] {
        assert!(matches!(Webhook::decode(name, body), Err(Error::Decode(_))), "{name}");
    }
}
