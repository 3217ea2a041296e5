//! [`renamed`]: the security schemes that have another name.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::contract::{Contract, SecurityScheme};

/// The names of schemes before, each with its name after. The name is not on the wire.
pub(super) type Renamed = BTreeMap<String, String>;

/// The schemes that have another name, and are equal otherwise.
pub(super) fn renamed(base: &Contract, head: &Contract) -> Renamed {
    let (before, after) = (&base.security_schemes, &head.security_schemes);
    let mut renamed = Renamed::new();
    let added = after.iter().filter(|(name, _)| !before.contains_key(*name));
    let mut added: Vec<(&String, &SecurityScheme)> = added.collect();
    for (name, old) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
        if let Some(position) = added.iter().position(|(_, new)| is_same(old, new)) {
            renamed.insert(name.clone(), added.remove(position).0.clone());
        }
    }
    renamed
}

/// Whether credentials of both schemes are obtained and sent in the same way.
fn is_same(old: &SecurityScheme, new: &SecurityScheme) -> bool {
    let sent = |scheme: &SecurityScheme| -> BTreeMap<String, Value> {
        let sent = scheme.sent.iter();
        sent.filter(|(key, _)| *key != "bearerFormat")
            .map(|(key, value)| (key.clone(), normalized(scheme, key, &value.value)))
            .collect()
    };
    let urls = |scheme: &SecurityScheme| -> BTreeMap<String, Value> {
        let urls = scheme.urls.iter();
        urls.map(|(key, url)| (key.clone(), url.value.clone()))
            .collect()
    };
    sent(old) == sent(new) && urls(old) == urls(new)
}

pub(super) fn text<'a>(scheme: &'a SecurityScheme, key: &str) -> Option<&'a str> {
    scheme.sent.get(key)?.value.as_str()
}

/// A value of a keyword, in lower case if that of a header (RFC 9110, section 5.1) or of a scheme (section 11.1).
pub(super) fn normalized(scheme: &SecurityScheme, key: &str, value: &Value) -> Value {
    let has_no_case = match key {
        "name" => text(scheme, "in") == Some("header"),
        "scheme" => true,
        _ => false,
    };
    match value.as_str() {
        Some(text) if has_no_case => text.to_ascii_lowercase().into(),
        _ => value.clone(),
    }
}
