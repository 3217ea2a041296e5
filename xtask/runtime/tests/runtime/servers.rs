//! A server that environment variables select. Setters are tested with a document, in `tests/fragments`.

use sdk_runtime::{ApiClient, ClientBuilder, Core, FakeTransport, Server, ServerVariable, Service};

use crate::support::process::{ignored_test, printed};

struct Client(Core);

impl ApiClient for Client {
    type ErrorBody = ();

    const SERVICE: Service = Service {
        base_url: "https://api.example.com",
        schemes: &[],
        security: &[],
        user_agent: "test/1",
        base_url_variable: "EXAMPLE_API_BASE_URL",
    };

    const SERVERS: &'static [Server] = &[
        Server {
            url: "https://api.example.com",
            variables: &[],
        },
        Server {
            url: "https://api.{region}.example.com",
            variables: &[ServerVariable {
                name: "region",
                setter: "region",
                environment_variable: "EXAMPLE_REGION",
                default: "eu",
                values: &["eu", "us"],
            }],
        },
    ];

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

const REGION: &str = "EXAMPLE_REGION";
const BASE_URL: &str = "EXAMPLE_API_BASE_URL";

/// Environment variables belong to a process, so these cases run in one of their own.
#[test]
fn the_environment_chooses_a_server() {
    for (variables, expected) in [
        (&[][..], "https://api.example.com"),
        (&[(REGION, "us")], "https://api.us.example.com"),
        (
            &[(REGION, "")],
            "EXAMPLE_REGION is not a known value (`eu`, `us`); for another server, set `EXAMPLE_API_BASE_URL` to its URL",
        ),
        (
            &[(REGION, "eu.evil.com/")],
            "EXAMPLE_REGION is not a known value (`eu`, `us`); for another server, set `EXAMPLE_API_BASE_URL` to its URL",
        ),
        (
            &[(REGION, "us"), (BASE_URL, "https://b.example.com")],
            "EXAMPLE_REGION cannot be set together with `EXAMPLE_API_BASE_URL`: remove one of them",
        ),
    ] {
        assert_eq!(run("prints_the_environment", variables), expected);
    }
}

/// The environment takes the place of a value that was set before, and is replaced by one that is set after.
#[test]
fn the_last_value_of_a_variable_counts() {
    assert_eq!(
        run("prints_the_environment_last", &[(REGION, "us")]),
        "https://api.us.example.com"
    );
    assert_eq!(
        run("prints_the_environment_first", &[(REGION, "us")]),
        "https://api.eu.example.com"
    );
}

/// What a test of this program prints between `<` and `>`, run with these environment variables.
fn run(test: &str, variables: &[(&str, &str)]) -> String {
    let mut command = ignored_test(&format!("servers::{test}"));
    command.env_remove(REGION).env_remove(BASE_URL);
    let printed = printed(command.envs(variables.iter().copied()));
    let (_, printed) = printed.split_once('<').unwrap();
    printed.split_once('>').unwrap().0.to_owned()
}

fn print(builder: ClientBuilder<Client>) {
    // A client that sends nothing needs no provider of cryptography.
    match builder.transport(FakeTransport::new()).build() {
        Ok(client) => {
            let printed = format!("{:?}", client.0);
            let (_, url) = printed.split_once("base_url: \"").unwrap();
            println!("<{}>", url.split('"').next().unwrap());
        }
        Err(error) => println!("<{error}>"),
    }
}

#[test]
#[ignore = "run by the_environment_chooses_a_server"]
fn prints_the_environment() {
    print(ClientBuilder::new().env());
}

#[test]
#[ignore = "run by the_last_value_of_a_variable_counts"]
fn prints_the_environment_last() {
    print(ClientBuilder::new().server_variable("region", "eu").env());
}

#[test]
#[ignore = "run by the_last_value_of_a_variable_counts"]
fn prints_the_environment_first() {
    print(ClientBuilder::new().env().server_variable("region", "eu"));
}
