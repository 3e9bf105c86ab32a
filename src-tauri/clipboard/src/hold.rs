//! A process that keeps a copied secret for the rest of its time, when the one that copied it has ended. It is the same
//! program once more, and gets the secret through a pipe: arguments and environments are for others to see.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use cdf_signin_engine::Failure;
use secrecy::zeroize::Zeroizing;

use crate::Clipboard;

/// The argument that makes a program such a process.
pub const WORD: &str = "hold-copied";

/// Longer than any token in its header.
const LONGEST: u64 = 1024 * 1024;

/// Says that there is no time after which it is taken out.
const NEVER: &str = "never";

/// Copies a secret in a process of its own, and returns when it is in the clipboard.
pub fn copy(text: &str, after: Option<Duration>) -> Result<(), Failure> {
    let program = std::env::current_exe().map_err(Failure::internal)?;
    let mut command = Command::new(program);
    command.arg(WORD).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Its own folder must not keep somebody's disk from being taken out.
    command.current_dir(std::env::home_dir().filter(|home| home.is_dir()).unwrap_or_else(std::env::temp_dir));
    #[cfg(windows)]
    {
        const DETACHED_PROCESS: u32 = 0x8;
        std::os::windows::process::CommandExt::creation_flags(&mut command, DETACHED_PROCESS);
    }
    let mut child = command.spawn().map_err(Failure::internal)?;
    let time = after.map_or_else(|| NEVER.to_owned(), |after| after.as_millis().to_string());
    if let Some(mut input) = child.stdin.take() {
        let written = writeln!(input, "{time}").and_then(|()| input.write_all(text.as_bytes()));
        written.map_err(Failure::internal)?;
    }
    let mut line = String::new();
    if let Some(output) = child.stdout.take() {
        BufReader::new(output).read_line(&mut line).map_err(Failure::internal)?;
    }
    let word: Result<Result<(), Failure>, _> = serde_json::from_str(&line);
    word.map_err(|_| Failure::internal("the process that holds the copy ended without a word"))?
}

/// Such a process, from its start to its end.
pub async fn run() -> Result<(), Failure> {
    // Out of the terminal's reach: its Ctrl+C and its end are not meant for this process. It leads a group already
    // only where somebody started it by hand.
    #[cfg(unix)]
    let _ = rustix::process::setsid();
    let clipboard = Clipboard::default();
    let copied = read_order().and_then(|(text, after)| clipboard.put_secret(&text, after));
    tell(&copied.as_ref().map(|_| ()).map_err(Clone::clone))?;
    // Who started it has heard why not.
    if let Ok(copied) = copied {
        clipboard.serve(copied).await;
    }
    Ok(())
}

fn read_order() -> Result<(Zeroizing<String>, Option<Duration>), Failure> {
    let mut text = Zeroizing::new(String::with_capacity(64 * 1024));
    io::stdin().lock().take(LONGEST).read_to_string(&mut text).map_err(Failure::internal)?;
    let (time, secret) = text.split_once('\n').ok_or_else(|| Failure::internal("no order came"))?;
    let after = match time {
        NEVER => None,
        millis => Some(Duration::from_millis(millis.parse().map_err(Failure::internal)?)),
    };
    Ok((Zeroizing::new(secret.to_owned()), after))
}

/// One line to the process that started this one, which then ends.
fn tell(word: &Result<(), Failure>) -> Result<(), Failure> {
    let line = serde_json::to_string(word).map_err(Failure::internal)?;
    let mut output = io::stdout().lock();
    writeln!(output, "{line}").and_then(|()| output.flush()).map_err(Failure::internal)
}

impl Clipboard {
    /// For the end of a program: a secret that is in the clipboard still is held by another process for the rest of its
    /// time. Where that cannot be, it is taken out.
    pub fn hand_over(&self) {
        let Some((text, rest)) = self.remainder() else { return };
        // Elsewhere the system keeps a copied text itself, and what is never taken out needs nobody.
        let needs_holder = cfg!(target_os = "linux") || rest.is_some();
        if needs_holder && copy(&text, rest).is_err() {
            self.clear_now();
        }
    }
}
