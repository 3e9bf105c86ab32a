use super::report::{Step, StepId};
use crate::failure::ErrorCode;
use crate::profile::{Flow, Profile};
use crate::session::{Sessions, State};
use crate::sign_in::Callback;

/// Only a browser brings its answer to a port.
pub(super) fn is_needed(profile: &Profile) -> bool {
    profile.flow == Flow::Browser
}

/// Whether the browser's answer can come in.
pub(super) async fn step(sessions: &Sessions, profile: &Profile) -> Step {
    let port = profile.redirect_port;
    let id = StepId::RedirectPort;
    match Callback::is_free(port).await {
        Ok(()) => Step::passed(id, format!("Port {port} is free")),
        // It is this app's own listener.
        Err(_) if sessions.status(profile).await.state == State::SigningIn => {
            Step::passed(id, format!("Port {port} waits for your browser"))
        }
        Err(reason) if profile.fixed_port => Step::failed(id, ErrorCode::PortTaken, format!("Port {port} is taken"))
            .detail(format!(
                "Your browser has to bring its answer to port {port}, but another program has it: {reason}."
            ))
            .next("End the program that has it.")
            .next("Or take fixed_port out of the profile, if the provider takes any port as Entra does.")
            .field("redirect_port"),
        Err(reason) => Step::warned(id, format!("Port {port} is taken"))
            .detail(format!(
                "Another program has it ({reason}). A sign-in takes another free port, which Entra allows."
            ))
            .field("redirect_port"),
    }
}
