//! What users compile: `cargo bench -p client-tests --bench compile` (some minutes, and the network the first time).
//!
//! For a program that makes one call, with each feature, and beside it for programs that have the dependencies which the
//! output of other generators needs: how many packages there are, how long a clean build takes and one after a change,
//! and which packages take longest. Absolute times are the machine's; compare rows of one run.

mod program;

use program::Program;

const TOKIO: &str = r#"tokio = { version = "1", features = ["macros", "rt-multi-thread"] }"#;

fn main() {
    println!("| Program | Packages | Clean build | After a change | What takes longest |");
    println!("| --- | ---: | ---: | ---: | --- |");
    let programs = [ours(), other_tls(), others()];
    for program in programs.into_iter().flatten() {
        println!("{}", program.measure());
    }
}

/// With default features, with none, with each besides, and with all.
fn ours() -> Vec<Program> {
    let sets: [(&str, &str); 6] = [
        ("none", ""),
        ("default: `rustls`", r#""rustls""#),
        ("default and `blocking`", r#""rustls", "blocking""#),
        ("default and `gzip`", r#""rustls", "gzip""#),
        ("default and `tracing`", r#""rustls", "tracing""#),
        ("all", r#""rustls", "blocking", "gzip", "tracing""#),
    ];
    sets.into_iter()
        .map(|(name, features)| program(name, features, ""))
        .collect()
}

/// Without the TLS of this crate, and with one that comes with the HTTP client of the user's own.
fn other_tls() -> Vec<Program> {
    let sets = [
        (
            "none, and rustls with ring",
            r#"reqwest = { version = "0.13", default-features = false, features = ["rustls-no-provider"] }
rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"] }"#,
        ),
        (
            "none, and the platform's TLS",
            r#"reqwest = { version = "0.13", default-features = false, features = ["native-tls"] }"#,
        ),
    ];
    sets.into_iter()
        .map(|(name, dependencies)| program(name, "", dependencies))
        .collect()
}

fn program(name: &str, features: &str, more: &str) -> Program {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../generated");
    Program {
        name: format!("this crate, features: {name}"),
        dependencies: format!(
            "probely-sdk = {{ path = {path:?}, default-features = false, features = [{features}] }}\n{more}\n{TOKIO}"
        ),
        main: include_str!("call.rs.txt"),
    }
}

/// The dependencies that the manifests of generated crates list, as documented by each generator, for an API with dates,
/// patterns and forms. The code that they generate would come on top of it.
fn others() -> Vec<Program> {
    let sets = [
        (
            "reqwest with JSON, by hand",
            r#"reqwest = { version = "0.13", default-features = false, features = ["json", "query", "rustls"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1""#,
        ),
        (
            "progenitor",
            r#"bytes = "1"
chrono = { version = "0.4", features = ["serde"] }
futures-core = "0.3"
progenitor-client = "0.15"
regress = "0.10"
reqwest = { version = "0.13", features = ["json", "query", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_urlencoded = "0.7"
uuid = { version = "1", features = ["serde"] }"#,
        ),
        (
            "openapi-generator",
            r#"reqwest = { version = "0.13", features = ["form", "json", "multipart", "query"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_repr = "0.1"
serde_with = { version = "3", default-features = false, features = ["base64", "macros", "std"] }
url = "2"
uuid = { version = "1", features = ["serde", "v4"] }"#,
        ),
        (
            "ploidy",
            r#"ploidy-util = "0.10"
reqwest = { version = "0.13", features = ["form", "json", "query"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1""#,
        ),
        (
            "openapi-to-rust",
            r#"reqwest = { version = "0.13", features = ["form", "json", "multipart", "query"] }
reqwest-middleware = "0.5"
reqwest-retry = "0.9"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
thiserror = "2"
url = "2""#,
        ),
    ];
    sets.into_iter()
        .map(|(name, dependencies)| Program {
            name: format!("dependencies of {name}"),
            dependencies: format!("{dependencies}\n{TOKIO}"),
            main: "#[tokio::main]\nasync fn main() {}\n",
        })
        .collect()
}
