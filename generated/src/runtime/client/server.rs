//! [`Server`]: a server of the API, with the variables in its URL.

/// A server of the API.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// The URL, with variable names in braces. Without a host it is a path.
    pub url: &'static str,
    /// The variables in the URL.
    pub variables: &'static [ServerVariable],
}

/// The server of operations that have their own.
#[derive(Clone, Copy, Debug)]
pub struct OperationServer {
    /// The method of the builder that sets another URL.
    pub setter: &'static str,
    /// The alternatives, which the variables in their URLs select. Without variables it is the first.
    pub servers: &'static [Server],
}

/// A variable in the URL of a server.
#[derive(Clone, Copy, Debug)]
pub struct ServerVariable {
    /// The name in the URL.
    pub name: &'static str,
    /// The method of the builder that sets the variable.
    pub setter: &'static str,
    /// The environment variable that sets the variable.
    pub environment_variable: &'static str,
    /// The default, used if another variable of the server is set and this one is not.
    pub default: &'static str,
    /// The known values; empty if any valid value is accepted.
    pub values: &'static [&'static str],
}

impl Server {
    /// Whether the URL is only a path, so that the host is that of the base URL.
    pub(super) fn is_path(url: &str) -> bool {
        !url.contains("://")
    }

    pub(super) fn variable(&self, name: &str) -> Option<&'static ServerVariable> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    /// The URL with a value for each variable.
    ///
    /// # Errors
    ///
    /// The variable with an invalid value, and the problem.
    pub(super) fn url<'v>(
        &self,
        value: impl Fn(&str) -> Option<&'v str>,
    ) -> Result<String, (&'static ServerVariable, String)> {
        let mut url = String::new();
        let mut rest = self.url;
        while let Some((before, name, after)) = next_variable(rest) {
            url.push_str(before);
            if let Some(variable) = self.variable(name) {
                let value = value(name).unwrap_or(variable.default);
                let part = Part::at(&url, after);
                if let Some(problem) = variable.problem(value, part) {
                    return Err((variable, problem));
                }
                url.push_str(match part {
                    Part::Origin => value.trim_end_matches('/'),
                    _ => value,
                });
            }
            rest = after;
        }
        url.push_str(rest);
        Ok(url)
    }
}

impl ServerVariable {
    /// The problem of a value. It does not contain the value, which may be a key by mistake.
    fn problem(&self, value: &str, part: Part) -> Option<String> {
        if value == self.default || self.values.contains(&value) {
            return None;
        }
        if !self.values.is_empty() {
            let values: Vec<String> = self.values.iter().map(|it| format!("`{it}`")).collect();
            return Some(format!("is not a known value ({})", values.join(", ")));
        }
        let dots = self.default.contains('.');
        let fits = match part {
            // It is parsed with the rest.
            Part::Origin => true,
            Part::Scheme => matches!(value, "https" | "http"),
            Part::WholeHost => value.split('.').all(is_label),
            Part::Host if dots => value.split('.').all(is_label),
            Part::Host => is_label(value),
            // `+80` parses as a number too.
            Part::Port => {
                value.bytes().all(|it| it.is_ascii_digit())
                    && value.parse::<u16>().is_ok_and(|port| port != 0)
            }
            Part::Path => value.split('/').all(is_segment),
        };
        (!fits).then(|| format!("is not {}", part.wanted()))
    }
}

/// The part of a URL that contains a variable.
#[derive(Clone, Copy)]
enum Part {
    /// The beginning, scheme and host included.
    Origin,
    Scheme,
    /// The end of the host, so that the value determines which host it is.
    WholeHost,
    /// A part of the host that is followed by another part.
    Host,
    Port,
    Path,
}

impl Part {
    fn at(before: &str, after: &str) -> Self {
        let Some((_, authority)) = before.split_once("://") else {
            return match before.starts_with('/') {
                true => Self::Path,
                false if before.is_empty() && !after.contains("://") => Self::Origin,
                false => Self::Scheme,
            };
        };
        let host = authority
            .rsplit_once(']')
            .map_or(authority, |(_, port)| port);
        match (authority.contains('/'), host.contains(':')) {
            (true, _) => Self::Path,
            (false, true) => Self::Port,
            (false, false) if after.is_empty() || after.starts_with(['/', ':']) => Self::WholeHost,
            (false, false) => Self::Host,
        }
    }

    fn wanted(self) -> &'static str {
        match self {
            Self::Origin => "a URL such as `https://api.example.com`",
            Self::Scheme => "`https` or `http`",
            Self::WholeHost => "a host such as `api.example.com`",
            Self::Host => "a host name label: letters, digits and `-`",
            Self::Port => "a port number",
            Self::Path => "a URL path: letters, digits, `-`, `_`, `.`, `~` and `/`",
        }
    }
}

/// Splits a string at its first variable in braces: the part before it, its name, and the part after it.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Whether a string is a label of a host name: the part between two dots.
fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn is_segment(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    !matches!(text, "" | "." | "..") && text.bytes().all(is_plain)
}
