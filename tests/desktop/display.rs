//! A screen of a test's own, with a window manager, a keyboard, a pointer and a clipboard.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use cdf_signin_tests::{Home, programs, wait};

use crate::{places, processes};

/// A virtual screen. Dropping it ends it, and with it every program that draws there.
pub struct Display {
    server: Child,
    window_manager: Option<Child>,
}

impl Display {
    /// A screen in that home; its processes draw there from now on.
    pub fn start(home: &mut Home) -> Self {
        let server = programs::of_system("Xvfb", "xvfb");
        let mut server = home
            .command(&server)
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It says its number when it takes programs.
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let mut display = Self { server, window_manager: None };
        assert!(!number.trim().is_empty(), "Xvfb does not start");
        home.set("DISPLAY", format!(":{}", number.trim()));
        home.set("GDK_BACKEND", "x11");
        home.set("LC_ALL", "C.UTF-8");
        // There is neither a graphics card nor a bus for screen readers to be looked for.
        home.set("LIBGL_ALWAYS_SOFTWARE", "1");
        home.set("NO_AT_BRIDGE", "1");
        let openbox = home.command(&programs::of_system("openbox", "openbox")).stderr(Stdio::null()).spawn().unwrap();
        display.window_manager = Some(openbox);
        wait::until_true("the window manager", || xdotool(home, &["get_desktop"]).is_some());
        display
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        for process in self.window_manager.iter_mut().chain([&mut self.server]) {
            processes::terminate(process.id().cast_signed());
            let _ = process.wait();
        }
    }
}

/// Presses keys, each as `ctrl+n` or `Tab`.
pub fn press(home: &Home, keys: &[&str]) {
    let words: Vec<_> = ["key", "--delay", "20"].iter().chain(keys).copied().collect();
    xdotool(home, &words).unwrap();
}

/// Types a text.
pub fn type_text(home: &Home, text: &str) {
    xdotool(home, &["type", "--delay", "8", "--", text]).unwrap();
}

/// The windows whose title matches; the window manager's own are not among them.
pub fn windows(home: &Home, title: &str) -> Vec<String> {
    let found = xdotool(home, &["search", "--onlyvisible", "--name", title]).unwrap_or_default();
    found.lines().map(str::to_owned).collect()
}

/// The title of the window that has the keyboard.
pub fn active_title(home: &Home) -> Option<String> {
    xdotool(home, &["getactivewindow", "getwindowname"]).map(|title| title.trim_end().to_owned())
}

/// Runs xdotool; nothing when it fails, as it does when there is no such window.
pub fn xdotool(home: &Home, words: &[&str]) -> Option<String> {
    let output = home.command(&programs::of_system("xdotool", "xdotool")).args(words).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// What another program reads from the clipboard; nothing when nothing is there.
pub fn clipboard(home: &Home) -> Option<String> {
    let output = xclip(home).arg("-o").stderr(Stdio::null()).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// The same, of one of the forms that it is in.
pub fn clipboard_as(home: &Home, form: &str) -> Option<String> {
    let output = xclip(home).args(["-o", "-target", form]).stderr(Stdio::null()).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// Copies a text in another program, which keeps it until the next copy or the screen's end.
pub fn copy(home: &Home, text: &str) {
    let mut other =
        xclip(home).arg("-i").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    other.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    // It goes on in the background as another process.
    assert!(other.wait().unwrap().success(), "xclip copies nothing");
}

fn xclip(home: &Home) -> Command {
    let mut command = home.command(&programs::of_system("xclip", "xclip"));
    command.args(["-selection", "clipboard"]);
    command
}

/// Keeps the screen as a picture in `target/test-screens/`, for whoever looks after a failure.
pub fn picture(home: &Home, name: &str) {
    let folder = places::pictures();
    std::fs::create_dir_all(&folder).unwrap();
    let import = programs::of_system("import", "imagemagick");
    let file = folder.join(format!("{name}.png"));
    let _ = home.command(&import).args(["-window", "root"]).arg(file).stderr(Stdio::null()).status();
}
