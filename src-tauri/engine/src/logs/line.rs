//! A line as it is written: one moment, one line, no secret.

use std::fmt;
use std::io::{self, Write};
use std::time::SystemTime;

use time::OffsetDateTime;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

use crate::redaction::redacted;

/// Writes whole lines to what is inside, each without what looks like a secret, and in one piece: several processes
/// append to one file.
pub struct Lines<W>(pub W);

pub struct Line<W>(W);

impl<'a, W: MakeWriter<'a>> MakeWriter<'a> for Lines<W> {
    type Writer = Line<W::Writer>;

    fn make_writer(&'a self) -> Self::Writer {
        Line(self.0.make_writer())
    }
}

impl<W: Write> Write for Line<W> {
    /// Called with a whole line: that is how `fmt::Layer` writes.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(safe(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// One line: others' words must not look like a line of their own.
fn safe(line: &str) -> String {
    let visible: String = line.trim_end().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    redacted(&visible) + "\n"
}

/// `2026-11-24T23:14:05.123Z`
pub struct Moment(pub fn() -> SystemTime);

impl FormatTime for Moment {
    fn format_time(&self, to: &mut Writer<'_>) -> fmt::Result {
        let now = OffsetDateTime::from((self.0)());
        let (date, time) = (now.date(), now.time());
        write!(to, "{date}T{:02}:{:02}:{:02}.{:03}Z", time.hour(), time.minute(), time.second(), time.millisecond())
    }
}
