//! [`Uses`]: where a schema is used, to find what makes a type come, go or change.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Operation, Type, TypeKind, TypeRef};

/// Where schemas are used, by the pointer of the schema.
#[derive(Debug, Default)]
pub(super) struct Uses(BTreeMap<String, BTreeSet<Use>>);

/// A place that uses a schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    /// The place.
    pub(super) pointer: String,
    /// Whose place it is.
    pub(super) user: User,
}

/// What uses a schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum User {
    /// Another schema, by its pointer.
    Schema(String),
    /// An operation or a webhook, as in `GET /users/` and `POST newPet`.
    Operation(String),
}

impl Uses {
    /// All uses of an API.
    pub(super) fn of(api: &Api) -> Self {
        let mut uses = Self::default();
        for def in api.types.values() {
            let user = User::Schema(def.id.pointer.clone());
            match &def.kind {
                TypeKind::Struct(object) => {
                    for field in &object.fields {
                        uses.add(&field.ty, &field.at.pointer, &user);
                    }
                    if let Some(ty) = object.extra.ty() {
                        uses.add(ty, &def.at.pointer, &user);
                    }
                }
                TypeKind::Union(union) => {
                    for member in &union.members {
                        uses.add(&member.ty, &member.at.pointer, &user);
                    }
                }
                TypeKind::Alias(ty) => uses.add(ty, &def.at.pointer, &user),
                TypeKind::Outcomes(outcomes) => {
                    for outcome in outcomes {
                        if let Some(ty) = outcome.ty() {
                            uses.add(ty, &outcome.at.pointer, &user);
                        }
                    }
                }
                TypeKind::Enum(_) | TypeKind::FieldErrors => {}
            }
        }
        for operation in &api.operations {
            uses.operation(operation);
        }
        for webhook in &api.webhooks {
            if let Some(body) = &webhook.body {
                let user = User::Operation(webhook.call());
                uses.add(&body.ty, &body.at.pointer, &user);
            }
        }
        uses
    }

    /// The places that use a schema.
    pub(super) fn of_schema(&self, pointer: &str) -> impl Iterator<Item = &Use> {
        self.0.get(pointer).into_iter().flatten()
    }

    /// The schemas that hold a schema, directly or through others, and itself.
    pub(super) fn holders<'a>(&'a self, pointer: &'a str) -> BTreeSet<&'a str> {
        let mut holders = BTreeSet::from([pointer]);
        let mut left = vec![pointer];
        while let Some(pointer) = left.pop() {
            for place in self.of_schema(pointer) {
                if let User::Schema(schema) = &place.user
                    && holders.insert(schema)
                {
                    left.push(schema);
                }
            }
        }
        holders
    }

    /// The operations that reach a schema.
    pub(super) fn operations<'a>(&'a self, pointer: &'a str) -> BTreeSet<&'a str> {
        let holders = self.holders(pointer).into_iter();
        let places = holders.flat_map(|schema| self.of_schema(schema));
        let users = places.map(|place| &place.user);
        users
            .filter_map(|user| match user {
                User::Operation(operation) => Some(operation.as_str()),
                User::Schema(_) => None,
            })
            .collect()
    }

    fn operation(&mut self, operation: &Operation) {
        let user = User::Operation(format!("{} {}", operation.method.as_str(), operation.path));
        for parameter in &operation.parameters {
            self.add(&parameter.ty, &parameter.at.pointer, &user);
        }
        for ty in operation.sparse.iter().chain(&operation.outcomes) {
            self.add(ty, &operation.at.pointer, &user);
        }
        for response in &operation.responses {
            if let Some(headers) = &response.headers {
                self.add(headers, &response.at.pointer, &user);
            }
        }
        let answers = operation.responses.iter().flat_map(|it| &it.media);
        for media in operation
            .body
            .iter()
            .flat_map(|it| &it.media)
            .chain(answers)
        {
            self.add(&media.ty, &media.at.pointer, &user);
        }
    }

    fn add(&mut self, ty: &TypeRef, place: &str, user: &User) {
        match &ty.ty {
            Type::Named(id) => {
                let place = Use {
                    pointer: place.to_owned(),
                    user: user.clone(),
                };
                self.0.entry(id.pointer.clone()).or_default().insert(place);
            }
            Type::Array(item) | Type::Map(item) => self.add(item, place, user),
            _ => {}
        }
    }
}
