//! A machine whose clock is tokio's, a provider that can be away, and a host that listens.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use crate::clock::Moment;
use crate::failure::{ErrorCode, Failure};
use crate::freshness::pace::Pace;
use crate::freshness::{Keeper, News, Trouble};
use crate::ports::{Clock, Events, Renewals};
use crate::session::{Renewal, Standing};

/// Tokio's time, and what it does not know of: sleep of the machine, and hands on the wall clock.
pub struct TokioClock {
    started: Instant,
    asleep: Mutex<Duration>,
    wall: Mutex<Duration>,
}

impl Clock for TokioClock {
    fn now(&self) -> Moment {
        let uptime = self.started.elapsed() + *self.asleep.lock().unwrap();
        Moment { wall: *self.wall.lock().unwrap() + uptime, uptime, boot: "b".into() }
    }
}

/// What the provider answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    Gives,
    /// No way to it.
    Away,
    OutOfOrder,
    Busy(u64),
    SaysNo,
    IsMisconfigured,
}

/// Sign-ins at one provider, and everything that happened to them.
pub struct Machine {
    pub clock: TokioClock,
    pub provider: Mutex<Provider>,
    pub sessions: Mutex<BTreeMap<String, Standing>>,
    /// When a request came, and whose it was.
    pub requests: Mutex<Vec<(Duration, String)>>,
    /// Requests under way now, and at most so far.
    under_way: Mutex<(usize, usize)>,
    news: Mutex<Vec<(Duration, News)>>,
    lifetime: Mutex<Duration>,
    has_changed: Mutex<bool>,
    changed: Notify,
}

/// A keeper at work on that machine.
pub struct AtWork {
    pub keeper: Arc<Keeper>,
    stop: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Machine {
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            clock: TokioClock {
                started: Instant::now(),
                asleep: Mutex::default(),
                wall: Mutex::new(Duration::from_secs(1_800_000_000)),
            },
            provider: Mutex::new(Provider::Gives),
            sessions: Mutex::default(),
            requests: Mutex::default(),
            under_way: Mutex::default(),
            news: Mutex::default(),
            lifetime: Mutex::new(Duration::from_secs(3600)),
            has_changed: Mutex::default(),
            changed: Notify::new(),
        })
    }

    /// A machine with that many sign-ins, all of this moment, for an hour.
    pub fn with_sign_ins(count: usize) -> Arc<Self> {
        let machine = Self::new();
        for number in 0..count {
            machine.sign_in(&format!("p{number:03}"), Renewal::ByItself);
        }
        machine
    }

    pub fn sign_in(&self, profile: &str, renewal: Renewal) {
        let mut sessions = self.sessions.lock().unwrap();
        let serial = sessions.get(profile).map_or(1, |standing| standing.serial + 1);
        sessions.insert(profile.to_owned(), self.standing(profile, serial, renewal));
        self.touch();
    }

    pub fn sign_out(&self, profile: &str) {
        self.sessions.lock().unwrap().remove(profile);
        self.touch();
    }

    pub fn standing(&self, profile: &str, serial: u64, renewal: Renewal) -> Standing {
        Standing {
            profile: profile.to_owned(),
            host: "https://login".into(),
            endpoint: "https://login/token".into(),
            serial,
            received: self.clock.now(),
            lifetime: *self.lifetime.lock().unwrap(),
            renewal,
        }
    }

    pub fn will(&self, provider: Provider) {
        *self.provider.lock().unwrap() = provider;
    }

    pub fn tokens_last(&self, seconds: u64) {
        *self.lifetime.lock().unwrap() = Duration::from_secs(seconds);
    }

    /// The lid is closed for that long: nothing runs, and tokio's clock does not count it.
    pub fn sleeps(&self, seconds: u64) {
        *self.clock.asleep.lock().unwrap() += Duration::from_secs(seconds);
    }

    /// Somebody sets the wall clock.
    pub fn set_wall_clock(&self, seconds: u64) {
        *self.clock.wall.lock().unwrap() = Duration::from_secs(seconds);
    }

    pub fn keep(self: &Arc<Self>, seed: u64) -> AtWork {
        let (machine, keeper, stop) = (self.clone(), Arc::new(Keeper::default()), CancellationToken::new());
        let (at_work, stopped) = (keeper.clone(), stop.clone());
        let task = tokio::spawn(async move {
            let pace = Pace::seeded(seed);
            at_work.run_at(pace, &machine, &machine.clock, machine.as_ref(), &stopped).await;
        });
        AtWork { keeper, stop, task }
    }

    /// The number of requests so far.
    pub fn asked(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// At most so many were under way at once.
    pub fn most_at_once(&self) -> usize {
        self.under_way.lock().unwrap().1
    }

    /// What the host heard, but for renewals.
    pub fn told(&self) -> Vec<News> {
        let news = self.news.lock().unwrap();
        news.iter().map(|(_, news)| news.clone()).filter(|news| !matches!(news, News::Renewed { .. })).collect()
    }

    /// No sign-in's token is past its end.
    pub fn is_all_alive(&self) -> bool {
        let now = self.clock.now();
        let sessions = self.sessions.lock().unwrap();
        sessions.values().all(|standing| now.since(&standing.received).unwrap() < standing.lifetime)
    }

    fn touch(&self) {
        *self.has_changed.lock().unwrap() = true;
        self.changed.notify_one();
    }

    fn answer(&self, profile: &str) -> Result<Standing, Trouble> {
        let failure = |code| Failure::new(code, "What happened.", "What to do.");
        match *self.provider.lock().unwrap() {
            Provider::Gives => {
                let mut sessions = self.sessions.lock().unwrap();
                let serial = sessions.get(profile).ok_or(Trouble::Gone)?.serial + 1;
                let standing = self.standing(profile, serial, Renewal::ByItself);
                sessions.insert(profile.to_owned(), standing.clone());
                *self.has_changed.lock().unwrap() = true;
                Ok(standing)
            }
            Provider::Away => Err(Trouble::Unreachable(failure(ErrorCode::Network))),
            Provider::OutOfOrder => Err(Trouble::Busy(failure(ErrorCode::Network), None)),
            Provider::Busy(seconds) => {
                Err(Trouble::Busy(failure(ErrorCode::Network), Some(Duration::from_secs(seconds))))
            }
            Provider::IsMisconfigured => Err(Trouble::Amiss(failure(ErrorCode::ProviderRefused))),
            Provider::SaysNo => {
                let failure = failure(ErrorCode::SignInRequired);
                let mut sessions = self.sessions.lock().unwrap();
                let standing = sessions.get_mut(profile).ok_or(Trouble::Gone)?;
                // As the engine does: the record is written anew, the tokens in it are the same.
                standing.serial += 1;
                standing.renewal = Renewal::Ended(failure.clone());
                *self.has_changed.lock().unwrap() = true;
                Err(Trouble::NeedsPerson(failure))
            }
        }
    }
}

impl Renewals for Machine {
    async fn look(&self) -> Option<Vec<Standing>> {
        let has_changed = std::mem::take(&mut *self.has_changed.lock().unwrap());
        has_changed.then(|| self.sessions.lock().unwrap().values().cloned().collect())
    }

    async fn renew(&self, profile: &str, serial: u64) -> Result<Standing, Trouble> {
        let now = self.sessions.lock().unwrap().get(profile).cloned().ok_or(Trouble::Gone)?;
        if now.serial != serial {
            return Ok(now);
        }
        self.requests.lock().unwrap().push((self.clock.now().uptime, profile.to_owned()));
        {
            let mut under_way = self.under_way.lock().unwrap();
            under_way.0 += 1;
            under_way.1 = under_way.1.max(under_way.0);
        }
        sleep(Duration::from_millis(200)).await;
        self.under_way.lock().unwrap().0 -= 1;
        self.answer(profile)
    }

    async fn changed(&self) {
        self.changed.notified().await;
    }
}

impl Events for Machine {
    fn session_changed(&self, _profile: &str) {}

    fn news(&self, news: &News) {
        self.news.lock().unwrap().push((self.clock.now().uptime, news.clone()));
    }
}

impl AtWork {
    /// Ends it, as a host that quits does.
    pub async fn end(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }
}

pub async fn minutes(minutes: u64) {
    seconds(60 * minutes).await;
}

pub async fn seconds(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
}
