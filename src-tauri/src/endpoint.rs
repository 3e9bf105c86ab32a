//! A profile's token endpoint as the page sees it: everything but its secret.

use cdf_signin_engine::token_endpoint::{Asked, EndpointStatus, Outcome};
use cdf_signin_engine::{Engine, Failure};

use crate::dto::{AskedView, EndpointView};
use crate::error::Answer;
use crate::status::rfc3339;

/// How a profile's endpoint stands.
pub async fn endpoint(engine: &Engine, name: &str) -> Answer<EndpointView> {
    let status = engine.endpoint(name).await?;
    Ok(view(name, status))
}

/// Switches it.
pub async fn switch(engine: &Engine, name: &str, on: bool) -> Answer<EndpointView> {
    let status = engine.switch_endpoint(name, on).await?;
    Ok(view(name, status))
}

fn view(name: &str, status: EndpointStatus) -> EndpointView {
    EndpointView {
        is_on: status.is_on,
        address: status.address,
        address_for_guests: status.address_for_guests,
        // So the tools name themselves by it.
        client_id: name.to_owned(),
        failure: status.failure.map(Failure::into),
        asked: status.asked.into_iter().map(AskedView::from).collect(),
    }
}

impl From<Asked> for AskedView {
    fn from(asked: Asked) -> Self {
        let answered = asked.outcome == Outcome::Granted;
        let who = [asked.program, asked.user_agent].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Self { at: rfc3339(asked.at), who, answered, outcome: in_words(asked.outcome).to_owned() }
    }
}

fn in_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "got a token",
        Outcome::WrongSecret => "did not know the secret",
        Outcome::SlowedDown => "asked too often",
        Outcome::WebPage => "was a web page, and got nothing",
        Outcome::NotUnderstood => "asked for something else",
        Outcome::NoToken => "got none: nobody is signed in",
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn who_asked_is_named_as_far_as_it_is_known() {
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_442_711);
        let asked = |program: Option<&str>, agent: Option<&str>, outcome| {
            let (program, user_agent) = (program.map(Into::into), agent.map(Into::into));
            AskedView::from(Asked { at, outcome, user_agent, program })
        };
        let both = asked(Some("python3"), Some("python-requests/2.32"), Outcome::Granted);
        assert_eq!((both.who.as_str(), both.answered), ("python3, python-requests/2.32", true));
        assert_eq!(both.at.as_deref(), Some("2026-11-23T14:05:11Z"));
        let neither = asked(None, None, Outcome::WrongSecret);
        assert_eq!((neither.who.as_str(), neither.answered), ("", false));
    }
}
