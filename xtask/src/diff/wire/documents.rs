//! [`Documents`]: both documents, and what every comparison of their operations needs to know of them.

use std::collections::BTreeSet;

use super::renamed::{Renamed, renamed};
use crate::contract::Contract;

pub(super) struct Documents<'a> {
    pub(super) base: &'a Contract,
    pub(super) head: &'a Contract,
    /// The security schemes that have another name.
    pub(super) renamed: Renamed,
    /// The pointers of the components that are parameters, bodies and responses of operations, of each document.
    parts: [BTreeSet<&'a str>; 2],
}

impl<'a> Documents<'a> {
    pub(super) fn new(base: &'a Contract, head: &'a Contract) -> Self {
        Self {
            base,
            head,
            renamed: renamed(base, head),
            parts: [base, head].map(parts),
        }
    }

    /// Whether what is at a pointer of the document before and what is at one of that after are two components, of which
    /// one is in both documents: it is not renamed.
    pub(super) fn are_different(&self, old: &str, new: &str) -> bool {
        let [before, after] = &self.parts;
        old != new && (after.contains(old) || before.contains(new))
    }
}

fn parts(contract: &Contract) -> BTreeSet<&str> {
    let parts = contract.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|it| &it.at);
        let responses = operation.responses.iter().map(|it| &it.at);
        let request = operation.request.iter().map(|it| &it.at);
        parameters.chain(responses).chain(request)
    });
    let pointers = parts.map(|at| at.pointer.as_str());
    pointers
        .filter(|it| it.starts_with("/components/"))
        .collect()
}
