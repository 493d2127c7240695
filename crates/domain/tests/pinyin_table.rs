//! `public/pinyin.bin` says what the crate `pinyin` says, in the form that `domain::search` reads. The browser
//! fetches the file once; so neither the crate nor its data is in the program. `HUIFANG_BLESS=1` writes it anew.

#![expect(clippy::expect_used, reason = "a test: what cannot be read must stop it")]

use domain::search::Pinyin;
use pinyin::{ToPinyin as _, ToPinyinMulti as _};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// The readings of a character, the usual one first, as they are typed.
fn readings(c: char) -> Vec<String> {
    let typed = |text: &str| text.replace('ü', "v");
    let plain = |text: &String| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase());
    let mut all: Vec<String> =
        c.to_pinyin().map(|one| typed(one.plain())).into_iter().filter(plain).collect();
    for reading in c.to_pinyin_multi().into_iter().flatten().map(|one| typed(one.plain())).filter(plain) {
        if !all.contains(&reading) {
            all.push(reading);
        }
    }
    all
}

fn table() -> Vec<u8> {
    let all: BTreeMap<char, Vec<String>> = BLOCK.map(|c| (c, readings(c))).collect();
    let syllables: Vec<&String> = all.values().flatten().collect::<BTreeSet<_>>().into_iter().collect();
    let short = |n: usize| u16::try_from(n).expect("a small number");
    let id = |reading: &String| short(syllables.binary_search(&reading).expect("one of them"));
    let mut sets: Vec<Vec<u16>> = Vec::new();
    let mut codes: Vec<u16> = Vec::new();
    for readings in all.values() {
        let ids: Vec<u16> = readings.iter().map(id).collect();
        codes.push(match ids.as_slice() {
            [] => 0,
            [one] => one + 1,
            _ => {
                let known = sets.iter().position(|set| *set == ids).unwrap_or_else(|| {
                    sets.push(ids);
                    sets.len() - 1
                });
                0x8000 + short(known)
            }
        });
    }
    let text = syllables.iter().map(|s| s.as_str()).collect::<Vec<_>>().join(" ");
    let mut bytes = b"PY1\n".to_vec();
    bytes.extend(short(text.len()).to_le_bytes());
    bytes.extend(text.as_bytes());
    bytes.extend(short(sets.len()).to_le_bytes());
    for set in sets {
        bytes.push(u8::try_from(set.len()).expect("a few"));
        bytes.extend(set.iter().flat_map(|id| id.to_le_bytes()));
    }
    bytes.extend(codes.iter().map(|code| code.to_le_bytes()[0]));
    bytes.extend(codes.iter().map(|code| code.to_le_bytes()[1]));
    bytes
}

#[test]
fn the_table_in_public_says_what_the_crate_says() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../public/pinyin.bin");
    let want = table();
    if std::env::var_os("HUIFANG_BLESS").is_some() {
        std::fs::write(&path, &want).expect("a file");
    }
    assert!(std::fs::read(&path).expect("the table") == want, "write public/pinyin.bin with HUIFANG_BLESS=1");
    let pinyin = Pinyin::from_bytes(&want).expect("a table");
    for c in BLOCK {
        assert_eq!(pinyin.of(c).map(str::to_owned).collect::<Vec<_>>(), readings(c), "{c}");
    }
}
