//! [`generate`]: all the stages between the text of a document and the files of its crate.

use crate::diagnostic::{Diagnostic, Report};
use crate::output::SourceTree;
use crate::package_name::PackageName;
use crate::surface::Surface;
use crate::{lower, names, render, source, surface};

/// What the caller decides, not the document.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The name of the package, instead of the one that the document gives.
    pub package: Option<PackageName>,
}

/// What came of a document.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What there is to say about the document, in its order.
    pub diagnostics: Vec<Diagnostic>,
    /// The crate; `None` if there are errors.
    pub generated: Option<Generated>,
}

/// A crate, not yet on disk.
#[derive(Clone, Debug)]
pub struct Generated {
    /// Its public API.
    pub surface: Surface,
    /// Its files.
    pub tree: SourceTree,
}

/// Makes a crate of a document. The path is only for messages.
pub fn generate(path: &str, text: &str, options: &Options) -> Outcome {
    let mut report = Report::default();
    let generated = run(path, text, options, &mut report);
    Outcome {
        diagnostics: report.into_sorted(),
        generated,
    }
}

fn run(path: &str, text: &str, options: &Options, report: &mut Report) -> Option<Generated> {
    let document = source::load(path, text, report)?;
    let mut api = lower::lower(&document, report)?;
    if let Some(package) = &options.package {
        api.settings.package = package.to_string();
        api.settings.library = package.library();
    }
    let names = names::assign(&api, report);
    // Only now: collisions of names are warnings too.
    if api.settings.strict {
        report.promote_warnings();
    }
    if report.has_errors() {
        return None;
    }
    let surface = surface::surface(&api, &names);
    let tree = render::render(&api, &names, &surface);
    Some(Generated { surface, tree })
}
