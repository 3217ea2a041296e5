//! [`Item`]: one line of the public API, for snapshots and for comparison.

use super::credentials::constructor_signature;
use super::{
    Accessor, EnumItem, EnumKind, Function, GroupItem, ItemPath, Member, Owner, PagingItem,
    RequestItem, Signature, StructItem, Surface, Text, Trait, TypeItem, VariantItem,
};
use crate::diagnostic::Anchor;
use crate::names::Ident;

/// The cargo feature that gates what is only inferred. Whatever is behind it may change in any version.
pub const UNCONFIRMED: &str = "unconfirmed";

/// The function that decodes deliveries of webhooks.
const DECODE: &str = "pub fn decode(name: &str, body: &[u8]) -> Result<Self, Error>";

/// One item of the public API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which one.
    pub path: ItemPath,
    /// What users can rely on.
    pub signature: Signature,
    /// Whether using it makes the compiler warn.
    pub deprecated: bool,
    /// Whether it is gated behind the feature [`UNCONFIRMED`].
    pub unconfirmed: bool,
    /// What makes it: a schema, a property, a value, a parameter, a media type or an operation. `None` if the document
    /// does not.
    pub at: Option<Anchor>,
    /// What makes each argument of a function of a type or a request.
    pub arguments: Vec<Anchor>,
    /// What makes the result of such a function, where that is not the item itself.
    pub result: Vec<Anchor>,
}

impl Item {
    /// The JSON pointer of what makes it, `""` if nothing does.
    pub fn pointer(&self) -> &str {
        self.at.as_ref().map_or("", |at| &at.pointer)
    }
}

impl Surface {
    /// The public API as a list by path: what does not depend on the document is not in it.
    pub fn items(&self) -> Vec<Item> {
        let mut items = Items::default();
        for (id, item) in &self.types {
            items.unconfirmed = self.unconfirmed.contains(id);
            match item {
                TypeItem::Struct(item) => items.structure(item, self),
                TypeItem::Enum(item) => items.enumeration(item, EnumKind::Open),
                TypeItem::Union(item) => items.enumeration(item, EnumKind::Union),
                TypeItem::Outcomes(item) => items.enumeration(item, EnumKind::Outcomes),
                TypeItem::Alias { ident, target, at } => {
                    let owner = Owner::Type(ident.clone());
                    let signature = Signature::Alias(target.clone());
                    items
                        .all
                        .push(items.item(&owner, Member::Itself, signature, at));
                }
                TypeItem::FieldErrors => {}
            }
        }
        let error_body = Owner::Type(Ident::word("ErrorBody"));
        for (ty, variant) in &self.error_body {
            items.unconfirmed = self.is_unconfirmed(ty);
            items.all.push(items.variant(&error_body, variant));
        }
        for group in &self.groups {
            items.group(group);
        }
        items.unconfirmed = false;
        items.webhooks(self);
        let builder = Owner::Root("ClientBuilder".to_owned());
        for item in &self.server_setters {
            items
                .all
                .push(items.function(&builder, &item.setter, &item.at));
        }
        for item in &self.credentials {
            let at = &item.scheme.at;
            let setter = items.function(&builder, &item.setter, at);
            let provider = items.item(
                &builder,
                Member::Function(item.provider.clone()),
                Signature::Text(item.provider_signature()),
                at,
            );
            items.all.extend([setter, provider]);
        }
        if let Some(credential) = self.of_constructor() {
            let signature = Signature::Text(constructor_signature(credential));
            let owner = Owner::Root("Client".to_owned());
            let at = credential.map(|it| it.scheme.at.clone());
            let member = Member::Function(Ident::word("new"));
            let constructor = items.item(&owner, member, signature, &Anchor::default());
            items.all.push(Item { at, ..constructor });
        }
        items.all.sort_by_cached_key(|item| item.path.to_string());
        items.all
    }
}

#[derive(Default)]
struct Items {
    all: Vec<Item>,
    /// Whether the added items are gated behind the feature.
    unconfirmed: bool,
}

impl Items {
    fn item(&self, owner: &Owner, member: Member, signature: Signature, at: &Anchor) -> Item {
        Item {
            path: ItemPath {
                owner: owner.clone(),
                member,
            },
            signature,
            deprecated: false,
            unconfirmed: self.unconfirmed,
            at: Some(at.clone()),
            arguments: Vec::new(),
            result: Vec::new(),
        }
    }

    fn function(&self, owner: &Owner, function: &Function, at: &Anchor) -> Item {
        let member = Member::Function(function.name.clone());
        self.item(owner, member, Signature::Function(function.clone()), at)
    }

    fn implementation(&self, owner: &Owner, implemented: Trait, at: &Anchor) -> Item {
        let signature = Signature::Impl {
            is_generic: false,
            item: None,
        };
        self.item(owner, Member::Impl(implemented), signature, at)
    }

    fn when_some(&self, owner: &Owner, at: &Anchor) -> Item {
        let member = Member::Function(Ident::word("when_some"));
        self.item(owner, member, Signature::WhenSome, at)
    }

    fn variant(&self, owner: &Owner, variant: &VariantItem) -> Item {
        let member = Member::Named(variant.ident.clone());
        let signature = Signature::Variant(variant.payload.clone());
        Item {
            deprecated: variant.deprecated,
            ..self.item(owner, member, signature, &variant.at)
        }
    }

    fn structure(&mut self, item: &StructItem, surface: &Surface) {
        let (owner, at) = (&Owner::Type(item.ident.clone()), &item.at);
        let itself = self.item(owner, Member::Itself, Signature::Struct(None), at);
        self.all.push(itself);
        for field in &item.fields {
            let member = Member::Named(field.ident.clone());
            let declaration = Item {
                deprecated: field.property.deprecated,
                ..self.item(
                    owner,
                    member,
                    Signature::Field(field.ty.clone()),
                    &field.property.at,
                )
            };
            let setter = field.setter.as_ref().map(|setter| Item {
                deprecated: field.property.deprecated,
                arguments: vec![field.property.at.clone()],
                ..self.function(owner, setter, &field.property.at)
            });
            self.all.extend([declaration].into_iter().chain(setter));
        }
        if let Some(extra) = &item.extra {
            let member = Member::Named(Ident::word("extra"));
            let extra = Signature::Field(extra.clone());
            self.all.push(self.item(owner, member, extra, at));
        }
        if let Some(constructor) = &item.constructor {
            let arguments = constructor.arguments.iter().filter_map(|(ident, _)| {
                let mut fields = item.fields.iter();
                fields.find(|field| field.ident == *ident)
            });
            let constructor = Item {
                arguments: arguments.map(|field| field.property.at.clone()).collect(),
                ..self.function(owner, constructor, at)
            };
            self.all.push(constructor);
        }
        if let Some(page) = &item.page {
            let functions = page.functions.iter();
            let functions: Vec<Item> = functions.map(|it| self.function(owner, it, at)).collect();
            self.all.extend(functions);
            self.all.push(Item {
                signature: Signature::Impl {
                    is_generic: false,
                    item: Some(page.item.clone()),
                },
                ..self.implementation(owner, Trait::IntoIterator, at)
            });
        }
        if item.has_when_some() {
            self.all.push(self.when_some(owner, at));
        }
        for (is_implemented, implemented) in [
            (item.from_string, Trait::FromString),
            (item.has_default, Trait::Default),
        ] {
            if is_implemented {
                self.all.push(self.implementation(owner, implemented, at));
            }
        }
        if let Some(conversion) = &item.conversion {
            self.unconfirmed |= surface.unconfirmed.contains(&conversion.from);
            for by_reference in [false, true] {
                let ty = conversion.ident.clone();
                let from = Trait::From { ty, by_reference };
                self.all.push(self.implementation(owner, from, at));
            }
        }
    }

    fn enumeration(&mut self, item: &EnumItem, kind: EnumKind) {
        let owner = &Owner::Type(item.ident.clone());
        let itself = self.item(owner, Member::Itself, Signature::Enum(kind), &item.at);
        self.all.push(itself);
        for variant in &item.variants {
            self.all.push(self.variant(owner, variant));
        }
        for accessor in &item.accessors {
            let readings = match &accessor.kind {
                Accessor::Field(readings) | Accessor::List(readings) => readings.as_slice(),
                Accessor::As(_) | Accessor::Into(_) => &[],
            };
            self.all.push(Item {
                result: readings.iter().map(|it| it.at.clone()).collect(),
                ..self.function(owner, &accessor.function, &accessor.at)
            });
        }
    }

    fn webhooks(&mut self, surface: &Surface) {
        let Some(first) = surface.webhooks.first() else {
            return;
        };
        let owner = &Owner::Root("webhooks::Webhook".to_owned());
        let itself = self.item(
            owner,
            Member::Itself,
            Signature::Enum(EnumKind::Open),
            &first.at,
        );
        let decode = Member::Function(Ident::word("decode"));
        let signature = Signature::Text(Text::read(DECODE));
        let decode = self.item(owner, decode, signature, &first.at);
        self.all.extend([itself, decode]);
        for variant in &surface.webhooks {
            self.all.push(self.variant(owner, variant));
        }
    }

    fn group(&mut self, group: &GroupItem) {
        let Some(first) = group.requests.first() else {
            return;
        };
        self.unconfirmed = group.is_unconfirmed();
        let owner_of = |name: &Ident| Owner::Operation {
            module: group.name.module.clone(),
            name: name.clone(),
        };
        let owner = &owner_of(&group.name.ident);
        let client = Owner::Root("Client".to_owned());
        let accessor = self.function(&client, &group.accessor, &first.at);
        let itself = self.item(owner, Member::Itself, Signature::Struct(None), &first.at);
        self.all.extend([accessor, itself]);
        for request in &group.requests {
            self.unconfirmed = request.unconfirmed;
            let required = request.parameters.iter().filter(|it| it.setter.is_none());
            let arguments = required.map(|it| &it.parameter.at);
            let body = request.body.iter().flat_map(|_| request.media.first());
            let method = Item {
                deprecated: request.deprecated,
                arguments: arguments
                    .chain(body.map(|it| &it.media.at))
                    .cloned()
                    .collect(),
                ..self.function(owner, &request.method, &request.at)
            };
            self.all.push(method);
            for body in &request.other_bodies {
                let required = request.parameters.iter().filter(|it| it.setter.is_none());
                let arguments = required.map(|it| &it.parameter.at);
                self.all.push(Item {
                    deprecated: request.deprecated,
                    arguments: arguments.chain([&body.media.at]).cloned().collect(),
                    ..self.function(owner, &body.method, &body.media.at)
                });
            }
            self.request(&owner_of(&request.name.request), request);
        }
    }

    fn request(&mut self, owner: &Owner, request: &RequestItem) {
        let at = &request.at;
        let generic = request.generic.as_ref();
        let default = generic.map(|generic| generic.whole.clone());
        let itself = self.item(owner, Member::Itself, Signature::Struct(default), at);
        // Its output is that of `send`.
        let into_future = Item {
            signature: Signature::Impl {
                is_generic: generic.is_some(),
                item: None,
            },
            ..self.implementation(owner, Trait::IntoFuture, at)
        };
        self.all.extend([itself, into_future]);
        for parameter in &request.parameters {
            if let Some(setter) = &parameter.setter {
                self.all.push(Item {
                    deprecated: parameter.parameter.deprecated,
                    arguments: vec![parameter.parameter.at.clone()],
                    ..self.function(owner, setter, &parameter.parameter.at)
                });
            }
        }
        for media in &request.media {
            if let Some(setter) = &media.setter {
                self.all.push(self.function(owner, setter, &media.media.at));
            }
        }
        let paging = request.paging.iter().flat_map(PagingItem::functions);
        let streams = request.send_stream.iter();
        let streams = streams.flat_map(|(send, blocking)| [send, blocking]);
        let functions = [&request.options, &request.send, &request.send_blocking];
        for function in functions.into_iter().chain(streams).chain(paging) {
            // What `options` takes is the same everywhere.
            let is_sent = function.name != request.options.name;
            let responses = request.responses.iter().filter(|_| is_sent);
            self.all.push(Item {
                result: responses.cloned().collect(),
                ..self.function(owner, function, at)
            });
        }
        self.all.push(self.when_some(owner, at));
    }
}
