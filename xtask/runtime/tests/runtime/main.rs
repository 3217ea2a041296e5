//! The runtime, against a server on loopback and without one.

mod api_key;
#[cfg(feature = "blocking")]
mod blocking;
mod call;
mod check;
mod client_headers;
mod collect;
mod credentials;
mod fake_transport;
mod field_errors;
mod form_encodings;
mod forms;
mod inlined;
mod lenient;
mod options;
mod pages;
mod response_errors;
mod response_size;
mod retries;
mod sent_forms;
mod servers;
mod settings;
mod styles;
mod support;
mod throttle;
mod timestamp;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod timestamp_conversions;
mod tls;
#[cfg(feature = "tracing")]
mod tracing;
mod transport;
mod uploads;
mod values;
mod waits;
mod wrapped;
