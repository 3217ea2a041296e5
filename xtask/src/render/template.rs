//! [`fill`]: Markdown with placeholders (`{{name}}`), and the values that describe the crate.
//!
//! A line `{{section}}` starts a section, which is omitted if one of its placeholders has no value. Without a value for a
//! placeholder before the first section, there is no result.

use super::context::Context;
use super::{credentials, docs, examples, runtime_manifest};
use crate::surface::UNCONFIRMED;

/// The values of placeholders.
pub(super) type Values = Vec<(&'static str, String)>;

const SECTION: &str = "{{section}}\n";

/// Replaces the placeholders, and omits the sections without values.
pub(super) fn fill(template: &str, values: &Values) -> Option<String> {
    let mut sections = template.split(SECTION);
    let mut filled = fill_section(sections.next()?, values)?;
    for section in sections.filter_map(|section| fill_section(section, values)) {
        filled.push('\n');
        filled.push_str(&section);
    }
    Some(filled)
}

fn fill_section(section: &str, values: &Values) -> Option<String> {
    let mut filled = String::new();
    let mut rest = section;
    // Values are not searched: they may have braces of the document.
    while let Some((before, (name, after))) = rest
        .split_once("{{")
        .and_then(|(before, tail)| Some((before, tail.split_once("}}")?)))
    {
        let (_, value) = values.iter().find(|(known, _)| *known == name)?;
        filled.push_str(before);
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

/// The values that describe the crate.
pub(super) fn crate_values(context: &Context<'_>) -> Values {
    let settings = &context.api.settings;
    let (package, version) = (&settings.package, &settings.version);
    let published = settings.listing.published;
    let (dependency, source) = match published {
        true => (
            format!("{package} = \"{version}\""),
            format!("version = \"{version}\""),
        ),
        false => {
            let source = format!("path = \"path/to/{package}\"");
            let url = settings.repository.as_deref().unwrap_or("https://…");
            let dependency =
                format!("{package} = {{ {source} }}\n# or: {package} = {{ git = {url:?} }}");
            (dependency, source)
        }
    };
    let unpublished = (!published).then(|| {
        format!(
            "**It is not on crates.io**, so `cargo add {package}` does not find it. Depend on it by path or by git. The path \
             is that of the directory with this README, which is part of a larger repository."
        )
    });
    let notice = settings.listing.notice.as_deref().map(docs::prose);
    let notices: Vec<String> = unpublished.into_iter().chain(notice).collect();
    let notices = (!notices.is_empty()).then(|| notices.join("\n\n"));
    let unconfirmed = context.has_unconfirmed().then(|| UNCONFIRMED.to_owned());
    let examples = context.has_examples().then(|| examples::FEATURE.to_owned());
    let optional = [
        ("msrv", runtime_manifest::rust_version()),
        ("notices", notices),
        ("unconfirmed", unconfirmed),
        ("examples_feature", examples),
    ];
    let mut values = vec![
        ("package", package.clone()),
        ("library", settings.library.clone()),
        ("title", docs::line(&context.api.info.title)),
        ("dependency", dependency),
        ("source", source),
        ("crate", context.root_path()),
        ("root", context.public_root()),
        ("url_variable", context.base_url_variable()),
        ("feature_table", feature_table(context)),
    ];
    values.extend(credentials::values(context));
    values.extend(
        optional
            .into_iter()
            .filter_map(|(name, it)| Some((name, it?))),
    );
    values
}

/// The features of the crate as a table.
fn feature_table(context: &Context<'_>) -> String {
    let mut table = include_str!("features.md").to_owned();
    if context.has_examples() {
        table.push_str("| `examples` | off | the documented examples of responses, as values |\n");
    }
    if context.has_unconfirmed() {
        table.push_str(&format!(
            "| `{UNCONFIRMED}` | off | inferred operations; no version of the crate promises them |\n"
        ));
    }
    table
}

/// Code with four spaces before each line that is not empty.
pub(super) fn indented(code: &str) -> String {
    let lines = code.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn sections_without_values_are_omitted() {
        let text = "{{a}}\n{{section}}\n{{b}}\n{{section}}\nend\n";
        let a = ("a", "{{b}}".to_owned());
        let b = ("b", "B".to_owned());
        let only_a = vec![a.clone()];
        assert_eq!(fill(text, &only_a).as_deref(), Some("{{b}}\n\nend\n"));
        let both = vec![a, b];
        assert_eq!(fill(text, &both).as_deref(), Some("{{b}}\n\nB\n\nend\n"));
        assert_eq!(fill(text, &vec![]), None);
    }
}
