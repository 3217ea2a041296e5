//! [`Item`]: one line of the public API, for snapshots and for comparison.

use std::collections::BTreeMap;
use std::fmt;

use super::{EnumItem, Function, GroupItem, PagingItem, StructItem, Surface, TypeItem};
use crate::diagnostic::Anchor;

/// The path of an item, as in `types::Label::color`.
pub type ItemPath = String;

/// The cargo feature of what is only inferred. Whatever stands behind it may change in any version.
pub const UNCONFIRMED: &str = "unconfirmed";

/// The function that sets something only if there is a value, as every request has it.
const WHEN_SOME: &str =
    "pub fn when_some<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self";

/// One item of the public API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What a user can rely on, as text: `pub color: Option<String>`.
    pub signature: String,
    /// Whether using it makes the compiler warn.
    pub deprecated: bool,
    /// Whether it stands behind the feature [`UNCONFIRMED`].
    pub unconfirmed: bool,
    /// Where the document says so.
    pub at: Anchor,
}

/// The signature, marked if it stands behind a feature or is deprecated.
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.unconfirmed {
            write!(f, "#[cfg(feature = \"{UNCONFIRMED}\")] ")?;
        }
        if self.deprecated {
            f.write_str(DEPRECATED)?;
        }
        f.write_str(&self.signature)
    }
}

/// What stands before the signature of an item whose use makes the compiler warn.
const DEPRECATED: &str = "#[deprecated] ";

impl Item {
    /// An item as it is printed, read back.
    pub fn read(text: &str, at: Anchor) -> Self {
        let unconfirmed = format!("#[cfg(feature = \"{UNCONFIRMED}\")] ");
        let (unconfirmed, text) = match text.strip_prefix(unconfirmed.as_str()) {
            Some(text) => (true, text),
            None => (false, text),
        };
        let (deprecated, signature) = match text.strip_prefix(DEPRECATED) {
            Some(signature) => (true, signature),
            None => (false, text),
        };
        Self {
            signature: signature.to_owned(),
            deprecated,
            unconfirmed,
            at,
        }
    }
}

impl Surface {
    /// The public API as a list: what does not depend on the document is not in it.
    pub fn items(&self) -> BTreeMap<ItemPath, Item> {
        let mut items = Items::default();
        for (id, item) in &self.types {
            items.unconfirmed = self.unconfirmed.contains(id);
            match item {
                TypeItem::Struct(item) => items.structure(item, self),
                TypeItem::Enum(item) => items.enumeration(item, "open enum"),
                TypeItem::Union(item) => items.enumeration(item, "union"),
                TypeItem::Alias { ident, target, at } => {
                    items.add(
                        format!("types::{ident}"),
                        format!("type {ident} = {target}"),
                        at,
                    );
                }
                TypeItem::FieldErrors => {}
            }
        }
        for (id, variant) in &self.error_body {
            items.unconfirmed = self.unconfirmed.contains(id);
            let payload = variant
                .payload
                .as_ref()
                .map(|ty| format!("({ty})"))
                .unwrap_or_default();
            items.add(
                format!("types::ErrorBody::{}", variant.ident),
                format!("{}{payload}", variant.ident),
                &variant.at,
            );
        }
        for group in &self.groups {
            items.group(group);
        }
        items.unconfirmed = false;
        for item in &self.server_setters {
            items.function("ClientBuilder", &item.setter, &item.at);
        }
        items.all
    }
}

#[derive(Default)]
struct Items {
    all: BTreeMap<ItemPath, Item>,
    /// Whether what is added stands behind the feature.
    unconfirmed: bool,
}

impl Items {
    fn add(&mut self, path: ItemPath, signature: String, at: &Anchor) {
        self.all.insert(
            path,
            Item {
                signature,
                deprecated: false,
                unconfirmed: self.unconfirmed,
                at: at.clone(),
            },
        );
    }

    /// Says of what was added last that using it warns, if it does.
    fn deprecate(&mut self, path: &str, deprecated: bool) {
        if let Some(item) = self.all.get_mut(path) {
            item.deprecated |= deprecated;
        }
    }

    fn function(&mut self, owner: &str, function: &Function, at: &Anchor) {
        self.add(
            format!("{owner}::{}()", function.name),
            format!("pub {function}"),
            at,
        );
    }

    fn structure(&mut self, item: &StructItem, surface: &Surface) {
        let path = format!("types::{}", item.ident);
        self.add(path.clone(), format!("pub struct {}", item.ident), &item.at);
        for field in &item.fields {
            let signature = format!("pub {}: {}", field.ident, field.ty);
            let path = format!("{path}::{}", field.ident);
            self.add(path.clone(), signature, &field.at);
            self.deprecate(&path, field.deprecated);
        }
        if let Some(extra) = &item.extra {
            self.add(
                format!("{path}::extra"),
                format!("pub extra: {extra}"),
                &item.at,
            );
        }
        if let Some(constructor) = &item.constructor {
            self.function(&path, constructor, &item.at);
        }
        for (wire, setter) in &item.setters {
            let field = item.fields.iter().find(|field| field.wire == *wire);
            self.function(&path, setter, field.map_or(&item.at, |field| &field.at));
            let deprecated = field.is_some_and(|field| field.deprecated);
            self.deprecate(&format!("{path}::{}()", setter.name), deprecated);
        }
        if let Some(page) = &item.page {
            for function in &page.functions {
                self.function(&path, function, &item.at);
            }
            self.add(
                format!("{path} as IntoIterator"),
                format!("impl IntoIterator<Item = {}> for {}", page.item, item.ident),
                &item.at,
            );
        }
        if item.has_when_some {
            let path = format!("{path}::when_some()");
            self.add(path, WHEN_SOME.to_owned(), &item.at);
        }
        if item.from_string {
            self.add(
                format!("{path} as FromString"),
                format!("impl FromString for {}", item.ident),
                &item.at,
            );
        }
        if item.has_default {
            self.add(
                format!("{path} as Default"),
                format!("impl Default for {}", item.ident),
                &item.at,
            );
        }
        if let Some(conversion) = &item.conversion {
            self.unconfirmed |= surface.unconfirmed.contains(&conversion.from);
            for by in ["", "&"] {
                self.add(
                    format!("{path} as From<{by}{}>", conversion.ident),
                    format!(
                        "impl From<{by}types::{}> for {}",
                        conversion.ident, item.ident
                    ),
                    &item.at,
                );
            }
        }
    }

    fn enumeration(&mut self, item: &EnumItem, kind: &str) {
        let path = format!("types::{}", item.ident);
        for accessor in &item.accessors {
            self.function(&path, &accessor.function, &accessor.at);
        }
        self.add(
            path.clone(),
            format!("pub enum {} ({kind})", item.ident),
            &item.at,
        );
        for variant in &item.variants {
            let payload = variant
                .payload
                .as_ref()
                .map(|ty| format!("({ty})"))
                .unwrap_or_default();
            self.add(
                format!("{path}::{}", variant.ident),
                format!("{}{payload}", variant.ident),
                &variant.at,
            );
        }
    }

    fn group(&mut self, group: &GroupItem) {
        let module = format!("operations::{}", group.name.module);
        let Some(at) = group.requests.first().map(|request| request.at.clone()) else {
            return;
        };
        self.unconfirmed = group.is_unconfirmed();
        self.function("Client", &group.accessor, &at);
        let path = format!("{module}::{}", group.name.ident);
        self.add(
            path.clone(),
            format!("pub struct {}", group.name.ident),
            &at,
        );
        for request in &group.requests {
            self.unconfirmed = request.unconfirmed;
            self.function(&path, &request.method, &request.at);
            let method = format!("{path}::{}()", request.method.name);
            self.deprecate(&method, request.deprecated);
            let path = format!("{module}::{}", request.name.request);
            let name = &request.name.request;
            let (signature, into_future) = match &request.generic {
                None => (
                    format!("pub struct {name}"),
                    format!("impl IntoFuture for {name}"),
                ),
                Some(generic) => (
                    format!("pub struct {name}<P = {}>", generic.whole),
                    format!("impl<P> IntoFuture for {name}<P>"),
                ),
            };
            self.add(path.clone(), signature, &request.at);
            // Its output is that of `send`.
            self.add(format!("{path} as IntoFuture"), into_future, &request.at);
            for parameter in &request.parameters {
                if let Some(setter) = &parameter.setter {
                    self.function(&path, setter, &parameter.at);
                    let setter = format!("{path}::{}()", setter.name);
                    self.deprecate(&setter, parameter.deprecated);
                }
            }
            for media in &request.media {
                if let Some(setter) = &media.setter {
                    self.function(&path, setter, &media.at);
                }
            }
            self.function(&path, &request.options, &request.at);
            self.add(
                format!("{path}::when_some()"),
                WHEN_SOME.to_owned(),
                &request.at,
            );
            let send = [&request.send, &request.send_blocking];
            self.calls(&path, send, request.paging.as_ref(), &request.at);
        }
    }

    /// The ways to send a request.
    fn calls(
        &mut self,
        path: &str,
        send: [&Function; 2],
        paging: Option<&PagingItem>,
        at: &Anchor,
    ) {
        let paging = paging.into_iter().flat_map(PagingItem::functions);
        for function in send.into_iter().chain(paging) {
            self.function(path, function, at);
        }
    }
}
