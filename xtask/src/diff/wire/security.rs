//! Security: the schemes, and what operations ask for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::Rule;
use super::finding::{Finding, Findings};
use super::roots::Call;
use super::said::one;
use super::words::{code, list};
use crate::api::contract::{Contract, Located, Security, SecurityScheme};

/// The security schemes of two documents.
pub(super) fn schemes(base: &Contract, head: &Contract, findings: &mut Findings) {
    for (name, old) in &base.security_schemes {
        match head.security_schemes.get(name) {
            Some(new) => scheme(name, old, new, findings),
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
        if !base.security_schemes.contains_key(name) {
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

fn scheme(name: &str, old: &SecurityScheme, new: &SecurityScheme, findings: &mut Findings) {
    let mut add = |finding: Finding| findings.add(finding.fact("scheme", name), []);
    for (key, old, new) in both(&old.sent, &new.sent) {
        let rule = match key {
            "x-auth-prefix" => Rule::AuthPrefixChanged,
            // A hint for people, by the specification.
            "bearerFormat" => Rule::DescriptionChanged,
            _ => Rule::SecuritySchemeChanged,
        };
        one(rule, key, old, new)
            .map(|finding| finding.fact("key", key))
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
pub(super) fn asked(call: &Call<'_>, findings: &mut Findings) {
    let (old, new) = (&call.base.security, &call.head.security);
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
        } else {
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

fn ways(ways: &[Way]) -> Vec<Value> {
    let value = |way: &Way| serde_json::to_value(way).unwrap_or_default();
    ways.iter().map(value).collect()
}
