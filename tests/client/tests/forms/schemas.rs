//! The bodies that are written: their fields as the framework knows them, with the rules by which they are written.

use client_tests::drf::{Field, Kind};
use probely::runtime::{FormObject, FormRules};

/// A body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body {
    pub(crate) fields: &'static [Field],
    pub(crate) partial: bool,
    pub(crate) rules: FormRules,
}

pub(crate) const API_USER_PATCH: Body = Body {
    fields: &[
        text("name", false, false),
        text("title", false, true),
        active(),
        labels(false),
    ],
    partial: true,
    rules: FormRules::DrfPartial,
};

pub(crate) const API_USER_BULK_UPDATE: Body = Body {
    fields: &[
        field("ids", true, Kind::Texts),
        text("name", true, false),
        text("title", false, true),
        active(),
        labels(true),
    ],
    partial: false,
    rules: FormRules::DrfWhole(&[FormObject {
        implied: &[],
        blank: &["title"],
        nested: &[],
    }]),
};

/// All that the framework reads in its own way, in a whole update.
pub(crate) const EVERYTHING: Body = Body {
    fields: FIELDS,
    partial: false,
    rules: FormRules::DrfWhole(&[
        FormObject {
            implied: &["admin", "maybe"],
            blank: &["title"],
            nested: &[("members", 1), ("scope", 2)],
        },
        FormObject {
            implied: &["primary"],
            blank: &["nick"],
            nested: &[("scope", 2)],
        },
        FormObject {
            implied: &["strict"],
            blank: &[],
            nested: &[],
        },
    ]),
};

/// The same in a partial update.
pub(crate) const EVERYTHING_PARTIAL: Body = Body {
    fields: FIELDS,
    partial: true,
    rules: FormRules::DrfPartial,
};

const FIELDS: &[Field] = &[
    text("name", true, false),
    text("note", false, false),
    text("title", false, true),
    field(
        "expires",
        false,
        Kind::Text {
            blank: false,
            null: true,
        },
    ),
    active(),
    boolean("admin", false),
    boolean("maybe", true),
    field("ids", false, Kind::Texts),
    field("scope", false, Kind::Object(SCOPE)),
    field("members", false, Kind::Objects(MEMBER)),
];

const MEMBER: &[Field] = &[
    text("name", true, false),
    text("nick", false, true),
    boolean("primary", false),
    field("scope", false, Kind::Object(SCOPE)),
];

const SCOPE: &[Field] = &[
    text("tier", true, false),
    boolean("strict", false),
    field("team", false, Kind::Object(&[text("id", true, false)])),
];

const fn field(name: &'static str, required: bool, kind: Kind) -> Field {
    Field {
        name,
        kind,
        required,
    }
}

const fn text(name: &'static str, required: bool, blank: bool) -> Field {
    field(name, required, Kind::Text { blank, null: false })
}

const fn boolean(name: &'static str, null: bool) -> Field {
    field(
        name,
        false,
        Kind::Boolean {
            default: None,
            null,
        },
    )
}

const fn active() -> Field {
    let kind = Kind::Boolean {
        default: Some(true),
        null: false,
    };
    field("active", false, kind)
}

const fn labels(required: bool) -> Field {
    const LABEL: &[Field] = &[text("name", true, false), text("color", false, false)];
    field("labels", required, Kind::Objects(LABEL))
}
