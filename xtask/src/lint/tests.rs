//! Rules where a pair of examples does not show where they end, and exceptions within each other.

use crate::diagnostic::Sources;
use crate::pipeline;

/// What the linter says of a document, one finding a line: rule, place, message.
fn findings(text: &str) -> Vec<String> {
    let found = pipeline::lint(&mut Sources::new("openapi.yaml", text));
    found
        .iter()
        .map(|it| format!("{} {} {}", it.code.as_str(), it.at.pointer, it.message))
        .collect()
}

/// A document with one operation whose body is the schema `Shop`, with these properties.
fn shop(properties: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Pets, version: 1.0.0}}
tags: [{{name: Shop, description: Whatever else.}}]
security: []
paths:
  /shop:
    put:
      operationId: shop_change
      tags: [Shop]
      summary: Change the shop
      description: Buyers are told.
      requestBody:
        content:
          application/json:
            schema: {{$ref: '#/components/schemas/Shop'}}
            example: {{}}
      responses:
        '204': {{description: Done.}}
        4XX: {{description: Why not., content: {{text/plain: {{schema: {{type: string}}}}}}}}
components:
  schemas:
    Shop:
      type: object
      description: A place that sells pets.
      properties:
{}
",
        properties
            .lines()
            .map(|line| format!("        {line}"))
            .collect::<Vec<_>>()
            .join("\n")
    )
}

/// What is said of properties that have a type and a description.
fn of_properties(properties: &[(&str, &str)]) -> Vec<String> {
    let lines = properties
        .iter()
        .map(|(name, schema)| format!("{name}: {{{schema}, description: Some words of its own.}}"));
    let found = findings(&shop(&lines.collect::<Vec<_>>().join("\n")));
    found
        .iter()
        .map(|line| line.replace("/components/schemas/Shop/properties/", ""))
        .collect()
}

#[test]
fn what_needs_no_limit() {
    let found = of_properties(&[
        ("id", "type: string"),
        ("owner_id", "type: string"),
        ("born_at", "type: string, format: date-time"),
        ("email", "type: string, format: email"),
        ("color", "type: string, enum: [red, green]"),
        ("short", "type: string, pattern: '^[a-z]{1,4}$'"),
        ("long", "type: string, pattern: '^[a-z]*$'"),
        ("code", "type: string, pattern: '^(AB|CD)[0-9]{2}$'"),
        ("endless", "type: string, pattern: '^(AB)+$'"),
        ("seen", "type: string, readOnly: true"),
        ("pin", "type: string, format: password"),
        ("link", "type: string, format: uri"),
    ]);
    assert_eq!(
        found,
        [
            "missing-limit /components/schemas/Shop/properties the request properties `long`, `endless` and `link` have no \
             size limit"
        ]
    );
}

#[test]
fn what_reads_like_a_secret() {
    let text = "type: string, maxLength: 9";
    let found = of_properties(&[
        ("api_key", text),
        ("apiKey", text),
        ("refresh_token", text),
        ("client_secret", text),
        ("password", text),
        // No secrets by their names, or marked.
        ("next_page_token", text),
        ("primary_key", text),
        ("token_type", text),
        ("password_changed", "type: boolean"),
        (
            "old_password",
            "type: string, maxLength: 9, x-sensitive: true",
        ),
        ("token_count", "type: integer"),
        ("secret", "type: string, maxLength: 9, format: uri"),
    ]);
    let names: Vec<&str> = found
        .iter()
        .filter(|line| line.starts_with("unmarked-secret "))
        .filter_map(|line| line.split(' ').nth(1))
        .collect();
    assert_eq!(
        names,
        [
            "api_key",
            "apiKey",
            "refresh_token",
            "client_secret",
            "password"
        ]
    );
}

#[test]
fn what_reads_like_a_time_or_a_boolean() {
    let text = "type: string, maxLength: 9";
    let found = of_properties(&[
        ("created_at", text),
        ("at", text),
        ("format", text),
        ("timestamp", text),
        ("updated_at", "type: integer"),
        ("paid_at", "type: string, format: date-time"),
        ("is_open", text),
        ("has_cats", "type: integer"),
        ("is_new", "type: boolean"),
        ("is", text),
        ("island", text),
        ("is_in", "type: object"),
    ]);
    let found: Vec<&str> = found
        .iter()
        .filter_map(|line| line.rsplit_once(" `").map(|_| line.as_str()))
        .map(|line| line.split(" `").next().unwrap_or_default())
        .collect();
    assert_eq!(
        found,
        [
            "time-format created_at",
            "time-format timestamp",
            "boolean-name is_open",
            "boolean-name has_cats",
        ]
    );
}

#[test]
fn the_innermost_exception_counts() {
    let inner = "x-lint-except: {missing-description: It is plain.}";
    let text = shop(&format!("open: {{type: boolean, {inner}}}"));
    assert_eq!(findings(&text), Vec::<String>::new());
    // The outer one is needed for what the inner one does not hold for.
    let both = text.replace(
        "security: []",
        "security: []\nx-lint-except: {missing-description: It is small.}",
    );
    assert_eq!(
        findings(&both),
        [
            "stale-exception /x-lint-except/missing-description unnecessary exception: `missing-description` reports nothing here"
        ]
    );
    let more = format!("{both}        closed: {{type: boolean}}\n");
    assert_eq!(findings(&more), Vec::<String>::new());
}

#[test]
fn an_exception_may_stand_beside_a_reference_or_among_statuses() {
    let with = |responses: &str| {
        let text = shop("open: {type: boolean, description: Whether buyers may come in.}");
        let (before, _) = text.split_once("      responses:").unwrap();
        let (_, after) = text.split_once("components:").unwrap();
        format!("{before}      responses:\n{responses}components:{after}")
    };
    let exception = "x-lint-except: {missing-error-body: There are no errors.}";
    assert_eq!(
        findings(&with(&format!(
            "        {exception}\n        '204': {{description: Done.}}\n"
        ))),
        Vec::<String>::new()
    );
    let text = with(&format!(
        "        '204': {{$ref: '#/components/responses/Done', {exception}}}\n"
    ))
    .replace(
        "components:",
        "components:\n  responses:\n    Done: {description: Done.}",
    );
    assert_eq!(
        findings(&text),
        [
            "missing-error-body /paths/~1shop/put/responses `shop_change` documents no error body",
            "stale-exception /paths/~1shop/put/responses/204/x-lint-except/missing-error-body unnecessary exception: \
             `missing-error-body` reports nothing here",
        ]
    );
}

/// A property that several schemas have is one finding, and one exception does not silence the others.
#[test]
fn a_name_is_one_finding_wherever_it_stands() {
    let nested = |name: &str, schema: &str| {
        format!(
            "{name}: {{type: object, description: An animal of the shop., properties: {{{schema}}}}}"
        )
    };
    let count = "{type: integer, description: How many there are.}";
    let text = |first: &str| {
        shop(
            &[
                format!("cat_count: {count}\ndog_count: {count}\nfish_count: {count}"),
                nested("cat", &format!("birdCount: {first}")),
                nested("dog", &format!("birdCount: {count}")),
                nested("cow", &format!("birdCount: {count}")),
            ]
            .join("\n"),
        )
    };
    let all = findings(&text(count));
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(
        all[0].contains("/cat/properties/birdCount")
            && all[0].ends_with("(also in 2 other locations)"),
        "{all:?}"
    );
    let excepted = count.replace("}", ", x-lint-except: {property-name: The API has it so.}}");
    let left = findings(&text(&excepted));
    assert!(
        left[0].contains("/dog/properties/birdCount")
            && left[0].ends_with("(also in 1 other location)"),
        "{left:?}"
    );
}

#[test]
fn a_document_without_a_convention_breaks_none() {
    let found = of_properties(&[
        ("cat_count", "type: integer"),
        ("dog_count", "type: integer"),
        ("fishCount", "type: integer"),
        ("birdCount", "type: integer"),
    ]);
    assert_eq!(found, Vec::<String>::new());
}

/// What the linter says of the bad document of a rule with another text in a place.
fn instead(document: &str, old: &str, new: &str) -> Vec<String> {
    assert!(document.contains(old), "{old}");
    findings(&document.replace(old, new))
        .iter()
        .filter_map(|line| Some(line.split_once(' ')?.0.to_owned()))
        .collect()
}

#[test]
fn a_list_whose_paging_is_wrong_is_not_without_it() {
    let document = include_str!("../../lints/missing-paging/bad.yaml");
    let id = "operationId: buyers_list\n";
    assert_eq!(instead(document, id, id), ["missing-paging"]);
    let paging = "      x-paging: {page: page, items: count, pages: pages_total}\n";
    let found = instead(document, id, &format!("{id}{paging}"));
    assert_eq!(found, ["invalid-paging", "invalid-paging"]);
}

#[test]
fn an_operation_whose_tag_is_not_described_need_not_begin_with_it() {
    let document = include_str!("../../lints/operation-id-tag/bad.yaml");
    let tag = "{name: Shop, description: What customers use.}";
    assert_eq!(instead(document, tag, tag), ["operation-id-tag"]);
    let other = "{name: Others, description: Whatever else.}";
    let found = instead(document, tag, other);
    assert!(!found.contains(&"operation-id-tag".to_owned()), "{found:?}");
    assert!(found.contains(&"invalid-tag".to_owned()), "{found:?}");
}

#[test]
fn in_3_1_null_is_a_type_like_any_other() {
    let text = shop("{a: {description: A., type: [string, integer, 'null'], example: x}}");
    let newer = text.replace("3.0.3", "3.1.0");
    let found = findings(&newer);
    assert!(!found.iter().any(|it| it.contains("nullable")), "{found:?}");
}
