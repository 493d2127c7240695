//! Tables as files that spreadsheets open: UTF-8 with a mark, so that they know, and lines as RFC 4180 has them.

use std::fmt::Write as _;

/// What such a file begins with.
pub const MARK: &str = "\u{feff}";

/// Puts a row below the others.
pub fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (n, cell) in cells.enumerate() {
        // A cell that a spreadsheet would work out is marked as text; a phone number is none.
        let works = cell.starts_with(['=', '@', '\t'])
            || cell.starts_with(['+', '-']) && cell.contains(|c: char| !" +-.()0123456789".contains(c));
        let comma = if n == 0 { "" } else { "," };
        let mark = if works { "'" } else { "" };
        // Writing into a string does not fail.
        let _ = write!(text, "{comma}\"{mark}{}\"", cell.replace('"', "\"\""));
    }
    text.push_str("\r\n");
}
