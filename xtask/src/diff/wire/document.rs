//! What is of the whole document: `info`, tags, `x-rust`, servers, security schemes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::Rule;
use super::finding::Findings;
use super::said::one;
use super::{security, servers};
use crate::contract::{Contract, Located};

pub(super) fn compare(base: &Contract, head: &Contract, findings: &mut Findings) {
    by_key(Rule::InfoChanged, &base.about, &head.about, findings);
    by_key(
        Rule::TagDescriptionChanged,
        &base.tags,
        &head.tags,
        findings,
    );
    // The version of the crate is what a change may need: it is judged with all changes.
    let settings = |all: &BTreeMap<String, Located<Value>>, of_dialect: bool| {
        let settings = all
            .iter()
            .filter(|(key, _)| *key != "version" && DIALECTS.contains(&key.as_str()) == of_dialect);
        settings
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect::<BTreeMap<_, _>>()
    };
    by_key(
        Rule::SettingsChanged,
        &settings(&base.settings, false),
        &settings(&head.settings, false),
        findings,
    );
    by_key(
        Rule::DialectChanged,
        &settings(&base.settings, true),
        &settings(&head.settings, true),
        findings,
    );
    for finding in servers::of_documents(base, head) {
        findings.add(finding, []);
    }
    security::schemes(base, head, findings);
}

/// The settings that decide what clients send and how they read answers.
const DIALECTS: [&str; 2] = ["form-dialect", "error-dialect"];

/// A finding for each key whose value differs.
fn by_key(
    rule: Rule,
    base: &BTreeMap<String, Located<Value>>,
    head: &BTreeMap<String, Located<Value>>,
    findings: &mut Findings,
) {
    let keys: BTreeSet<&String> = base.keys().chain(head.keys()).collect();
    for key in keys {
        if let Some(finding) = one(rule, key, base.get(key), head.get(key)) {
            findings.add(finding.fact("key", key.as_str()), []);
        }
    }
}
