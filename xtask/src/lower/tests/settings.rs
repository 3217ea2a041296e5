//! `x-rust`, servers and tags.

use super::{findings, lowered};
use crate::api::{ErrorDialect, FormDialect, Listing, Settings};

fn with(title: &str, rest: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{title: '{title}', version: 1.0.0}}\npaths: {{}}\n{rest}")
}

fn settings(title: &str, rest: &str) -> Settings {
    lowered(&with(title, rest)).0.settings
}

#[test]
fn without_any_the_names_come_from_the_title() {
    for (title, package, library, env_prefix) in [
        (
            "Pet Store (v2)",
            "pet-store-v2",
            "pet_store_v2",
            "PET_STORE_V2",
        ),
        (
            "3scale API",
            "api-3scale-api",
            "api_3scale_api",
            "API_3SCALE_API",
        ),
        ("日本", "api-client", "api_client", "API_CLIENT"),
    ] {
        let settings = settings(title, "");
        assert_eq!(
            (
                settings.package.as_str(),
                settings.library.as_str(),
                settings.env_prefix.as_str()
            ),
            (package, library, env_prefix)
        );
        assert_eq!(settings.version, "0.0.0");
        assert_eq!(
            (
                settings.form_dialect,
                settings.error_dialect,
                settings.strict
            ),
            (FormDialect::OpenApi, ErrorDialect::None, false)
        );
    }
}

#[test]
fn all_of_them() {
    let text = "x-rust: {package: my-sdk, library: mine, version: 1.2.3-rc.1, license: MIT, repository: 'https://example.test', env-prefix: MY, form-dialect: drf, error-dialect: drf, strict: true}\n";
    assert_eq!(findings(&with("A", text)), []);
    let settings = settings("A", text);
    assert_eq!(
        (
            settings.package.as_str(),
            settings.library.as_str(),
            settings.version.as_str()
        ),
        ("my-sdk", "mine", "1.2.3-rc.1")
    );
    assert_eq!(
        (
            settings.license.as_deref(),
            settings.repository.as_deref(),
            settings.env_prefix.as_str()
        ),
        (Some("MIT"), Some("https://example.test"), "MY")
    );
    assert_eq!(
        (
            settings.form_dialect,
            settings.error_dialect,
            settings.strict
        ),
        (FormDialect::Drf, ErrorDialect::Drf, true)
    );
}

#[test]
fn metadata_of_the_package() {
    assert_eq!(
        settings("A", "x-rust: {version: 0.1.0}\n").listing,
        Listing {
            homepage: None,
            keywords: vec![],
            categories: vec!["api-bindings".to_owned()],
            published: false,
            notice: None,
            changelog: None,
            examples: None,
        }
    );
    let text = "x-rust: {version: 0.1.0, homepage: 'https://example.test', keywords: [a, b-c], categories: ['a::b'], \
                published: true, notice: A b., changelog: ../C.md, examples: e/f}\n";
    assert_eq!(findings(&with("A", text)), []);
    assert_eq!(
        settings("A", text).listing,
        Listing {
            homepage: Some("https://example.test".to_owned()),
            keywords: vec!["a".to_owned(), "b-c".to_owned()],
            categories: vec!["a::b".to_owned()],
            published: true,
            notice: Some("A b.".to_owned()),
            changelog: Some("../C.md".to_owned()),
            examples: Some("e/f".to_owned()),
        }
    );
}

#[test]
fn the_library_follows_the_package_and_the_prefix_the_library() {
    let settings = settings("A", "x-rust: {version: 0.1.0, package: My-sdk}\n");
    assert_eq!(
        (settings.library.as_str(), settings.env_prefix.as_str()),
        ("my_sdk", "MY_SDK")
    );
}

#[test]
fn versions_are_those_that_cargo_accepts() {
    for (version, is_valid) in [
        ("0.1.0", true),
        ("1.2.3-alpha.1+build.5", true),
        ("1.2", false),
        ("1.2.3.4", false),
        ("01.2.3", false),
        ("v1.2.3", false),
        ("1.2.3-", false),
    ] {
        let found = findings(&with("A", &format!("x-rust: {{version: '{version}'}}\n")));
        assert_eq!(found.is_empty(), is_valid, "{version}: {found:?}");
    }
}

#[test]
fn servers_have_the_defaults_of_their_variables() {
    let (api, found) = lowered(&with(
        "A",
        "x-rust: {version: 0.1.0}\nservers: [{url: 'https://{region}.test/v1/', variables: {region: {default: eu}}}, {url: /relative}, {url: /, description: Root}]\ntags: [{name: T, description: About.}, {name: U}]\n",
    ));
    assert_eq!(found, []);
    assert_eq!(
        api.servers
            .iter()
            .map(|server| server.url.as_str())
            .collect::<Vec<_>>(),
        ["https://eu.test/v1", "/relative", ""]
    );
    assert_eq!(
        api.tags.into_iter().collect::<Vec<_>>(),
        [("T".to_owned(), "About.".to_owned())]
    );
}
