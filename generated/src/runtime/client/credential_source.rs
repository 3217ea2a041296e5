//! [`CredentialSource`]: a credential as the builder of a client gets it.

use std::sync::Arc;

use super::super::auth::Provider;
use super::super::values::Secret;

pub(super) enum CredentialSource {
    Fixed(Secret),
    Provider(Arc<Provider>),
    /// A value that cannot be sent, with the problem.
    Invalid(&'static str),
}
