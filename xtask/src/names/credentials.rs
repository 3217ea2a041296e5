//! The setters of the client's builder for credentials.

use std::collections::BTreeMap;

use super::Ident;
use super::case::{explicit_or, snake};
use super::scope::{Candidate, Scope};
use super::servers::RESERVED_SETTERS;
use crate::api::{Api, AuthSchemeKind};
use crate::diagnostic::Report;

/// The setter of the credential of an API that has one, if that is a string. The runtime has it for such an API.
const API_KEY: &str = "api_key";

/// The setters of a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialName {
    /// `api_key`.
    pub setter: Ident,
    /// `api_key_provider`.
    pub provider: Ident,
}

/// The setters of each scheme that operations take.
pub(super) fn setters(api: &Api, report: &mut Report) -> BTreeMap<String, CredentialName> {
    let others = RESERVED_SETTERS.split(' ');
    let others: Vec<&str> = others.filter(|name| !name.starts_with(API_KEY)).collect();
    let reserved = others.join(" ");
    let reserved = [reserved.as_str()];
    let mut scope = Scope::new("credentials", &reserved);
    let schemes = api.used_schemes();
    for (name, scheme) in &schemes {
        let is_only = schemes.len() == 1 && scheme.kind != AuthSchemeKind::Basic;
        let derived = || match is_only {
            true => API_KEY.to_owned(),
            false => snake(name),
        };
        let plain = explicit_or(scheme.rust_name.as_deref(), derived);
        let qualified = Ident::escape(&format!("{}_credential", plain.unraw()));
        let provider = |setter: &Ident| Ident::escape(&format!("{}_provider", setter.unraw()));
        let is_reserved = [&plain, &provider(&plain)].map(|it| scope.is_reserved(it));
        let setter = match is_reserved {
            [false, false] => plain,
            _ => qualified.clone(),
        };
        for (is_provider, ident, qualified) in [
            (true, provider(&setter), provider(&qualified)),
            (false, setter, qualified),
        ] {
            scope.add(Candidate {
                key: ((*name).clone(), is_provider),
                ident,
                qualified,
                source: (*name).clone(),
                at: scheme.at.clone(),
            });
        }
    }
    let mut idents = scope.resolve(report);
    let names = schemes.into_keys().filter_map(|name| {
        let [setter, provider] = [false, true].map(|it| idents.remove(&(name.clone(), it)));
        let (setter, provider) = (setter?, provider?);
        Some((name.clone(), CredentialName { setter, provider }))
    });
    names.collect()
}
