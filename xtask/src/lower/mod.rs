//! [`Document`] → [`Api`]: OpenAPI's spelling becomes the model.
//!
//! Operations ask for the schemas that they use, and these for theirs: what nothing asks for is not made. When all types
//! are known, they are split into views, lists learn how they come in pages, and unions how their members are told apart.

mod auth;
mod bases;
mod body;
mod context;
mod cycles;
mod decoding;
mod files;
mod form_encoding;
mod headers;
mod info;
mod json_types;
mod merge_patch;
mod operation;
mod outcomes;
mod paging;
mod parameter;
mod path;
mod reference;
mod response;
mod response_object;
mod schema;
mod server;
mod settings;
mod sparse;
#[cfg(test)]
mod tests;
mod type_names;
mod unsupported;
mod views;
mod webhooks;

use crate::api::Api;
use crate::contract::Contract;
use crate::diagnostic::Report;
use crate::source::{Document, pointer};

/// Reads the model out of a document. What is wrong goes into the report; `None` if no model could be made.
pub fn lower(document: &Document, contract: &Contract, report: &mut Report) -> Option<Api> {
    let mut context = context::Context::new(document, contract, report);
    let settings = settings::settings(&mut context);
    context.error_dialect = settings.error_dialect;
    context.form_dialect = settings.form_dialect;
    let auth = auth::schemes(&mut context);
    let mut operations = operation::operations(&mut context, &auth);
    let mut webhooks = webhooks::webhooks(&mut context);
    context.make_pending();
    context.add_blanks();
    cycles::break_cycles(&mut context);
    parameter::check(&mut context, &mut operations);
    unsupported::drop_unsupported(&mut context, &mut operations);
    webhooks::flatten(&mut context, &mut webhooks);
    merge_patch::allow_null(&mut context, &mut operations);
    outcomes::add(&mut context, &mut operations);
    let types = std::mem::take(&mut context.types);
    let mut types = views::split(&mut operations, &mut webhooks, types);
    paging::read(&mut context, &mut operations, &types);
    sparse::add_views(&mut context, &mut operations, &mut types);
    decoding::decide(&mut context, &mut types);
    Some(Api {
        info: info::info(&context),
        servers: server::servers(&mut context, "", &document.openapi.servers),
        tags: info::tags(&context, "description"),
        tag_names: info::tags(&context, "x-rust-name"),
        settings,
        auth,
        types,
        operations,
        webhooks,
    })
}
