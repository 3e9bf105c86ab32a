//! Looking at all that a profile needs. The steps reach the page as they come.

use cdf_signin_engine::check::Progress;
use tauri::State;
use tauri::ipc::Channel;

use super::Asked;
use crate::check::Checks;
use crate::dto::{CheckProgress, CheckReport};
use crate::error::Answer;

#[tauri::command]
pub async fn check(
    engine: Asked<'_>,
    checks: State<'_, Checks>,
    name: String,
    steps: Channel<CheckProgress>,
) -> Answer<CheckReport> {
    let entry = engine.entry(&name)?;
    // A page that is gone hears nothing.
    let hear = |progress: Progress<'_>| drop(steps.send(progress.into()));
    checks.run(&name, Box::pin(engine.check(&entry, &hear))).await
}

#[tauri::command]
pub async fn cancel_check(checks: State<'_, Checks>, name: String) -> Answer<()> {
    checks.cancel(&name);
    Ok(())
}
