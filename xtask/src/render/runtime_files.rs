//! `src/runtime/*`: the sources of the runtime crate, as they are.

/// The files of `xtask/runtime/src` with their texts. `lib.rs` becomes the root of the module.
pub const SOURCES: &[(&str, &str)] = &[];

pub(super) fn files() -> Vec<(String, String)> {
    let files = SOURCES.iter().map(|(name, text)| {
        let name = if *name == "lib.rs" { "mod.rs" } else { name };
        (format!("src/runtime/{name}"), (*text).to_owned())
    });
    files.collect()
}
