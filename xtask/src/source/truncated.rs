//! [`mark`]: a document that ends in the middle of a line may be truncated, which may explain what is wrong in it.

use crate::diagnostic::{Anchor, Code, Diagnostic, Report};

/// What the missing end may explain.
const DEPARTURES: [Code; 7] = [
    Code::Syntax,
    Code::DuplicateKey,
    Code::UnknownKeyword,
    Code::MissingKeyword,
    Code::InvalidValue,
    Code::InvalidRef,
    Code::PathParameter,
];

/// So many references lead to nothing in a document that lacks its end. One or two may be misspelt.
const MANY: usize = 3;

/// Says so at the first and at the last finding that the missing end explains, if there are any. A whole document may lack
/// its last line break too.
pub fn mark(text: &str, report: &mut Report) {
    let Some(end) = broken_end(text) else { return };
    let is_lost = |it: &Diagnostic| it.code == Code::InvalidRef && it.related.is_empty();
    let has_many_lost = report.iter().filter(|it| is_lost(it)).count() >= MANY;
    let mut explained: Vec<&mut Diagnostic> = report
        .iter_mut()
        .filter(|it| DEPARTURES.contains(&it.code) && it.at.span.start <= text.len())
        .filter(|it| (has_many_lost && is_lost(it)) || is_at_end(text, it))
        .collect();
    explained.sort_by_key(|it| it.at.span.start);
    let count = explained.len();
    for (index, finding) in explained.into_iter().enumerate() {
        if index == 0 || index + 1 == count {
            let note = "the document ends in the middle of a line: was it truncated?";
            finding.related.push((end.clone(), note.to_owned()));
        }
    }
}

/// The end of a block of YAML without a line break after it. (JSON and flow notation cannot be cut off and still be read.)
fn broken_end(text: &str) -> Option<Anchor> {
    let last = text.chars().next_back()?;
    if matches!(last, '\n' | '\r' | '}' | ']') {
        return None;
    }
    Some(Anchor {
        span: text.len() - last.len_utf8()..text.len(),
        pointer: String::new(),
    })
}

/// Whether a finding is about the last line, or about something that lacks a part and goes on up to there.
fn is_at_end(text: &str, finding: &Diagnostic) -> bool {
    let start = finding.at.span.start;
    let before = text.get(..start).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let mut lines = text.get(line..).unwrap_or_default().lines();
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let own = lines.next().map_or(0, indent);
    let mut below = lines.filter(|line| !line.trim().is_empty()).peekable();
    if below.peek().is_none() {
        return true;
    }
    let lacks_a_part = matches!(
        finding.code,
        Code::MissingKeyword | Code::InvalidValue | Code::PathParameter
    );
    lacks_a_part && (finding.at.pointer.is_empty() || below.all(|line| indent(line) > own))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Sources};
    use crate::pipeline::{Options, generate};

    const WHOLE: &str = "
openapi: 3.0.3
info: {title: T, version: '1'}
x-rust: {version: 0.1.0, strict: true}
servers: [{url: https://example.org}]
paths:
  /a:
    get:
      operationId: get_a
      tags: [T]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
        '400': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}
        '404': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/C'}}}}
components:
  schemas:
    A:
      type: string
    B:
      type: object
      properties:
        name:
          type: string
    C:
      type: boolean
";

    /// The findings, and whether each reports that the document may be truncated.
    fn marked(text: &str) -> Vec<(Code, bool)> {
        let found =
            generate(&mut Sources::new("openapi.yaml", text), &Options::default()).diagnostics;
        let is_marked = |(_, note): &(_, String)| note.contains("truncated");
        let findings = found.iter();
        findings
            .map(|it| (it.code, it.related.iter().any(is_marked)))
            .collect()
    }

    #[test]
    fn what_the_missing_end_explains_says_so() {
        let cut = |after: &str| &WHOLE[..WHOLE.find(after).expect("it is there") + after.len()];
        assert_eq!(
            marked(cut("\n    A:\n      ty").trim_start()),
            [
                (Code::InvalidRef, false),
                (Code::InvalidRef, false),
                (Code::InvalidValue, true)
            ]
        );
        let lost = [
            (Code::InvalidRef, true),
            (Code::InvalidRef, false),
            (Code::InvalidRef, true),
        ];
        assert_eq!(marked(cut("schemas/C'}}}}").trim_end_matches('}')).len(), 1);
        let without_components = cut("schemas/C'}}}}\n").to_owned() + "tags:\n  - name: T";
        assert_eq!(marked(&without_components), lost);
    }

    #[test]
    fn a_whole_document_without_a_last_line_break_is_not_cut_off() {
        let whole = WHOLE.trim_end();
        assert_eq!(marked(whole), []);
        let misspelt = whole.replacen("operationId", "operationID", 1);
        assert_eq!(marked(&misspelt), [(Code::UnknownKeyword, false)]);
        let lost = whole.replacen("schemas/A'", "schemas/Gone'", 1);
        assert!(marked(&lost).iter().all(|(_, is_marked)| !is_marked));
    }
}
