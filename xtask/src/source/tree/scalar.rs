//! [`Scalar`]: what an unquoted scalar in YAML means.

use serde_json::{Number, Value};

/// A scalar, resolved by the rules of the YAML core schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer, a decimal or a float.
    Number(Number),
    /// Anything else, and everything in quotes.
    String(String),
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl Scalar {
    /// The scalar as a JSON value.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::String(text) => Value::String(text.clone()),
        }
    }
}

/// A number that YAML can write and JSON cannot hold.
#[derive(Debug, PartialEq)]
pub(super) struct NotJson;

/// Resolves a scalar without quotes as serde_yaml 0.9 does (`de.rs`, `visit_untagged_scalar`): that is the core schema
/// of YAML 1.2 and binary numbers, with integers other than in decimal after an optional sign.
pub(super) fn resolve(text: &str) -> Result<Scalar, NotJson> {
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Bool(true),
        "false" | "False" | "FALSE" => Scalar::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" | "-.inf" | "-.Inf" | "-.INF"
        | ".nan" | ".NaN" | ".NAN" => return Err(NotJson),
        _ => match number(text)? {
            Some(number) => Scalar::Number(number),
            None => Scalar::String(text.to_owned()),
        },
    })
}

fn number(text: &str) -> Result<Option<Number>, NotJson> {
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or_default()),
        Some(b'+') => (false, text.get(1..).unwrap_or_default()),
        _ => (false, text),
    };
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return Ok(None);
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            return whole(negative, digits, radix);
        }
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // A leading zero makes it a string, so that codes such as 007 keep it.
        let text = digits.len() > 1 && digits.starts_with('0');
        return if text {
            Ok(None)
        } else {
            whole(negative, digits, 10)
        };
    }
    // Rust's own syntax of floats is the core schema's plus names, which start with a letter.
    float(text)
}

fn float(text: &str) -> Result<Option<Number>, NotJson> {
    match text.parse::<f64>() {
        Ok(float) => Number::from_f64(float).map(Some).ok_or(NotJson),
        Err(_) => Ok(None),
    }
}

fn whole(negative: bool, digits: &str, radix: u32) -> Result<Option<Number>, NotJson> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Ok(None);
    }
    let sign = if negative { "-" } else { "" };
    match u64::from_str_radix(digits, radix) {
        Ok(magnitude) if !negative => return Ok(Some(magnitude.into())),
        Ok(magnitude) => {
            if let Some(number) = 0i64.checked_sub_unsigned(magnitude) {
                return Ok(Some(number.into()));
            }
        }
        Err(_) => {}
    }
    // Beyond 64 bits it is a float, as readers of JSON have it.
    match radix {
        10 => float(&format!("{sign}{digits}")),
        _ => Err(NotJson),
    }
}
