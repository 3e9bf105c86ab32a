use std::time::Duration;

use super::network::Reached;
use super::report::{Step, StepId};
use super::words::span;
use crate::failure::ErrorCode;

/// Entra and MSAL allow five minutes between two clocks; beyond that tokens are 'not yet valid' or 'expired'.
const MOST: Duration = Duration::from_secs(5 * 60);
/// Clocks that are set by the network are never this far off.
const WORTH_KNOWING: Duration = Duration::from_secs(60);

/// This machine's clock against the provider's `Date`.
pub(super) fn step(reached: &Reached) -> Step {
    let id = StepId::Clock;
    let Some(offset) = reached.clock_offset() else {
        return Step::skipped(id, "the provider's answer has no time in it");
    };
    let (off, way) = match offset {
        Offset::Behind(off) => (off, "behind"),
        Offset::Ahead(off) => (off, "ahead of"),
    };
    let by = format!("{} {way}", span(off));
    let set = "Set this machine's clock, or have it set by the network (time synchronisation).";
    if off > MOST {
        return Step::failed(
            id,
            ErrorCode::ProviderRefused,
            format!("This machine's clock is {} {}", span(off), side(way)),
        )
        .detail(format!("It is {by} the provider's. Sign-ins and tokens are refused with a clock that far off."))
        .next(set);
    }
    if off > WORTH_KNOWING {
        return Step::warned(id, format!("This machine's clock is {} {}", span(off), side(way)))
            .detail(format!("It is {by} the provider's. From {} on, sign-ins fail.", span(MOST)))
            .next(set);
    }
    let detail = if off.as_secs() < 2 {
        "It agrees with the provider's to the second.".into()
    } else {
        format!("It is {by} the provider's.")
    };
    Step::passed(id, "The clock is right").detail(detail)
}

fn side(way: &str) -> &str {
    way.trim_end_matches(" of")
}

/// Where this machine's clock stands, seen from the provider's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Offset {
    /// It shows an earlier time.
    Behind(Duration),
    /// It shows a later time.
    Ahead(Duration),
}
