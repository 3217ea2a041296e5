//! [`ServerChoice`]: selects a server by the variables in its URL.

use super::super::error::ConfigError;
use super::server::{Server, ServerVariable};
use super::service::ApiClient;

/// The values of server variables, or a server by itself.
#[derive(Default)]
pub(super) struct ServerChoice {
    variables: Vec<Chosen>,
    /// The index of a server, and the setter that has chosen it.
    pub(super) server: Option<(usize, &'static str)>,
}

struct Chosen {
    variable: &'static str,
    /// The origin of the value: a method of the builder or an environment variable.
    setting: &'static str,
    value: String,
}

impl ServerChoice {
    /// Sets a variable, as its setter does.
    pub(super) fn set_variable<C: ApiClient>(&mut self, name: &'static str, value: String) {
        if let Some(variable) = variables::<C>().find(|it| it.name == name) {
            self.set(name, variable.setter, value);
        }
    }

    /// Reads the variables that are set in the environment.
    pub(super) fn read_env<C: ApiClient>(&mut self, read: impl Fn(&'static str) -> Option<String>) {
        for variable in variables::<C>() {
            if let Some(value) = read(variable.environment_variable) {
                self.set(variable.name, variable.environment_variable, value);
            }
        }
    }

    fn set(&mut self, variable: &'static str, setting: &'static str, value: String) {
        self.variables.retain(|chosen| chosen.variable != variable);
        self.variables.push(Chosen {
            variable,
            setting,
            value,
        });
    }

    /// The setting that selects a server of the API, and the URL of that server; see [`url`](Self::url).
    ///
    /// # Errors
    ///
    /// Those of `url`, or another setting selects a server too.
    pub(super) fn api_url<C: ApiClient>(
        &self,
        base_url: Option<&'static str>,
    ) -> Result<Option<(&'static str, String)>, ConfigError> {
        let variable = C::SERVICE.base_url_variable;
        let choice = self
            .server
            .and_then(|(index, setter)| Some((setter, C::SERVERS.get(index)?)));
        let Some((setter, server)) = choice else {
            return self.url(C::SERVERS, base_url, variable);
        };
        let base_url = base_url.filter(|_| !Server::is_path(server.url));
        let variable = self.chosen_of(C::SERVERS).next();
        match base_url.or(variable.map(|it| it.setting)) {
            None => Ok(Some((setter, server.url.to_owned()))),
            Some(other) => Err(conflict(setter, other)),
        }
    }

    /// The variables that some of the servers have in their URL.
    fn chosen_of(&self, servers: &'static [Server]) -> impl Iterator<Item = &Chosen> {
        let has = |server: &Server, chosen: &Chosen| server.variable(chosen.variable).is_some();
        let chosen = self.variables.iter();
        chosen.filter(move |chosen| servers.iter().any(|server| has(server, chosen)))
    }

    /// The setting that selects one of the servers, and the URL of that server; `None` if none of their variables is
    /// set. `base_url` is the setting that has set a base URL instead of them, if there is one.
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
        let has = |server: &Server, chosen: &Chosen| server.variable(chosen.variable).is_some();
        let chosen: Vec<&Chosen> = self.chosen_of(servers).collect();
        let Some((first, others)) = chosen.split_first() else {
            return Ok(None);
        };
        let has_all = |server: &&Server| chosen.iter().all(|chosen| has(server, chosen));
        let Some(server) = servers.iter().find(has_all) else {
            let others: Vec<String> = others
                .iter()
                .map(|it| format!("`{}`", it.setting))
                .collect();
            let problem = format!(
                "cannot be set together with {}: no server has all of them in its URL",
                others.join(" and ")
            );
            return Err(ConfigError::new(first.setting, problem));
        };
        let chosen = |name: &str| chosen.iter().find(|chosen| chosen.variable == name);
        let url = server.url(|name| chosen(name).map(|chosen| chosen.value.as_str()));
        match (url, base_url) {
            (Ok(url), Some(base_url)) if !Server::is_path(&url) => {
                Err(conflict(first.setting, base_url))
            }
            (Ok(url), _) => Ok(Some((first.setting, url))),
            (Err((variable, problem)), _) => {
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

/// Two settings that exclude each other.
fn conflict(setting: &'static str, other: &str) -> ConfigError {
    let problem = format!("cannot be set together with `{other}`: remove one of them");
    ConfigError::new(setting, problem)
}

/// The variables of all servers.
fn variables<C: ApiClient>() -> impl Iterator<Item = &'static ServerVariable> {
    let of_operations = C::OPERATION_SERVERS.iter().flat_map(|it| it.servers);
    let servers = C::SERVERS.iter().chain(of_operations);
    servers.flat_map(|server| server.variables)
}
