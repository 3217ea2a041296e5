//! Functions of the module `examples`: the first example of an operation has the name of its method, the others add
//! their own.

use std::collections::BTreeMap;

use super::scope::{DEVICES, Scope, Wish};
use super::words::module;
use super::{Ident, Names};
use crate::api::{Api, Operation};
use crate::diagnostic::Report;

type Key = (String, String);

pub(super) fn assign(api: &Api, names: &Names, report: &mut Report) -> BTreeMap<Key, Ident> {
    let mut groups: BTreeMap<&Ident, Vec<&Operation>> = BTreeMap::new();
    for operation in &api.operations {
        if let Some(name) = names.operations.get(&operation.id) {
            groups
                .entry(&name.group.module)
                .or_default()
                .push(operation);
        }
    }
    let mut idents = BTreeMap::new();
    for (group, operations) in groups {
        let mut scope = Scope::new(format!("examples of `{group}`"), &[DEVICES])
            .with_help("rename one of the examples");
        for operation in operations {
            add(operation, names, &mut scope);
        }
        idents.extend(scope.resolve(report));
    }
    idents
}

fn add(operation: &Operation, names: &Names, scope: &mut Scope<'_, Key>) {
    let Some(name) = names.operations.get(&operation.id) else {
        return;
    };
    let method = name.method.unraw();
    for (position, example) in operation.success_examples().enumerate() {
        let own = match example.name {
            "" => "example".to_owned(),
            name => module(name),
        };
        let id = module(&operation.id);
        let (ident, qualified) = match position {
            0 => (method.to_owned(), id),
            _ => (format!("{method}_{own}"), format!("{id}_{own}")),
        };
        scope.add(Wish {
            key: (operation.id.clone(), example.name.to_owned()),
            ident: Ident::escape(&ident),
            qualified: Ident::escape(&qualified),
            called: format!("{} of {}", own, operation.id),
            at: operation.at.clone(),
        });
    }
}
