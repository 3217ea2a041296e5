//! `src/runtime/*`: the sources of the runtime crate, as they are.

macro_rules! sources {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../../runtime/src/", $name)))),+]
    };
}

/// The files of `xtask/runtime/src` with their contents. `lib.rs` becomes the root of the module.
const SOURCES: &[(&str, &str)] = sources![
    "auth/credential.rs",
    "auth/credentials.rs",
    "auth/mod.rs",
    "auth/scheme.rs",
    "body/collected_uploads.rs",
    "body/drf_form.rs",
    "body/duplicate_key.rs",
    "body/form.rs",
    "body/form_rules.rs",
    "body/media.rs",
    "body/mod.rs",
    "body/multipart.rs",
    "body/openapi_form.rs",
    "body/part.rs",
    "body/payload.rs",
    "body/text.rs",
    "body/upload.rs",
    "body/upload_source.rs",
    "check/built_in.rs",
    "check/check_report.rs",
    "check/checked_value.rs",
    "check/constraints.rs",
    "check/mod.rs",
    "check/path.rs",
    "client/blocking.rs",
    "client/blocking_worker.rs",
    "client/build.rs",
    "client/client_builder.rs",
    "client/client_core.rs",
    "client/client_settings.rs",
    "client/credential_setters.rs",
    "client/credential_source.rs",
    "client/mod.rs",
    "client/server.rs",
    "client/server_choice.rs",
    "client/service.rs",
    "client/transport_setup.rs",
    "error/api_error.rs",
    "error/api_key_error.rs",
    "error/call_error.rs",
    "error/config_error.rs",
    "error/decode_error.rs",
    "error/delivery.rs",
    "error/field_error.rs",
    "error/field_errors.rs",
    "error/invalid_request.rs",
    "error/item_error.rs",
    "error/mod.rs",
    "error/too_many_items.rs",
    "error/transport_error.rs",
    "error/unexpected_response.rs",
    "json_path.rs",
    "lib.rs",
    "list/blocking_iter.rs",
    "list/item_source.rs",
    "list/items.rs",
    "list/lenient_page.rs",
    "list/mod.rs",
    "list/page.rs",
    "list/pages.rs",
    "log_text.rs",
    "percent.rs",
    "raw_request.rs",
    "request/call_options.rs",
    "request/header_rules.rs",
    "request/mod.rs",
    "request/operation.rs",
    "request/parameter.rs",
    "request/prepare.rs",
    "request/request_builder.rs",
    "request/style.rs",
    "request/url.rs",
    "request/when_some.rs",
    "response/accessors.rs",
    "response/call_info.rs",
    "response/decode.rs",
    "response/from_response.rs",
    "response/headers.rs",
    "response/mismatch.rs",
    "response/mod.rs",
    "response/out_of_range.rs",
    "response/raw_response.rs",
    "response/typed_response.rs",
    "response/union.rs",
    "send/attempt.rs",
    "send/limits.rs",
    "send/mod.rs",
    "send/prepared_call.rs",
    "send/retry_policy.rs",
    "send/sender.rs",
    "send/throttle.rs",
    "send/trace.rs",
    "stream/byte_stream.rs",
    "stream/event.rs",
    "stream/item_stream.rs",
    "stream/json_lines.rs",
    "stream/mod.rs",
    "stream/open.rs",
    "stream/parser.rs",
    "transport/base_url.rs",
    "transport/fake_transport.rs",
    "transport/interface.rs",
    "transport/mod.rs",
    "transport/request_body.rs",
    "transport/reqwest_transport.rs",
    "transport/response_body.rs",
    "transport/transport_failure.rs",
    "values/base64.rs",
    "values/calendar.rs",
    "values/empty.rs",
    "values/extra.rs",
    "values/from_string.rs",
    "values/into_list.rs",
    "values/mod.rs",
    "values/patch.rs",
    "values/secret.rs",
    "values/timestamp.rs",
    "values/timestamp_chrono.rs",
    "values/timestamp_jiff.rs",
    "values/timestamp_time.rs",
    "values/unknown.rs",
    "values/unrecognized.rs",
    "values/unrecognized_value.rs",
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
    use std::path::Path;

    use super::SOURCES;

    #[test]
    fn every_source_of_the_runtime_is_in_the_list() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/runtime/src"));
        let mut files = Vec::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                    files.push(name.replace('\\', "/"));
                }
            }
        }
        files.sort();
        let listed: Vec<&str> = SOURCES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, files);
    }
}
