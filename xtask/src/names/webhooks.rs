//! The variants of `Webhook`.

use std::collections::BTreeMap;

use super::Ident;
use super::case::{camel, explicit_or};
use super::scope::{Candidate, Scope};
use crate::api::Api;
use crate::diagnostic::Report;

pub(super) fn variants(api: &Api, report: &mut Report) -> BTreeMap<String, Ident> {
    let mut scope = Scope::new("variants of `Webhook`", &["Unrecognized"]);
    for webhook in &api.webhooks {
        scope.add(Candidate {
            key: webhook.at.pointer.clone(),
            ident: explicit_or(webhook.rust_name.as_deref(), || camel(&webhook.key)),
            qualified: Ident::escape(&camel(&webhook.call())),
            source: webhook.name.clone(),
            at: webhook.at.clone(),
        });
    }
    scope.resolve(report)
}
