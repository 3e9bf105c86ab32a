//! What a defect of this program says: where it is, and nothing of what was in memory there.

use std::panic;

use cdf_signin_engine::{Failure, logs};

use crate::terminal::Terminal;

/// A panic's own words may hold whatever the code had in hand, so only its place is printed.
pub fn report_panics(terminal: Terminal) {
    panic::set_hook(Box::new(move |panic| {
        let place = logs::place(panic);
        tracing::error!(version = env!("CARGO_PKG_VERSION"), "a defect at {place}");
        terminal.fail(&Failure::internal(format!("a defect at {place}, version {}", env!("CARGO_PKG_VERSION"))));
        // A panic in a thread of its own would leave the others waiting for its answer.
        std::process::exit(1);
    }));
}
