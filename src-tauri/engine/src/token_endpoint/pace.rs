//! How often anybody may ask.

use std::collections::HashMap;
use std::time::Duration;

use crate::clock::Moment;

/// Wrong secrets a minute for a profile. A tool with an old secret sends a few; nobody guesses 32 bytes.
const WRONG: u32 = 5;

/// Right ones: no tool asks so often but by a defect, and a script that starts a tool for each of a thousand files may.
const RIGHT: u32 = 3000;

/// What both are counted over.
const WINDOW: Duration = Duration::from_secs(60);

/// Names that are counted apart; others can ask for any, and those beyond are counted as one.
const MOST_NAMES: usize = 64;

/// Counts requests by the name they ask for, whether there is such a profile or not: the answers must not tell.
///
/// Somebody who knows the secret is not kept waiting by others who do not: whoever can knock here could otherwise sign the
/// person's tools out.
#[derive(Default)]
pub(super) struct Pace(HashMap<(String, Secret), Count>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Secret {
    Right,
    Wrong,
}

struct Count {
    since: Moment,
    requests: u32,
}

impl Pace {
    /// Counts a request; where it is one too many, how long to wait for the next.
    pub fn count(&mut self, name: &str, secret: Secret, now: &Moment) -> Result<(), Duration> {
        let age = |count: &Count| now.since(&count.since).unwrap_or(WINDOW);
        self.0.retain(|_, count| age(count) < WINDOW);
        let mut key = (name.to_ascii_lowercase(), secret);
        if secret == Secret::Wrong && !self.0.contains_key(&key) && self.0.len() >= MOST_NAMES {
            key.0.clear();
        }
        let count = self.0.entry(key).or_insert_with(|| Count { since: now.clone(), requests: 0 });
        count.requests = count.requests.saturating_add(1);
        let most = if secret == Secret::Right { RIGHT } else { WRONG };
        if count.requests > most { Err(WINDOW.saturating_sub(age(count))) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Moment {
        let uptime = Duration::from_secs(seconds);
        Moment { wall: uptime, uptime, boot: "b".into() }
    }

    #[test]
    fn the_sixth_wrong_secret_in_a_minute_waits_and_the_right_one_does_not() {
        let mut pace = Pace::default();
        for second in 0..5 {
            assert_eq!(pace.count("north", Secret::Wrong, &at(second)), Ok(()));
        }
        assert_eq!(pace.count("North", Secret::Wrong, &at(20)), Err(Duration::from_secs(40)));
        assert_eq!(pace.count("south", Secret::Wrong, &at(20)), Ok(()));
        assert_eq!(pace.count("north", Secret::Right, &at(20)), Ok(()));
        assert_eq!(pace.count("north", Secret::Wrong, &at(60)), Ok(()));
    }

    #[test]
    fn a_thousand_right_ones_are_answered_and_a_loop_is_stopped() {
        let mut pace = Pace::default();
        let answered = (0..10_000).filter(|_| pace.count("north", Secret::Right, &at(1)).is_ok()).count();
        assert_eq!(answered, 3000);
    }

    #[test]
    fn names_without_end_take_no_memory_without_end() {
        let mut pace = Pace::default();
        let answered = (0..10_000).filter(|n| pace.count(&format!("n{n}"), Secret::Wrong, &at(1)).is_ok()).count();
        assert_eq!(answered, MOST_NAMES + 5);
        assert!(pace.0.len() <= MOST_NAMES + 1);
        assert!(pace.count("north", Secret::Wrong, &at(1)).is_err(), "a name that exists looks like the others");
        assert_eq!(pace.count("north", Secret::Right, &at(1)), Ok(()));
    }
}
