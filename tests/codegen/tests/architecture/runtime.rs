//! Who may use what in the runtime: its folders each other, from the lowest layer to the highest.

use crate::source::runtime;
use crate::uses::{check_files, check_order, check_parts, defining_module};

/// Each folder of the runtime, and each file beside them, with what it may use of the others. A call goes through these
/// from the end to the beginning: from the client through the request to the transport, and its response comes back.
const PARTS: &[(&str, &[&str])] = &[
    ("json_path", &[]),
    ("log_text", &[]),
    ("percent", &[]),
    ("values", &[]),
    ("transport", &[]),
    ("response", &["json_path", "log_text", "values"]),
    ("error", &["json_path", "log_text", "response", "transport"]),
    ("check", &["error::FieldError", "values"]),
    ("auth", &["error", "percent", "transport", "values"]),
    (
        "body",
        &[
            "check::Check",
            "error::FieldError",
            "json_path",
            "percent",
            "transport",
        ],
    ),
    ("send", &["auth", "body", "error", "response", "transport"]),
    (
        "request",
        &[
            "auth",
            "body",
            "check",
            "error",
            "percent",
            "response",
            "send",
            "transport",
        ],
    ),
    (
        "client",
        &[
            "auth",
            "error",
            "log_text",
            "request",
            "response",
            "send",
            "transport",
            "values",
        ],
    ),
    ("list", &["client", "error", "request", "response"]),
    (
        "stream",
        &[
            "client",
            "error",
            "list",
            "request",
            "response",
            "send",
            "transport",
        ],
    ),
    (
        "raw_request",
        &["check", "client", "error", "list", "request", "response"],
    ),
    (
        "lib",
        &[
            "auth",
            "body",
            "check",
            "client",
            "error",
            "list",
            "raw_request",
            "request",
            "response",
            "send",
            "stream",
            "transport",
            "values",
        ],
    ),
];

#[test]
fn folders_use_only_the_folders_below_them() {
    check_order(PARTS);
    check_parts(&runtime(), PARTS);
}

/// What a folder re-exports belongs to the file that defines it.
#[test]
fn no_files_use_each_other_in_a_cycle() {
    check_files(&runtime(), defining_module);
}
