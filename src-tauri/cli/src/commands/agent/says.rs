use std::path::Path;

use cdf_signin_engine::Failure;
use cdf_signin_engine::freshness::News;
use cdf_signin_engine::ports::Events;

use crate::terminal::Terminal;
use crate::words::{self, BOLD, WARN, painted, visible};

/// What an agent does and cannot do, on standard error: a line each.
pub struct Says(pub Terminal);

impl Events for Says {
    fn session_changed(&self, _profile: &str) {}

    fn news(&self, news: &News) {
        self.0.say(&format!("{}\n", line(news)));
    }
}

/// What another command says of files that it kept fresh, or took back, on the way: only what a person did not ask for.
pub struct SaysOfFiles(pub Terminal);

impl Events for SaysOfFiles {
    fn session_changed(&self, _profile: &str) {}

    fn news(&self, news: &News) {
        if matches!(news, News::FileFailed { .. } | News::FileTakenBack { .. }) {
            self.0.say(&format!("{} {}\n", painted(WARN, "note:"), line(news)));
        }
    }
}

fn line(news: &News) -> String {
    let name = |profile: &str| painted(BOLD, &visible(profile));
    let shown = |path: &Path| visible(&path.display().to_string());
    let said = |failure: &Failure| visible(&failure.to_string());
    match news {
        News::Renewed { profile, lifetime } => {
            format!("{}: renewed, good for {}.", name(profile), words::duration(*lifetime))
        }
        News::NeedsPerson { profile, failure } => {
            let message = visible(&failure.message);
            format!("{}: {message} Sign in: cdf-signin login {}", name(profile), visible(profile))
        }
        News::Failing { profile, failure } | News::FileFailed { profile, failure, .. } => {
            format!("{}: {}", name(profile), said(failure))
        }
        News::Offline { failure } => format!("{} It is tried until it works.", visible(&failure.message)),
        News::Online => "The provider can be reached again.".to_owned(),
        News::FileWritten { profile, path, .. } => format!("{}: {} is written.", name(profile), shown(path)),
        News::FileTakenBack { profile, path, .. } => {
            format!("{}: the time of {} is over; the token is taken out of it.", name(profile), shown(path))
        }
    }
}
