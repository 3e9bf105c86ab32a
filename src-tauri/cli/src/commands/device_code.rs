//! What a sign-in with a device code shows on a terminal.

use std::io::{self, IsTerminal as _};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use cdf_signin_engine::profile::Profile;
use cdf_signin_engine::sign_in::DeviceWaiting;
use tokio::sync::mpsc;

use crate::terminal::Terminal;
use crate::words::{self, BOLD, visible};

/// A code on the screen, and how long it lasts.
#[derive(Default)]
pub struct Screen(Mutex<Option<Shown>>);

struct Shown {
    waiting: DeviceWaiting,
    since: Instant,
}

impl Screen {
    /// Shows the code, and later whether the network is away.
    pub fn show(&self, terminal: Terminal, profile: &Profile, waiting: &DeviceWaiting, enter_opens: bool) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let clear = if io::stderr().is_terminal() { CLEAR_LINE } else { "" };
        match shown.as_mut() {
            None => terminal.say(&introduction(profile, waiting, enter_opens)),
            Some(shown) => {
                terminal.say(&match &waiting.network_away {
                    Some(error) => {
                        format!("{clear}The provider cannot be asked: {error}. This goes on by itself.\n")
                    }
                    None => format!("{clear}The provider answers again.\n"),
                });
                shown.waiting = waiting.clone();
                return;
            }
        }
        *shown = Some(Shown { waiting: waiting.clone(), since: Instant::now() });
    }

    /// One line that says how long the code lasts, over the one before. For terminals alone.
    pub fn count_down(&self, terminal: Terminal) {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shown) = shown.as_ref().filter(|_| io::stderr().is_terminal()) {
            let left = shown.waiting.lifetime.saturating_sub(shown.since.elapsed()).as_secs();
            terminal.say(&format!("{CLEAR_LINE}The code is good for {}:{:02}.", left / 60, left % 60));
        }
    }

    /// Takes the line away again.
    pub fn end(&self, terminal: Terminal) {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.is_some() && io::stderr().is_terminal() {
            terminal.say(CLEAR_LINE);
        }
    }
}

const CLEAR_LINE: &str = "\r\u{1b}[K";

fn introduction(profile: &Profile, waiting: &DeviceWaiting, enter_opens: bool) -> String {
    let DeviceWaiting { user_code, verification_uri, message, .. } = waiting;
    let mut text = format!(
        "To sign in to {} ({}), open this page on any device and enter the code:\n\n  {verification_uri}\n\n  {}\n\n",
        visible(profile.title()),
        profile.project,
        words::painted(BOLD, &visible(user_code)),
    );
    if let Some(message) = message {
        text += "The provider says: ";
        text += &visible(message);
        text.push('\n');
    }
    if enter_opens {
        text += "Press Enter to open the page here.\n";
    }
    text
}

/// Hears each Enter. In a plain thread: it cannot be told to stop reading, and the end of the program does not wait
/// for it.
pub fn hear_enter(sender: mpsc::Sender<()>) {
    std::thread::spawn(move || {
        for _ in io::stdin().lines().map_while(Result::ok) {
            if sender.blocking_send(()).is_err() {
                return;
            }
        }
    });
}
