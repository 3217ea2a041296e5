//! The extensions of this generator: whether each is where it has an effect, and holds what it must.

use super::Checker;
use super::tables::{
    Kind::{self, Bool, List, OneOf, Text},
    Object,
};
use super::values::fits;
use crate::diagnostic::phrase::{article, join_or, list};
use crate::diagnostic::{Code, Rule, Severity};
use crate::source::extensions::{EXCEPTIONS, EXTENSIONS};
use crate::source::repair::Fix;
use crate::source::suggestions::nearest;
use crate::source::tree::Entry;

const INVALID: Code = Code::InvalidExtension;

/// The settings in `x-rust`.
static SETTINGS: [(&str, Kind); 19] = [
    ("package", Text),
    ("library", Text),
    ("version", Text),
    ("release-tag", Text),
    ("license", Text),
    ("repository", Text),
    ("env-prefix", Text),
    ("form-dialect", OneOf(&["openapi", "drf"])),
    ("error-dialect", OneOf(&["none", "drf"])),
    ("provenance", OneOf(&["optional", "required"])),
    ("strict", Bool),
    ("lint", Bool),
    ("homepage", Text),
    ("keywords", List(&Text)),
    ("categories", List(&Text)),
    ("published", Bool),
    ("notice", Text),
    ("changelog", Text),
    ("examples", Text),
];

/// What `x-paging` holds, and what each is.
static PAGING: [(&str, Kind); 3] = [("page", Text), ("items", Text), ("pages", Text)];
static PAGING_MEANINGS: [&str; 3] = [
    "the query parameter with the number of the page",
    "the property of the response with the items",
    "the property of the response with the number of pages",
];

/// Checks an `x-…` of an object.
pub(super) fn check<'a>(checker: &mut Checker<'a>, object: &Object, entry: &'a Entry) {
    let name = entry.key.as_str();
    let Some(extension) = EXTENSIONS.iter().find(|extension| extension.name == name) else {
        return near_miss(checker, entry);
    };
    let hosts = extension.objects;
    if !hosts.is_empty() && !hosts.iter().any(|host| host.name == object.name) {
        let message = format!("`{name}` has no effect in {} Object", article(object.name));
        let hosts = hosts.iter().map(|host| article(host.name));
        let help = format!("it belongs in {}", join_or(hosts));
        return ignored(checker, entry, message, help);
    }
    if !fits(extension.holds, &entry.value) {
        return checker.invalid_value(severity(name), extension.holds, entry, INVALID);
    }
    match name {
        "x-rust" => settings(checker, entry, &SETTINGS),
        "x-paging" => {
            settings(checker, entry, &PAGING);
            paging_is_whole(checker, entry);
        }
        EXCEPTIONS => exceptions(checker, entry),
        _ => {}
    }
}

/// How bad a mistake in an extension is. Other tools may have one of the same name, except for these.
fn severity(extension: &str) -> Severity {
    match extension {
        "x-rust" | EXCEPTIONS => Severity::Error,
        _ => Severity::Warning,
    }
}

/// Reports a mistake in an extension, and how it is undone.
fn wrong<'a>(
    checker: &mut Checker<'a>,
    extension: &str,
    entry: &'a Entry,
    fix: Fix,
    message: impl Into<String>,
    help: impl Into<String>,
) {
    let finding = checker.at_key(INVALID, entry, message).help(help);
    let severity = severity(extension);
    checker.add_with(fix, finding.with_severity(severity));
}

/// Warns of an extension without effect.
fn ignored<'a>(checker: &mut Checker<'a>, entry: &'a Entry, message: String, help: String) {
    let finding = checker.at_key(INVALID, entry, message).help(help);
    checker.report.add(finding.with_severity(Severity::Warning));
}

/// Checks the keys and values of an extension that is a mapping.
fn settings<'a>(checker: &mut Checker<'a>, entry: &'a Entry, known: &'static [(&str, Kind)]) {
    for setting in entry.value.as_mapping().into_iter().flatten() {
        checker.enter(&setting.key);
        match known.iter().find(|(name, _)| *name == setting.key) {
            Some((_, kind)) if fits(*kind, &setting.value) => {}
            Some((_, kind)) => checker.invalid_value(severity(&entry.key), *kind, setting, INVALID),
            None => {
                let names = known.iter().map(|(name, _)| *name);
                let meant = nearest(&setting.key, names.clone());
                let help = did_you_mean(meant, || format!("the settings are {}", list(names)));
                let message = format!("unknown setting `{}` in `{}`", setting.key, entry.key);
                wrong(
                    checker,
                    &entry.key,
                    setting,
                    Fix::renamed(meant),
                    message,
                    help,
                );
            }
        }
        checker.leave();
    }
}

fn paging_is_whole<'a>(checker: &mut Checker<'a>, entry: &'a Entry) {
    let names = PAGING.iter().map(|(name, _)| *name);
    for (key, meaning) in names.clone().zip(PAGING_MEANINGS) {
        let mut keys = entry.value.as_mapping().into_iter().flatten();
        // A setting that is misspelt has been reported.
        if !keys.any(|it| it.key == key || nearest(&it.key, names.clone()) == Some(key)) {
            let message = format!("`x-paging` without `{key}`");
            let help = format!("add `{key}`: {meaning}");
            wrong(checker, &entry.key, entry, Fix::Remove, message, help);
        }
    }
}

/// Checks an `x-lint-except` where no other extension is of interest: beside a `$ref`, among paths or statuses.
pub(super) fn check_exceptions<'a>(checker: &mut Checker<'a>, object: &Object, entry: &'a Entry) {
    if entry.key == EXCEPTIONS {
        check(checker, object, entry);
    }
}

/// The rules that `x-lint-except` names, each with a reason.
fn exceptions<'a>(checker: &mut Checker<'a>, entry: &'a Entry) {
    for exception in entry.value.as_mapping().into_iter().flatten() {
        let name = exception.key.as_str();
        checker.enter(name);
        let mut rules = Rule::ALL.iter().map(|rule| rule.as_str());
        let reason = exception.value.as_str().unwrap_or_default();
        if !rules.clone().any(|rule| rule == name) {
            let meant = nearest(name, rules.by_ref());
            let help = match name.parse::<Code>() {
                Ok(_) => "fix what is found: only lint rules can be excepted".to_owned(),
                Err(_) => {
                    did_you_mean(meant, || "`cargo xtask lint --rules` lists them".to_owned())
                }
            };
            let message = format!("unknown lint rule `{name}`");
            wrong(
                checker,
                &entry.key,
                exception,
                Fix::renamed(meant),
                message,
                help,
            );
        } else if reason.trim().is_empty() {
            let message = format!("the exception from `{name}` has no reason");
            let help = "explain why the rule does not apply here";
            wrong(checker, &entry.key, exception, Fix::Remove, message, help);
        }
        checker.leave();
    }
}

/// A name that is nearly one of ours. Only `x-rust…` is surely meant for us.
fn near_miss<'a>(checker: &mut Checker<'a>, entry: &'a Entry) {
    let name = entry.key.as_str();
    // What other generators call `x-enumDescriptions`, with an array.
    if name == "x-enum-descriptions" {
        return;
    }
    // typify and progenitor, which make Rust too, have one of their own.
    let is_ours = name.starts_with("x-rust") && name != "x-rust-type";
    let names = EXTENSIONS.iter().map(|extension| extension.name);
    let meant = nearest(name, names.clone());
    let message = format!("unknown extension `{name}`");
    let help = did_you_mean(meant, || format!("the extensions are {}", list(names)));
    if is_ours {
        wrong(checker, name, entry, Fix::renamed(meant), message, help);
    } else if meant.is_some() {
        ignored(checker, entry, message, help);
    }
}

fn did_you_mean(meant: Option<&str>, otherwise: impl FnOnce() -> String) -> String {
    meant.map_or_else(otherwise, |meant| format!("did you mean `{meant}`?"))
}
