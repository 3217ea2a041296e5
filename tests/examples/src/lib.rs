//! Writes tests of a generated client from the examples of its document, whichever document that is.
//!
//! There is a test for each operation: it is called against a server on loopback, once with each example of its body and
//! once for each example of an answer, and what is sent and read must be the examples. Another decodes every example with
//! the type of its place and encodes it again. An operation that a document gains is thereby tested by its examples, and
//! [`Tests::missing`] says where there are none.
//!
//! What is expected is worked out here from the model, in the plainest way, and not by the code that is tested.

mod calls;
mod cases;
mod credentials;
mod examples;
mod form;
mod module;
mod round_trips;
mod sample;

use std::fmt::Write as _;

pub use examples::example_values;
pub use module::{declaration, write_module};

use xtask::pipeline::Model;
use xtask::surface::UNCONFIRMED;

/// Tests of a client.
#[derive(Clone, Debug)]
pub struct Tests {
    /// Their source text: the inside of a module.
    pub source: String,
    /// What has no example and should have one, in words that name the operation.
    pub missing: Vec<String>,
}

/// Writes the tests of a client whose items are found at `root`: `probely`, or `crate::some_module`. What they need when
/// they run is the module in the folder `support` beside this one, which is found at `support`: a path too.
pub fn tests(model: &Model, root: &str, support: &str) -> Tests {
    let mut missing = Vec::new();
    let mut source = preamble(model, root, support);
    source.push_str(&round_trips::test(model));
    for operation in &model.api.operations {
        let Some(item) = model
            .surface
            .requests()
            .find(|item| item.operation == operation.id)
        else {
            continue;
        };
        source.push_str(&calls::tests(operation, item, model, &mut missing));
    }
    Tests { source, missing }
}

/// What stands before something that is there only with the feature `unconfirmed`.
fn gate(unconfirmed: bool) -> String {
    match unconfirmed {
        true => format!("#[cfg(feature = {UNCONFIRMED:?})]\n"),
        false => String::new(),
    }
}

/// A text as a literal of Rust.
fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// Pairs of texts as a literal of Rust.
fn literal_pairs(pairs: &[(String, String)]) -> String {
    format!("{pairs:?}")
}

/// The imports, and how what a call gives becomes JSON.
fn preamble(model: &Model, root: &str, support: &str) -> String {
    let mut variants = String::new();
    for (ty, variant) in &model.surface.error_body {
        let gate = gate(model.surface.is_unconfirmed(ty));
        let ident = &variant.ident;
        writeln!(
            variants,
            "{gate}if let ErrorBody::{ident}(body) = body {{ return ({name}, support::json(body)); }}",
            name = literal(ident.unraw())
        )
        .expect("a String takes everything");
    }
    let credentials = credentials::calls(model);
    format!(
        "#[allow(unused_imports)]\n\
         use std::collections::BTreeMap;\n\
         #[allow(unused_imports)]\n\
         use {root}::runtime::{{self, Extra, FieldErrors, Patch, Secret, Timestamp}};\n\
         #[allow(unused_imports)]\n\
         use {root}::types::{{self, ErrorBody}};\n\
         #[allow(unused_imports)]\n\
         use {root}::{{Client, Error}};\n\
         #[allow(unused_imports)]\n\
         use {support}::{{self as support, Body, Case, Outcome, read}};\n\n\
         #[allow(dead_code)]\n\
         fn client(url: &str) -> Client {{\n    \
             let builder = Client::builder().base_url(url){credentials};\n    \
             builder.retry(runtime::RetryPolicy::never()).build().expect(\"the settings are usable\")\n\
         }}\n\n\
         #[allow(dead_code)]\n\
         fn outcome<T>(answer: Result<runtime::Response<T>, Error>, json: fn(&T) -> serde_json::Value) -> Outcome {{\n    \
             match answer {{\n        \
                 Ok(answer) => Outcome::Success(json(&answer)),\n        \
                 Err(Error::Api(error)) => {{\n            \
                     let (variant, body) = error_body(error.body());\n            \
                     Outcome::Failure(error.status().as_u16(), variant, body)\n        \
                 }}\n        \
                 Err(Error::InvalidRequest(error)) => Outcome::Refused(error.to_string()),\n        \
                 Err(error) => panic!(\"{{error}}\"),\n    \
             }}\n\
         }}\n\n\
         #[allow(dead_code)]\n\
         fn error_body(body: &ErrorBody) -> (&'static str, serde_json::Value) {{\n    \
             let _ = body;\n\
             {variants}    \
             (\"Unexpected\", serde_json::Value::Null)\n\
         }}\n\n"
    )
}
