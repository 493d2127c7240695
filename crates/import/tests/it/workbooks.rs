//! Workbooks: what their cells say, and files that are none or are made to harm.

use super::{data, guessed};
use domain::customer::keys as k;
use import::{Choices, Format, ReadError, Rows, read};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

fn sheet(n: usize) -> Choices {
    Choices { sheet: Some(n), ..Choices::default() }
}

/// The workbook of the tests with one part replaced.
fn with(part: &str, bytes: impl FnOnce(&mut dyn std::io::Write)) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(data("book.xlsx"))).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut bytes = Some(bytes);
    for n in 0..from.len() {
        let mut one = from.by_index(n).unwrap();
        let name = one.name().unwrap().into_owned();
        to.start_file(name.clone(), SimpleFileOptions::default()).unwrap();
        if name == part {
            bytes.take().unwrap()(&mut to);
        } else {
            std::io::copy(&mut one, &mut to).unwrap();
        }
    }
    assert!(bytes.is_none(), "no part {part}");
    to.finish().unwrap().into_inner()
}

const HEAD: &str =
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

fn with_sheet(cells: &str) -> Vec<u8> {
    let text = format!("{HEAD}{cells}</sheetData></worksheet>");
    with("xl/worksheets/sheet1.xml", move |part| part.write_all(text.as_bytes()).unwrap())
}

#[test]
fn cells_say_what_their_owner_sees() {
    let table = read(&data("book.xlsx"), &Choices::default()).unwrap();
    assert_eq!((table.format, table.encoding, table.separator), (Format::Xlsx, None, None));
    assert_eq!((table.sheets.as_slice(), table.sheet), (["客户", "空的"].map(str::to_owned).as_slice(), 0));
    assert_eq!(table.header, ["客户名称", "客户编号", "电话", "最近订单日期", "备注"]);
    let cells: Vec<(u32, Vec<&str>)> =
        table.lines.iter().map(|line| (line.number, line.cells().collect())).collect();
    assert_eq!(
        cells,
        [
            (4, vec!["老周五金店", "1001", "13776012958", "2026-11-13", "=1+1"]),
            (5, vec!["<b>华强五金</b>", "0002", "", "2026年11月3日"]),
            (7, vec!["海通达", "", "", "46339"]),
        ]
    );
}

#[test]
fn formulas_and_markup_become_the_text_that_stands_there() {
    let table = read(&data("book.xlsx"), &Choices::default()).unwrap();
    let setting = guessed(&table);
    let rows: Vec<_> = Rows::of(&table, &setting).unwrap().iter().collect();
    let get = |n: usize, key: &str| rows[n].profile.as_ref().unwrap().get(key).to_owned();
    assert_eq!((get(0, k::NAME), get(0, k::REMARKS)), ("老周五金店".into(), "=1+1".into()));
    assert_eq!((get(0, k::PHONE), get(0, k::LAST_ORDER)), ("13776012958".into(), "2026-11-13".into()));
    assert_eq!((get(1, k::NAME), get(1, k::LAST_ORDER)), ("<b>华强五金</b>".into(), "2026-11-03".into()));
    // A bare number is no day: it could be anything.
    assert_eq!(get(2, k::LAST_ORDER), "");
    assert_eq!(rows[2].problems[0].code, "not-a-date");
}

#[test]
fn a_sheet_is_chosen_and_an_empty_one_says_so() {
    assert_eq!(read(&data("book.xlsx"), &sheet(1)), Err(ReadError::Empty));
    assert_eq!(read(&data("book.xlsx"), &sheet(9)).unwrap().sheet, 0);
}

#[test]
fn what_is_broken_encrypted_or_none_is_told_apart() {
    let book = data("book.xlsx");
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    old.extend([0; 2_000]);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("readme.txt", SimpleFileOptions::default()).unwrap();
    let archive = archive.finish().unwrap().into_inner();
    for (bytes, want) in [
        (data("encrypted.xlsx"), ReadError::Encrypted),
        (old, ReadError::NotATable),
        (archive, ReadError::NotATable),
        (book[..book.len() / 2].to_vec(), ReadError::Broken),
        (b"PK\x03\x04".to_vec(), ReadError::Broken),
        (with("xl/workbook.xml", |part| part.write_all(b"<workbook").unwrap()), ReadError::Broken),
        (with_sheet("<row r=\"1\"><c r=\"A1\"><v>1</v>"), ReadError::Broken),
        (with_sheet("<row r=\"1\"><c r=\"!!\"><v>1</v></c></row>"), ReadError::Broken),
        (with_sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>"), ReadError::Broken),
        (with_sheet(""), ReadError::Empty),
    ] {
        assert_eq!(read(&bytes, &Choices::default()), Err(want));
    }
}

#[test]
fn a_sheet_of_two_cells_is_not_as_large_as_what_lies_between_them() {
    let far = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>\
        <row r=\"1048576\"><c r=\"A1048576\"><v>3</v></c></row>";
    let table = read(&with_sheet(far), &Choices::default()).unwrap();
    assert_eq!((table.lines.len(), table.lines[0].number), (1, 1_048_576));
    let wide = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>";
    assert_eq!(read(&with_sheet(wide), &Choices::default()), Err(ReadError::TooManyColumns));
}

#[test]
fn a_small_file_that_unpacks_to_a_disk_is_refused_while_it_is_unpacked() {
    let blanks = vec![b' '; 1024 * 1024];
    let bomb = with("xl/sharedStrings.xml", |part| (0..100).for_each(|_| part.write_all(&blanks).unwrap()));
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(read(&bomb, &Choices::default()), Err(ReadError::TooManyRows));
}

#[test]
fn a_list_of_texts_that_says_it_is_endless_makes_no_room() {
    let text = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"999999999999\"></sst>";
    let boast = with("xl/sharedStrings.xml", |part| part.write_all(text.as_bytes()).unwrap());
    assert_eq!(read(&boast, &Choices::default()), Err(ReadError::Broken));
}

/// One long text that a hundred thousand cells point to.
#[test]
fn a_text_that_is_repeated_without_end_is_refused() {
    let long = "甲".repeat(30_000);
    let text = format!(
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{long}</t></si></sst>"
    );
    let shared = with("xl/sharedStrings.xml", |part| part.write_all(text.as_bytes()).unwrap());
    let mut from = zip::ZipArchive::new(Cursor::new(shared)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..from.len() {
        let mut one = from.by_index(n).unwrap();
        let name = one.name().unwrap().into_owned();
        to.start_file(name.clone(), SimpleFileOptions::default()).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let rows = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>".repeat(100_000);
            write!(to, "{HEAD}{rows}</sheetData></worksheet>").unwrap();
        } else {
            std::io::copy(&mut one, &mut to).unwrap();
        }
    }
    let bytes = to.finish().unwrap().into_inner();
    assert_eq!(read(&bytes, &Choices::default()), Err(ReadError::TooManyRows));
}
