//! What only some of the properties or items of a value must be.

use serde_json::Value;

use super::Problem;
use super::mismatch::Path;
use super::run::Run;
use crate::contract::{Facets, Selected, Selection};
use crate::source::Fit;

impl<'c> Run<'_, 'c> {
    pub(super) fn selected(&mut self, facets: &'c Facets, value: &Value, path: &Path<'_>) -> Fit {
        let mut all = Fit::Yes;
        for selected in &facets.selected {
            let fit = match (&selected.selection, value) {
                (Selection::Item(index), Value::Array(items)) => match items.get(*index) {
                    Some(item) => self.below(selected.schema, item, &Path::Item(path, *index)),
                    None => Fit::Yes,
                },
                (Selection::Some { least, most }, Value::Array(items)) => {
                    self.contains(selected, items, (*least, *most), path)
                }
                (Selection::Matching(pattern), Value::Object(object)) => {
                    let mut all = Fit::Yes;
                    for (name, value) in object {
                        let fit = match self.matches(pattern, name) {
                            Fit::Yes => self.below(selected.schema, value, &Path::Key(path, name)),
                            Fit::No => Fit::Yes,
                            Fit::Unknown => Fit::Unknown,
                        };
                        all = all.and(|| fit);
                    }
                    all
                }
                (Selection::Names, Value::Object(object)) => {
                    let mut all = Fit::Yes;
                    for name in object.keys() {
                        // Values that do not live as long as the others have a run of their own.
                        let run = Run::new(self.validator, self.budget);
                        let mut fit = run.fit(selected.schema, &Value::from(name.as_str()));
                        if fit == Fit::No {
                            let path = Path::Key(path, name);
                            fit = self.add(&path, &selected.at, || Problem::Name);
                        }
                        all = all.and(|| fit);
                    }
                    all
                }
                _ => Fit::Yes,
            };
            all = all.and(|| fit);
        }
        all
    }

    fn contains(
        &mut self,
        selected: &'c Selected,
        items: &[Value],
        (least, most): (u64, Option<u64>),
        path: &Path<'_>,
    ) -> Fit {
        let fits: Vec<Fit> = self.probe(|run| {
            let items = items.iter().enumerate();
            items
                .map(|(index, item)| run.below(selected.schema, item, &Path::Item(path, index)))
                .collect()
        });
        let count = |fit: Fit| fits.iter().filter(|other| **other == fit).count();
        let certain = count(Fit::Yes);
        let possible = certain + count(Fit::Unknown);
        let most = most.unwrap_or(u64::MAX);
        if (possible as u64) < least || certain as u64 > most {
            let bound = if certain as u64 > most { most } else { least };
            return self.add(path, &selected.at, || Problem::Contains(certain, bound));
        }
        match certain as u64 >= least && possible as u64 <= most {
            true => Fit::Yes,
            false => Fit::Unknown,
        }
    }

    /// Whether a pattern is about a property of this name, which no other keyword names.
    pub(super) fn is_selected(&mut self, facets: &Facets, name: &str) -> Fit {
        let mut found = Fit::No;
        for selected in &facets.selected {
            if let Selection::Matching(pattern) = &selected.selection {
                match self.matches(pattern, name) {
                    Fit::Yes => return Fit::Yes,
                    Fit::Unknown => found = Fit::Unknown,
                    Fit::No => {}
                }
            }
        }
        found
    }
}
