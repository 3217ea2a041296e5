//! The variants of `Webhook`.

use std::collections::BTreeMap;

use super::Ident;
use super::case::{camel, explicit_or};
use super::scope::Scope;
use crate::api::Api;
use crate::diagnostic::Report;

pub(super) fn variants(api: &Api, report: &mut Report) -> BTreeMap<String, Ident> {
    let mut scope = Scope::new("variants of `Webhook`", &["Unrecognized"]);
    for webhook in &api.webhooks {
        let ident = explicit_or(webhook.rust_name.as_deref(), || camel(&webhook.key));
        let (key, at) = (webhook.at.pointer.clone(), &webhook.at);
        scope.add_unqualified(key, ident, &webhook.name, at);
    }
    scope.resolve(report)
}
