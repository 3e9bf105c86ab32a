use std::path::Path;

use cdf_signin_engine::hand_off::{Format, Written};
use serde::Serialize;

/// A file that a token was written to.
#[derive(Debug, Serialize)]
pub struct WrittenShape<'a> {
    profile: &'a str,
    format: &'a str,
    path: &'a Path,
    expires_at: Option<String>,
    expires_in: Option<u64>,
}

impl<'a> WrittenShape<'a> {
    pub fn new(profile: &'a str, written: &'a Written) -> Self {
        Self {
            profile,
            format: written.format.id,
            path: &written.path,
            expires_at: written.token.as_ref().and_then(|token| super::moment(token.expires_at)),
            expires_in: written.token.as_ref().map(|token| token.expires_in.as_secs()),
        }
    }
}

/// A form that tokens can be written in.
#[derive(Debug, Serialize)]
pub struct FormatShape {
    format: &'static str,
    title: &'static str,
    file_name: &'static str,
    about: &'static str,
    stays_fresh: bool,
}

impl From<&Format> for FormatShape {
    fn from(format: &Format) -> Self {
        let Format { id, title, file_name, about, freshness, .. } = *format;
        Self { format: id, title, file_name, about, stays_fresh: freshness.stays_fresh() }
    }
}
