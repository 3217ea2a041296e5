//! The extensions of this generator: whether each is where it has an effect, and holds what it must.

use super::Checker;
use super::tables::{
    Kind::{self, Bool, List, OneOf, Text},
    Object,
};
use super::values::fits;
use crate::diagnostic::phrase::{article, list};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::source::extensions::{EXCEPTIONS, EXTENSIONS};
use crate::source::repair::Fix;
use crate::source::suggestions::nearest;
use crate::source::tree::{Entry, NodeKind};

/// The settings in `x-rust`.
static SETTINGS: [(&str, Kind); 18] = [
    ("package", Text),
    ("library", Text),
    ("version", Text),
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

/// What `x-paging` says, with what each is.
static PAGING: [(&str, Kind); 3] = [("page", Text), ("items", Text), ("pages", Text)];
static PAGING_MEANINGS: [(&str, &str); 3] = [
    ("page", "the query parameter with the number of the page"),
    ("items", "the property of the response with the items"),
    (
        "pages",
        "the property of the response with the number of pages",
    ),
];

/// Checks an `x-…` of an object.
pub(super) fn check<'a>(checker: &mut Checker<'a>, object: &Object, entry: &'a Entry) {
    let name = entry.key.as_str();
    let Some(extension) = EXTENSIONS.iter().find(|extension| extension.name == name) else {
        return near_miss(checker, entry);
    };
    let mut hosts = extension.objects.iter();
    if !extension.objects.is_empty() && !hosts.any(|host| host.name == object.name) {
        let places: Vec<_> = extension
            .objects
            .iter()
            .map(|host| article(host.name))
            .collect();
        let message = format!("`{name}` has no effect in {} Object", article(object.name));
        let finding = checker.at_key(Code::InvalidExtension, entry, message);
        return checker.add_as(
            Severity::Warning,
            finding.help(format!("it belongs in {}", alternatives(&places))),
        );
    }
    if !fits(extension.holds, &entry.value) {
        // Other tools have this one too, and some of them write a list.
        let severity = if name == "x-enumDescriptions" {
            Severity::Warning
        } else {
            Severity::Error
        };
        let code = Code::InvalidExtension;
        return checker.invalid_value(severity, extension.holds, entry, code);
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

/// "a, b or c".
fn alternatives(places: &[String]) -> String {
    match places {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        _ => places.concat(),
    }
}

/// Checks the keys and values of an extension that is a mapping.
fn settings<'a>(checker: &mut Checker<'a>, entry: &'a Entry, known: &'static [(&str, Kind)]) {
    let NodeKind::Mapping(mapping) = &entry.value.kind else {
        return;
    };
    for setting in mapping {
        checker.enter(&setting.key);
        match known.iter().find(|(name, _)| *name == setting.key) {
            Some((_, kind)) => {
                if !fits(*kind, &setting.value) {
                    let code = Code::InvalidExtension;
                    checker.invalid_value(Severity::Error, *kind, setting, code);
                }
            }
            None => {
                let names = known.iter().map(|(name, _)| *name);
                let meant = nearest(&setting.key, names.clone());
                let help = match meant {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => format!("the settings are {}", list(names)),
                };
                let message = format!("unknown setting `{}` in `{}`", setting.key, entry.key);
                let finding = checker
                    .at_key(Code::InvalidExtension, setting, message)
                    .help(help);
                checker.add_with(Fix::renamed(meant), finding);
            }
        }
        checker.leave();
    }
}

fn paging_is_whole<'a>(checker: &mut Checker<'a>, entry: &'a Entry) {
    for (key, meaning) in PAGING_MEANINGS {
        let names = || PAGING.iter().map(|(name, _)| *name);
        let keys = || entry.value.as_mapping().into_iter().flatten();
        // A setting that is misspelt has been reported.
        let is_there = keys().any(|it| it.key == key || nearest(&it.key, names()) == Some(key));
        if !is_there {
            let message = format!("`x-paging` without `{key}`");
            let finding = checker
                .at_key(Code::InvalidExtension, entry, message)
                .help(format!("add `{key}`: {meaning}"));
            checker.add(finding);
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
        let rules = || Rule::ALL.iter().map(|rule| rule.as_str());
        if !rules().any(|rule| rule == name) {
            let finding = checker.at_key(
                Code::InvalidExtension,
                exception,
                format!("unknown lint rule `{name}`"),
            );
            let meant = nearest(name, rules());
            let help = match meant {
                _ if name.parse::<Code>().is_ok() => {
                    "fix what is found: only lint rules can be excepted".to_owned()
                }
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`cargo xtask lint --rules` lists them".to_owned(),
            };
            checker.add_with(Fix::renamed(meant), finding.help(help));
        } else if exception
            .value
            .as_str()
            .is_none_or(|reason| reason.trim().is_empty())
        {
            let message = format!("the exception from `{name}` has no reason");
            let finding = checker.at_key(Code::InvalidExtension, exception, message);
            checker.add(finding.help("explain why the rule does not apply here"));
        }
        checker.leave();
    }
}

/// A name that is nearly one of ours. Only `x-rust…` is surely meant for us.
fn near_miss<'a>(checker: &mut Checker<'a>, entry: &'a Entry) {
    let name = entry.key.as_str();
    // typify and progenitor, which make Rust too, have one of their own.
    let ours = name.starts_with("x-rust") && name != "x-rust-type";
    let meant = nearest(name, EXTENSIONS.iter().map(|extension| extension.name));
    if !ours && meant.is_none() {
        return;
    }
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!(
            "the extensions are {}",
            list(EXTENSIONS.iter().map(|extension| extension.name))
        ),
    };
    let severity = if ours {
        Severity::Error
    } else {
        Severity::Warning
    };
    let finding = checker
        .at_key(
            Code::InvalidExtension,
            entry,
            format!("unknown extension `{name}`"),
        )
        .help(help);
    let finding = Diagnostic {
        severity,
        ..finding
    };
    checker.add_with(Fix::renamed(meant), finding);
}
