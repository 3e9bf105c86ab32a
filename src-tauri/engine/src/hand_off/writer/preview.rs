//! What a file would become, before it is written.

use std::path::PathBuf;

use secrecy::zeroize::Zeroizing;
use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use super::mask::Mask;
use super::target::Target;
use super::{Order, TRIES, Warning, is_foreign, surroundings, trouble, warnings_of};
use crate::hand_off::writer::target::IsPrivate;
use crate::hand_off::{HandOffError, Material};

/// What a file would become. No token and no secret is in it.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Which file.
    pub path: PathBuf,
    /// There is no such file yet.
    pub is_new: bool,
    /// The file was made by somebody else, and all of it would be replaced.
    pub is_foreign: bool,
    /// The file is there, and holds nothing of the app's yet.
    pub is_first: bool,
    /// What changes, with a few lines around it. None: nothing does.
    pub lines: Vec<DiffLine>,
    /// What the person should know of the place.
    pub warnings: Vec<Warning>,
}

/// A line of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffLine {
    /// What becomes of it.
    pub change: Change,
    /// The line, without its end and what is secret in it.
    pub text: String,
}

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It stays.
    Same,
    /// It is new.
    Added,
    /// It goes.
    Removed,
    /// In the place of lines that are not shown: the text says how many.
    Skipped,
}

impl Change {
    /// The word for it in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Skipped => "skipped",
        }
    }
}

/// What the order would make of the file.
pub(crate) fn preview(order: &Order, material: &Material<'_>) -> Result<Preview, HandOffError> {
    let Order { format, path, .. } = order;
    let (target, before) = looked_at(order)?;
    let existing = target.found.is_some().then(|| before.as_str());
    let after = format.text(material, existing).map_err(HandOffError::Unfit)?;
    let without = (format.take_back)(&before);
    let known = [
        (material.token_text(), "[the new token]"),
        (material.secret_text(), "[the secret]"),
        (material.endpoint_secret_text(), "[the secret]"),
    ];
    let lines = diff(
        (&before, &Mask::of(&before, &without, &known)),
        (&after, &Mask::of(&after, &(format.take_back)(&after), &known)),
    );
    let mut warnings = warnings_of(&target, IsPrivate(true));
    warnings.extend(surroundings::warnings_of_place(path));
    Ok(Preview {
        path: path.clone(),
        is_new: existing.is_none(),
        is_foreign: is_foreign(format, existing),
        is_first: !before.trim().is_empty() && *without == *before,
        lines,
        warnings,
    })
}

fn looked_at(order: &Order) -> Result<(Target<'_>, Zeroizing<String>), HandOffError> {
    for _ in 0..TRIES {
        let target = Target::examine(&order.path)?;
        if let Some(text) = target.read()? {
            return Ok((target, text));
        }
    }
    Err(trouble::keeps_changing(&order.path))
}

/// Lines that stay, above and below one that does not.
const AROUND: usize = 3;

/// Of a file that is replaced whole no more lines are shown: nobody reads them.
const MOST_LINES: usize = 400;

fn diff((old, old_mask): (&str, &Mask<'_>), (new, new_mask): (&str, &Mask<'_>)) -> Vec<DiffLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let (shown_old, shown_new) = (old_mask.lines(&old), new_mask.lines(&new));
    let mut lines = Vec::new();
    let mut seen = 0;
    let mut add = |change, texts: &[String]| {
        lines.extend(texts.iter().map(|text| DiffLine { change, text: text.clone() }));
    };
    let groups = group_diff_ops(changes(&old, &new), AROUND);
    for op in groups.iter().flatten() {
        let (range, new_range) = (op.old_range(), op.new_range());
        add(Change::Skipped, &skipped(range.start - seen));
        seen = range.end;
        if matches!(op, DiffOp::Equal { .. }) {
            add(Change::Same, &shown_old[range]);
        } else {
            add(Change::Removed, &shown_old[range]);
            add(Change::Added, &shown_new[new_range]);
        }
    }
    if !groups.is_empty() {
        add(Change::Skipped, &skipped(old.len() - seen));
    }
    if lines.len() > MOST_LINES {
        let text = format!("{} more lines", lines.len() - MOST_LINES);
        lines.truncate(MOST_LINES);
        lines.push(DiffLine { change: Change::Skipped, text });
    }
    lines
}

fn skipped(count: usize) -> Vec<String> {
    match count {
        0 => Vec::new(),
        1 => vec!["1 line that stays".into()],
        count => vec![format!("{count} lines that stay")],
    }
}

/// Which lines become which. The search for the fewest changes takes the square of their number: for very many, all that
/// stands between the first and the last change is taken as changed.
fn changes(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    const MOST_SEARCHED: usize = 8000;
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let rest = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = rest.take_while(|(old, new)| old == new).count();
    let (old_len, new_len) = (old.len() - start - end, new.len() - start - end);
    if old_len + new_len <= MOST_SEARCHED {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    vec![
        DiffOp::Equal { old_index: 0, new_index: 0, len: start },
        DiffOp::Replace { old_index: start, old_len, new_index: start, new_len },
        DiffOp::Equal { old_index: old.len() - end, new_index: new.len() - end, len: end },
    ]
}
