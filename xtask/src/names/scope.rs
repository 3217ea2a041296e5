//! [`Scope`]: names that must differ from each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Ident;
use crate::diagnostic::{Anchor, Code, Diagnostic, Report};

/// File names that Windows reserves.
pub(super) const DEVICES: &str = "aux con nul prn com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 \
    lpt5 lpt6 lpt7 lpt8 lpt9";

/// Names that must differ from each other.
pub(super) struct Scope<'a, K> {
    /// What is named, in the plural: "fields of `User`".
    what: String,
    /// Names that the generator uses in this scope, with spaces between.
    reserved: &'a [&'a str],
    /// How to resolve a collision.
    help: &'static str,
    candidates: Vec<Candidate<K>>,
}

/// Something to be named.
pub(super) struct Candidate<K> {
    pub key: K,
    /// The name it gets, unless another candidate has the same.
    pub ident: Ident,
    /// The name it gets on a collision: qualified by its location.
    pub qualified: Ident,
    /// Its name in the document.
    pub source: String,
    pub at: Anchor,
}

impl<'a, K: Ord + Clone> Scope<'a, K> {
    pub(super) fn new(what: impl Into<String>, reserved: &'a [&'a str]) -> Self {
        Self {
            what: what.into(),
            reserved,
            help: "give one of them a name of its own with `x-rust-name`, or rename it",
            candidates: Vec::new(),
        }
    }

    /// Replaces the help, for what cannot have `x-rust-name`.
    pub(super) fn with_help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    pub(super) fn add(&mut self, candidate: Candidate<K>) {
        self.candidates.push(candidate);
    }

    /// Adds a candidate that has no qualified name.
    pub(super) fn add_unqualified(&mut self, key: K, ident: Ident, source: &str, at: &Anchor) {
        self.add(Candidate {
            key,
            qualified: ident.clone(),
            ident,
            source: source.to_owned(),
            at: at.clone(),
        });
    }

    pub(super) fn is_reserved(&self, ident: &Ident) -> bool {
        self.reserved.iter().any(|names| ident.is_in(names))
    }

    /// Names every candidate, and reports collisions.
    pub(super) fn resolve(self, report: &mut Report) -> BTreeMap<K, Ident> {
        let mut by_ident: BTreeMap<Ident, Vec<&Candidate<K>>> = BTreeMap::new();
        for candidate in &self.candidates {
            let mut ident = candidate.ident.clone();
            while self.is_reserved(&ident) {
                ident = ident.with_underscore();
            }
            by_ident.entry(ident).or_default().push(candidate);
        }
        let mut names = BTreeMap::new();
        let mut colliding = Vec::new();
        for (ident, candidates) in by_ident {
            if let [candidate] = candidates.as_slice() {
                names.insert(candidate.key.clone(), ident);
            } else {
                self.report_collision(&ident, &candidates, report);
                colliding.extend(candidates);
            }
        }
        // A qualified name may collide as well, with a name or with another qualified name.
        let mut wanted: BTreeMap<&Ident, usize> = BTreeMap::new();
        let qualified = colliding.iter().map(|candidate| &candidate.qualified);
        for ident in names.values().chain(qualified) {
            *wanted.entry(ident).or_default() += 1;
        }
        let mut used: BTreeSet<Ident> = names.values().cloned().collect();
        let mut others = Vec::new();
        for candidate in &colliding {
            let qualified = &candidate.qualified;
            let is_unique = wanted.get(qualified) == Some(&1);
            let mut ident = match is_unique && !self.is_reserved(qualified) {
                true => qualified.clone(),
                false => spelled_out(candidate),
            };
            // Only a document that is made for it gets here.
            while self.is_reserved(&ident) || !used.insert(ident.clone()) {
                ident = ident.with_underscore();
            }
            others.push((candidate.key.clone(), ident));
        }
        names.extend(others);
        names
    }

    fn report_collision(&self, ident: &Ident, candidates: &[&Candidate<K>], report: &mut Report) {
        let mut candidates = candidates.to_vec();
        candidates.sort_by_key(|candidate| candidate.at.span.start);
        let Some((last, others)) = candidates.split_last() else {
            return;
        };
        let sources = candidates.iter().map(|it| format!("`{}`", it.source));
        let message = format!(
            "{} would all be named `{ident}` among the {}",
            sources.collect::<Vec<_>>().join(" and "),
            self.what
        );
        let mut finding =
            Diagnostic::new(Code::NameCollision, last.at.clone(), message).help(self.help);
        for other in others {
            finding = finding.related(other.at.clone(), format!("`{}` is here", other.source));
        }
        report.add(finding);
    }
}

/// The last resort: the name followed by the bytes of the name in the document, independent of the other candidates.
fn spelled_out<K>(candidate: &Candidate<K>) -> Ident {
    let bytes = candidate.source.bytes();
    let hex: String = bytes.map(|byte| format!("{byte:02x}")).collect();
    let name = candidate.ident.unraw().trim_end_matches('_');
    Ident::escape(&format!("{name}{}{hex}", Ident::joint(name)))
}
