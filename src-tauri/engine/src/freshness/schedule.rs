//! What to renew when: a state machine that is told the time, the sessions and how renewals ended.

use std::collections::BTreeMap;
use std::time::Duration;

use super::news::{News, Outlook};
use super::pace::{AT_ONCE, Pace};
use crate::clock::Moment;
use crate::failure::Failure;
use crate::session::{Renewal, Standing};

/// Why a renewal brought nothing.
#[derive(Debug, Clone)]
pub enum Trouble {
    /// The provider's host could not be reached.
    Unreachable(Failure),
    /// The provider is busy or out of order, and perhaps said when to come back.
    Busy(Failure, Option<Duration>),
    /// A person has to sign in.
    NeedsPerson(Failure),
    /// Nobody is signed in any more.
    Gone,
    /// Something is amiss that asking again soon does not mend.
    Amiss(Failure),
}

/// A renewal to begin now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Whose.
    pub profile: String,
    /// Of the record that is due.
    pub serial: u64,
}

/// The sessions, and when each is due.
#[derive(Debug)]
pub struct Schedule {
    pace: Pace,
    entries: BTreeMap<String, Entry>,
    /// Hosts that cannot be reached, and token endpoints that want to be left alone. Whoever else is due there waits
    /// for the one who tries.
    closed: BTreeMap<String, Door>,
}

#[derive(Debug)]
struct Entry {
    standing: Standing,
    renew_at_age: Duration,
    pause: Option<Pause>,
    failure: Option<Failure>,
    /// Since when a request is under way.
    under_way: Option<Moment>,
    /// The person has been asked to sign in.
    is_told: bool,
}

#[derive(Debug)]
struct Door {
    pause: Pause,
    is_unreachable: bool,
    failure: Failure,
}

#[derive(Debug, Clone)]
struct Pause {
    since: Moment,
    length: Duration,
    failures: u32,
}

impl Pause {
    fn left(&self, now: &Moment) -> Duration {
        now.since(&self.since).map_or(Duration::ZERO, |age| self.length.saturating_sub(age))
    }
}

impl Schedule {
    pub fn new(pace: Pace) -> Self {
        Self { pace, entries: BTreeMap::new(), closed: BTreeMap::new() }
    }

    /// Takes the sessions as they are now. Those not among them are gone.
    pub fn learn(&mut self, standings: Vec<Standing>) -> Vec<News> {
        let was_unreachable = self.is_anything_unreachable();
        let mut known = std::mem::take(&mut self.entries);
        for standing in standings {
            let known = known.remove(&standing.profile);
            self.take(standing, known);
        }
        let entries = &self.entries;
        // A provider that nobody signs in at any more is not waited for.
        self.closed.retain(|door, _| entries.values().any(|entry| entry.is_behind(door)));
        self.told_if_back(was_unreachable)
    }

    fn take(&mut self, standing: Standing, known: Option<Entry>) {
        if let Some(entry) = known.as_ref().filter(|entry| entry.standing.serial < standing.serial)
            && matches!(standing.renewal, Renewal::ByItself)
            && entry.standing.endpoint == standing.endpoint
        {
            // Somebody reached the provider, be it another process or a person.
            self.closed.remove(&standing.host);
            self.closed.remove(&standing.endpoint);
        }
        let renew_at_age = self.pace.age_to_renew(&standing.profile, standing.serial, standing.lifetime);
        let entry = match known {
            Some(known) if known.standing.is_same_as(&standing) => Entry { standing, renew_at_age, ..known },
            // The record of the provider's no is a new one, but the person has heard of it.
            known => Entry {
                is_told: known
                    .as_ref()
                    .is_some_and(|known| known.is_told && known.standing.received == standing.received),
                under_way: known.and_then(|known| known.under_way),
                renew_at_age,
                pause: None,
                failure: None,
                standing,
            },
        };
        self.entries.insert(entry.standing.profile.clone(), entry);
    }

    /// What to begin at this moment, and whom to tell that they are needed. What it names counts as under way.
    pub fn step(&mut self, now: &Moment) -> (Vec<Job>, Vec<News>) {
        let news = self.entries.values_mut().filter_map(|entry| entry.needs_telling(now)).collect();
        let mut due: Vec<(Duration, String)> = self
            .entries
            .iter()
            .filter(|(_, entry)| entry.is_renewable() && entry.under_way.is_none() && entry.rest(now).is_zero())
            .map(|(name, entry)| (entry.time_left(now), name.clone()))
            .collect();
        // What ends first is renewed first.
        due.sort_unstable();
        let mut under_way: Vec<[String; 2]> =
            self.entries.values().filter(|entry| entry.under_way.is_some()).map(Entry::doors).collect();
        let mut jobs = Vec::new();
        for (_, name) in due {
            if under_way.len() >= AT_ONCE {
                break;
            }
            let Some(entry) = self.entries.get_mut(&name) else { continue };
            let doors = entry.doors();
            let is_shut = |door: &String| {
                let is_tried = || under_way.iter().any(|other| other.contains(door));
                self.closed.get(door).is_some_and(|closed| !closed.pause.left(now).is_zero() || is_tried())
            };
            if !doors.iter().any(is_shut) {
                entry.under_way = Some(now.clone());
                under_way.push(doors);
                jobs.push(Job { profile: name, serial: entry.standing.serial });
            }
        }
        (jobs, news)
    }

    /// How long until [`Self::step`] has something to do, as far as time alone decides.
    pub fn wait(&self, now: &Moment) -> Option<Duration> {
        let times = self.entries.values().filter_map(|entry| match entry.standing.renewal {
            // Ready, and not begun by the last step: what it waits for is the end of another one's request.
            Renewal::ByItself => {
                Some(self.until(entry, now)).filter(|wait| entry.under_way.is_none() && !wait.is_zero())
            }
            _ => (!entry.is_told).then(|| entry.rest(now)),
        });
        times.min()
    }

    /// Until time lets that one begin.
    fn until(&self, entry: &Entry, now: &Moment) -> Duration {
        let doors = entry.standing.doors().into_iter().filter_map(|door| self.closed.get(door));
        doors.map(|door| door.pause.left(now)).fold(entry.rest(now), Duration::max)
    }

    /// A job has ended.
    pub fn finish(&mut self, job: &Job, outcome: Result<Standing, Trouble>, now: &Moment) -> Vec<News> {
        let was_unreachable = self.is_anything_unreachable();
        let Some(entry) = self.entries.get_mut(&job.profile) else { return Vec::new() };
        let began = entry.under_way.take();
        match outcome {
            Ok(standing) => {
                for door in standing.doors() {
                    self.closed.remove(door);
                }
                let mut news = self.told_if_back(was_unreachable);
                news.push(News::Renewed { profile: job.profile.clone(), lifetime: standing.lifetime });
                let known = self.entries.remove(&job.profile);
                self.take(standing, known);
                news
            }
            // The session was replaced while the request was under way: that it failed says nothing any more.
            Err(_) if entry.standing.serial != job.serial => Vec::new(),
            Err(trouble) => self.fail(&job.profile, trouble, began.as_ref(), now),
        }
    }

    fn fail(&mut self, name: &str, trouble: Trouble, began: Option<&Moment>, now: &Moment) -> Vec<News> {
        let was_unreachable = self.is_anything_unreachable();
        let Some(entry) = self.entries.get_mut(name) else { return Vec::new() };
        let failures = entry.pause.as_ref().map_or(1, |pause| pause.failures.saturating_add(1));
        let pause = |length| Some(Pause { since: now.clone(), length, failures });
        match trouble {
            Trouble::Gone => {
                self.entries.remove(name);
                Vec::new()
            }
            Trouble::NeedsPerson(failure) => {
                entry.standing.renewal = Renewal::Ended(failure.clone());
                let is_new = !std::mem::replace(&mut entry.is_told, true);
                is_new.then(|| News::NeedsPerson { profile: name.to_owned(), failure }).into_iter().collect()
            }
            Trouble::Amiss(failure) => {
                entry.pause = pause(self.pace.amiss(name, failures));
                let is_new = entry.failure.as_ref() != Some(&failure);
                entry.failure = Some(failure.clone());
                is_new.then(|| News::Failing { profile: name.to_owned(), failure }).into_iter().collect()
            }
            Trouble::Busy(failure, None) => {
                entry.pause = pause(self.pace.out_of_order(name, failures));
                entry.failure = Some(failure);
                Vec::new()
            }
            Trouble::Busy(failure, Some(retry_after)) => {
                let door = entry.standing.endpoint.clone();
                let length = self.pace.told(&door, retry_after);
                let pause = Pause { since: now.clone(), length, failures: 1 };
                self.closed.insert(door, Door { pause, is_unreachable: false, failure });
                Vec::new()
            }
            Trouble::Unreachable(failure) => {
                let door = entry.standing.host.clone();
                self.shut(door, &failure, began, now);
                (!was_unreachable).then_some(News::Offline { failure }).into_iter().collect()
            }
        }
    }

    /// The pause grows with each try, not with each of the requests that were under way when the network went.
    fn shut(&mut self, host: String, failure: &Failure, began: Option<&Moment>, now: &Moment) {
        let failures = match self.closed.get(&host) {
            Some(door) if began.is_some_and(|began| began.since(&door.pause.since).is_none()) => return,
            Some(door) => door.pause.failures.saturating_add(1),
            None => 1,
        };
        let length = self.pace.unreachable(&host, failures);
        let pause = Pause { since: now.clone(), length, failures };
        self.closed.insert(host, Door { pause, is_unreachable: true, failure: failure.clone() });
    }

    /// What is planned for that profile.
    pub fn outlook(&self, profile: &str, now: &Moment) -> Outlook {
        let Some(entry) = self.entries.get(profile) else { return Outlook::default() };
        let shut = entry.standing.doors().into_iter().find_map(|door| self.closed.get(door));
        Outlook {
            renews_in: entry.is_renewable().then(|| self.until(entry, now)),
            is_offline: shut.is_some_and(|door| door.is_unreachable),
            failure: shut.map(|door| &door.failure).or(entry.failure.as_ref()).cloned(),
        }
    }

    fn is_anything_unreachable(&self) -> bool {
        self.closed.values().any(|door| door.is_unreachable)
    }

    fn told_if_back(&self, was_unreachable: bool) -> Vec<News> {
        (was_unreachable && !self.is_anything_unreachable()).then_some(News::Online).into_iter().collect()
    }
}

impl Entry {
    fn is_renewable(&self) -> bool {
        matches!(self.standing.renewal, Renewal::ByItself)
    }

    fn doors(&self) -> [String; 2] {
        self.standing.doors().map(str::to_owned)
    }

    fn is_behind(&self, door: &str) -> bool {
        self.standing.doors().contains(&door)
    }

    /// Until its own time has come and its own pause is over.
    fn rest(&self, now: &Moment) -> Duration {
        let pause = self.pause.as_ref().map_or(Duration::ZERO, |pause| pause.left(now));
        if matches!(self.standing.renewal, Renewal::Ended(_)) {
            return Duration::ZERO;
        }
        // No clock can tell how old the token is: it counts as ended.
        let age = now.since(&self.standing.received).unwrap_or(Duration::MAX);
        self.renew_at_age.saturating_sub(age).max(pause)
    }

    fn time_left(&self, now: &Moment) -> Duration {
        now.since(&self.standing.received).map_or(Duration::ZERO, |age| self.standing.lifetime.saturating_sub(age))
    }

    /// Once: when the provider has ended the session, or when one that cannot be renewed comes to its end.
    fn needs_telling(&mut self, now: &Moment) -> Option<News> {
        let (Renewal::Ended(failure) | Renewal::Impossible(failure)) = &self.standing.renewal else { return None };
        if self.is_told || !self.rest(now).is_zero() {
            return None;
        }
        let news = News::NeedsPerson { profile: self.standing.profile.clone(), failure: failure.clone() };
        self.is_told = true;
        Some(news)
    }
}
