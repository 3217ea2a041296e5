//! How a program names the crate among its dependencies.

use super::context::Context;
use super::docs;

/// The lines of a manifest.
pub(super) fn lines(context: &Context<'_>) -> String {
    let settings = &context.api.settings;
    let package = &settings.package;
    if settings.listing.published {
        return format!("{package} = \"{}\"", settings.version);
    }
    let url = settings.repository.as_deref().unwrap_or("https://…");
    format!(
        "{package} = {{ {} }}\n# or: {package} = {{ git = {url:?} }}",
        source(context)
    )
}

/// Where Cargo finds the crate, for a dependency that has features too.
pub(super) fn source(context: &Context<'_>) -> String {
    let settings = &context.api.settings;
    match settings.listing.published {
        true => format!("version = \"{}\"", settings.version),
        false => format!("path = \"path/to/{}\"", settings.package),
    }
}

/// What stops a reader from just adding it: that it is not published, and what the document notes about its name.
pub(super) fn notices(context: &Context<'_>) -> Vec<String> {
    let settings = &context.api.settings;
    let mut notices = Vec::new();
    if !settings.listing.published {
        notices.push(format!(
            "**It is not on crates.io**, so `cargo add {}` does not find it. Depend on it by the path of a checkout, or \
             by the URL of its git repository.",
            settings.package
        ));
    }
    notices.extend(settings.listing.notice.as_deref().map(docs::prose));
    notices
}
