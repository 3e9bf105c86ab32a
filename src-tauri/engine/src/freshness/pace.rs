//! When to renew, and how long to pause: every number of this folder.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, DefaultHasher, Hash as _, Hasher as _};
use std::time::Duration;

use crate::session::margin;

/// Requests under way at once, however many sign-ins are due: after a night's sleep all of them are.
pub const AT_ONCE: usize = 4;

/// A provider whose tokens live for seconds is not asked every second.
const SHORTEST_LIFE: Duration = Duration::from_secs(5);

/// Without a network a try costs nothing but itself, and a person who opens their laptop expects it to work.
const UNREACHABLE: Growing = Growing { first: Duration::from_secs(2), longest: Duration::from_secs(30) };

/// HTTP 5xx without a word of when to come back.
const OUT_OF_ORDER: Growing = Growing { first: Duration::from_secs(5), longest: Duration::from_secs(300) };

/// What only a person can mend (a wrong client ID, a full disk) is looked at now and then.
const AMISS: Growing = Growing { first: Duration::from_secs(60), longest: Duration::from_secs(3600) };

/// No provider's `Retry-After` holds longer: an access token's usual life.
const LONGEST_HOLD: Duration = Duration::from_secs(3600);

/// A pause that doubles with each failure in a row.
struct Growing {
    first: Duration,
    longest: Duration,
}

/// Chance, the same for the same question: a host that asks twice when to renew gets one answer, two hosts get two.
#[derive(Debug, Clone)]
pub struct Pace {
    seed: u64,
}

impl Pace {
    /// This host's own.
    pub fn of_this_host() -> Self {
        Self { seed: RandomState::new().hash_one("pace") }
    }

    /// A known one, for tests.
    #[cfg(test)]
    pub fn seeded(seed: u64) -> Self {
        Self { seed }
    }

    /// The age at which a token is renewed: at 75 to 85 % of its life, and before `token` would have to do it, which
    /// matters for those that live for minutes.
    pub fn age_to_renew(&self, profile: &str, serial: u64, lifetime: Duration) -> Duration {
        let of_life = lifetime * 3 / 4 + self.share(lifetime / 10, profile, serial);
        let unnoticed = lifetime.saturating_sub(margin(lifetime));
        let before_the_margin = unnoticed * 7 / 8 + self.share(unnoticed / 8, profile, serial);
        of_life.min(before_the_margin).max(SHORTEST_LIFE)
    }

    /// Until a provider that could not be reached is tried again.
    pub fn unreachable(&self, host: &str, failures: u32) -> Duration {
        self.growing(&UNREACHABLE, host, failures)
    }

    /// Until a provider that is out of order is asked again.
    pub fn out_of_order(&self, profile: &str, failures: u32) -> Duration {
        self.growing(&OUT_OF_ORDER, profile, failures)
    }

    /// Until something that is amiss here is tried again.
    pub fn amiss(&self, profile: &str, failures: u32) -> Duration {
        self.growing(&AMISS, profile, failures)
    }

    /// Until a provider that said when to come back is asked again: not before, and not with everybody else.
    pub fn told(&self, endpoint: &str, retry_after: Duration) -> Duration {
        let hold = retry_after.clamp(Duration::from_secs(1), LONGEST_HOLD);
        hold + self.share(hold / 10, endpoint, 0)
    }

    /// Half of it for certain, the other half by chance.
    fn growing(&self, growing: &Growing, name: &str, failures: u32) -> Duration {
        let doublings = failures.saturating_sub(1).min(16);
        let full = growing.first.saturating_mul(1 << doublings).min(growing.longest);
        full / 2 + self.share(full / 2, name, u64::from(failures))
    }

    fn share(&self, of: Duration, name: &str, count: u64) -> Duration {
        const PARTS: u32 = 4096;
        let mut chance = DefaultHasher::new();
        (self.seed, name, count).hash(&mut chance);
        let part = u32::try_from(chance.finish() % u64::from(PARTS)).unwrap_or_default();
        of * part / PARTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// The ages at which a thousand hosts would renew that life.
    fn ages(lifetime: u64) -> Vec<Duration> {
        let mut ages: Vec<_> =
            (0..1000).map(|seed| Pace::seeded(seed).age_to_renew("north", 1, seconds(lifetime))).collect();
        ages.sort_unstable();
        ages
    }

    #[test]
    fn an_hours_token_is_renewed_at_three_quarters_to_85_percent_and_the_hosts_are_spread() {
        let ages = ages(3600);
        assert!(ages[0] >= seconds(2700) && ages[999] <= seconds(3060), "{:?} {:?}", ages[0], ages[999]);
        assert!(ages[50] < seconds(2740) && ages[950] > seconds(3000), "{:?} {:?}", ages[50], ages[950]);
        let distinct: std::collections::BTreeSet<_> = ages.iter().collect();
        assert!(distinct.len() > 800, "{}", distinct.len());
    }

    #[test]
    fn who_asks_for_a_token_never_has_to_renew_it_first() {
        for lifetime in [20, 60, 90, 300, 600, 900, 1200, 3600, 5400, 86_400] {
            let latest = ages(lifetime)[999];
            assert!(latest + margin(seconds(lifetime)) <= seconds(lifetime), "{lifetime}: {latest:?}");
            assert!(ages(lifetime)[0] >= seconds(lifetime) * 2 / 5, "{lifetime}: {:?}", ages(lifetime)[0]);
        }
    }

    #[test]
    fn lives_of_nothing_are_not_renewed_all_the_time() {
        for lifetime in 0..=5 {
            assert_eq!(ages(lifetime)[0], seconds(5));
        }
    }

    #[test]
    fn pauses_double_up_to_a_limit_and_half_of_each_is_chance() {
        let pace = Pace::seeded(7);
        for (failures, full) in [(1, 2), (2, 4), (3, 8), (4, 16), (5, 30), (6, 30), (1000, 30), (u32::MAX, 30)] {
            let pause = pace.unreachable("host", failures);
            assert!(pause >= seconds(full) / 2 && pause <= seconds(full), "{failures}: {pause:?}");
        }
        assert_ne!(Pace::seeded(8).out_of_order("north", 3), pace.out_of_order("north", 3));
        assert_ne!(pace.out_of_order("south", 3), pace.out_of_order("north", 3));
        assert!(pace.amiss("north", 40) <= seconds(3600));
    }

    #[test]
    fn retry_after_is_kept_and_has_an_end() {
        let pace = Pace::seeded(7);
        let held = pace.told("door", seconds(120));
        assert!(held >= seconds(120) && held <= seconds(132), "{held:?}");
        assert!(pace.told("door", Duration::MAX) <= seconds(3960));
        assert!(pace.told("door", Duration::ZERO) >= seconds(1));
    }
}
