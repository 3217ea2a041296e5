//! [`assign`]: every identifier of the generated crate, made here and nowhere else.
//!
//! Names are assigned late and per scope: types, the fields of a struct, the variants of an enum, the methods of a
//! group, the arguments of an operation. On a collision both get a qualified name, and it is reported with both
//! locations. Names have no counters, so a name does not depend on its neighbours.

mod assign;
mod case;
mod credentials;
mod examples;
mod ident;
mod media;
mod operations;
mod outcomes;
mod scope;
mod servers;
mod variants;
mod webhooks;

use std::collections::BTreeMap;

pub use assign::assign;
pub(crate) use case::split_words;
pub use credentials::CredentialName;
pub use ident::Ident;
pub use servers::RESERVED_SETTERS;

use crate::api::{ParameterLocation, ServerSetting, TypeId};

/// The identifiers of the generated crate.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Types, by identity.
    pub types: BTreeMap<TypeId, TypeName>,
    /// Fields, by type and name on the wire.
    pub fields: BTreeMap<(TypeId, String), Ident>,
    /// Variants of enums and unions, by type and position.
    pub variants: BTreeMap<(TypeId, usize), Ident>,
    /// The methods that return the members of unions, by type and position.
    pub members: BTreeMap<(TypeId, usize), MemberName>,
    /// Variants of `ErrorBody`, by the pointer of the first media type that has the type of their value.
    pub error_variants: BTreeMap<String, Ident>,
    /// Groups of operations, by tag.
    pub groups: BTreeMap<Option<String>, GroupName>,
    /// Operations, by operationId.
    pub operations: BTreeMap<String, OperationName>,
    /// Parameters, by operationId, location and name on the wire.
    pub parameters: BTreeMap<(String, ParameterLocation, String), Ident>,
    /// The media types of bodies, by operationId and media type.
    pub media: BTreeMap<(String, String), MediaName>,
    /// Functions of the module `examples`, by operationId and name of the example.
    pub examples: BTreeMap<(String, String), Ident>,
    /// The setters of the builder for credentials, by name of the scheme.
    pub credentials: BTreeMap<String, CredentialName>,
    /// The setters of the builder for the variables of servers, by name of the variable.
    pub server_setters: BTreeMap<ServerSetting, Ident>,
    /// The variants of `Webhook`, by the pointer of the webhook's operation.
    pub webhooks: BTreeMap<String, Ident>,
}

/// The names of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// The type: `ApiUser`.
    pub ident: Ident,
    /// Its module: `api_user`.
    pub module: Ident,
}

/// The names of the methods of a union that return a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberName {
    /// By reference: `as_api_user`.
    pub by_reference: Ident,
    /// By value: `into_api_user`.
    pub by_value: Ident,
}

/// The names of a group of operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupName {
    /// The type: `ApiUsers`.
    pub ident: Ident,
    /// Its module, and the method of the client that returns it: `api_users`.
    pub module: Ident,
}

/// The names of a media type of a body that is not the preferred one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaName {
    /// The setter that chooses it: `form`.
    Setter(Ident),
    /// The method that takes another body for it, and its variant among the bodies: `create_as_text`, `Text`.
    Method(Ident, Ident),
}

/// The names of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationName {
    /// Its group.
    pub group: GroupName,
    /// The method of the group: `partial_update`.
    pub method: Ident,
    /// The module of the request: named after the method, unless the group has that name.
    pub module: Ident,
    /// The request: `PartialUpdate`.
    pub request: Ident,
}
