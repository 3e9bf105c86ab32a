//! What a defect of this program leaves behind: where it is, and nothing of what was in memory there.

use std::panic;

use cdf_signin_engine::logs;

/// A panic's own words may hold whatever the code had in hand, so only its place is noted.
pub fn note_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = logs::place(panic);
        tracing::error!(version = env!("CARGO_PKG_VERSION"), "a defect at {place}");
        #[expect(clippy::print_stderr, reason = "for who started it in a terminal")]
        {
            eprintln!("CDF Sign-in has a defect at {place}, version {}.", env!("CARGO_PKG_VERSION"));
        }
    }));
}
