use cdf_signin_engine::entra::ProviderReply;
use cdf_signin_engine::profile::FieldProblem;
use cdf_signin_engine::{Action, ErrorCode, Failure};
use serde::Serialize;

use crate::advice;

/// The document of a command that failed.
#[derive(Debug, Serialize)]
pub struct FailureDocument<'a> {
    pub error: FailureShape<'a>,
}

/// The `error` of a document, and a status' `last_error`.
#[derive(Debug, Serialize)]
pub struct FailureShape<'a> {
    code: ErrorCode,
    message: &'a str,
    hint: String,
    field: Option<&'a str>,
    problems: &'a [FieldProblem],
    you: &'a [String],
    administrator: &'a [String],
    administrator_message: Option<&'a str>,
    actions: &'a [Action],
    provider: Option<ProviderShape<'a>>,
}

#[derive(Debug, Serialize)]
struct ProviderShape<'a> {
    error: &'a str,
    description: Option<&'a str>,
    suberror: Option<&'a str>,
    aadsts: Option<u32>,
    trace_id: Option<&'a str>,
    correlation_id: Option<&'a str>,
    timestamp: Option<&'a str>,
    raw: Option<&'a str>,
}

impl<'a> From<&'a Failure> for FailureShape<'a> {
    fn from(failure: &'a Failure) -> Self {
        Self {
            code: failure.code,
            message: &failure.message,
            hint: advice::hint(failure),
            field: failure.field.as_deref(),
            problems: &failure.problems,
            you: &failure.you,
            administrator: &failure.administrator,
            administrator_message: failure.administrator_message.as_deref(),
            actions: &failure.actions,
            provider: failure.provider.as_deref().map(ProviderShape::from),
        }
    }
}

impl<'a> From<&'a ProviderReply> for ProviderShape<'a> {
    fn from(reply: &'a ProviderReply) -> Self {
        Self {
            error: &reply.error,
            description: reply.description.as_deref(),
            suberror: reply.suberror.as_deref(),
            aadsts: reply.aadsts(),
            trace_id: reply.trace_id.as_deref(),
            correlation_id: reply.correlation_id.as_deref(),
            timestamp: reply.timestamp.as_deref(),
            raw: reply.raw.as_deref(),
        }
    }
}
