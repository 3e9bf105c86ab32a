//! Waits for a condition instead of a time.

use std::thread;
use std::time::{Duration, Instant};

/// Far more than anything takes here: it only keeps a test that waits in vain from waiting for ever.
pub const LIMIT: Duration = Duration::from_secs(90);

const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// Looks until there is something to see.
///
/// # Panics
/// After [`LIMIT`], naming `what` was waited for.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(started.elapsed() < LIMIT, "waited in vain for {what}");
        thread::sleep(LOOK_AGAIN);
    }
}

/// Looks until it is so.
pub fn until_true(what: &str, mut look: impl FnMut() -> bool) {
    until(what, || look().then_some(()));
}
