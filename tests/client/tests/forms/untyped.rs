//! Any JSON object, written by the runtime alone.

use client_tests::drf::{pairs, read_form, read_json};
use probely::runtime::{Form, Media};
use proptest::prelude::*;
use serde_json::Value;

use super::schemas::{
    API_USER_BULK_UPDATE, API_USER_PATCH, Body, EVERYTHING, EVERYTHING_PARTIAL, WITH_MAP,
};
use super::strategies::{Wanted, object};

const BODIES: [Body; 4] = [
    API_USER_PATCH,
    API_USER_BULK_UPDATE,
    EVERYTHING,
    EVERYTHING_PARTIAL,
];

const FORMS: [Media; 2] = [
    Media::Form("application/x-www-form-urlencoded"),
    Media::Multipart("multipart/form-data"),
];

/// Bodies that no form can carry.
const UNSENT: [Body; 1] = [WITH_MAP];

/// A body and a value for it.
fn bodies(wanted: Wanted) -> impl Strategy<Value = (Body, Value)> {
    some_of(&BODIES, wanted)
}

fn some_of(bodies: &'static [Body], wanted: Wanted) -> impl Strategy<Value = (Body, Value)> {
    prop::sample::select(bodies)
        .prop_flat_map(move |body| (Just(body), object(body.fields, wanted)))
}

/// Checks that the form is read as the JSON is. Returns whether there is a form.
fn is_carried(media: Media, body: Body, value: &Value) -> Result<bool, TestCaseError> {
    let form = match Form::new(media, value, &body.rules) {
        Ok(form) => form.expect("an object is a body"),
        Err(errors) => {
            prop_assert!(!errors.is_empty());
            return Ok(false);
        }
    };
    let bytes = form.bytes().expect("there are no files");
    let pairs = pairs(&form.content_type, bytes);
    prop_assert!(pairs.is_some(), "unreadable: {form:?}");
    prop_assert_eq!(
        read_form(body.fields, &pairs.unwrap_or_default(), body.partial),
        read_json(body.fields, value, body.partial),
        "{:?}",
        form
    );
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_form_means_what_json_means_or_is_not_sent((body, value) in bodies(Wanted::Anything)) {
        for media in FORMS {
            is_carried(media, body, &value)?;
        }
    }

    #[test]
    fn a_field_that_the_server_does_not_have_is_taken_for_no_other((body, value) in bodies(Wanted::Unknown)) {
        for media in FORMS {
            is_carried(media, body, &value)?;
        }
    }

    /// Without this, refusing everything would pass.
    #[test]
    fn what_a_form_can_carry_is_sent((body, value) in bodies(Wanted::Plain)) {
        for media in FORMS {
            prop_assert!(is_carried(media, body, &value)?);
        }
    }

    /// Versions up to 3.17 read an empty object, whether the body has the field or not.
    #[test]
    fn a_body_with_a_free_form_object_is_not_sent((body, value) in some_of(&UNSENT, Wanted::Anything)) {
        for media in FORMS {
            prop_assert!(!is_carried(media, body, &value)?);
        }
    }
}
