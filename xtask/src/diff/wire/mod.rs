//! The wire: what a client that was built for one document sends to and receives from a server that follows another.
//!
//! The contracts in their normal form are compared, so how a document is written makes no difference. Schemas are
//! compared in pairs, each pair once for each direction, however many operations lead there: a difference is found where
//! it is defined, and reported once with all operations that it affects.

mod bodies;
mod call;
mod callbacks;
mod difference;
mod document;
mod documents;
mod matching;
mod media_type;
mod metadata;
mod operations;
mod parameters;
mod phrases;
mod renamed;
mod responses;
mod routes;
mod schema;
mod security;
mod servers;
mod subject;
mod type_descriptions;
mod webhooks;

use self::call::Roots;
use self::difference::Differences;
use self::documents::Documents;
use self::schema::Pairs;
use super::Change;
use crate::pipeline::Model;

/// Every difference on the wire between two versions of an API, in the order of the document after, without its effects
/// on Rust code.
pub fn changes(base: &Model, head: &Model) -> Vec<Change> {
    let mut found = Differences::default();
    let (base_api, head_api) = (&base.api, &head.api);
    let (base, head) = (&base.contract, &head.contract);
    let documents = Documents::new(base, head);
    document::compare(&documents, &mut found);
    let mut roots = Roots::default();
    operations::compare(&documents, &mut found, &mut roots);
    webhooks::compare(&documents, &mut found, &mut roots);
    compare_schemas(&documents, &roots, &mut found);
    callbacks::compare(&documents, &mut found);
    type_descriptions::compare(base_api, head_api, &mut found);
    found.into_changes()
}

fn compare_schemas(documents: &Documents<'_>, roots: &Roots, found: &mut Differences) {
    let mut pairs = Pairs::new(documents.base, documents.head);
    for (index, root) in roots.iter().enumerate() {
        pairs.start(index, root);
    }
    pairs.compare();
    pairs.report(roots, found);
}
