//! The command line of CDF Sign-in: reads words, asks the engine, prints answers.

mod advice;
mod choose;
mod commands;
mod defect;
mod exit;
mod secret;
mod shapes;
mod table;
mod terminal;
mod usage;
mod words;
mod wrap;

use std::process::ExitCode;

use clap::Parser as _;

use commands::Cli;
use terminal::Terminal;

fn main() -> ExitCode {
    let terminal = Terminal::new(usage::wants_json(std::env::args_os()));
    defect::report_panics(terminal);
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::answer(&error, terminal),
    };
    let terminal = Terminal { verbose: cli.verbose, ..terminal };
    match commands::run(&cli, terminal) {
        Ok(exit) => exit,
        Err(failure) => terminal.fail(&failure),
    }
}
