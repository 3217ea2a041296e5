//! What all reports say in the same words.

use crate::diff::{
    Bump, Comparison, Direction, Effect, Finding, Level, Reach, RustChange, Verdict, Witness,
};

/// From the worst to the least.
pub(super) const LEVELS: [Level; 4] = [Level::Breaking, Level::Risky, Level::Safe, Level::Docs];

/// How much of a value is shown.
pub(super) const MAX_VALUE: usize = 200;

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Breaking => "breaking",
        Level::Risky => "risky",
        Level::Safe => "safe",
        Level::Docs => "docs",
    }
}

/// What happens to code that uses an item. One that differs and does nothing was promised to nobody.
pub(super) fn item_effect(item: Effect) -> &'static str {
    match item {
        Effect::Nothing => "unconfirmed only",
        item => effect(item),
    }
}

pub(super) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Nothing => "nothing",
        Effect::Adds => "adds",
        Effect::Warns => "warns",
        Effect::Breaks => "breaks",
    }
}

pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "request",
        Direction::Response => "response",
        Direction::Both => "both",
    }
}

/// The worst that a change does to Rust code.
pub(super) fn worst(finding: &Finding) -> Effect {
    let effects = finding.change.rust.iter().map(|it| it.effect);
    effects.max().unwrap_or(Effect::Nothing)
}

/// `2 breaking changes, 1 risky, 3 safe, 1 of docs; 1 is accepted`.
pub(super) fn counts(comparison: &Comparison<'_>) -> String {
    let mut parts = Vec::new();
    for (at, it) in LEVELS.into_iter().enumerate() {
        let count = comparison
            .findings
            .iter()
            .filter(|finding| finding.change.level == it)
            .count();
        if count == 0 {
            continue;
        }
        let name = match it {
            Level::Docs => "of docs",
            it => level(it),
        };
        let noun = match (parts.is_empty(), count, at) {
            (false, ..) => "",
            (true, 1, 3) => " change",
            (true, _, 3) => " changes",
            (true, 1, _) => " change",
            (true, ..) => " changes",
        };
        parts.push(match it {
            Level::Docs if !noun.is_empty() => format!("{count}{noun} {name}"),
            _ => format!("{count} {name}{noun}"),
        });
    }
    if parts.is_empty() {
        return "no changes".to_owned();
    }
    let text = parts.join(", ");
    match comparison
        .findings
        .iter()
        .filter(|finding| finding.accepted.is_some())
        .count()
    {
        0 => text,
        1 => format!("{text}; 1 is accepted"),
        count => format!("{text}; {count} are accepted"),
    }
}

/// A message as a sentence of its own.
pub(super) fn sentence(message: &str) -> String {
    let mut message = message.to_owned();
    message.get_mut(..1).map(str::make_ascii_uppercase);
    message
}

/// What the changes mean for the version of the crate.
pub(super) fn version(verdict: &Verdict) -> String {
    let Verdict {
        needs,
        base,
        head,
        least,
        is_enough,
        compiles,
        ..
    } = verdict;
    let Some(least) = least else {
        return format!("which version the crate needs cannot be told: {base:?} is none");
    };
    let why = match needs {
        Bump::Breaking if *compiles => {
            "Rust code goes on compiling, but the crate reads other variables of the environment"
        }
        Bump::Breaking => "Rust code that uses the crate may not compile any more",
        Bump::Minor => "Rust code goes on compiling, with more to use or with other behaviour",
        Bump::Patch => "Rust signatures stay as they are, the rebuilt crate may behave otherwise",
        Bump::None if *is_enough && base == head => {
            return "the crate needs no new version".to_owned();
        }
        Bump::None if *is_enough => {
            return format!("the crate needs no new version, spec says {head}");
        }
        Bump::None => "versions only go up",
    };
    format!("the crate needs {least}, spec says {head}: {why}")
}

/// `GET /users/ (200), PATCH /users/{id}/ (request, 200)`.
pub(super) fn operations(reach: &[Reach]) -> Vec<(String, String)> {
    let mut operations: Vec<(String, String)> = Vec::new();
    for Reach { operation, part } in reach {
        // The whole of it is no part.
        let part = if part == "operation" { "" } else { part };
        match operations.iter_mut().find(|(name, _)| name == operation) {
            Some((_, parts)) if parts.is_empty() => part.clone_into(parts),
            Some((_, parts)) => {
                if !part.is_empty() && !parts.split(", ").any(|it| it == part) {
                    parts.push_str(", ");
                    parts.push_str(part);
                }
            }
            None => operations.push((operation.clone(), part.to_owned())),
        }
    }
    operations
}

/// A witness in words: what stands before the value, and the value.
pub(super) fn witness(witness: &Witness, direction: Direction) -> (String, String) {
    let place = match witness.pointer.as_str() {
        "" => String::new(),
        pointer => format!(" at {pointer}"),
    };
    let what = match direction {
        Direction::Request => format!("taken before, refused now{place}"),
        Direction::Response => format!("may come now, and could not before{place}"),
        Direction::Both => format!("right on one side only{place}"),
    };
    (what, shortened(&witness.value.to_string()))
}

pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_VALUE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The path of an item, and the one that it has now.
pub(super) fn path(item: &RustChange) -> String {
    match &item.new_path {
        Some(new) => format!("{} → {new}", item.path),
        None => item.path.clone(),
    }
}

/// The command that accepts what is open.
pub(super) const ACCEPT: &str = "cargo xtask diff --accept \"why\"";
