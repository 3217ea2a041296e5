//! Every fragment under `documents/` as a module, compiled with the lints of the workspace.

include!(concat!(env!("OUT_DIR"), "/fragments.rs"));

/// What the tests need that are written from examples.
#[cfg(test)]
#[path = "../../examples/support/mod.rs"]
mod support;

/// A value that goes through a type and comes back as it was.
#[cfg(test)]
fn round_trip<T>(json: &serde_json::Value) -> T
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let value: T = serde_json::from_value(json.clone()).expect("the value decodes");
    assert_eq!(
        serde_json::to_value(&value).expect("the value encodes"),
        *json
    );
    value
}
