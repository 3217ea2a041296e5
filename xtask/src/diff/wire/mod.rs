//! The wire: what a client that was built for one document meets at a server that follows another.
//!
//! What is compared are the contracts in their normal form, so how a document is written makes no difference. Schemas are
//! compared in pairs, each pair once for each direction, however many operations lead there: what differs is found where
//! it stands, and then told once with all operations that it reaches.

mod bodies;
mod callbacks;
mod document;
mod finding;
mod media_type;
mod operations;
mod parameters;
mod responses;
mod roots;
mod routes;
mod said;
mod schema;
mod security;
mod servers;
mod subject;
mod type_docs;
mod words;

use self::finding::Findings;
pub(super) use self::parameters::location;
use self::roots::Roots;
use self::schema::Pairs;
use super::Change;
use crate::contract::Contract;
use crate::pipeline::Model;

/// Every difference on the wire between two versions of an API, in the order of the document after. What happens to Rust
/// code is left to others.
pub fn changes(base: &Model, head: &Model) -> Vec<Change> {
    let mut findings = Findings::default();
    let (base_api, head_api) = (&base.api, &head.api);
    let (base, head) = (&base.contract, &head.contract);
    document::compare(base, head, &mut findings);
    let mut roots = Roots::default();
    operations::compare(base, head, &mut findings, &mut roots);
    schemas(base, head, &roots, &mut findings);
    callbacks::compare(base, head, &mut findings);
    type_docs::compare(base_api, head_api, &mut findings);
    findings.into_changes()
}

/// What differs in the schemas that operations lead to.
fn schemas(base: &Contract, head: &Contract, roots: &Roots, findings: &mut Findings) {
    let mut pairs = Pairs::new(base, head);
    for (index, root) in roots.all.iter().enumerate() {
        pairs.start(index, root);
    }
    pairs.compare();
    pairs.tell(roots, findings);
}
