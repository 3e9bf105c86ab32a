use cdf_signin_engine::Failure;
use cdf_signin_engine::check::Report;
use serde::Serialize;

use super::FailureShape;

/// The report of a check. It is whole also where a step failed; `error` is then the first of those.
#[derive(Debug, Serialize)]
pub struct CheckShape<'a> {
    #[serde(flatten)]
    report: &'a Report,
    summary: String,
    error: Option<FailureShape<'a>>,
}

impl<'a> CheckShape<'a> {
    pub fn new(report: &'a Report, failure: Option<&'a Failure>) -> Self {
        Self { report, summary: report.summary(), error: failure.map(FailureShape::from) }
    }
}
