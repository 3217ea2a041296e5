//! The generated client against a real HTTP server on loopback: one module per subject.
//!
//! They are one program, since each additional one would take as long to link as all of these.

mod api_users_bulk_update;
mod api_users_partial_update;
mod audit_log;
#[cfg(feature = "blocking")]
mod blocking;
mod broken_responses;
mod calls;
mod client_settings;
mod constraints;
mod decoding;
mod errors;
mod field_errors;
mod forms;
mod ids;
mod raw_requests;
mod requests;
mod retries;
mod secrets;
mod shared_state;
mod undecodable_items;
mod undocumented_shapes;
mod users_list;
mod users_list_pages;
