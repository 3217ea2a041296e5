//! `src/runtime/*`: the sources of the runtime crate, as they are.

macro_rules! sources {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../../runtime/src/", $name)))),+]
    };
}

/// The files of `xtask/runtime/src` with their texts. `lib.rs` becomes the root of the module.
const SOURCES: &[(&str, &str)] = sources![
    "answer.rs",
    "api_error.rs",
    "api_key.rs",
    "base_url.rs",
    "blocking.rs",
    "blocking_iter.rs",
    "calendar.rs",
    "call.rs",
    "call_options.rs",
    "check.rs",
    "client_builder.rs",
    "client_core.rs",
    "client_settings.rs",
    "config_error.rs",
    "constrained.rs",
    "credential.rs",
    "decode.rs",
    "decode_error.rs",
    "drf_form.rs",
    "duplicate_key.rs",
    "empty.rs",
    "error.rs",
    "exchange.rs",
    "extra.rs",
    "fake_transport.rs",
    "field_check.rs",
    "field_error.rs",
    "field_errors.rs",
    "form.rs",
    "form_rules.rs",
    "from_string.rs",
    "header_rules.rs",
    "into_list.rs",
    "invalid_request.rs",
    "item_error.rs",
    "item_source.rs",
    "items.rs",
    "lenient_page.rs",
    "lib.rs",
    "limits.rs",
    "media.rs",
    "multipart.rs",
    "openapi_form.rs",
    "operation.rs",
    "page.rs",
    "pages.rs",
    "parameter.rs",
    "patch.rs",
    "raw_request.rs",
    "request.rs",
    "reqwest_transport.rs",
    "response.rs",
    "response_future.rs",
    "retry_policy.rs",
    "secret.rs",
    "server.rs",
    "server_choice.rs",
    "service.rs",
    "text.rs",
    "throttle.rs",
    "timestamp.rs",
    "timestamp_chrono.rs",
    "timestamp_jiff.rs",
    "timestamp_time.rs",
    "too_many_items.rs",
    "trace.rs",
    "transport.rs",
    "transport_error.rs",
    "transport_failure.rs",
    "transport_setup.rs",
    "unexpected_response.rs",
    "union.rs",
    "unrecognized.rs",
    "unrecognized_value.rs",
    "when_some.rs",
];

pub(super) fn files() -> Vec<(String, String)> {
    let files = SOURCES.iter().map(|(name, text)| {
        let name = if *name == "lib.rs" { "mod.rs" } else { name };
        (format!("src/runtime/{name}"), (*text).to_owned())
    });
    files.collect()
}

#[cfg(test)]
mod tests {
    use super::SOURCES;

    #[test]
    fn every_source_of_the_runtime_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime/src");
        let entries = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed: Vec<&str> = SOURCES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, files);
    }
}
