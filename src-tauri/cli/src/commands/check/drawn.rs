//! The report as people read it on a terminal.

use std::fmt::Write as _;

use anstyle::Style;
use cdf_signin_engine::cdf::{Access, Capability};
use cdf_signin_engine::check::{Outcome, Report, Step};
use cdf_signin_engine::profile::ProfileDraft;

use crate::table::{Cell, table_within};
use crate::terminal::Terminal;
use crate::words::{self, BAD, BOLD, DIM, GOOD, WARN, painted, visible};
use crate::wrap::wrapped;

/// What a line begins with below its step's glyph.
const INDENT: &str = "  ";

pub fn report(report: &Report, draft: &ProfileDraft, terminal: Terminal) -> String {
    let mut text = String::new();
    let title = [draft.label.trim(), draft.name.trim()].into_iter().find(|title| !title.is_empty());
    text.push_str(&painted(BOLD, &visible(title.unwrap_or_default())));
    let place = words::place(draft);
    if !place.is_empty() {
        let _ = write!(text, "  {}", painted(DIM, &visible(&place)));
    }
    text.push_str("\n\n");
    for (index, one) in report.steps.iter().enumerate() {
        let next = report.steps.get(index + 1);
        // Several that were skipped for one reason: it is said once, below the last.
        let is_said_below = one.outcome == Outcome::Skipped && next.is_some_and(|next| next.detail == one.detail);
        text.push_str(&step(one, if is_said_below { "" } else { &one.detail }, terminal));
    }
    if let Some(access) = &report.access {
        text.push('\n');
        text.push_str(&rights(access, terminal));
    }
    let _ = writeln!(text, "\n{}", painted(BOLD, &report.summary()));
    text
}

fn step(step: &Step, detail: &str, terminal: Terminal) -> String {
    let (style, glyph) = glyph(step.outcome, terminal.has_symbols());
    let mut text = format!("{} {}\n", painted(style, glyph), visible(&step.title));
    paragraph(&mut text, DIM, "", detail, terminal);
    for next in &step.next {
        paragraph(&mut text, Style::new(), if terminal.has_symbols() { "→ " } else { "> " }, next, terminal);
    }
    // Who has to look into it needs the ids; of what is well nobody wants them.
    if [Outcome::Warned, Outcome::Failed].contains(&step.outcome) {
        for fact in &step.facts {
            paragraph(&mut text, DIM, "", &format!("{}: {}", fact.name, fact.value), terminal);
        }
    }
    text
}

fn paragraph(text: &mut String, style: Style, mark: &str, words: &str, terminal: Terminal) {
    let words = visible(words);
    if words.is_empty() {
        return;
    }
    let under = INDENT.len() + mark.chars().count();
    let width = terminal.width().map_or(usize::MAX, |width| width.saturating_sub(under).max(20));
    for (index, line) in wrapped(&words, width).iter().enumerate() {
        let mark = if index == 0 { mark.to_owned() } else { " ".repeat(mark.chars().count()) };
        let _ = writeln!(text, "{INDENT}{mark}{}", painted(style, line));
    }
}

/// A shape first, a colour second: each is told from the others without either.
fn glyph(outcome: Outcome, has_symbols: bool) -> (Style, &'static str) {
    let (style, symbol, letter) = match outcome {
        Outcome::Passed => (GOOD, "✓", "+"),
        Outcome::Warned => (WARN, "!", "!"),
        Outcome::Failed => (BAD, "✗", "x"),
        Outcome::Skipped => (DIM, "–", "-"),
    };
    (style, if has_symbols { symbol } else { letter })
}

fn rights(access: &Access, terminal: Terminal) -> String {
    if access.capabilities.is_empty() {
        return format!("{}\n", painted(DIM, "No rights to show here."));
    }
    let rows: Vec<[Cell; 4]> = access.capabilities.iter().map(row).collect();
    table_within(terminal.width(), ["RIGHTS TO", "ACTIONS", "SCOPE", "PROJECTS"], rows)
}

fn row(capability: &Capability) -> [Cell; 4] {
    let plain = Style::new();
    let projects = match capability.projects.as_slice() {
        _ if capability.all_projects => "all".to_owned(),
        [] => "not said".to_owned(),
        names => names.join(", "),
    };
    [
        (BOLD, capability.acl.clone()),
        (plain, capability.actions.join(", ")),
        (plain, capability.scope.text.clone()),
        (DIM, projects),
    ]
}
