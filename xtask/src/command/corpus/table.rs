//! The rows of a corpus for people: as a table, and what differs between two runs.

use serde_json::{Map, Value, json};

use super::Rows;

const HEAD: [&str; 7] = [
    "document",
    "operations",
    "errors",
    "findings",
    "untyped",
    "check",
    "examples",
];

/// A row per document, and their sums.
pub(super) fn table(rows: &Rows) -> String {
    let mut lines = vec![HEAD.map(str::to_owned)];
    let mut sum = Map::new();
    for (name, row) in rows {
        lines.push(cells(name, row));
        for key in [
            "documented",
            "generated",
            "untyped",
            "kept",
            "examples",
            "findings",
        ] {
            let so_far = sum.get(key).map_or(0, number);
            let value = row.get(key).map_or(0, number) + so_far;
            sum.insert(key.to_owned(), json!(value));
        }
    }
    lines.push(cells("all", &Value::Object(sum)));
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    let lines = lines.iter().map(|line| {
        let cells = line.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn cells(name: &str, row: &Value) -> [String; 7] {
    let get = |key: &str| row.get(key).map(number);
    let number = |key: &str| get(key).map_or_else(String::new, |it| it.to_string());
    let of = |part: &str, whole: &str| match (get(part), get(whole)) {
        (Some(part), Some(whole)) => format!("{part}/{whole}"),
        _ => String::new(),
    };
    let text = |key: &str| {
        row.get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    [
        name.to_owned(),
        of("generated", "documented"),
        text("error").chars().take(60).collect(),
        number("findings"),
        number("untyped"),
        text("check").chars().take(60).collect(),
        of("kept", "examples"),
    ]
}

/// A number, or the sum of the numbers in an object.
fn number(value: &Value) -> u64 {
    match value {
        Value::Object(values) => values.values().map(number).sum(),
        value => value.as_u64().unwrap_or(0),
    }
}

/// What differs between two runs, a line for each value.
pub(super) fn differences(before: &Rows, after: &Rows) -> String {
    let mut lines = Vec::new();
    let [before, after] = [before, after].map(|rows| Value::Object(rows.clone()));
    compare("", &before, &after, &mut lines);
    match lines.is_empty() {
        true => "Nothing differs.".to_owned(),
        false => lines.join("\n"),
    }
}

fn compare(path: &str, before: &Value, after: &Value, lines: &mut Vec<String>) {
    if let (Value::Object(left), Value::Object(right)) = (before, after) {
        let added = right.keys().filter(|key| !left.contains_key(*key));
        for key in left.keys().chain(added) {
            let [before, after] = [left, right].map(|it| it.get(key).unwrap_or(&Value::Null));
            compare(&format!("{path}{key}: "), before, after, lines);
        }
    } else if before != after {
        lines.push(format!("{path}{before} → {after}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(value: Value) -> Rows {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn the_last_row_has_the_sums() {
        let row =
            json!({"documented": 3, "generated": 2, "findings": {"a": 1, "b": 2}, "untyped": 0});
        let table = table(&rows(json!({"a.yaml": row, "b.yaml": row})));
        let last: Vec<&str> = table
            .lines()
            .last()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        assert_eq!(last, ["all", "4/6", "6", "0", "0/0"]);
    }

    #[test]
    fn each_value_that_differs_is_a_line() {
        let before = rows(json!({"a.yaml": {"generated": 2, "left_out": {"GET /x": "XML"}}}));
        let after = rows(json!({"a.yaml": {"generated": 3, "left_out": {}}}));
        let lines = "a.yaml: generated: 2 → 3\na.yaml: left_out: GET /x: \"XML\" → null";
        assert_eq!(differences(&before, &after), lines);
        assert_eq!(differences(&after, &after), "Nothing differs.");
    }
}
