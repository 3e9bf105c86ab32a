//! A session bus and a gnome-keyring of a test's own: no other program is on it, and no prompt appears anywhere.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::home::Home;
use crate::{programs, wait};

const SERVICE: &str = "org.freedesktop.secrets";
const DEFAULT_COLLECTION: &str = "/org/freedesktop/secrets/aliases/default";
const PASSWORD: &str = "the person's login password";

/// A session bus on which nothing is started by itself. Dropping it ends it.
pub struct Bus {
    process: Child,
    /// The environment that programs on this bus need, in a home's own words.
    variables: Vec<(&'static str, String)>,
}

/// A keyring on that bus. Dropping it ends both.
pub struct Keyring {
    daemon: Option<Child>,
    bus: Bus,
}

impl Bus {
    /// A bus in that home; its processes find it from now on, and keep the vault's key in the system's keyring.
    pub fn start(home: &mut Home) -> Self {
        let socket = format!("unix:path={}", home.path().join("run/bus").display());
        let configuration = home.path().join("run/bus.conf");
        fs::write(&configuration, configured(&socket)).unwrap();
        let mut process = Command::new(programs::of_system("dbus-daemon", "dbus-daemon"))
            .arg(format!("--config-file={}", configuration.display()))
            .args(["--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It says its address when it answers there.
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("unix:"), "the session bus does not start");
        home.unset("CDF_SIGNIN_VAULT");
        home.set("DBUS_SESSION_BUS_ADDRESS", &socket);
        let folder = |path: &str| home.path().join(path).display().to_string();
        let variables = vec![
            ("HOME", folder("")),
            ("XDG_RUNTIME_DIR", folder("run")),
            ("DBUS_SESSION_BUS_ADDRESS", socket),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
        ];
        Self { process, variables }
    }

    /// Calls a method, and answers with what `dbus-send` prints.
    fn call(&self, destination: &str, object: &str, words: &[&str]) -> Option<String> {
        let mut command = self.command(programs::of_system("dbus-send", "dbus-bin"));
        command.args(["--session", "--print-reply", &format!("--dest={destination}"), object]).args(words);
        let output = command.output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    }

    fn command(&self, program: PathBuf) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    fn has(&self, service: &str) -> bool {
        let asked = format!("string:{service}");
        let answer = self.call("org.freedesktop.DBus", "/", &["org.freedesktop.DBus.NameHasOwner", &asked]);
        answer.is_some_and(|answer| answer.contains("boolean true"))
    }
}

impl Keyring {
    /// An unlocked keyring in that home, as after a person's login to their desktop.
    pub fn unlocked(home: &mut Home) -> Self {
        let mut keyring = Self { daemon: None, bus: Bus::start(home) };
        keyring.begin();
        keyring
    }

    /// A keyring that nobody has ever set up, as on a machine without a desktop.
    pub fn never_set_up(home: &mut Home) -> Self {
        let mut keyring = Self { daemon: None, bus: Bus::start(home) };
        keyring.start(&["--foreground", "--components=secrets"], "");
        keyring
    }

    /// Locks it, as a screen saver may.
    pub fn lock(&self) {
        let method = "org.freedesktop.Secret.Service.Lock";
        let collection = "array:objpath:/org/freedesktop/secrets/collection/login";
        self.bus.call(SERVICE, "/org/freedesktop/secrets", &[method, collection]).unwrap();
        assert!(self.is_locked(), "the keyring does not lock");
    }

    /// Ends the daemon: the bus stays, with nobody on it for secrets.
    pub fn end(&mut self) {
        let Some(mut daemon) = self.daemon.take() else { return };
        let _ = kill_process(Pid::from_child(&daemon), Signal::TERM);
        wait::until("the end of the keyring", || daemon.try_wait().unwrap());
    }

    /// Starts the daemon anew with the person's password: everything is unlocked.
    pub fn begin(&mut self) {
        self.end();
        self.start(&["--foreground", "--unlock", "--components=secrets"], PASSWORD);
        wait::until_true("the keyring to be unlocked", || !self.is_locked());
    }

    fn start(&mut self, options: &[&str], password: &str) {
        let mut daemon = self
            .bus
            .command(programs::of_system("gnome-keyring-daemon", "gnome-keyring"))
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = daemon.stdin.take().unwrap();
        self.daemon = Some(daemon);
        input.write_all(password.as_bytes()).unwrap();
        drop(input);
        wait::until_true("the keyring", || self.bus.has(SERVICE));
    }

    /// Stops it in the middle of everything: it is there, and answers nothing.
    pub fn freeze(&self) {
        self.signal(Signal::STOP);
    }

    /// Lets it go on.
    pub fn thaw(&self) {
        self.signal(Signal::CONT);
    }

    /// The app's secret in the keyring, as another program of the person's reads it.
    pub fn secret(&self) -> Option<Vec<u8>> {
        let mut command = self.bus.command(programs::of_system("secret-tool", "libsecret-tools"));
        let output = command.args(["lookup", "service", "CDF Sign-in"]).output().unwrap();
        output.status.success().then_some(output.stdout)
    }

    fn is_locked(&self) -> bool {
        let words =
            ["org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection", "string:Locked"];
        let answer = self.bus.call(SERVICE, DEFAULT_COLLECTION, &words);
        answer.is_none_or(|answer| !answer.contains("boolean false"))
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(self.daemon.as_ref().unwrap()), signal).unwrap();
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        // A frozen one would not hear that it is to end.
        if let Some(daemon) = &self.daemon {
            let _ = kill_process(Pid::from_child(daemon), Signal::CONT);
        }
        self.end();
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A bus that starts no service by itself: what is not put on it is not there.
fn configured(socket: &str) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>{socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#
    )
}
