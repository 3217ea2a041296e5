//! [`ServerChoice`]: selects a server by the variables in its URL.

use super::super::error::ConfigError;
use super::server::{Server, ServerVariable};

/// The values of server variables.
#[derive(Default)]
pub(super) struct ServerChoice(Vec<Chosen>);

struct Chosen {
    variable: &'static str,
    /// The origin of the value: a method of the builder or an environment variable.
    setting: &'static str,
    value: String,
}

impl ServerChoice {
    /// Sets a variable, as its setter does.
    pub(super) fn set_variable(
        &mut self,
        servers: &'static [Server],
        name: &'static str,
        value: String,
    ) {
        if let Some(variable) = variables(servers).find(|it| it.name == name) {
            self.set(name, variable.setter, value);
        }
    }

    /// Reads the variables that are set in the environment.
    pub(super) fn read_env(
        &mut self,
        servers: &'static [Server],
        read: impl Fn(&'static str) -> Option<String>,
    ) {
        for variable in variables(servers) {
            if let Some(value) = read(variable.environment_variable) {
                self.set(variable.name, variable.environment_variable, value);
            }
        }
    }

    fn set(&mut self, variable: &'static str, setting: &'static str, value: String) {
        self.0.retain(|chosen| chosen.variable != variable);
        self.0.push(Chosen {
            variable,
            setting,
            value,
        });
    }

    /// The setting that selects a server, and the URL of that server; `None` if no variable is set. `base_url` is the
    /// setting that has set a base URL, if there is one.
    ///
    /// # Errors
    ///
    /// A value is invalid, no server has all the variables, or a base URL is set too.
    pub(super) fn url(
        &self,
        servers: &'static [Server],
        base_url: Option<&'static str>,
        base_url_variable: &'static str,
    ) -> Result<Option<(&'static str, String)>, ConfigError> {
        let Some(first) = self.0.first() else {
            return Ok(None);
        };
        if let Some(base_url) = base_url {
            let problem = format!("cannot be set together with `{base_url}`: remove one of them");
            return Err(ConfigError::new(first.setting, problem));
        }
        let has_all = |server: &&Server| {
            let mut chosen = self.0.iter();
            chosen.all(|chosen| server.variable(chosen.variable).is_some())
        };
        let Some(server) = servers.iter().find(has_all) else {
            let others: Vec<String> = self.0.iter().skip(1).map(Chosen::code).collect();
            let problem = format!(
                "cannot be set together with {}: no server has all of them in its URL",
                others.join(" and ")
            );
            return Err(ConfigError::new(first.setting, problem));
        };
        let chosen = |name: &str| self.0.iter().find(|chosen| chosen.variable == name);
        let url = server.url(|name| chosen(name).map(|chosen| chosen.value.as_str()));
        match url {
            Ok(url) => Ok(Some((first.setting, url))),
            Err((variable, problem)) => {
                let setting = chosen(variable.name).map_or(variable.setter, |it| it.setting);
                let is_environment = setting == variable.environment_variable;
                let instead = if is_environment {
                    base_url_variable
                } else {
                    "base_url"
                };
                let problem = format!("{problem}; for another server, set `{instead}` to its URL");
                Err(ConfigError::new(setting, problem))
            }
        }
    }
}

impl Chosen {
    fn code(&self) -> String {
        format!("`{}`", self.setting)
    }
}

fn variables(servers: &'static [Server]) -> impl Iterator<Item = &'static ServerVariable> {
    servers.iter().flat_map(|server| server.variables)
}
