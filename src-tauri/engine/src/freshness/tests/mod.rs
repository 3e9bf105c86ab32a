//! The keeper over simulated hours: time is tokio's, paused, so that a day takes milliseconds.

mod keeper;
mod machine;
mod real_sessions;
mod schedule;
