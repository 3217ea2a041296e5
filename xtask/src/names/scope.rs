//! [`Scope`]: a set of names that must differ from each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Ident;
use crate::diagnostic::{Anchor, Code, Diagnostic, Report};

/// Files that Windows cannot have.
pub(super) const DEVICES: &[&str] = &[
    "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Things that want names beside each other.
pub(super) struct Scope<'a, K> {
    /// What the names are of, as in "two fields of `User`".
    what: String,
    /// Names that the generator itself uses here.
    reserved: &'a [&'a [&'a str]],
    /// What to do about two that want the same.
    help: &'static str,
    wishes: Vec<Wish<K>>,
}

/// A thing and the name it wants.
pub(super) struct Wish<K> {
    /// The thing.
    pub key: K,
    /// The name it wants.
    pub ident: Ident,
    /// The name it takes if another thing wants the same: one that says where it stands.
    pub qualified: Ident,
    /// What it is called in the document.
    pub called: String,
    /// Where it stands.
    pub at: Anchor,
}

impl<'a, K: Ord + Clone> Scope<'a, K> {
    pub(super) fn new(what: impl Into<String>, reserved: &'a [&'a [&'a str]]) -> Self {
        Self {
            what: what.into(),
            reserved,
            help: "give one of them a name of its own with `x-rust-name`, or rename it",
            wishes: Vec::new(),
        }
    }

    /// The same for things that have no place for `x-rust-name`.
    pub(super) fn with_help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    pub(super) fn add(&mut self, wish: Wish<K>) {
        self.wishes.push(wish);
    }

    /// Whether the generator itself uses the name here.
    pub(super) fn is_reserved(&self, ident: &Ident) -> bool {
        self.reserved
            .iter()
            .any(|names| names.contains(&ident.unraw()))
    }

    /// Gives each thing its name.
    pub(super) fn resolve(self, report: &mut Report) -> BTreeMap<K, Ident> {
        let mut by_ident: BTreeMap<Ident, Vec<&Wish<K>>> = BTreeMap::new();
        for wish in &self.wishes {
            let mut ident = wish.ident.clone();
            // What it steps aside to may be reserved too.
            while self.is_reserved(&ident) {
                ident = ident.aside();
            }
            by_ident.entry(ident).or_default().push(wish);
        }
        let mut names = BTreeMap::new();
        let mut colliding = Vec::new();
        for (ident, wishes) in by_ident {
            match wishes.as_slice() {
                [wish] => {
                    names.insert(wish.key.clone(), ident);
                }
                _ => {
                    self.report_collision(&ident, &wishes, report);
                    colliding.extend(wishes);
                }
            }
        }
        // The wish of one and the qualified name of another may be the same too.
        let mut wanted: BTreeMap<&Ident, usize> = BTreeMap::new();
        let qualified = colliding.iter().map(|wish| &wish.qualified);
        for ident in names.values().chain(qualified) {
            *wanted.entry(ident).or_default() += 1;
        }
        let mut used: BTreeSet<Ident> = names.values().cloned().collect();
        let mut others = Vec::new();
        for wish in &colliding {
            let taken = wanted.get(&wish.qualified) != Some(&1);
            let mut ident = if taken || self.is_reserved(&wish.qualified) {
                spelled(wish)
            } else {
                wish.qualified.clone()
            };
            // Only a document that wants to does get here.
            while self.is_reserved(&ident) || !used.insert(ident.clone()) {
                ident = ident.aside();
            }
            others.push((wish.key.clone(), ident));
        }
        names.extend(others);
        names
    }

    fn report_collision(&self, ident: &Ident, wishes: &[&Wish<K>], report: &mut Report) {
        let mut wishes = wishes.to_vec();
        wishes.sort_by_key(|wish| wish.at.span.start);
        let Some((last, others)) = wishes.split_last() else {
            return;
        };
        let called: Vec<String> = wishes
            .iter()
            .map(|wish| format!("`{}`", wish.called))
            .collect();
        let mut diagnostic = Diagnostic::new(
            Code::NameCollision,
            last.at.clone(),
            format!(
                "{} would all be named `{ident}` among the {}",
                called.join(" and "),
                self.what
            ),
        )
        .help(self.help);
        for other in others {
            diagnostic =
                diagnostic.related(other.at.clone(), format!("`{}` stands here", other.called));
        }
        report.add(diagnostic);
    }
}

/// The last resort: the name with the bytes of what the thing is called, which is the same whatever stands beside it.
fn spelled<K>(wish: &Wish<K>) -> Ident {
    let hex: String = wish
        .called
        .bytes()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = wish.ident.unraw().trim_end_matches('_');
    let joint = match name.contains(char::is_uppercase) {
        true => "X",
        false => "_x",
    };
    Ident::escape(&format!("{name}{joint}{hex}"))
}
