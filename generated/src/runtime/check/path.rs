//! [`Path`]: the location of a value in a request.

/// A location in a request, as a linked list from the inside out. It is formatted only for a report.
#[derive(Clone, Copy)]
pub(super) struct Path<'a> {
    pub(super) parent: Option<&'a Path<'a>>,
    pub(super) step: PathStep<'a>,
}

/// A segment of a path.
#[derive(Clone, Copy)]
pub enum PathStep<'a> {
    /// A property of an object.
    Key(&'a str),
    /// An item of an array.
    Index(usize),
}

impl Path<'_> {
    pub(super) fn to_text(self) -> String {
        let mut text = self
            .parent
            .map_or_else(String::new, |parent| parent.to_text());
        match self.step {
            PathStep::Index(index) => text.push_str(&format!("[{index}]")),
            PathStep::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
        }
        text
    }
}
