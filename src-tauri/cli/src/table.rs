use anstyle::Style;
use unicode_width::UnicodeWidthStr as _;

use crate::words::{DIM, painted, visible};

/// A cell's text and how it looks.
pub type Cell = (Style, String);

/// Columns under quiet headings, as wide as they need to be.
pub fn table<const COLUMNS: usize>(headings: [&str; COLUMNS], rows: Vec<[Cell; COLUMNS]>) -> String {
    let headings = headings.map(|heading| (DIM, heading.to_owned()));
    let mut lines: Vec<[Cell; COLUMNS]> = vec![headings];
    lines.extend(rows.into_iter().map(|row| row.map(|(style, text)| (style, visible(&text)))));
    let width = |column: usize| lines.iter().map(|line| line[column].1.width()).max().unwrap_or(0);
    let widths: [usize; COLUMNS] = std::array::from_fn(width);
    lines.iter().map(|line| aligned(line, widths)).collect()
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
        gap += width - cell.width() + 2;
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_what_the_eye_sees() {
        let plain = Style::new();
        let row = |one: &str, two: &str| [(plain, one.to_owned()), (plain, two.to_owned())];
        let text = table(["A", "B"], vec![row("工場", "x"), row("øst", ""), row("", "y")]);
        let shown = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(shown, "A     B\n工場  x\nøst\n      y\n");
    }
}
