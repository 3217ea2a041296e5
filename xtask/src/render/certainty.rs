//! How sure the document is of something, in the words of docs.

use crate::api::{Operation, Provenance};
use crate::surface::UNCONFIRMED;

/// What the docs of an operation say of it, unless it is documented.
pub(super) fn of_operation(operation: &Operation) -> Option<String> {
    match operation.provenance? {
        Provenance::Documented => None,
        Provenance::Observed => Some(
            "**Observed:** this operation is undocumented. It was observed in real responses or in clients of the vendor, so it\n\
             exists, but it may change without notice."
                .to_owned(),
        ),
        Provenance::Inferred => Some(format!(
            "**Inferred:** this operation, or its input, is inferred from similar operations, and neither documented nor\n\
             observed. It may not exist, or may behave differently. It requires the feature `{UNCONFIRMED}`, and may change\n\
             or be removed in any version of this crate."
        )),
    }
}

/// What the word for it means, of an operation.
pub(super) fn meaning(word: Provenance) -> String {
    match word {
        Provenance::Documented => {
            "*Documented* operations are described by the vendor.".to_owned()
        }
        Provenance::Observed => {
            "*Observed* operations are undocumented. They were observed in real responses or in clients of the vendor, and may\n\
             change without notice."
                .to_owned()
        }
        Provenance::Inferred => format!(
            "*Inferred* operations are inferred from similar ones, and may not exist. They require the feature\n\
             `{UNCONFIRMED}`, and may change or be removed in any version of this crate."
        ),
    }
}

/// What the docs of a type say of it: unless it is documented, how sure it is; and whether it needs the feature.
pub(super) fn of_type(provenance: Option<Provenance>, unconfirmed: bool) -> Option<String> {
    let words = match provenance {
        None | Some(Provenance::Documented) => None,
        Some(Provenance::Observed) => Some(
            "**Observed:** this type is undocumented, but was observed in real responses or in clients of the vendor."
                .to_owned(),
        ),
        Some(Provenance::Inferred) => Some(
            "**Inferred:** this type is neither documented nor observed, but inferred from similar types."
                .to_owned(),
        ),
    };
    let feature = unconfirmed
        .then(|| format!("Requires the feature `{UNCONFIRMED}`, like the operations that use it."));
    let paragraphs: Vec<String> = [words, feature].into_iter().flatten().collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// What the docs of a part say of it, if it is not as sure, or surer, than the whole.
pub(super) fn of_part(part: Option<Provenance>, whole: Option<Provenance>) -> Option<&'static str> {
    match part? {
        _ if part == whole => None,
        Provenance::Documented => whole.map(|_| "Documented, unlike the enclosing item."),
        Provenance::Observed => Some(
            "Observed: undocumented, but observed in real responses or in clients of the vendor.",
        ),
        Provenance::Inferred => {
            Some("Inferred: not fully documented; inferred from its name or from similar parts.")
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
