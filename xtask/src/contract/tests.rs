//! The contract: one normal form for all the ways of saying the same.

use std::collections::BTreeSet;

use super::{Additional, Contract, JsonType, Limit, Schema};
use crate::diagnostic::{Report, Sources};
use crate::source;

/// The contract of a document in which nothing is wrong.
fn read(text: &str) -> Contract {
    let mut report = Report::default();
    let document = source::load(&mut Sources::new("test.yaml", text), &mut report);
    assert_eq!(report.into_sorted(), [], "{text}");
    let document = document.expect("a document");
    super::read(&document, &source::objects(&document.tree))
}

/// The contract of a document whose one answer is the schema `T` of these.
fn contract(schemas: &str) -> Contract {
    let schemas: String = schemas
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    read(&format!(
        "openapi: 3.0.3
info: {{title: Test API, version: 1.0.0}}
paths:
  /t:
    get: {{responses: {{'200': {{description: Yes, content: {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}}}}}}
components:
  schemas:
{schemas}"
    ))
}

/// The schema of the answer.
fn answer(contract: &Contract) -> &Schema {
    let response = contract.operations[0].responses.first().unwrap();
    contract.schema(response.content[0].schema).unwrap()
}

fn properties(schema: &Schema) -> Vec<&str> {
    let properties = schema.facets.properties.iter();
    properties.map(|property| property.name.as_str()).collect()
}

#[test]
fn all_of_is_one_schema_with_what_all_members_say() {
    let contract = contract(
        "T: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, required: [b], properties: {a: {type: string, maxLength: 5}, b: {type: integer}}}]}
A: {type: object, required: [a], properties: {a: {type: string, minLength: 2, maxLength: 9}}}",
    );
    let schema = answer(&contract);
    assert_eq!(properties(schema), ["a", "b"]);
    assert_eq!(
        schema.facets.required.keys().collect::<Vec<_>>(),
        ["a", "b"]
    );
    let a = contract.schema(schema.facets.properties[0].schema).unwrap();
    let limit = |limit: Limit| a.facets.limits[&limit].value.as_u64();
    assert_eq!(
        (limit(Limit::MinLength), limit(Limit::MaxLength)),
        (Some(2), Some(5))
    );
}

#[test]
fn bounds_of_an_all_of_are_exact() {
    let limits = |limit: Limit, values: [&str; 2]| {
        let [a, b] = values.map(|value| format!("{{{}: {value}}}", limit.as_str()));
        let contract = contract(&format!("T: {{type: integer, allOf: [{a}, {b}]}}"));
        answer(&contract).facets.limits[&limit].value.to_string()
    };
    assert_eq!(limits(Limit::MultipleOf, ["4", "6"]), "12");
    assert_eq!(limits(Limit::MultipleOf, ["3", "12"]), "12");
    let nearly_equal = ["9007199254740993", "9007199254740992"];
    assert_eq!(limits(Limit::Maximum, nearly_equal), "9007199254740992");
}

#[test]
fn null_is_spelled_in_one_way() {
    for schema in [
        "T: {type: string, nullable: true}",
        "T: {oneOf: [{type: string}, {nullable: true, enum: [null]}]}",
        "T: {anyOf: [{type: string}, {nullable: true}]}",
        "T: {nullable: true, allOf: [{type: string}]}",
    ] {
        let contract = contract(schema);
        let schema_found = answer(&contract);
        assert!(schema_found.facets.nullable, "{schema}");
        assert!(schema_found.alternatives.is_none(), "{schema}");
        assert_eq!(
            schema_found.facets.types,
            BTreeSet::from([JsonType::String]),
            "{schema}"
        );
    }
    assert!(!answer(&contract("T: {type: string}")).facets.nullable);
}

#[test]
fn members_of_a_union_have_what_stands_beside_it() {
    let contract = contract(
        "T: {type: object, required: [id], properties: {id: {type: string}}, oneOf: [{$ref: '#/components/schemas/A'}, {properties: {b: {type: string}}}]}
A: {type: object, properties: {a: {type: string}}}",
    );
    let union = answer(&contract).alternatives.as_ref().unwrap();
    assert!(union.exclusive);
    let members: Vec<BTreeSet<&str>> = union
        .members
        .iter()
        .map(|member| {
            properties(contract.schema(member.value).unwrap())
                .into_iter()
                .collect()
        })
        .collect();
    assert_eq!(
        members,
        [BTreeSet::from(["a", "id"]), BTreeSet::from(["b", "id"])]
    );
}

#[test]
fn a_schema_is_made_once_and_may_hold_itself() {
    let contract = contract(
        "T: {type: object, properties: {next: {$ref: '#/components/schemas/T'}, all: {type: array, items: {$ref: '#/components/schemas/T'}}}}",
    );
    let schema = answer(&contract);
    assert_eq!(schema.name.as_deref(), Some("T"));
    let next = contract.schema(schema.facets.properties[0].schema).unwrap();
    assert_eq!(next.name.as_deref(), Some("T"));
    assert_eq!(contract.schemas.len(), 2);
}

#[test]
fn what_code_is_not_generated_for_is_there_too() {
    let contract = contract(
        "T: {type: object, maxProperties: 3, not: {required: [x]}, properties: {n: {type: integer, enum: [1, 2]}, secret: {type: string, writeOnly: true}}, additionalProperties: false}",
    );
    let facets = &answer(&contract).facets;
    assert_eq!(facets.not.len(), 1);
    assert!(matches!(facets.additional, Additional::Closed(_)));
    assert!(facets.limits.contains_key(&Limit::MaxProperties));
    let number = contract.schema(facets.properties[0].schema).unwrap();
    assert_eq!(number.facets.values.as_ref().unwrap().value, [1, 2]);
    assert!(facets.properties[1].write_only.is_some());
}

#[test]
fn who_may_call_is_told_from_what_is_not_said() {
    let ways = |security: &str| {
        let document = format!(
            "openapi: 3.0.3
info: {{title: T, version: '1'}}
x-rust: {{version: 0.1.0}}
paths:
  /a/{{id}}/:
    parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
    get: {{operationId: a, tags: [a], {security} responses: {{'204': {{description: d}}}}}}
components: {{securitySchemes: {{Key: {{type: apiKey, in: header, name: K}}}}}}
"
        );
        let contract = read(&document);
        let operation = &contract.operations[0];
        assert_eq!(operation.template, "/a/{}/");
        assert_eq!(operation.parameters[0].position, Some(0));
        operation
            .security
            .ways
            .as_ref()
            .map(|ways| ways.iter().map(|way| way.len()).collect::<Vec<_>>())
    };
    assert_eq!(ways(""), None);
    assert_eq!(ways("security: [],"), Some(vec![0]));
    assert_eq!(ways("security: [{Key: []}, {}],"), Some(vec![1, 0]));
}
