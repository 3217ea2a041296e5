//! How docs state the provenance of an item.

use crate::api::{Operation, Provenance};
use crate::surface::UNCONFIRMED;

/// The paragraph in the docs of an operation, unless it is documented.
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

/// The definition of the word, for operations.
pub(super) fn definition(provenance: Provenance) -> String {
    match provenance {
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

/// The paragraphs in the docs of a type: its provenance unless it is documented, and the feature it requires.
pub(super) fn of_type(provenance: Option<Provenance>, unconfirmed: bool) -> Option<String> {
    let provenance = match provenance {
        None | Some(Provenance::Documented) => None,
        Some(Provenance::Observed) => Some(
            "**Observed:** this type is undocumented, but was observed in real responses or in clients of the vendor.",
        ),
        Some(Provenance::Inferred) => Some(
            "**Inferred:** this type is neither documented nor observed, but inferred from similar types.",
        ),
    };
    let feature = unconfirmed
        .then(|| format!("Requires the feature `{UNCONFIRMED}`, like the operations that use it."));
    let paragraphs = provenance.map(str::to_owned).into_iter().chain(feature);
    let paragraphs: Vec<String> = paragraphs.collect();
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// The sentence in the docs of a part whose provenance differs from that of the whole.
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

/// The remark in a table about a part whose provenance differs from that of the whole.
pub(super) fn remark(part: Option<Provenance>, whole: Option<Provenance>) -> String {
    match part {
        Some(provenance) if part != whole => format!(" ({})", provenance.as_str()),
        _ => String::new(),
    }
}
