//! HTTPS with a cryptography provider that the program installs.
#![cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]

#[allow(dead_code, reason = "this needs a client alone")]
#[path = "runtime/support/client.rs"]
mod client;

use client::{Client, ClientBuilder, KEY};

/// In one test, since a provider is installed for the whole process.
#[test]
fn a_client_needs_a_provider_that_is_installed_before() {
    let build = || ClientBuilder::new().api_key(KEY).build();
    let error = build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "http_client cannot be created: with the feature `rustls-no-provider`, the program must first install a rustls \
         provider, for example with `rustls::crypto::ring::default_provider().install_default()`"
    );
    let _: Client = {
        rustls::crypto::aws_lc_rs::default_provider()
            .install_default()
            .unwrap();
        build().unwrap()
    };
}
