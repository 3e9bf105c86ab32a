use std::io;
use std::process::{Command, ExitCode};

/// Becomes the command: signals, terminal, exit code and process number are its own. Comes back only where it cannot.
#[cfg(unix)]
#[expect(clippy::unused_async, reason = "elsewhere it waits")]
pub async fn in_place(mut command: Command) -> io::Result<ExitCode> {
    Err(std::os::unix::process::CommandExt::exec(&mut command))
}

/// Starts the command, and ends as it does. It is of this console and hears Ctrl+C itself; this process waits for it.
#[cfg(not(unix))]
pub async fn in_place(mut command: Command) -> io::Result<ExitCode> {
    let mut child = command.spawn()?;
    let mut waiting = tokio::task::spawn_blocking(move || child.wait());
    loop {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            ended = &mut waiting => {
                let status = ended.map_err(io::Error::other)??;
                // An exit code has 32 bits there.
                std::process::exit(status.code().unwrap_or(1));
            }
        }
    }
}
