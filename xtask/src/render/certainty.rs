//! How sure the document is of something, in the words of docs.

use crate::api::{Operation, Provenance};
use crate::surface::UNCONFIRMED;

/// What the docs of an operation say of it, unless it is documented.
pub(super) fn of_operation(operation: &Operation) -> Option<String> {
    match operation.provenance? {
        Provenance::Documented => None,
        Provenance::Observed => Some(
            "**Observed:** this operation is not documented by those who run the API. It was seen in real answers or in\n\
             clients of theirs, so it exists, and may change without a word."
                .to_owned(),
        ),
        Provenance::Inferred => Some(format!(
            "**Inferred:** this operation, or what it takes, is deduced from others that are alike, and neither documented\n\
             by those who run the API nor seen at work. It may not exist, or be something else. It is here only with the\n\
             feature `{UNCONFIRMED}`, and may change or go in any version of this crate."
        )),
    }
}

/// What the word for it means, of an operation.
pub(super) fn meaning(word: Provenance) -> String {
    match word {
        Provenance::Documented => {
            "What is *documented* is described by those who run the API.".to_owned()
        }
        Provenance::Observed => {
            "What is *observed* was seen in real responses or in clients of theirs, and may change without notice."
                .to_owned()
        }
        Provenance::Inferred => format!(
            "What is *inferred* is deduced from similar operations, and may not exist: it is here only with the feature\n\
             `{UNCONFIRMED}`, and may change or go in any version of this crate."
        ),
    }
}

/// What the docs of a type say of it: unless it is documented, how sure it is; and whether it needs the feature.
pub(super) fn of_type(provenance: Option<Provenance>, unconfirmed: bool) -> Option<String> {
    let words = match provenance {
        None | Some(Provenance::Documented) => None,
        Some(Provenance::Observed) => Some(
            "**Observed:** this is not documented by those who run the API, but was seen in real answers or in clients of\n\
             theirs."
                .to_owned(),
        ),
        Some(Provenance::Inferred) => Some(
            "**Inferred:** this is neither documented nor seen, but deduced from what is alike."
                .to_owned(),
        ),
    };
    let feature = unconfirmed.then(|| {
        format!("It is here only with the feature `{UNCONFIRMED}`, as the operations that use it.")
    });
    let paragraphs: Vec<String> = [words, feature].into_iter().flatten().collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// What the docs of a part say of it, if it is not as sure, or surer, than the whole.
pub(super) fn of_part(part: Option<Provenance>, whole: Option<Provenance>) -> Option<&'static str> {
    match part? {
        _ if part == whole => None,
        Provenance::Documented => {
            whole.map(|_| "Documented, unlike what it belongs to as a whole.")
        }
        Provenance::Observed => Some(
            "Observed: not documented, but seen in real answers or in clients of those who run the API.",
        ),
        Provenance::Inferred => {
            Some("Inferred: not fully documented; deduced from its name or from similar parts.")
        }
    }
}

/// The same as a remark in a table.
pub(super) fn remark(part: Option<Provenance>, whole: Option<Provenance>) -> String {
    match part {
        Some(word) if part != whole => format!(" ({})", word.as_str()),
        _ => String::new(),
    }
}
