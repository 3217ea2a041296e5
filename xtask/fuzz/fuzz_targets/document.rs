//! Any text at all: what libFuzzer makes of it, it hands to codegen.
#![no_main]

use codegen_tests::robust::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(problem) = check(text) {
        panic!("{problem}");
    }
});
