//! [`rustdoc_options`]: the Markdown that rustdoc reads.

use pulldown_cmark::Options;

/// The extensions of Markdown that rustdoc turns on.
pub(super) fn rustdoc_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}
