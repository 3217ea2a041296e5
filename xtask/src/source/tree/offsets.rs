//! [`Offsets`]: from the parser's count of characters to bytes of the text.

/// A cursor in the text that knows both counts. The parser's marks nearly always go forward, so that all of them
/// together cost one pass over the text.
#[derive(Debug)]
pub(in crate::source) struct Offsets<'a> {
    text: &'a str,
    ascii: bool,
    chars: usize,
    bytes: usize,
}

impl<'a> Offsets<'a> {
    pub(in crate::source) fn new(text: &'a str) -> Self {
        Self {
            text,
            ascii: text.is_ascii(),
            chars: 0,
            bytes: 0,
        }
    }

    /// The byte at which a character starts; the end of the text if it has fewer.
    pub(in crate::source) fn byte(&mut self, char_index: usize) -> usize {
        if self.ascii {
            return char_index.min(self.text.len());
        }
        if char_index >= self.chars {
            let rest = self.text.get(self.bytes..).unwrap_or_default();
            let mut left = char_index - self.chars;
            let step = rest.char_indices().find(|_| {
                let here = left == 0;
                left = left.saturating_sub(1);
                here
            });
            match step {
                Some((bytes, _)) => self.bytes += bytes,
                None => return self.text.len(),
            }
        } else {
            let before = self.text.get(..self.bytes).unwrap_or_default();
            let back = self.chars - char_index;
            self.bytes = before
                .char_indices()
                .rev()
                .nth(back - 1)
                .map_or(0, |(byte, _)| byte);
        }
        self.chars = char_index;
        self.bytes
    }
}
