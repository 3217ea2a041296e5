//! The names and values in the bytes of a form, as Django parses them.

/// The names and values in a body with a `Content-Type`; `None` if Django cannot parse it.
pub fn pairs(content_type: &str, body: &[u8]) -> Option<Vec<(String, String)>> {
    let body = std::str::from_utf8(body).ok()?;
    let pairs = match content_type.split_once("; boundary=") {
        None if content_type == "application/x-www-form-urlencoded" => urlencoded(body)?,
        Some(("multipart/form-data", boundary)) => multipart(boundary, body)?,
        _ => return None,
    };
    // `DATA_UPLOAD_MAX_NUMBER_FIELDS`.
    (pairs.len() <= 1_000).then_some(pairs)
}

fn urlencoded(body: &str) -> Option<Vec<(String, String)>> {
    body.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decoded(name)?, decoded(text)?))
        })
        .collect()
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Django looks for the boundary anywhere, and not only at the start of a line.
fn multipart(boundary: &str, body: &str) -> Option<Vec<(String, String)>> {
    let delimiter = format!("--{boundary}");
    let mut pieces: Vec<&str> = body.split(&delimiter).collect();
    let end = pieces.pop()?;
    let parts = pieces.strip_prefix(&[""])?;
    if end != "--\r\n" {
        return None;
    }
    parts.iter().map(|part| self::part(part)).collect()
}

fn part(part: &str) -> Option<(String, String)> {
    let part = part.strip_prefix("\r\n")?.strip_suffix("\r\n")?;
    let (header, text) = part.split_once("\r\n\r\n")?;
    let quoted = header.strip_prefix("Content-Disposition: form-data; name=\"")?;
    let mut name = String::new();
    let mut rest = quoted.chars();
    loop {
        match rest.next()? {
            '"' => break,
            '\\' => name.push(rest.next()?),
            other => name.push(other),
        }
    }
    // A filename or another header would follow here.
    rest.next()
        .is_none()
        .then(|| (name.trim().to_owned(), text.to_owned()))
}
