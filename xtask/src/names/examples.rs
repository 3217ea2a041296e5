//! Functions of the module `examples`: the first example of an operation is named after its method, the others after
//! method and example.

use std::collections::BTreeMap;

use super::case::snake;
use super::scope::{Candidate, DEVICES, Scope};
use super::{Ident, Names};
use crate::api::{Api, Operation};
use crate::diagnostic::Report;

type Key = (String, String);

pub(super) fn assign(api: &Api, names: &Names, report: &mut Report) -> BTreeMap<Key, Ident> {
    let mut scopes: BTreeMap<&Ident, Scope<'_, Key>> = BTreeMap::new();
    for operation in &api.operations {
        let Some(name) = names.operations.get(&operation.id) else {
            continue;
        };
        let group = &name.group.module;
        let scope = scopes.entry(group).or_insert_with(|| {
            Scope::new(format!("examples of `{group}`"), &[DEVICES])
                .with_help("rename one of the examples")
        });
        add(operation, name.method.unraw(), scope);
    }
    let idents = scopes.into_values().map(|scope| scope.resolve(report));
    idents.flatten().collect()
}

fn add(operation: &Operation, method: &str, scope: &mut Scope<'_, Key>) {
    let id = snake(&operation.id);
    for (position, example) in operation.success_examples().enumerate() {
        let name = match example.name {
            "" => "example".to_owned(),
            name => snake(name),
        };
        let (ident, qualified) = match position {
            0 => (method.to_owned(), id.clone()),
            _ => (format!("{method}_{name}"), format!("{id}_{name}")),
        };
        scope.add(Candidate {
            key: (operation.id.clone(), example.name.to_owned()),
            ident: Ident::escape(&ident),
            qualified: Ident::escape(&qualified),
            source: format!("{name} of {}", operation.id),
            at: operation.at.clone(),
        });
    }
}
