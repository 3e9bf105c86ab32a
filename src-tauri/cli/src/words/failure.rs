use std::fmt::Write as _;

use cdf_signin_engine::Failure;
use cdf_signin_engine::entra::ProviderReply;

use super::{BAD, BOLD, DIM, painted, visible};
use crate::advice;

/// What happened, what to do, and what an administrator needs; with the provider's raw reply for who wants it all.
pub fn failure(failure: &Failure, is_verbose: bool) -> String {
    let mut text = String::new();
    line(&mut text, &format!("{} {}", painted(BAD.bold(), "error:"), visible(&failure.message)));
    if !failure.hint.is_empty() {
        line(&mut text, &format!("{} {}", painted(BOLD, "hint:"), visible(&advice::hint(failure))));
    }
    problems(&mut text, failure);
    steps(&mut text, "You:", &failure.you);
    if failure.administrator_message.is_none() {
        steps(&mut text, "Your administrator:", &failure.administrator);
    }
    commands(&mut text, failure);
    match (&failure.administrator_message, &failure.provider) {
        // The ids are in it.
        (Some(message), _) => block(&mut text, "Message for your administrator:", message),
        (None, Some(reply)) => ids(&mut text, reply),
        (None, None) => {}
    }
    if let Some(raw) = failure.provider.as_ref().and_then(|reply| reply.raw.as_ref()).filter(|_| is_verbose) {
        block(&mut text, "The provider's reply:", raw);
    }
    text
}

fn problems(text: &mut String, failure: &Failure) {
    if failure.problems.len() < 2 {
        return;
    }
    line(text, "");
    for problem in &failure.problems {
        let example = problem.example.as_deref().map(|example| format!(" For example {example}"));
        let words = format!("{}{}", problem.message, example.unwrap_or_default());
        line(text, &format!("  {:14} {}", problem.field, visible(&words)));
    }
}

/// None needs no heading.
fn steps(text: &mut String, heading: &str, steps: &[String]) {
    if steps.is_empty() {
        return;
    }
    line(text, "");
    line(text, heading);
    for step in steps {
        line(text, &format!("  - {}", visible(step)));
    }
}

fn commands(text: &mut String, failure: &Failure) {
    let commands = advice::commands(failure);
    let width = commands.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
    if width > 0 {
        line(text, "");
        line(text, "Commands:");
    }
    for (command, purpose) in commands {
        line(text, &format!("  {:width$}  {}", visible(&command), painted(DIM, purpose)));
    }
}

fn ids(text: &mut String, reply: &ProviderReply) {
    let number = reply.aadsts().map(|number| format!("AADSTS{number}"));
    line(text, "");
    for (name, value) in [
        ("provider", Some(&reply.error)),
        ("code", number.as_ref()),
        ("trace id", reply.trace_id.as_ref()),
        ("correlation id", reply.correlation_id.as_ref()),
        ("time", reply.timestamp.as_ref()),
    ] {
        if let Some(value) = value {
            line(text, &format!("  {} {}", painted(DIM, &format!("{name:14}")), visible(value)));
        }
    }
}

/// Several lines to copy, indented.
fn block(text: &mut String, heading: &str, lines: &str) {
    line(text, "");
    line(text, heading);
    for one in lines.lines() {
        line(text, format!("  {}", visible(one)).trim_end());
    }
}

fn line(text: &mut String, line: &str) {
    let _ = writeln!(text, "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use cdf_signin_engine::ErrorCode;

    fn refused() -> Failure {
        let reply = ProviderReply::from_redirect("access_denied".into(), Some("no\u{1b}[2J Trace ID: t-1".into()));
        Failure { provider: Some(Box::new(reply)), ..Failure::new(ErrorCode::ProviderRefused, "No.", "Ask.") }
    }

    #[test]
    fn the_raw_reply_is_for_who_wants_it_all() {
        assert!(!failure(&refused(), false).contains("The provider's reply:"));
        let said = failure(&refused(), true);
        assert!(said.contains("The provider's reply:\n  {\n") && said.contains("error_description"), "{said}");
    }

    #[test]
    fn a_message_holds_the_ids_and_stands_alone() {
        let said = failure(&refused(), false);
        assert!(said.contains("trace id") && said.contains("t-1"), "{said}");
        let message = Some("Hello,\n\nTrace ID: t-1".to_owned());
        let said = failure(&Failure { administrator_message: message, ..refused() }, false);
        assert!(said.ends_with("Message for your administrator:\n  Hello,\n\n  Trace ID: t-1\n"), "{said}");
    }
}
