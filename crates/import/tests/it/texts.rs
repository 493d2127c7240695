//! Texts in every encoding, with every separator.

use import::{Choices, Encoding, ReadError, Separator, Table, read};

const ROWS: [[&str; 3]; 3] =
    [["客户名称", "电话", "备注"], ["老周五金店", "0512-5838 1234", "=1+1"], ["café 甲", "", "<b>乙</b>"]];

fn text(separator: &str) -> String {
    ROWS.map(|row| row.join(separator)).join("\r\n") + "\r\n"
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    // Of these letters only: 甲 and its like by the table of GB 2312, é by four bytes.
    let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

#[track_caller]
fn check(table: &Table, encoding: Encoding, separator: Separator) {
    assert_eq!((table.encoding, table.separator), (Some(encoding), Some(separator)));
    assert_eq!(table.header, ROWS[0]);
    let cells: Vec<Vec<&str>> = table.lines.iter().map(|line| line.cells().collect()).collect();
    assert_eq!(cells, [ROWS[1], ROWS[2]]);
    assert_eq!(table.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn every_encoding_is_told_with_every_separator() {
    for (separator, sign) in [(Separator::Comma, ","), (Separator::Semicolon, ";"), (Separator::Tab, "\t")] {
        let text = text(sign);
        let marked = format!("\u{feff}{text}");
        for (encoding, bytes) in [
            (Encoding::Utf8, text.clone().into_bytes()),
            (Encoding::Utf8, marked.clone().into_bytes()),
            (Encoding::Utf16Le, utf16(&text, u16::to_le_bytes)),
            (Encoding::Utf16Le, utf16(&marked, u16::to_le_bytes)),
            (Encoding::Utf16Be, utf16(&text, u16::to_be_bytes)),
            (Encoding::Utf16Be, utf16(&marked, u16::to_be_bytes)),
            (Encoding::Gb18030, gb18030(&text)),
        ] {
            check(&read(&bytes, &Choices::default()).unwrap(), encoding, separator);
            let said = Choices { encoding: Some(encoding), separator: Some(separator), sheet: Some(7) };
            check(&read(&bytes, &said).unwrap(), encoding, separator);
        }
    }
}

#[test]
fn what_a_person_says_counts_and_what_cannot_be_read_so_is_seen() {
    let said = Choices { encoding: Some(Encoding::Utf8), ..Choices::default() };
    let wrong = read(&gb18030(&text(",")), &said).unwrap();
    assert!(wrong.lines[0].cell(0).contains('\u{fffd}'));
    let said = Choices { separator: Some(Separator::Semicolon), ..Choices::default() };
    assert_eq!(read(text(",").as_bytes(), &said).unwrap().header.len(), 1);
}

#[test]
fn cells_in_quotes_hold_separators_lines_and_quotes() {
    let table = read("a,b\n\"x, \"\"y\"\"\nz\",2\n\n,\n3,4".as_bytes(), &Choices::default()).unwrap();
    let cells: Vec<Vec<&str>> = table.lines.iter().map(|line| line.cells().collect()).collect();
    assert_eq!(cells, [["x, \"y\"\nz", "2"], ["3", "4"]]);
}

#[test]
fn a_title_above_the_header_and_a_separator_at_every_end_are_passed_over() {
    let table = read("客户信息表,,\n名称,电话,\n甲,1,\n".as_bytes(), &Choices::default()).unwrap();
    assert_eq!(table.header, ["名称", "电话"]);
    assert_eq!((table.lines.len(), table.lines[0].number), (1, 3));
}

#[test]
fn what_is_no_table_is_said_to_be_none() {
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0; 64]].concat();
    let many = |n: usize| "a,b\n".to_owned() + &"1,2\n".repeat(n);
    for (bytes, want) in [
        (Vec::new(), ReadError::Empty),
        (b"\xEF\xBB\xBF\r\n\r\n".to_vec(), ReadError::Empty),
        ("客户名称,电话\n".into(), ReadError::Empty),
        (png, ReadError::NotATable),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n\0\x01\0\0\x02stream".to_vec(), ReadError::NotATable),
        (vec![0; 10_000], ReadError::NotATable),
        (many(200_001).into_bytes(), ReadError::TooManyRows),
        ((",".repeat(200) + "\n1\n").into_bytes(), ReadError::Empty),
        (("a,".repeat(201) + "\n1,2\n").into_bytes(), ReadError::TooManyColumns),
    ] {
        assert_eq!(read(&bytes, &Choices::default()), Err(want), "{:?}", &bytes[..bytes.len().min(20)]);
    }
    assert_eq!(read(many(200_000).as_bytes(), &Choices::default()).unwrap().lines.len(), 200_000);
}
