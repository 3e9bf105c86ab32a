//! Whole flows: the command line as real processes, at a certified identity provider and a CDF stand-in.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]
#![expect(clippy::print_stderr, reason = "counts that a sceptic may want to see")]

mod agent;
mod bad_answers;
mod cancelling;
mod check;
mod client_certificate;
mod client_secret;
mod device_code;
mod doors;
mod existing_files;
mod formats;
mod hand_off;
mod hostile_callback;
mod hostile_connections;
mod hostile_devices;
mod hostile_discovery;
mod hostile_replies;
mod hostile_sign_ins;
mod kept_files;
mod killed;
mod many_processes;
mod network;
mod outages;
mod ports;
mod profiles;
mod python_token;
mod real_browser;
mod refresh;
mod refusals;
mod run;
mod secrets;
mod sign_in;
mod socket;
mod token_endpoint;
