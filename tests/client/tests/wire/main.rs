//! The generated client against a real HTTP server on loopback: one module per noun.
//!
//! They are one program, since each more would take as long to link as all of these.

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
mod own_requests;
mod requests;
mod secrets;
mod sent_again;
mod undecodable_items;
mod unsure_responses;
mod users_list;
mod users_list_pages;
mod whole_client;
