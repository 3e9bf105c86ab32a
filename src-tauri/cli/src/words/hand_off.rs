//! Files for other tools in words.

use cdf_signin_engine::hand_off::{Change, DiffLine, Preview, Warning};

use super::{BAD, DIM, GOOD, WARN, painted, visible};

/// What a file would become, line by line.
pub fn preview(preview: &Preview) -> String {
    let path = visible(&preview.path.display().to_string());
    let head = match preview {
        Preview { lines, .. } if lines.is_empty() => return format!("{path} would stay as it is.\n"),
        Preview { is_new: true, .. } => format!("{path} would be a new file:"),
        Preview { is_foreign: true, .. } => format!("{path} was not written by this app. All of it would be replaced:"),
        _ => format!("{path} would change:"),
    };
    let lines = preview.lines.iter().map(line);
    std::iter::once(head).chain(lines).map(|line| line + "\n").collect()
}

fn line(DiffLine { change, text }: &DiffLine) -> String {
    let text = visible(text);
    match change {
        Change::Same => format!("    {text}"),
        Change::Added => painted(GOOD, &format!("  + {text}")),
        Change::Removed => painted(BAD, &format!("  - {text}")),
        Change::Skipped => painted(DIM, &format!("    … {text}")),
    }
}

/// What a person should know of a file's place, each in a line.
pub fn warnings(warnings: &[Warning]) -> String {
    let lines = warnings.iter().map(|warning| {
        let hint = match warning {
            Warning::NotIgnoredByGit => "Write it with --gitignore, and Git does.",
            _ => warning.hint(),
        };
        format!("{} {} {hint}\n", painted(WARN, "Warning:"), warning.message())
    });
    lines.collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_gives_the_terminal_no_order() {
        let lines = vec![DiffLine { change: Change::Removed, text: "A=\u{1b}[2J".into() }];
        let shown = Preview {
            path: "a\u{7}".into(),
            is_new: false,
            is_foreign: false,
            is_first: true,
            lines,
            warnings: Vec::new(),
        };
        let text = preview(&shown);
        assert!(text.contains("- A=\u{fffd}[2J") && !text.contains('\u{7}'), "{text:?}");
    }
}
