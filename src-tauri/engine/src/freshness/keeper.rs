use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::task::{Id, JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use super::news::{News, Outlook};
use super::pace::Pace;
use super::schedule::{Job, Schedule, Trouble};
use crate::clock::Moment;
use crate::failure::Failure;
use crate::ports::{Clock, Events, Renewals};
use crate::session::Standing;

/// How soon a change elsewhere is seen, and the end of a machine's sleep. A look costs a system call a profile.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Does what the [`Schedule`] says.
#[derive(Default)]
pub struct Keeper {
    /// None while this process keeps nothing fresh.
    schedule: Mutex<Option<Schedule>>,
}

/// The renewals under way.
type Jobs = JoinSet<Result<Standing, Trouble>>;

impl Keeper {
    /// Renews whatever comes due, until `stop`; then waits for what is under way, because a refresh token that was sent and whose
    /// answer nobody reads may be lost.
    pub async fn run<R: Renewals>(
        &self,
        renewals: &Arc<R>,
        clock: &dyn Clock,
        events: &dyn Events,
        stop: &CancellationToken,
    ) {
        self.run_at(Pace::of_this_host(), renewals, clock, events, stop).await;
    }

    pub(super) async fn run_at<R: Renewals>(
        &self,
        pace: Pace,
        renewals: &Arc<R>,
        clock: &dyn Clock,
        events: &dyn Events,
        stop: &CancellationToken,
    ) {
        *self.schedule() = Some(Schedule::new(pace));
        let tell = |news: Vec<News>| {
            for news in &news {
                news.log();
                events.news(news);
            }
        };
        let (mut jobs, mut names) = (Jobs::new(), HashMap::new());
        while !stop.is_cancelled() {
            if let Some(standings) = renewals.look().await {
                tell(self.with(|schedule| schedule.learn(standings)));
                events.files_changed();
            }
            let (due, news) = self.with(|schedule| schedule.step(&clock.now()));
            tell(news);
            for job in due {
                let (renewals, Job { profile, serial }) = (renewals.clone(), job.clone());
                let started = jobs.spawn(async move { renewals.renew(&profile, serial).await });
                names.insert(started.id(), job);
            }
            let wait = self.with(|schedule| schedule.wait(&clock.now()).into_iter().collect::<Vec<_>>());
            let wait = wait.first().map_or(LOOK_AGAIN, |wait| LOOK_AGAIN.min(*wait));
            tokio::select! {
                () = stop.cancelled() => {}
                Some(ended) = jobs.join_next_with_id() => tell(self.end(ended, &mut names, &clock.now())),
                () = renewals.changed() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        while let Some(ended) = jobs.join_next_with_id().await {
            tell(self.end(ended, &mut names, &clock.now()));
        }
        *self.schedule() = None;
    }

    fn end(
        &self,
        ended: Result<(Id, Result<Standing, Trouble>), JoinError>,
        names: &mut HashMap<Id, Job>,
        now: &Moment,
    ) -> Vec<News> {
        let (id, outcome) = match ended {
            Ok((id, outcome)) => (id, outcome),
            Err(error) => (error.id(), Err(Trouble::Amiss(Failure::internal("a renewal ended by a defect")))),
        };
        let job = names.remove(&id);
        self.with(|schedule| job.map(|job| schedule.finish(&job, outcome, now)).unwrap_or_default())
    }

    /// Whether this process keeps anything fresh.
    pub fn is_at_work(&self) -> bool {
        self.schedule().is_some()
    }

    /// What is planned for that profile; none where this process keeps nothing fresh.
    pub fn outlook(&self, profile: &str, now: &Moment) -> Option<Outlook> {
        self.schedule().as_ref().map(|schedule| schedule.outlook(profile, now))
    }

    fn with<T: Default>(&self, ask: impl FnOnce(&mut Schedule) -> T) -> T {
        self.schedule().as_mut().map(ask).unwrap_or_default()
    }

    fn schedule(&self) -> MutexGuard<'_, Option<Schedule>> {
        self.schedule.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
