//! Sparse responses: the views of what may lack fields because a parameter with `x-sparse` leaves them out.

use super::context::Context;
use super::response_object::{Types, object, structure};
use super::{paging, pointer};
use crate::api::{
    Operation, Paging, Parameter, Struct, Type, TypeDef, TypeId, TypeKind, TypeRef, Usage, View,
    target,
};
use crate::diagnostic::{Anchor, Code, Diagnostic, Severity};

/// Gives the operations with a sparse parameter the view that their responses then have.
pub(super) fn add_views(
    context: &mut Context<'_>,
    operations: &mut [Operation],
    types: &mut Types,
) {
    for operation in operations {
        for parameter in &mut operation.parameters {
            if parameter.sparse && parameter.required {
                report_required(context, &operation.id, parameter);
                parameter.sparse = false;
            }
        }
        if !operation.parameters.iter().any(|it| it.sparse) {
            continue;
        }
        // What is wrong with the paging has been said.
        if operation.paging.is_none() && paging::is_said(context, operation) {
            continue;
        }
        match views(operation, types) {
            Some((response, views)) => {
                operation.sparse = Some(TypeRef::plain(Type::Named(response)));
                types.extend(views.into_iter().map(|view| (view.id.clone(), view)));
            }
            None => leave_out(context, operation),
        }
    }
}

/// The view of an operation's response, and all views that it needs.
fn views(operation: &Operation, types: &Types) -> Option<(TypeId, Vec<TypeDef>)> {
    let (def, response) = object(operation, types)?;
    match &operation.paging {
        None => {
            let view = sparse(def, response);
            Some((view.id.clone(), vec![view]))
        }
        Some(paging) => {
            let (page, item) = sparse_page(def, response, paging, types)?;
            Some((page.id.clone(), vec![page, item]))
        }
    }
}

/// An object all of whose fields may be absent.
fn sparse(def: &TypeDef, object: &Struct) -> TypeDef {
    let mut object = object.clone();
    object.required.clear();
    for field in &mut object.fields {
        field.required = false;
    }
    view(def, View::Sparse, object)
}

/// A page as it is, with sparse items; and what these are. `None` if they are no objects.
fn sparse_page(
    def: &TypeDef,
    page: &Struct,
    paging: &Paging,
    types: &Types,
) -> Option<(TypeDef, TypeDef)> {
    let mut page = page.clone();
    let field = page
        .fields
        .iter_mut()
        .find(|field| field.wire == paging.items)?;
    let list = target(types, &field.ty);
    let Type::Array(item) = &list.ty else {
        return None;
    };
    let (item_def, object) = structure(target(types, item), types)?;
    let sparse = sparse(item_def, object);
    let item = TypeRef {
        ty: Type::Named(sparse.id.clone()),
        ..item.as_ref().clone()
    };
    field.ty = TypeRef {
        ty: Type::Array(Box::new(item)),
        nullable: field.ty.nullable,
        ..list.clone()
    };
    Some((view(def, View::SparsePage, page), sparse))
}

fn view(def: &TypeDef, view: View, object: Struct) -> TypeDef {
    TypeDef {
        id: TypeId {
            pointer: def.id.pointer.clone(),
            view,
        },
        usage: Usage {
            request: false,
            response: true,
        },
        kind: TypeKind::Struct(object),
        ..def.clone()
    }
}

fn report_required(context: &mut Context<'_>, id: &str, parameter: &Parameter) {
    let at = place(context, parameter);
    let message = format!(
        "`{}` is required, so every response of `{id}` may lack fields, and none of them is required",
        parameter.wire
    );
    let finding = Diagnostic::new(Code::InvalidExtension, at, message);
    let help = "remove `x-sparse`, and take what may be absent out of `required` of the response";
    context.add_as(Severity::Warning, finding.help(help));
}

fn leave_out(context: &mut Context<'_>, operation: &mut Operation) {
    let (left_out, kept) = std::mem::take(&mut operation.parameters)
        .into_iter()
        .partition(|parameter| parameter.sparse);
    operation.parameters = kept;
    let left_out: Vec<Parameter> = left_out;
    for parameter in left_out {
        let message = format!(
            "`{}` is left out: the response of `{}` is neither one object nor a page of objects, so there is nothing to \
             take fields from",
            parameter.wire, operation.id
        );
        let at = place(context, &parameter);
        context.add_as(
            Severity::Warning,
            Diagnostic::new(Code::InvalidExtension, at, message)
                .related(operation.at.clone(), "the operation")
                .help(
                    "remove `x-sparse`; or describe the response as an object, and a page of objects by `x-paging` too",
                ),
        );
    }
}

fn place(context: &Context<'_>, parameter: &Parameter) -> Anchor {
    context.key(&pointer::child(&parameter.at.pointer, "x-sparse"))
}
