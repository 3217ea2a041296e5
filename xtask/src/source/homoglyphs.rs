//! [`homoglyph`]: characters that look like those of YAML and have no meaning in it.

/// What such a character is called, and what to write instead.
pub(crate) fn homoglyph(char: char) -> Option<(&'static str, &'static str)> {
    Some(match char {
        '\u{ff1a}' => ("a full-width colon", "write `:` and a space after the key"),
        '\u{2018}' | '\u{2019}' => ("a curly quote", "write a straight one: `'`"),
        '\u{201c}' | '\u{201d}' => ("a curly quote", "write a straight one: `\"`"),
        '\u{a0}' => ("a no-break space", "write a space instead"),
        '\u{200b}' | '\u{feff}' => ("an invisible character", "remove it"),
        _ => return None,
    })
}

/// What to do about the first such character in a word that takes none.
pub(crate) fn without_homoglyphs(word: &str) -> Option<String> {
    let named = |char: char| Some((char, homoglyph(char)?));
    let (char, (name, help)) = word.chars().find_map(named)?;
    Some(format!(
        "there is {name} in it, U+{:04X}: {help}",
        u32::from(char)
    ))
}

/// A word without such characters.
pub(crate) fn ascii(word: &str) -> String {
    let chars = word.chars().filter(|char| homoglyph(*char).is_none());
    chars.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Sources;
    use crate::pipeline;

    #[test]
    fn the_help_names_them() {
        let document = |schema: &str| {
            format!(
                "openapi: 3.0.3
info: {{title: T, version: '1'}}
paths: {{}}
components:
  schemas:
    A:
      {schema}
"
            )
        };
        for (schema, name) in [
            ("type: “string”", "a curly quote in it, U+201C"),
            ("type: \u{a0}string", "a no-break space in it, U+00A0"),
            (
                "type: string\u{200b}",
                "an invisible character in it, U+200B",
            ),
            ("‘type’: string", "a curly quote in it, U+2018"),
            (
                "$ref: “#/components/schemas/B”",
                "a curly quote in it, U+201C",
            ),
            ("minLength: “3”", "a curly quote in it, U+201C"),
            ("nullable: ’true’", "a curly quote in it, U+2019"),
        ] {
            let found = pipeline::lint(&mut Sources::new("openapi.yaml", document(schema)));
            let helps: Vec<_> = found.iter().filter_map(|it| it.help.as_deref()).collect();
            assert!(
                helps.iter().any(|it| it.contains(name)),
                "{schema}: {found:?}"
            );
        }
    }
}
