use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

use crate::words::{DIM, painted, visible};
use crate::wrap::wrapped;

/// A cell's text and how it looks.
pub type Cell = (Style, String);

/// No column is made narrower than this to make room.
const NARROWEST: usize = 12;

/// Columns under quiet headings, as wide as they need to be.
pub fn table<const COLUMNS: usize>(headings: [&str; COLUMNS], rows: Vec<[Cell; COLUMNS]>) -> String {
    table_within(None, headings, rows)
}

/// The same, with cells of several lines where a line would be wider than that.
pub fn table_within<const COLUMNS: usize>(
    width: Option<usize>,
    headings: [&str; COLUMNS],
    rows: Vec<[Cell; COLUMNS]>,
) -> String {
    let headings = headings.map(|heading| (DIM, heading.to_owned()));
    let mut lines: Vec<[Cell; COLUMNS]> = vec![headings];
    lines.extend(rows.into_iter().map(|row| row.map(|(style, text)| (style, visible(&text)))));
    let natural = |column: usize| lines.iter().map(|line| line[column].1.width()).max().unwrap_or(0);
    let widths = shrunk(std::array::from_fn(natural), width);
    if width.is_some() {
        lines = lines.into_iter().flat_map(|row| folded(&row, widths)).collect();
    }
    lines.iter().map(|line| aligned(line, widths)).collect()
}

/// Takes from the widest column, again and again, until all fit.
fn shrunk<const COLUMNS: usize>(mut widths: [usize; COLUMNS], width: Option<usize>) -> [usize; COLUMNS] {
    let gaps = 2 * COLUMNS.saturating_sub(1);
    while width.is_some_and(|width| widths.iter().sum::<usize>() + gaps > width)
        && let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > NARROWEST)
    {
        *widest -= 1;
    }
    widths
}

/// A row as the lines it takes.
fn folded<const COLUMNS: usize>(row: &[Cell; COLUMNS], widths: [usize; COLUMNS]) -> Vec<[Cell; COLUMNS]> {
    let cells: [(Style, Vec<String>); COLUMNS] =
        std::array::from_fn(|column| (row[column].0, wrapped(&row[column].1, widths[column])));
    let height = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let line =
        |index: usize| cells.each_ref().map(|(style, lines)| (*style, lines.get(index).cloned().unwrap_or_default()));
    (0..height).map(line).collect()
}

fn aligned<const COLUMNS: usize>(line: &[Cell; COLUMNS], widths: [usize; COLUMNS]) -> String {
    let mut text = String::new();
    // Blanks are added before the next cell, so that no line ends in them.
    let mut gap = 0;
    for ((style, cell), width) in line.iter().zip(widths) {
        if !cell.is_empty() {
            text.push_str(&" ".repeat(gap));
            text.push_str(&painted(*style, cell));
            gap = 0;
        }
        gap += width.saturating_sub(cell.width()) + 2;
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row<const COLUMNS: usize>(cells: [&str; COLUMNS]) -> [Cell; COLUMNS] {
        cells.map(|cell| (Style::new(), cell.to_owned()))
    }

    fn shown(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn columns_line_up_by_what_the_eye_sees() {
        let text = table(["A", "B"], vec![row(["工場", "x"]), row(["øst", ""]), row(["", "y"])]);
        assert_eq!(shown(&text), "A     B\n工場  x\nøst\n      y\n");
    }

    #[test]
    fn what_is_too_wide_takes_several_lines() {
        let rows = vec![row(["assets", "READ, WRITE, CREATE, DELETE", "all"]), row(["raw", "READ", "all"])];
        let text = table_within(Some(29), ["A", "B", "C"], rows);
        assert_eq!(
            shown(&text),
            "A       B                 C\nassets  READ, WRITE,      all\n        CREATE, DELETE\nraw     READ              all\n"
        );
    }
}
