//! The client model, as plain data without OpenAPI's spelling and without Rust's names.
//!
//! `$ref`s, `allOf`, `readOnly`/`writeOnly` and nullability are resolved here once; names, Surface, source text and
//! diff are made from this and never look at the document again.

mod auth;
mod char_class;
mod constraints;
mod operation;
mod parameter_style;
mod provenance;
mod response;
mod server;
mod settings;
mod type_def;
mod type_ref;
mod webhook;

use std::collections::{BTreeMap, BTreeSet};

pub use crate::contract::{Method, ParameterLocation};
pub use auth::{AuthLocation, AuthScheme, AuthSchemeKind, Requirement, alternatives};
pub use char_class::CharClass;
pub use constraints::{Bound, Constraints};
pub(crate) use operation::essence;
pub use operation::{
    Body, FieldEncoding, FieldStyle, Media, MediaKind, Operation, Paging, Parameter, Segment,
};
pub use parameter_style::{ParameterStyle, Style};
pub use provenance::Provenance;
pub use response::{Format, Response, ResponseBody, Status, SuccessExample};
pub use server::{Server, ServerSetting, ServerVariable};
pub use settings::{ErrorDialect, FormDialect, Listing, Settings};
pub use type_def::{
    Access, Candidate, Decoding, Enum, EnumValue, Extra, Field, JsonKind, Member, NameHint,
    Outcome, Struct, TypeDef, TypeId, TypeKind, Union, Usage, View,
};
pub use type_ref::{FloatFormat, IntegerFormat, StringFormat, Type, TypeRef};
pub use webhook::Webhook;

/// An API as its document describes it.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info` of the document.
    pub info: Info,
    /// `x-rust` of the document, with defaults filled in.
    pub settings: Settings,
    /// The servers, in the order of the document.
    pub servers: Vec<Server>,
    /// The security schemes by name.
    pub auth: BTreeMap<String, AuthScheme>,
    /// Descriptions of the tags that the document describes, by name.
    pub tags: BTreeMap<String, String>,
    /// `x-rust-name` of tags, by name.
    pub tag_names: BTreeMap<String, String>,
    /// The types that operations and webhooks reach, by identity.
    pub types: BTreeMap<TypeId, TypeDef>,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// The webhooks, in the order of the document.
    pub webhooks: Vec<Webhook>,
}

/// Title, version and description of an API.
#[derive(Clone, Debug)]
pub struct Info {
    /// `info.title`.
    pub title: String,
    /// `info.version`: the document's, not the crate's.
    pub version: String,
    /// `info.description`, as Markdown.
    pub description: Option<String>,
}

impl Api {
    /// The types of documented error bodies, in the order of the document, each with its first use.
    pub fn error_bodies(&self) -> Vec<&Media> {
        let mut bodies: Vec<&Media> = Vec::new();
        let (mut named, mut others) = (BTreeSet::new(), Vec::new());
        let errors = self.operations.iter().flat_map(Operation::errors);
        for media in errors.flat_map(Response::error_media) {
            let is_new = match &media.ty.ty {
                Type::Named(id) => named.insert(id),
                ty if others.contains(&ty) => false,
                ty => {
                    others.push(ty);
                    true
                }
            };
            bodies.extend(is_new.then_some(media));
        }
        bodies
    }

    /// The type behind a type's aliases. An alias is never nullable by itself, so `null` is a value
    /// if `ty` says so.
    pub fn target<'a>(&'a self, ty: &'a TypeRef) -> &'a TypeRef {
        target(&self.types, ty)
    }

    /// The servers that a client can be sent to: all, if there is one to choose or a variable.
    pub fn selectable_servers(&self) -> &[Server] {
        let has_variables = self.servers.iter().any(|it| !it.variables.is_empty());
        match has_variables || self.server_choices().next().is_some() {
            true => &self.servers,
            false => &[],
        }
    }

    /// The servers to choose by themselves, with their indices: those that no variables select, unless there is only the
    /// default.
    pub fn server_choices(&self) -> impl Iterator<Item = (usize, &Server)> {
        let servers = self.servers.iter().enumerate();
        let fixed = servers.filter(|(_, server)| server.variables.is_empty());
        let has_others = fixed.clone().any(|(index, _)| index > 0);
        fixed.filter(move |_| has_others)
    }

    /// The servers of operations that have their own, in the order of the document and each list once.
    pub fn operation_servers(&self) -> Vec<&[Server]> {
        let mut lists: Vec<&[Server]> = Vec::new();
        for operation in &self.operations {
            let own = operation.servers.as_slice();
            if !own.is_empty() && !lists.iter().any(|list| server::are_same(list, own)) {
                lists.push(own);
            }
        }
        lists
    }

    /// The operations that have their own servers, by id, with the index of these among those of all operations.
    pub fn own_servers(&self) -> BTreeMap<&str, usize> {
        let lists = self.operation_servers();
        let operations = self.operations.iter().filter(|it| !it.servers.is_empty());
        let indices = operations.filter_map(|operation| {
            let mut lists = lists.iter();
            let index = lists.position(|list| server::are_same(list, &operation.servers))?;
            Some((operation.id.as_str(), index))
        });
        indices.collect()
    }

    /// Every variable of a server, with its server.
    pub fn server_variables(&self) -> impl Iterator<Item = (&ServerVariable, &Server)> {
        let of_operations = self.operation_servers().into_iter().flatten();
        let servers = self.selectable_servers().iter().chain(of_operations);
        servers.flat_map(|server| server.variables.iter().map(move |it| (it, server)))
    }
}

/// The type behind a type's aliases among `types`.
pub fn target<'a>(types: &'a BTreeMap<TypeId, TypeDef>, ty: &'a TypeRef) -> &'a TypeRef {
    let mut target = ty;
    // No alias leads back to itself: lowering has broken the cycles.
    while let Type::Named(id) = &target.ty
        && let Some(TypeKind::Alias(next)) = types.get(id).map(|def| &def.kind)
    {
        target = next;
    }
    target
}
