//! Turns `locales/<language>/<room>.json` into the module `i18n`, whose keys the compiler checks.
//! A key that one language has and another has not ends the build: half a translation is no translation.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

/// The first one is the default, and the one that is written first.
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let [first, others @ ..] = LANGUAGES;
    let rooms = rooms(first)?;
    for language in others {
        compare(first, language, &rooms)?;
    }

    let config = Config::new(first)?
        .add_locales(others)?
        .add_namespaces(&rooms)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let translations = TranslationsInfos::parse(config)?;
    translations.emit_diagnostics();
    translations.rerun_if_locales_changed();
    translations.generate_i18n_module(PathBuf::from(env::var("OUT_DIR")?).join("i18n"))?;
    Ok(())
}

/// One file per room; a room is a page or a kind of record.
fn rooms(language: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut rooms = BTreeSet::new();
    for entry in fs::read_dir(Path::new("locales").join(language))? {
        if let Some(stem) = entry?.path().file_stem() {
            rooms.insert(stem.to_string_lossy().into_owned());
        }
    }
    Ok(rooms)
}

fn compare(first: &str, other: &str, names: &BTreeSet<String>) -> Result<(), Box<dyn Error>> {
    if rooms(other)? != *names {
        return Err(format!("locales/{other} has not the same files as locales/{first}").into());
    }
    for room in names {
        let wanted = keys(first, room)?;
        let found = keys(other, room)?;
        let differing: Vec<_> = wanted.symmetric_difference(&found).collect();
        if !differing.is_empty() {
            return Err(format!("{room}.json: only in one of {first} and {other}: {differing:?}").into());
        }
    }
    Ok(())
}

fn keys(language: &str, room: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let path = Path::new("locales").join(language).join(format!("{room}.json"));
    let words: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&fs::read(path)?)?;
    Ok(words.into_iter().map(|(key, _)| key).collect())
}
