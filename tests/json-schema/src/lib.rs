//! Every schema of the suite that OpenAPI can express as a module.
#![cfg(test)]

include!(concat!(env!("OUT_DIR"), "/suite.rs"));

#[path = "../../examples/support/json.rs"]
#[expect(dead_code, reason = "values that are sent are not compared here")]
mod json;

/// Decodes a value as a response is decoded, and encodes it again.
fn kept<T: serde::de::DeserializeOwned + serde::Serialize>(place: &str, text: &str) {
    let value: T = sdk_runtime::decode_error(text.as_bytes()).unwrap_or_else(|| {
        let error = serde_json::from_str::<T>(text).err();
        panic!("{place}: {error:?}\n{text}")
    });
    let read = serde_json::from_str(text).expect("the suite has JSON");
    let written = serde_json::to_value(&value).expect("what was read can be written");
    json::assert_kept(place, &read, &written);
}

/// Checks that a value does not decode.
fn refused<T: serde::de::DeserializeOwned>(place: &str, text: &str) {
    assert!(
        sdk_runtime::decode_error::<T>(text.as_bytes()).is_none(),
        "{place}: {text} decodes"
    );
}
