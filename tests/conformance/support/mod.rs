//! What the calls need when they run.

#[path = "../../examples/support/json.rs"]
mod json;

use std::fmt::{Debug, Display};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::time::Duration;

use sdk_runtime::{ApiError, Error, ItemStream, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What a call must give.
pub(crate) struct Expected {
    pub(crate) status: u16,
    pub(crate) body: Body,
}

/// The body of a response.
#[derive(Debug)]
pub(crate) enum Body {
    None,
    Json(String),
    Text(&'static str),
    Base64(&'static str),
}

/// A decoded value, to be compared.
pub(crate) enum Shown {
    Json(Value),
    Bytes(Vec<u8>),
    Other(String),
}

/// Reads the first spelling that a type reads.
pub(crate) fn argument<T: DeserializeOwned>(spellings: &[&str]) -> Result<T, String> {
    let mut values = spellings.iter().filter_map(|json| serde_json::from_str(json).ok());
    values.next().ok_or_else(|| format!("no argument is one of {}", spellings.join(", ")))
}

/// Reads the body of a request.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| format!("the body of the request does not decode: {error}: {json}"))
}

/// Reads the body of a request that the suite has as bytes.
pub(crate) fn read_bytes<T: DeserializeOwned>(base64: &str) -> Result<T, String> {
    let text = String::from_utf8(bytes(base64)).map_err(|error| error.to_string())?;
    argument(&[&text, &Value::from(text.as_str()).to_string()])
}

/// The bytes of base64.
pub(crate) fn bytes(base64: &str) -> Vec<u8> {
    let digits = base64.bytes().filter_map(|c| DIGITS.iter().position(|it| *it == c));
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0, 0);
    for digit in digits {
        (bits, count) = ((bits << 6) | digit, count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

/// A value that is shown by what its type can do: as JSON, as bytes, or for a message.
pub(crate) struct Probe<'a, T>(pub(crate) &'a T);

pub(crate) trait ByJson {
    fn shown(&self) -> Shown;
}

impl<T: Serialize> ByJson for &&Probe<'_, T> {
    fn shown(&self) -> Shown {
        match serde_json::to_value(self.0) {
            Ok(value) => Shown::Json(value),
            Err(error) => Shown::Other(error.to_string()),
        }
    }
}

pub(crate) trait ByBytes {
    fn shown(&self) -> Shown;
}

impl<T: AsRef<[u8]>> ByBytes for &Probe<'_, T> {
    fn shown(&self) -> Shown {
        Shown::Bytes(self.0.as_ref().to_vec())
    }
}

pub(crate) trait ByDebug {
    fn shown(&self) -> Shown;
}

impl<T: Debug> ByDebug for Probe<'_, T> {
    fn shown(&self) -> Shown {
        Shown::Other(format!("{:?}", self.0))
    }
}

/// Compares what a call gives: a macro, since how its value is shown depends on the type.
macro_rules! outcome {
    ($result:expr, $expected:expr) => {{
        #[allow(unused_imports)]
        use crate::support::{ByBytes as _, ByDebug as _, ByJson as _};
        match $result {
            Ok(answer) => {
                let value = (&&&crate::support::Probe(&*answer)).shown();
                crate::support::is_success(&answer, value, $expected)
            }
            Err(error) => crate::support::is_error(error, $expected),
        }
    }};
}
pub(crate) use outcome;

/// Whether a success is what is expected.
pub(crate) fn is_success<T>(answer: &Response<T>, value: Shown, expected: Expected) -> Result<(), String> {
    is_status(answer.status().as_u16(), expected.status)?;
    match (expected.body, value) {
        (Body::None, Shown::Json(Value::Null)) => Ok(()),
        (Body::None, Shown::Bytes(bytes)) if bytes.is_empty() => Ok(()),
        (Body::Json(expected), Shown::Json(value)) => {
            is_same(&expected, &value)
        }
        (Body::Json(expected), Shown::Bytes(bytes)) => same(expected.as_bytes(), &bytes),
        (Body::Text(expected), Shown::Json(Value::String(text))) => same(expected.as_bytes(), text.as_bytes()),
        (Body::Text(expected), Shown::Bytes(bytes)) => same(expected.as_bytes(), &bytes),
        (Body::Base64(expected), Shown::Bytes(bytes)) => same(expected.as_bytes(), base64(&bytes).as_bytes()),
        (expected, Shown::Json(value)) => Err(format!("the response is {value}, not {expected:?}")),
        (expected, Shown::Bytes(bytes)) => Err(format!("the response has {} bytes, not {expected:?}", bytes.len())),
        (expected, Shown::Other(text)) => Err(format!("the response is {text}, not {expected:?}")),
    }
}

/// Whether a value is what is expected, but for nulls.
fn is_same(expected: &str, value: &Value) -> Result<(), String> {
    let expected = serde_json::from_str(expected).map_err(|error| error.to_string())?;
    let kept =
        catch_unwind(AssertUnwindSafe(|| json::assert_kept("the response", &expected, value)));
    kept.map_err(|panic| panic.downcast_ref::<String>().cloned().unwrap_or_default())
}

/// Whether the items of a stream are what is expected.
pub(crate) async fn streamed<T, B: Debug>(
    result: Result<Response<ItemStream<T, B>>, Error<B>>,
    shown: fn(T) -> Value,
    expected: &str,
) -> Result<(), String>
where
    Error<B>: Display,
{
    let mut items = Vec::new();
    let mut stream = result.map_err(|error| error.to_string())?.into_inner();
    while let Some(item) = stream.next().await {
        items.push(shown(item.map_err(|error| error.to_string())?));
    }
    is_same(expected, &Value::Array(items))
}

/// Whether an error is what is expected.
pub(crate) fn is_error<B: Debug>(error: Error<B>, expected: Expected) -> Result<(), String>
where
    Error<B>: Display,
{
    let Error::Api(error) = error else {
        return Err(format!("the call fails: {error}"));
    };
    let received = String::from_utf8_lossy(error.raw()).into_owned();
    if error.status().as_u16() != expected.status {
        return Err(format!("the server refuses the request ({}): {}", error.status().as_u16(), refusal(&received)));
    }
    is_decoded(&error, &expected)
}

/// A documented error has its body.
fn is_decoded<B: Debug>(error: &ApiError<B>, expected: &Expected) -> Result<(), String> {
    let shown = format!("{:?}", error.body());
    match expected.body {
        Body::Json(_) if shown.starts_with("Unexpected") => Err("the body of the error is not decoded".to_owned()),
        _ => Ok(()),
    }
}

/// What the server says of a request that it did not expect.
fn refusal(body: &str) -> String {
    let Ok(Value::Object(body)) = serde_json::from_str(body) else {
        return body.chars().take(200).collect();
    };
    let text = |key: &str| body.get(key).map(Value::to_string).unwrap_or_default();
    format!("{}, expected {}, actual {}", text("message"), text("expected"), text("actual"))
}

fn is_status(status: u16, expected: u16) -> Result<(), String> {
    match status == expected {
        true => Ok(()),
        false => Err(format!("the status is {status}, not {expected}")),
    }
}

fn same(expected: &[u8], received: &[u8]) -> Result<(), String> {
    let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).chars().take(200).collect::<String>();
    match expected == received {
        true => Ok(()),
        false => Err(format!("the response is {}, not {}", show(received), show(expected))),
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64, to compare bytes.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = [0, 1, 2].map(|at| u32::from(*chunk.get(at).unwrap_or(&0)));
        let group = (group[0] << 16) | (group[1] << 8) | group[2];
        for digit in 0..4 {
            text.push(match digit <= chunk.len() {
                true => char::from(DIGITS[(group >> (18 - 6 * digit)) as usize % 64]),
                false => '=',
            });
        }
    }
    text
}

/// A call that is made: an error says what is wrong.
pub(crate) type Called<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + 'a>>;

/// Makes all calls, and prints what came of each as JSON.
pub(crate) fn run(calls: &[(&str, fn(&str) -> Called<'_>)]) {
    let server = std::env::args().nth(1).expect("the address of the server");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    for (name, call) in calls {
        let call = async { tokio::time::timeout(Duration::from_secs(10), call(&server)).await };
        let result = catch_unwind(AssertUnwindSafe(|| runtime.block_on(call)));
        let problem = match result {
            Ok(Ok(result)) => result.err(),
            Ok(Err(_)) => Some("the call takes longer than 10 s".to_owned()),
            Err(_) => Some("the call panics".to_owned()),
        };
        println!("{}", serde_json::json!([name, problem]));
    }
}
