//! What the app notes down about its own doings, for whoever helps when something goes wrong.
//!
//! One file a day, shared by all of a person's processes, in [`Places::logs_dir`]; a few MiB in all. Only this app's own
//! lines are kept: a library below may say more than it should. What is logged is names, addresses without their
//! query, ids, states and durations. A secret is a type that cannot be printed; every line goes through
//! [`redaction`](crate::redaction) all the same.

mod file;
mod line;
#[cfg(test)]
mod tests;

use std::panic::PanicHookInfo;
use std::time::SystemTime;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::{Layer, Registry, fmt, prelude::*};

use crate::failure::{ErrorCode, Failure};
use crate::places::Places;
use file::LogFile;
use line::{Lines, Moment};

/// How much is noted: `off`, `error`, `warn`, `info`, `debug` or `trace`.
const VARIABLE: &str = "CDF_SIGNIN_LOG";

/// Every crate of this app begins so.
const OURS: &str = "cdf_signin";

/// Begins to take notes, for the whole process. Nothing is opened before there is a line to write.
///
/// A verbose host prints what is noted on stderr, too. A second call changes nothing.
pub fn start(places: &Places, verbose: bool) -> Result<(), Failure> {
    let level = level(std::env::var(VARIABLE).ok().as_deref(), verbose)?;
    let file = LogFile::new(places.logs_dir(), SystemTime::now);
    let printed = verbose.then(|| layer(Lines(std::io::stderr), level));
    let subscriber = Registry::default().with(layer(Lines(file), level)).with(printed);
    // The process has notes already: a host that starts several engines, or a test.
    let _ = tracing::subscriber::set_global_default(subscriber);
    Ok(())
}

fn level(word: Option<&str>, verbose: bool) -> Result<LevelFilter, Failure> {
    match word.filter(|word| !word.is_empty()) {
        None if verbose => Ok(LevelFilter::DEBUG),
        None => Ok(LevelFilter::INFO),
        Some(word) => word.parse().map_err(|_| {
            let message = format!("{VARIABLE} is “{word}”.");
            Failure::new(
                ErrorCode::Usage,
                message,
                "Set it to off, error, warn, info, debug or trace, or leave it out.",
            )
        }),
    }
}

fn layer<S, W>(writer: W, level: LevelFilter) -> impl Layer<S>
where
    S: tracing::Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = fmt::layer().with_ansi(false).with_timer(Moment(SystemTime::now)).with_writer(writer);
    lines.with_filter(Targets::new().with_target(OURS, level))
}

/// Where a panic was. Its own words may hold whatever the code had in hand, so they are left out.
pub fn place(panic: &PanicHookInfo<'_>) -> String {
    panic.location().map_or_else(|| "an unknown place".to_owned(), |at| format!("{}:{}", at.file(), at.line()))
}
