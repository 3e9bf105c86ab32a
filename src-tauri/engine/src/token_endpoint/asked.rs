//! Who asked when: the last requests of each profile, in memory alone.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// Requests that are remembered of a profile.
const REMEMBERED: usize = 50;

/// Of what a program calls itself.
const LONGEST_NAME: usize = 80;

/// A request at a profile's endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When.
    #[serde(with = "crate::local_socket::moment_text")]
    pub at: SystemTime,
    /// What came of it.
    pub outcome: Outcome,
    /// What the program calls itself (its `User-Agent`), shortened and made printable.
    pub user_agent: Option<String>,
    /// The process's name, where the system tells it.
    #[serde(default)]
    pub program: Option<String>,
}

/// What came of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It got a token.
    Granted,
    /// It did not know the secret.
    WrongSecret,
    /// It asked too often.
    SlowedDown,
    /// A web page asked.
    WebPage,
    /// It is no request for a token that is understood here.
    NotUnderstood,
    /// There is no token to be had.
    NoToken,
}

/// The profiles' last requests.
#[derive(Default)]
pub(super) struct Log(HashMap<String, VecDeque<Asked>>);

impl Log {
    pub fn note(&mut self, profile: &str, asked: Asked) {
        let requests = self.0.entry(profile.to_owned()).or_default();
        requests.truncate(REMEMBERED - 1);
        requests.push_front(asked);
    }

    /// Whether nobody has asked for that long.
    pub fn is_quiet(&self, profile: &str, long: Duration, now: SystemTime) -> bool {
        let latest = self.0.get(profile).and_then(|requests| requests.front());
        latest.is_none_or(|asked| now.duration_since(asked.at).is_ok_and(|age| age >= long))
    }

    /// The latest first.
    pub fn of(&self, profile: &str) -> Vec<Asked> {
        self.0.get(profile).into_iter().flatten().cloned().collect()
    }

    /// Forgets the others.
    pub fn retain(&mut self, is_known: impl Fn(&str) -> bool) {
        self.0.retain(|profile, _| is_known(profile));
    }
}

/// What others call themselves, fit to be shown.
pub(super) fn printable(text: &[u8]) -> Option<String> {
    let text: String = String::from_utf8_lossy(text).chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(user_agent: &str) -> Asked {
        let outcome = Outcome::Granted;
        Asked { at: SystemTime::UNIX_EPOCH, outcome, user_agent: printable(user_agent.as_bytes()), program: None }
    }

    #[test]
    fn the_last_fifty_are_remembered_the_latest_first() {
        let mut log = Log::default();
        for number in 0..120 {
            log.note("north", asked(&number.to_string()));
        }
        log.note("south", asked("x"));
        let names: Vec<_> = log.of("north").into_iter().filter_map(|asked| asked.user_agent).collect();
        assert_eq!((names.len(), names[0].as_str(), names[49].as_str()), (50, "119", "70"));
        log.retain(|profile| profile == "north");
        assert!(log.of("south").is_empty() && !log.of("north").is_empty());
    }

    #[test]
    fn a_name_gives_no_orders_and_has_an_end() {
        assert_eq!(printable(b"a\x1b[2Jb\r\n\xff").as_deref(), Some("a[2Jb\u{fffd}"));
        assert_eq!(printable(&[b'x'; 500]).map(|name| name.len()), Some(80));
        assert_eq!(printable(b" \t "), None);
    }
}
