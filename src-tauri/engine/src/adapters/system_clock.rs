use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use crate::clock::Moment;
use crate::ports::Clock;

/// The machine's clocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

static BOOT: LazyLock<String> = LazyLock::new(boot_id);

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let wall = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Moment { wall, uptime: uptime(), boot: BOOT.clone() }
    }
}

/// Names this start of the machine; where the system has no such name, this process, so that other processes'
/// uptimes are never compared with its own.
fn boot_id() -> String {
    let named =
        if cfg!(target_os = "linux") { std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok() } else { None };
    named.map_or_else(
        || {
            let started = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            format!("process {} of {}", std::process::id(), started.as_nanos())
        },
        |id| id.trim().to_owned(),
    )
}

#[cfg(unix)]
fn uptime() -> Duration {
    // Linux: CLOCK_MONOTONIC stops while the machine sleeps, CLOCK_BOOTTIME does not.
    // macOS: CLOCK_MONOTONIC goes on during sleep (mach_continuous_time).
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const CLOCK: rustix::time::ClockId = rustix::time::ClockId::Monotonic;
    Duration::try_from(rustix::time::clock_gettime(CLOCK)).unwrap_or_default()
}

#[cfg(windows)]
#[expect(unsafe_code, reason = "std has no clock that counts sleep on Windows; the call takes no pointer")]
fn uptime() -> Duration {
    Duration::from_millis(unsafe { windows_sys::Win32::System::SystemInformation::GetTickCount64() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_passes() {
        let earlier = SystemClock.now();
        let later = SystemClock.now();
        assert!(later.since(&earlier).is_some());
        assert!(later.wall > Duration::from_secs(1_700_000_000));
    }
}
