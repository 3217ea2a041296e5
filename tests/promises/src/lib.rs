//! Programs for the crate before a change of the document, compiled with that and with the crate after it.

include!(concat!(env!("OUT_DIR"), "/promises.rs"));
