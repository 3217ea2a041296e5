//! The scopes of security requirements, against those that the schemes declare.

use std::collections::BTreeSet;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Cursor, Node, ObjectKind, Version, nearest, pointer};

pub(super) fn check(checker: &mut Checker<'_, '_>) {
    let operations = checker.each(ObjectKind::Operation);
    let places = operations.map(|operation| operation.pointer.clone());
    let places: Vec<String> = [String::new()].into_iter().chain(places).collect();
    for place in places {
        let place = pointer::child(&place, "security");
        let Some(alternatives) = Cursor::at(checker.tree, &place) else {
            continue;
        };
        let schemes = alternatives.items().into_iter();
        for scheme in schemes.flat_map(|alternative| alternative.entries()) {
            requirement(checker, &scheme);
        }
    }
}

/// Checks the scopes that a requirement lists for a scheme.
fn requirement(checker: &mut Checker<'_, '_>, required: &Cursor<'_>) {
    let name = required.key();
    let place = pointer::child("/components/securitySchemes", &name);
    let scheme = Cursor::at(checker.tree, &place).and_then(|scheme| scheme.resolved());
    let Some(scheme) = scheme else { return };
    let kind = scheme.node.get("type").and_then(Node::as_str);
    let flows = scheme.child("flows");
    let flows = flows.iter().flat_map(Cursor::entries);
    let declared: BTreeSet<String> = flows
        .filter_map(|flow| flow.child("scopes"))
        .flat_map(|scopes| scopes.entries())
        .map(|scope| scope.key())
        .collect();
    let scopes = required.node.as_sequence().into_iter().flatten();
    for (index, scope) in scopes.filter_map(Node::as_str).enumerate() {
        let (message, help) = match kind {
            Some("oauth2") if declared.contains(scope) => continue,
            Some("oauth2") => (
                format!("the scope `{scope}` is not declared by `{name}`"),
                match nearest(scope, declared.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "declare it in the `scopes` of a flow".to_owned(),
                },
            ),
            // In 3.1 these are roles.
            Some("apiKey" | "http") if checker.document.version == Version::V30 => (
                format!("`{name}` is not OAuth 2 or OpenID Connect, and has no scopes"),
                format!("write `{name}: []`"),
            ),
            // OpenID Connect declares its scopes elsewhere.
            _ => continue,
        };
        let at = checker.tree.value(&format!("{}/{index}", required.pointer));
        let finding = Diagnostic::new(Code::InvalidScope, at, message);
        let finding = finding.related(scheme.anchor(), "the scheme");
        checker.add(finding.help(help));
    }
}
