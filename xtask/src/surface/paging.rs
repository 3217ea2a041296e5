//! Lists in pages: what requests have for them, and how the types of pages are read.

use std::collections::BTreeMap;

use super::answer::answer_type;
use super::resolve::Resolver;
use super::{FieldItem, Function, ParameterItem, Receiver, RustType};
use crate::api::{Operation, Paging, ParameterLocation, Struct, Type, TypeId, TypeKind, TypeRef};
use crate::names::Ident;

/// What a request has for lists in pages.
#[derive(Clone, Debug)]
pub struct PagingItem {
    /// The position of the parameter with the number of the page.
    pub parameter: usize,
    /// `pages`.
    pub pages: Function,
    /// `stream`.
    pub stream: Function,
}

/// How the type of a page is read.
#[derive(Clone, Debug)]
pub struct PageItem {
    /// The field with the items.
    pub items: Ident,
    /// The type of an item.
    pub item: RustType,
    /// The field with the number of pages.
    pub total: Ident,
    /// What that is called on the wire.
    pub total_wire: String,
    /// The type of the number.
    pub number: RustType,
}

pub(super) fn of_request(
    operation: &Operation,
    answer: Option<&TypeRef>,
    parameters: &[ParameterItem],
    resolver: &Resolver<'_>,
) -> Option<PagingItem> {
    let paging = operation.paging.as_ref()?;
    let answer = answer?;
    let parameter = parameters.iter().position(|parameter| {
        parameter.location == ParameterLocation::Query && parameter.wire == paging.page
    })?;
    let TypeKind::Struct(page) = &resolver.target(&answer.ty)?.kind else {
        return None;
    };
    let item = item_of(page, paging, resolver)?;
    let function = |name, output| Function {
        receiver: Receiver::Value,
        is_async: false,
        name: Ident::word(name),
        arguments: Vec::new(),
        output,
    };
    let (answer, item) = match operation.sparse {
        None => (resolver.value(answer), item),
        Some(_) => (RustType::Generic, RustType::ItemOfGeneric),
    };
    Some(PagingItem {
        parameter,
        pages: function("pages", RustType::Pages(Box::new(answer))),
        stream: function("stream", RustType::Items(Box::new(item))),
    })
}

/// The types that are pages, with how they are.
pub(super) fn pages<'a>(resolver: &Resolver<'a>) -> BTreeMap<&'a TypeId, &'a Paging> {
    let mut pages = BTreeMap::new();
    for operation in &resolver.api.operations {
        let answers = [answer_type(operation), operation.sparse.as_ref()];
        for answer in answers.into_iter().flatten() {
            if let (Some(paging), Some(def)) = (&operation.paging, resolver.target(&answer.ty)) {
                pages.insert(&def.id, paging);
            }
        }
    }
    pages
}

pub(super) fn page_item(
    page: &Struct,
    fields: &[FieldItem],
    paging: &Paging,
    resolver: &Resolver<'_>,
) -> Option<PageItem> {
    let ident = |wire: &str| {
        let field = fields.iter().find(|field| field.wire == wire)?;
        Some(field.ident.clone())
    };
    let number = page.fields.iter().find(|it| it.wire == paging.pages)?;
    Some(PageItem {
        items: ident(&paging.items)?,
        item: item_of(page, paging, resolver)?,
        total: ident(&paging.pages)?,
        total_wire: paging.pages.clone(),
        number: resolver.value(resolver.underlying(&number.ty)),
    })
}

fn item_of(page: &Struct, paging: &Paging, resolver: &Resolver<'_>) -> Option<RustType> {
    let items = page.fields.iter().find(|it| it.wire == paging.items)?;
    match &resolver.underlying(&items.ty).ty {
        Type::Array(item) => Some(resolver.item(item)),
        _ => None,
    }
}
