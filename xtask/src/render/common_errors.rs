//! [`CommonErrors`]: the error responses that many operations share, which are documented once.

use std::collections::BTreeMap;

use super::provenance;
use crate::api::{Api, Operation, Response, Status, TypeId};

/// How many operations must share an error response.
const MIN_OPERATIONS: usize = 3;

/// What makes error responses the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    status: Status,
    docs: &'a str,
    headers: Option<&'a TypeId>,
    media_type: Option<&'a str>,
    body: Option<&'a TypeId>,
}

/// The error responses that many operations share.
pub(super) struct CommonErrors<'a>(BTreeMap<Key<'a>, &'a Response>);

impl<'a> CommonErrors<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut found: BTreeMap<Key<'a>, (usize, &'a Response)> = BTreeMap::new();
        // The shared docs may not link to types that require a feature.
        for operation in api.operations.iter().filter(|it| !it.is_inferred()) {
            for response in own(operation) {
                found.entry(key(response)).or_insert((0, response)).0 += 1;
            }
        }
        let common = found
            .into_iter()
            .filter(|(_, (count, _))| *count >= MIN_OPERATIONS);
        Self(common.map(|(key, (_, response))| (key, response)).collect())
    }

    /// All of them by status.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'a Response> {
        self.0.values().copied()
    }

    /// The common error responses of an operation.
    pub(super) fn of_operation<'o>(
        &self,
        operation: &'o Operation,
    ) -> impl Iterator<Item = &'o Response> {
        own(operation).filter(|response| self.0.contains_key(&key(response)))
    }

    /// Whether a response of an operation is common.
    pub(super) fn contains(&self, operation: &Operation, response: &Response) -> bool {
        is_plain(operation, response) && self.0.contains_key(&key(response))
    }
}

/// The error responses of an operation without a remark.
fn own(operation: &Operation) -> impl Iterator<Item = &Response> {
    let responses = operation.responses.iter();
    responses.filter(|response| is_plain(operation, response))
}

fn is_plain(operation: &Operation, response: &Response) -> bool {
    let remark = provenance::remark(response.provenance, operation.provenance);
    response.status.is_error() && remark.is_empty()
}

fn key<'a>(response: &'a Response) -> Key<'a> {
    let body = response.error_media().next();
    Key {
        status: response.status,
        docs: &response.docs,
        headers: response.headers.as_ref().and_then(|ty| ty.ty.id()),
        media_type: body.map(|media| media.media_type.as_str()),
        body: body.and_then(|media| media.ty.ty.id()),
    }
}
