//! Security: the schemes, and what operations require.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::{Level, Rule};
use super::call::Call;
use super::difference::{Difference, Differences};
use super::documents::Documents;
use super::metadata::{
    both, compare_description, compare_extensions, compare_named, compare_value,
};
use super::phrases::{list, quote};
use super::renamed::{Renamed, normalized, text};
use crate::contract::{Contract, Located, Security, SecurityScheme};

/// Schemes that are required at once, with their scopes.
type Requirement = BTreeMap<String, Vec<String>>;

/// Compares the security schemes of two documents.
pub(super) fn compare_schemes(documents: &Documents<'_>, found: &mut Differences) {
    let Documents {
        base,
        head,
        renamed,
        ..
    } = documents;
    let mut add = |name: &str, difference: Difference| {
        found.add(difference.fact("scheme", name), []);
    };
    let difference = |rule: Rule, name: &str, how: &str| {
        Difference::new(rule, format!("security scheme {} {how}", quote(name)))
    };
    for (before, old) in &base.security_schemes {
        let name = renamed.get(before).unwrap_or(before);
        let Some(new) = head.security_schemes.get(name) else {
            let removed = difference(Rule::SecuritySchemeRemoved, name, "removed");
            add(name, removed.base(&old.at));
            continue;
        };
        let is_used = is_required(base, before) || is_required(head, name);
        for difference in compare_scheme(old, new, is_used) {
            add(name, difference);
        }
    }
    for (name, new) in &head.security_schemes {
        let is_renamed = renamed.values().any(|other| other == name);
        if !base.security_schemes.contains_key(name) && !is_renamed {
            let added = difference(Rule::SecuritySchemeAdded, name, "added");
            add(name, added.head(&new.at));
        }
    }
}

/// Whether an operation requires a scheme.
fn is_required(contract: &Contract, name: &str) -> bool {
    let operations = contract.operations.iter();
    let mut requirements = operations.flat_map(|it| it.security.ways.iter().flatten());
    requirements.any(|requirement| requirement.contains_key(name))
}

fn compare_scheme(old: &SecurityScheme, new: &SecurityScheme, is_used: bool) -> Vec<Difference> {
    let mut found = Vec::new();
    // OpenAPI does not define how tokens of the other types are sent.
    let is_defined = [old, new]
        .into_iter()
        .all(|scheme| matches!(text(scheme, "type"), Some("apiKey" | "http")));
    for (key, before, after) in both(&old.sent, &new.sent) {
        let value = |scheme: &SecurityScheme, value: Option<&Located<Value>>| {
            value.map(|it| normalized(scheme, key, &it.value))
        };
        if value(old, before) == value(new, after) {
            continue;
        }
        let (rule, level) = match key {
            "x-auth-prefix" => (Rule::AuthPrefixChanged, Level::Breaking),
            // The specification calls it a hint for documentation.
            "bearerFormat" => (Rule::DescriptionChanged, Level::Docs),
            _ if !is_used => (Rule::SecuritySchemeChanged, Level::Safe),
            _ if is_defined => (Rule::SecuritySchemeChanged, Level::Breaking),
            _ => (Rule::SecuritySchemeChanged, Level::Risky),
        };
        let changed = compare_value(rule, key, before, after);
        found.extend(changed.map(|it| {
            match is_used {
                true => it.fact("key", key).level(level),
                false => it
                    .fact("key", key)
                    .level(level)
                    .consequence("no operation requires the scheme"),
            }
        }));
    }
    for (key, before, after) in both(&old.urls, &new.urls) {
        let changed = compare_value(Rule::OauthUrlChanged, key, before, after);
        found.extend(changed.map(|it| it.fact("key", key)));
    }
    for (scope, before, after) in both(&old.scopes, &new.scopes) {
        let rule = match (before, after) {
            (None, _) => Rule::OauthScopeAdded,
            (_, None) => Rule::OauthScopeRemoved,
            _ => Rule::OauthScopeDescriptionChanged,
        };
        let name = format!("scope {}", quote(scope));
        let changed = compare_named(rule, &name, before, after);
        found.extend(changed.map(|it| it.fact("scope", scope)));
    }
    found.extend(compare_description(&old.docs, &new.docs));
    found.extend(compare_extensions(&old.extensions, &new.extensions));
    found
}

/// Compares the security requirements of an operation.
pub(super) fn compare_requirements(call: &mut Call<'_, '_>) {
    let (old, new) = (&call.base.security, &call.head.security);
    // The requirements of the document apply to many operations.
    let is_shared = [old, new].iter().any(|it| it.at.pointer == "/security");
    let subject = match is_shared {
        true => "security".to_owned(),
        false => call.name(),
    };
    let found = compare_alternatives(&with_new_names(old, &call.documents.renamed), new);
    // Without requirements, the location is that of the operation, which is not what was edited.
    let at = |security: &Security| security.ways.is_some().then(|| security.at.clone());
    let (base, head) = (at(old), at(new));
    let found = found.into_iter().map(|it| it.base(&base).head(&head));
    call.add_about(("operation", &subject), found);
}

/// The requirements before, with the names of schemes after.
fn with_new_names(security: &Security, renamed: &Renamed) -> Security {
    let with_new_names = |requirement: &Requirement| -> Requirement {
        let schemes = requirement.iter();
        schemes
            .map(|(name, scopes)| (renamed.get(name).unwrap_or(name).clone(), scopes.clone()))
            .collect()
    };
    let all = security.ways.as_ref();
    Security {
        ways: all.map(|all| all.iter().map(with_new_names).collect()),
        at: security.at.clone(),
    }
}

fn compare_alternatives(old: &Security, new: &Security) -> Vec<Difference> {
    let is_open = |security: &Security| match &security.ways {
        Some(all) => all.iter().any(Requirement::is_empty),
        None => true,
    };
    let before = old.ways.as_deref().unwrap_or_default();
    let after = new.ways.as_deref().unwrap_or_default();
    let names = |it: &Requirement| it.keys().cloned().collect::<BTreeSet<String>>();
    let is_sufficient =
        |old: &Requirement| after.iter().any(|new| names(new).is_subset(&names(old)));
    match (is_open(old), is_open(new)) {
        (true, false) => {
            let rule = match old.ways {
                Some(_) => Rule::AnonymousAccessRemoved,
                None => Rule::AuthenticationRequired,
            };
            let what = format!("authentication with {} is required", alternatives(after));
            return vec![Difference::new(rule, what).fact("to", json(after))];
        }
        (false, true) => {
            let required = alternatives(before);
            let what = format!("authentication with {required} is no longer required");
            let dropped = Difference::new(Rule::AuthenticationDropped, what);
            return vec![dropped.fact("from", json(before))];
        }
        _ if !before.is_empty() && !before.iter().any(is_sufficient) => {
            let (from, to) = (alternatives(before), alternatives(after));
            let what = format!("required authentication changed from {from} to {to}");
            let changed = Difference::new(Rule::SecurityRequirementsChanged, what);
            return vec![changed.values(Some(json(before)), Some(json(after)))];
        }
        _ => {}
    }
    // What is on both sides is not compared with others, which may differ only in scopes.
    let only_in = |own: &'_ [Requirement], others: &[Requirement]| -> Vec<Requirement> {
        let own = own
            .iter()
            .filter(|it| !it.is_empty() && !others.contains(it));
        own.cloned().collect()
    };
    // A scheme may be in several alternatives, with other scopes.
    let is_included = |new: &Requirement, old: &Requirement| {
        new.iter().all(|(name, scopes)| {
            let others = old.get(name);
            others.is_some_and(|others| scopes.iter().all(|it| others.contains(it)))
        })
    };
    let alternative = |rule: Rule, requirement: &Requirement, how: &str| {
        let scopes: Vec<&String> = requirement.values().flatten().collect();
        let scopes = match scopes.as_slice() {
            [] => String::new(),
            [scope] => format!(" with the scope {}", quote(scope)),
            scopes => format!(" with the scopes {}", list(scopes, |it| quote(it))),
        };
        let schemes = schemes(requirement);
        let what = format!("security alternative {schemes}{scopes} {how}");
        Difference::new(rule, what)
            .fact("schemes", Vec::from_iter(names(requirement)))
            .fact("scopes", json(std::slice::from_ref(requirement)))
    };
    let mut found = Vec::new();
    let mut added = only_in(after, before);
    for old in only_in(before, after) {
        if let Some(position) = added.iter().position(|new| names(new) == names(&old)) {
            compare_scopes(&old, &added.remove(position), &mut found);
        } else if !after.iter().any(|new| is_included(new, &old)) {
            let rule = Rule::SecurityAlternativeRemoved;
            // One that requires more replaces it.
            let replaces = |new: &Requirement| names(&old).is_subset(&names(new));
            found.push(match added.iter().position(replaces) {
                Some(position) => {
                    let mut more = added.remove(position);
                    let to = json(std::slice::from_ref(&more));
                    more.retain(|name, _| !old.contains_key(name));
                    let how = format!("also requires {}", schemes(&more));
                    alternative(rule, &old, &how).fact("to", to)
                }
                None => alternative(rule, &old, "removed"),
            });
        }
    }
    let added = added.iter();
    found.extend(added.map(|it| alternative(Rule::SecurityAlternativeAdded, it, "added")));
    found
}

fn compare_scopes(old: &Requirement, new: &Requirement, found: &mut Vec<Difference>) {
    for (scheme, after) in new {
        let before = old.get(scheme).map(Vec::as_slice).unwrap_or_default();
        for (rule, how, own, others) in [
            (
                Rule::SecurityScopeAdded,
                "requires",
                after.as_slice(),
                before,
            ),
            (
                Rule::SecurityScopeRemoved,
                "no longer requires",
                before,
                after,
            ),
        ] {
            for scope in own.iter().filter(|scope| !others.contains(scope)) {
                let what = format!("{} {how} the scope {}", quote(scheme), quote(scope));
                let changed = Difference::new(rule, what).fact("scheme", scheme.as_str());
                found.push(changed.fact("scope", scope.as_str()));
            }
        }
    }
}

fn schemes(requirement: &Requirement) -> String {
    let names: Vec<&String> = requirement.keys().collect();
    match names.is_empty() {
        true => "no credential".to_owned(),
        false => list(&names, |name| quote(name)),
    }
}

/// "`Key` and `Tenant`, or `Token`".
fn alternatives(requirements: &[Requirement]) -> String {
    let all: Vec<String> = requirements.iter().map(schemes).collect();
    all.join(", or ")
}

fn json(requirements: &[Requirement]) -> Vec<Value> {
    let value = |it: &Requirement| serde_json::to_value(it).unwrap_or_default();
    requirements.iter().map(value).collect()
}
