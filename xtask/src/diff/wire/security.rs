//! Security: the schemes, and what operations ask for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::{Level, Rule};
use super::finding::{Finding, Findings};
use super::roots::Call;
use super::said::one;
use super::words::{code, list};
use crate::contract::{Contract, Located, Security, SecurityScheme};

/// The names of schemes before, each with its name after. A name is nothing on the wire.
pub(super) type Renamed = BTreeMap<String, String>;

/// The schemes that have another name, and are the same otherwise.
pub(super) fn renamed(base: &Contract, head: &Contract) -> Renamed {
    let (before, after) = (&base.security_schemes, &head.security_schemes);
    let mut renamed = Renamed::new();
    let mut new: Vec<(&String, &SecurityScheme)> = after
        .iter()
        .filter(|(name, _)| !before.contains_key(*name))
        .collect();
    for (name, old) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
        if let Some(position) = new.iter().position(|(_, new)| is_same(old, new)) {
            renamed.insert(name.clone(), new.remove(position).0.clone());
        }
    }
    renamed
}

/// Whether credentials of one scheme are sent, and had, as those of another.
fn is_same(old: &SecurityScheme, new: &SecurityScheme) -> bool {
    let sent = |scheme: &SecurityScheme| -> BTreeMap<String, Value> {
        let sent = scheme.sent.iter();
        sent.filter(|(key, _)| *key != "bearerFormat")
            .map(|(key, value)| (key.clone(), on_the_wire(scheme, key, &value.value)))
            .collect()
    };
    let urls = |scheme: &SecurityScheme| -> BTreeMap<String, Value> {
        let urls = scheme.urls.iter();
        urls.map(|(key, url)| (key.clone(), url.value.clone()))
            .collect()
    };
    sent(old) == sent(new) && urls(old) == urls(new)
}

fn text<'a>(scheme: &'a SecurityScheme, key: &str) -> Option<&'a str> {
    scheme.sent.get(key)?.value.as_str()
}

/// What a keyword means: the case of a header (RFC 9110, section 5.1) and of a scheme (section 11.1) means nothing.
fn on_the_wire(scheme: &SecurityScheme, key: &str, value: &Value) -> Value {
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

/// The security schemes of two documents.
pub(super) fn schemes(base: &Contract, head: &Contract, findings: &mut Findings) {
    let renamed = renamed(base, head);
    for (before, old) in &base.security_schemes {
        let name = renamed.get(before).unwrap_or(before);
        match head.security_schemes.get(name) {
            Some(new) => {
                let is_used = is_asked_for(base, before) || is_asked_for(head, name);
                scheme((name, old, new), is_used, findings);
            }
            None => {
                let what = format!("the security scheme {} is gone", code(name));
                findings.add(
                    Finding::new(Rule::SecuritySchemeRemoved, what)
                        .base(old.at.clone())
                        .fact("scheme", name.as_str()),
                    [],
                );
            }
        }
    }
    for (name, new) in &head.security_schemes {
        let is_renamed = renamed.values().any(|other| other == name);
        if !base.security_schemes.contains_key(name) && !is_renamed {
            let what = format!("the security scheme {} is new", code(name));
            findings.add(
                Finding::new(Rule::SecuritySchemeAdded, what)
                    .head(new.at.clone())
                    .fact("scheme", name.as_str()),
                [],
            );
        }
    }
}

/// Whether an operation asks for a scheme.
fn is_asked_for(contract: &Contract, name: &str) -> bool {
    let mut operations = contract.operations.iter();
    operations.any(|operation| {
        let ways = operation.security.ways.iter().flatten();
        ways.into_iter().any(|way| way.contains_key(name))
    })
}

fn scheme(
    (name, old, new): (&str, &SecurityScheme, &SecurityScheme),
    is_used: bool,
    findings: &mut Findings,
) {
    let mut add = |finding: Finding| findings.add(finding.fact("scheme", name), []);
    // How a token is sent is not said of all types.
    let is_clear = [old, new].into_iter().all(|scheme| {
        let kind = text(scheme, "type");
        matches!(kind, Some("apiKey" | "http"))
    });
    for (key, before, after) in both(&old.sent, &new.sent) {
        let value = |scheme: &SecurityScheme, side: Side<'_>| {
            side.map(|side| on_the_wire(scheme, key, &side.value))
        };
        if value(old, before) == value(new, after) {
            continue;
        }
        let (rule, level) = match key {
            "x-auth-prefix" => (Rule::AuthPrefixChanged, Level::Breaking),
            // A hint for people, by the specification.
            "bearerFormat" => (Rule::DescriptionChanged, Level::Docs),
            _ if !is_used => (Rule::SecuritySchemeChanged, Level::Safe),
            _ if is_clear => (Rule::SecuritySchemeChanged, Level::Breaking),
            _ => (Rule::SecuritySchemeChanged, Level::Risky),
        };
        one(rule, key, before, after)
            .map(|mut finding| {
                if !is_used {
                    finding.what += ", but no operation asks for it";
                }
                finding.fact("key", key).level(level)
            })
            .into_iter()
            .for_each(&mut add);
    }
    for (key, old, new) in both(&old.urls, &new.urls) {
        one(Rule::OauthUrlChanged, key, old, new)
            .map(|finding| finding.fact("key", key))
            .into_iter()
            .for_each(&mut add);
    }
    for (key, old, new) in both(&old.scopes, &new.scopes) {
        let rule = match (old, new) {
            (None, _) => Rule::OauthScopeAdded,
            (_, None) => Rule::OauthScopeRemoved,
            _ => Rule::OauthScopeDescriptionChanged,
        };
        one(rule, key, old, new)
            .map(|finding| finding.fact("scope", key))
            .into_iter()
            .for_each(&mut add);
    }
    one(
        Rule::DescriptionChanged,
        "description",
        old.docs.as_ref(),
        new.docs.as_ref(),
    )
    .into_iter()
    .for_each(&mut add);
}

type Side<'a> = Option<&'a Located<Value>>;

/// The keys of both sides with their values.
fn both<'a>(
    old: &'a BTreeMap<String, Located<Value>>,
    new: &'a BTreeMap<String, Located<Value>>,
) -> Vec<(&'a str, Side<'a>, Side<'a>)> {
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    keys.into_iter()
        .map(|key| (key.as_str(), old.get(key), new.get(key)))
        .collect()
}

type Way = BTreeMap<String, Vec<String>>;

/// What an operation asks for.
pub(super) fn asked(call: &Call<'_>, renamed: &Renamed, findings: &mut Findings) {
    let old = &by_name_after(&call.base.security, renamed);
    let new = &call.head.security;
    let reach = || [call.part("operation")];
    let is_open = |security: &Security| match &security.ways {
        Some(ways) => ways.iter().any(Way::is_empty),
        None => true,
    };
    let finding = |rule: Rule, what: String| {
        Finding::new(rule, what)
            .base(old.at.clone())
            .head(new.at.clone())
            .subject(subject(old, new, call))
    };
    let none = Vec::new();
    let (before, after) = (
        old.ways.as_ref().unwrap_or(&none),
        new.ways.as_ref().unwrap_or(&none),
    );
    match (is_open(old), is_open(new)) {
        (true, false) => {
            let rule = match old.ways {
                Some(_) => Rule::AnonymousAccessRemoved,
                None => Rule::AuthenticationRequired,
            };
            let what = format!("{} is asked for", list(after, way));
            let found = finding(rule, what).fact("to", ways(after));
            return findings.add(found, reach());
        }
        (false, true) => {
            let what = format!("{} is not asked for any more", list(before, way));
            let found = finding(Rule::AuthenticationDropped, what).fact("from", ways(before));
            return findings.add(found, reach());
        }
        _ => {}
    }
    let names = |way: &Way| way.keys().cloned().collect::<BTreeSet<String>>();
    let is_enough = |old: &Way| after.iter().any(|new| names(new).is_subset(&names(old)));
    if !before.is_empty() && !before.iter().any(is_enough) {
        let what = format!(
            "{} must be sent instead of {}",
            alternatives(after),
            alternatives(before)
        );
        let found = finding(Rule::SecurityRequirementsChanged, what)
            .fact("from", ways(before))
            .fact("to", ways(after));
        return findings.add(found, reach());
    }
    // Ways may differ in their scopes alone: those that are on both sides are no change of another.
    let left = |ways: &'_ [Way], others: &[Way]| -> Vec<Way> {
        let ways = ways.iter();
        ways.filter(|way| !way.is_empty() && !others.contains(way))
            .cloned()
            .collect()
    };
    let mut added = left(after, before);
    for old_way in left(before, after) {
        let same = added.iter().position(|way| names(way) == names(&old_way));
        if let Some(position) = same {
            let new_way = added.remove(position);
            scopes(&old_way, &new_way, &finding, &mut |found| {
                findings.add(found, reach());
            });
        } else if !is_enough(&old_way) {
            let what = format!("{} does not let in any more", way(&old_way));
            let found = finding(Rule::SecurityAlternativeRemoved, what)
                .fact("schemes", Vec::from_iter(names(&old_way)))
                .fact("scopes", ways(&[old_way]));
            findings.add(found, reach());
        }
    }
    for new_way in added {
        let what = format!("{} lets in too", way(&new_way));
        let found = finding(Rule::SecurityAlternativeAdded, what)
            .fact("schemes", Vec::from_iter(names(&new_way)))
            .fact("scopes", ways(&[new_way]));
        findings.add(found, reach());
    }
}

/// What was asked for, by the names that schemes have after.
fn by_name_after(security: &Security, renamed: &Renamed) -> Security {
    let way = |way: &Way| -> Way {
        way.iter()
            .map(|(name, scopes)| (renamed.get(name).unwrap_or(name).clone(), scopes.clone()))
            .collect()
    };
    let ways = security.ways.as_ref();
    Security {
        ways: ways.map(|ways| ways.iter().map(way).collect()),
        at: security.at.clone(),
    }
}

fn scopes(
    old: &Way,
    new: &Way,
    finding: &dyn Fn(Rule, String) -> Finding,
    add: &mut dyn FnMut(Finding),
) {
    for (scheme, after) in new {
        let none = Vec::new();
        let before = old.get(scheme).unwrap_or(&none);
        for scope in after.iter().filter(|scope| !before.contains(scope)) {
            let what = format!("{} asks for the scope {}", code(scheme), code(scope));
            add(finding(Rule::SecurityScopeAdded, what)
                .fact("scheme", scheme.as_str())
                .fact("scope", scope.as_str()));
        }
        for scope in before.iter().filter(|scope| !after.contains(scope)) {
            let what = format!(
                "{} does not ask for the scope {} any more",
                code(scheme),
                code(scope)
            );
            add(finding(Rule::SecurityScopeRemoved, what)
                .fact("scheme", scheme.as_str())
                .fact("scope", scope.as_str()));
        }
    }
}

/// What the document asks for is of no operation alone.
fn subject(old: &Security, new: &Security, call: &Call<'_>) -> String {
    let is_shared = |security: &Security| security.at.pointer == "/security";
    if is_shared(old) || is_shared(new) {
        "security".to_owned()
    } else {
        call.name()
    }
}

fn way(way: &Way) -> String {
    let names: Vec<&String> = way.keys().collect();
    match names.is_empty() {
        true => "no credential".to_owned(),
        false => list(&names, |name| code(name)),
    }
}

/// Alternatives in words: `Key` and `Tenant`, or `Token`.
fn alternatives(ways: &[Way]) -> String {
    let ways: Vec<String> = ways.iter().map(way).collect();
    ways.join(", or ")
}

fn ways(ways: &[Way]) -> Vec<Value> {
    let value = |way: &Way| serde_json::to_value(way).unwrap_or_default();
    ways.iter().map(value).collect()
}
