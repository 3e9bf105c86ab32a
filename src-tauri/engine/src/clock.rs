//! Time, as token lifetimes need it.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// RFC 3339, in whole seconds.
pub(crate) fn rfc3339(moment: SystemTime) -> String {
    let whole = OffsetDateTime::from(moment).replace_nanosecond(0).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    whole.format(&Rfc3339).unwrap_or_default()
}

/// A moment on two clocks: the wall's, which people and administrators set, and the uptime, which counts sleep
/// and which nobody sets, but which begins anew at each start of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Since 1970-01-01 UTC.
    pub wall: Duration,
    /// Since the machine was started, time asleep included.
    pub uptime: Duration,
    /// Which start of the machine `uptime` counts from.
    pub boot: String,
}

impl Moment {
    /// How much time passed between an earlier moment and this one; `None` when no clock can tell, because the
    /// machine was started anew and its wall clock has been set back.
    pub fn since(&self, earlier: &Self) -> Option<Duration> {
        if self.boot == earlier.boot {
            return self.uptime.checked_sub(earlier.uptime);
        }
        self.wall.checked_sub(earlier.wall)
    }

    /// The wall clock's time.
    pub fn system_time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.wall
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(wall: u64, uptime: u64, boot: &str) -> Moment {
        Moment { wall: Duration::from_secs(wall), uptime: Duration::from_secs(uptime), boot: boot.into() }
    }

    #[test]
    fn within_one_boot_the_wall_clock_does_not_matter() {
        let earlier = moment(1_000_000, 500, "a");
        for wall in [0, 999_000, 1_000_060, 9_000_000] {
            assert_eq!(moment(wall, 560, "a").since(&earlier), Some(Duration::from_secs(60)));
        }
    }

    #[test]
    fn across_boots_the_wall_clock_counts_and_one_set_back_is_noticed() {
        let earlier = moment(1_000_000, 500, "a");
        assert_eq!(moment(1_000_060, 5, "b").since(&earlier), Some(Duration::from_secs(60)));
        assert_eq!(moment(999_999, 9_000, "b").since(&earlier), None);
    }
}
