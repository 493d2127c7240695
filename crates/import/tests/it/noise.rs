//! Whatever bytes come, there is an answer.

use super::{data, guessed};
use import::{Choices, Encoding, Rows, Separator, Twins, orders, read};
use proptest::prelude::*;

/// All that can be done with a file.
fn through(bytes: &[u8], choices: &Choices) {
    let Ok(table) = read(bytes, choices) else { return };
    assert!(!table.lines.is_empty() && table.header.len() <= import::MAX_COLUMNS);
    let setting = guessed(&table);
    let mut twins = Twins::default();
    if let Ok(rows) = Rows::of(&table, &setting) {
        for row in rows.iter() {
            match &row.profile {
                Some(profile) => twins.put(profile, row.number),
                None => assert!(!row.problems.is_empty()),
            }
        }
    }
    let _ = orders(&table, &setting, &twins);
}

fn any_choices() -> impl Strategy<Value = Choices> {
    let encoding = prop::option::of(prop::sample::select(Encoding::ALL));
    let separator = prop::option::of(prop::sample::select(Separator::ALL));
    (encoding, separator, prop::option::of(0..3_usize)).prop_map(|(encoding, separator, sheet)| Choices {
        encoding,
        separator,
        sheet,
    })
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..2_000), choices in any_choices()) {
        through(&bytes, &choices);
    }

    #[test]
    fn any_text_is_answered(
        text in "(客户名称|电话|orderDate|姓名|[\",;\t\r\n]|[0-9]{1,9}|年|月|日|\\PC){0,200}",
        choices in any_choices()
    ) {
        through(text.as_bytes(), &choices);
    }

    /// A workbook in which some bytes are others: mostly broken, sometimes not.
    #[test]
    fn a_damaged_workbook_is_answered(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>()
    ) {
        let mut bytes = data("book.xlsx");
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        through(&bytes, &Choices::default());
        bytes.truncate(cut.index(bytes.len()));
        through(&bytes, &Choices::default());
        let mut old = data("encrypted.xlsx");
        let at = cut.index(old.len());
        old[at] = old[at].wrapping_add(1);
        through(&old, &Choices::default());
    }
}
