//! An agent that outlives the terminal it was started from: this program once more, in a session of its own.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use cdf_signin_engine::Failure;

use super::Standing;

/// Starts it, and waits until it is ready or says why not.
pub fn start() -> Result<Standing, Failure> {
    let program = std::env::current_exe().map_err(Failure::internal)?;
    let mut command = Command::new(program);
    command.args(["agent", "--detached"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Its own folder must not keep somebody's disk from being taken out.
    command.current_dir(std::env::home_dir().filter(|home| home.is_dir()).unwrap_or_else(std::env::temp_dir));
    absolute_home(&mut command);
    #[cfg(windows)]
    {
        const DETACHED_PROCESS: u32 = 0x8;
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x200;
        std::os::windows::process::CommandExt::creation_flags(
            &mut command,
            DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP,
        );
    }
    let mut child = command.spawn().map_err(Failure::internal)?;
    let mut line = String::new();
    if let Some(output) = child.stdout.take() {
        BufReader::new(output).read_line(&mut line).map_err(Failure::internal)?;
    }
    let word: Result<Result<Standing, Failure>, _> = serde_json::from_str(&line);
    word.map_err(|_| Failure::internal("the agent ended without a word"))?
}

/// A relative `CDF_SIGNIN_HOME` means a folder beside the one this is called in.
fn absolute_home(command: &mut Command) {
    const HOME: &str = "CDF_SIGNIN_HOME";
    if let Some(home) = std::env::var_os(HOME).filter(|home| !home.is_empty())
        && let Ok(home) = std::path::absolute(home)
    {
        command.env(HOME, home);
    }
}

/// Out of the terminal's reach: its Ctrl+C and its end are not meant for this process.
#[cfg(unix)]
pub fn leave_the_terminal() -> Result<(), Failure> {
    rustix::process::setsid().map(drop).map_err(Failure::internal)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
pub fn leave_the_terminal() -> Result<(), Failure> {
    Ok(())
}

/// One line to the process that started this one, which then ends.
pub fn tell(word: &Result<Standing, Failure>) -> Result<(), Failure> {
    let line = serde_json::to_string(word).map_err(Failure::internal)?;
    let mut output = io::stdout().lock();
    // Nobody may be there to hear of an end that comes later.
    let _ = writeln!(output, "{line}").and_then(|()| output.flush());
    Ok(())
}
