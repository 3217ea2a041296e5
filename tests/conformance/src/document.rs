//! [`Document`]: a document of the suite with the client that is generated from it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use xtask::api::Operation;
use xtask::diagnostic::{Code, Diagnostic, Report, Severity, Sources};
use xtask::pipeline::{self, Model, Options};
use xtask::surface::RequestItem;

use crate::scenario::Call;
use crate::template;

/// A document of the suite with the client that is generated from it.
pub(crate) struct Document {
    /// The folder of its specification.
    pub(crate) spec: String,
    /// The module of the client.
    pub(crate) module: String,
    json: Value,
    /// The client; `None` if the document has errors.
    pub(crate) model: Option<Model>,
    findings: Vec<Diagnostic>,
}

/// An operation of a document, with what the path of a call says.
pub(crate) struct Found<'a> {
    /// The template of its path in the document.
    template: &'a str,
    /// The path of the server.
    pub(crate) prefix: String,
    /// The values of the parameters in the path, encoded.
    pub(crate) values: BTreeMap<String, String>,
}

impl Document {
    pub(crate) fn read(path: &Path, spec: &str) -> Self {
        let text = fs::read_to_string(path).expect("the document can be read");
        let mut report = Report::default();
        let name = path.display().to_string();
        let mut sources = Sources::new(name, text.as_str());
        let model = pipeline::model(&mut sources, &Options::default(), &mut report);
        let stem = path
            .file_stem()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        Self {
            spec: spec.to_owned(),
            module: stem.replace(['.', '-'], "_").to_lowercase(),
            json: serde_json::from_str(&text).expect("the document is JSON"),
            model,
            findings: report.into_sorted(),
        }
    }

    /// The operation that a call is for.
    pub(crate) fn find(&self, call: &Call) -> Option<Found<'_>> {
        let server = self.json.pointer("/servers/0/url").and_then(Value::as_str);
        // Without the host, or the variable that stands for it.
        let server = server.unwrap_or_default().trim_start_matches("{endpoint}");
        let server = server.trim_start_matches("http://localhost:3000");
        let paths = self.json.get("paths").and_then(Value::as_object)?;
        let found = paths
            .iter()
            .filter(|(_, item)| item.get(&call.method).is_some());
        let found = found.filter_map(|(template, _)| {
            let mut values = template::values(&format!("{server}{template}"), &call.path)?;
            let mut prefix = server.to_owned();
            for (name, value) in &values {
                prefix = prefix.replace(&format!("{{{name}}}"), value);
            }
            values.retain(|name, _| template.contains(&format!("{{{name}}}")));
            Some(Found {
                template,
                prefix,
                values,
            })
        });
        found.min_by_key(|found| found.values.len())
    }

    /// What the generated client has for an operation; an error says why it has nothing.
    pub(crate) fn request(&self, found: &Found<'_>, call: &Call) -> Result<&RequestItem, String> {
        let Some(model) = &self.model else {
            return Err(self.finding(|it| it.severity == Severity::Error));
        };
        let at = format!(
            "/paths/{}/",
            found.template.replace('~', "~0").replace('/', "~1")
        );
        let missing = || Err(self.finding(|it| it.at.pointer.starts_with(&at)));
        let mut operations = model.api.operations.iter();
        let is_called = |it: &&Operation| {
            it.path == found.template && it.method.as_str().eq_ignore_ascii_case(&call.method)
        };
        let Some(operation) = operations.find(is_called) else {
            return missing();
        };
        let mut requests = model.surface.requests();
        match requests.find(|it| it.operation == operation.id) {
            Some(request) => Ok(request),
            None => missing(),
        }
    }

    fn finding(&self, is_meant: impl Fn(&Diagnostic) -> bool) -> String {
        // What is left out is no advice about names.
        let is_cause = |it: &&Diagnostic| is_meant(it) && it.code != Code::MissingTag;
        match self.findings.iter().find(is_cause) {
            Some(finding) => format!(
                "not generated: {}: {}",
                finding.code.as_str(),
                finding.message
            ),
            None => "not generated, without a finding".to_owned(),
        }
    }
}
