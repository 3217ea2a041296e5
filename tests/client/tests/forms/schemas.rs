//! Bodies: their fields as the framework has them, with the rules by which the client writes them.

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
    rules: FormRules::DrfPartial(API_USER),
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
    rules: FormRules::DrfWhole(API_USER),
};

/// The title and the color of a label may be blank.
const API_USER: &[FormObject] = &[
    FormObject {
        blank: &["title"],
        nested: &[("labels", 1)],
        ..PLAIN
    },
    FormObject {
        blank: &["color"],
        ..PLAIN
    },
];

const PLAIN: FormObject = FormObject {
    implied: &[],
    blank: &[],
    free: &[],
    nested: &[],
};

/// All that the framework reads in its own way, in a whole update.
pub(crate) const EVERYTHING: Body = Body {
    fields: FIELDS,
    partial: false,
    rules: FormRules::DrfWhole(&[
        FormObject {
            implied: &["admin", "choices", "maybe"],
            blank: BLANK,
            free: &["any"],
            nested: &[("members", 1), ("scope", 2)],
        },
        FormObject {
            implied: &["primary"],
            blank: &["nick"],
            nested: &[("scope", 2)],
            ..PLAIN
        },
        FormObject {
            implied: &["strict"],
            blank: &["note"],
            ..PLAIN
        },
    ]),
};

const BLANK: &[&str] = &["nothing", "title"];

/// The same in a partial update.
pub(crate) const EVERYTHING_PARTIAL: Body = Body {
    fields: FIELDS,
    partial: true,
    rules: FormRules::DrfPartial(&[
        FormObject {
            blank: BLANK,
            free: &["any"],
            nested: &[("members", 1), ("scope", 2)],
            ..PLAIN
        },
        FormObject {
            blank: &["nick"],
            nested: &[("scope", 2)],
            ..PLAIN
        },
        FormObject {
            blank: &["note"],
            ..PLAIN
        },
    ]),
};

/// A free-form object, which no form carries.
pub(crate) const WITH_MAP: Body = Body {
    fields: &[text("name", false, false), field("map", false, Kind::Map)],
    partial: true,
    rules: FormRules::DrfPartial(&[FormObject {
        implied: &["map"],
        free: &["map"],
        ..PLAIN
    }]),
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
    field(
        "nothing",
        false,
        Kind::Text {
            blank: true,
            null: true,
        },
    ),
    active(),
    boolean("admin", false),
    boolean("maybe", true),
    field("ids", false, Kind::Texts),
    field("choices", false, Kind::Many),
    field("any", false, Kind::Json),
    field("scope", false, Kind::Object(LARGE_SCOPE)),
    field("members", false, Kind::Objects(MEMBER)),
];

const MEMBER: &[Field] = &[
    text("name", true, false),
    text("nick", false, true),
    boolean("primary", false),
    field("scope", false, Kind::Object(SCOPE)),
    field("teams", false, Kind::Objects(TEAM)),
];

const SCOPE: &[Field] = &[
    text("tier", true, false),
    text("note", false, true),
    boolean("strict", false),
    field("team", false, Kind::Object(TEAM)),
];

/// With lists, which an object holds as long as it is in no list itself.
const LARGE_SCOPE: &[Field] = &[
    text("tier", true, false),
    text("note", false, true),
    boolean("strict", false),
    field("tags", false, Kind::Texts),
    field("teams", false, Kind::Objects(TEAM)),
];

const TEAM: &[Field] = &[text("id", true, false)];

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
    const LABEL: &[Field] = &[text("name", true, false), text("color", false, true)];
    field("labels", required, Kind::Objects(LABEL))
}
