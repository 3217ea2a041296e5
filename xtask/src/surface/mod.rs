//! The Surface: the public Rust API of the generated crate as plain items.
//!
//! It decides what every signature is. Rendering adds bodies and docs to it, the snapshot in `tests/codegen` shows it to
//! reviewers, and a diff compares two of it.

mod accessors;
mod build;
mod conversion;
mod credentials;
mod fields;
mod function;
mod item;
mod operations;
mod paging;
mod path;
mod read;
mod recursion;
mod resolve;
mod response_format;
mod rust_type;
mod servers;
mod signature;
mod types;
mod unconfirmed;

use std::collections::{BTreeMap, BTreeSet};

pub use accessors::{Accessor, AccessorItem, Reading};
pub use build::surface;
pub use conversion::ConversionItem;
pub use credentials::CredentialItem;
pub use function::{Argument, Function, Receiver};
pub use item::{Item, UNCONFIRMED};
pub use operations::{BodyItem, GenericItem, GroupItem, MediaItem, ParameterItem, RequestItem};
pub use paging::{PageItem, PagingItem};
pub use path::{ItemPath, Member, Owner, Trait};
pub use rust_type::RustType;
pub use servers::ServerSetterItem;
pub use signature::{EnumKind, Signature, Text};
pub use types::{EnumItem, FieldItem, Presence, StructItem, TypeItem, VariantItem};

use crate::api::{Type, TypeId};

/// The public Rust API of the generated crate.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    /// The types, by identity.
    pub types: BTreeMap<TypeId, TypeItem>,
    /// The variants of `ErrorBody`, with what each holds.
    pub error_body: Vec<(Type, VariantItem)>,
    /// The groups of operations, by the name of their module.
    pub groups: Vec<GroupItem>,
    /// The setters of the client's builder for credentials, by the names of the schemes.
    pub credentials: Vec<CredentialItem>,
    /// The setters of the client's builder for servers, in the order of the document.
    pub server_setters: Vec<ServerSetterItem>,
    /// The variants of `Webhook`, in the order of the document; none: there is no such type.
    pub webhooks: Vec<VariantItem>,
    /// The types that only inferred operations use: they are behind the feature `unconfirmed`, as these are.
    pub unconfirmed: BTreeSet<TypeId>,
}

impl Surface {
    /// The requests of all groups.
    pub fn requests(&self) -> impl Iterator<Item = &RequestItem> {
        self.groups.iter().flat_map(|group| &group.requests)
    }

    /// Whether a type requires the feature [`UNCONFIRMED`].
    pub fn is_unconfirmed(&self, ty: &Type) -> bool {
        ty.id().is_some_and(|id| self.unconfirmed.contains(id))
    }

    /// The credential that `Client::new` takes, if any; `None` if there is no `Client::new`.
    pub fn of_constructor(&self) -> Option<Option<&CredentialItem>> {
        credentials::of_constructor(&self.credentials)
    }
}
