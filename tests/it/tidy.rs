//! Small rules that hold everywhere.

use crate::house::{all_files, files, lines, none};

/// Lines of code above which a file is looked at twice. The list of exceptions is empty, and stays so.
const LONGEST: usize = 400;

/// What the pure rooms must be given instead of taking it.
const IMPURE: &[&str] = &[
    "std::time::SystemTime",
    "std::time::Instant",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "Uuid::new_v4",
    "Uuid::now_v7",
    "rand::",
    "getrandom",
    "std::fs",
    "std::net",
    "std::env",
    "std::thread",
    "tokio::",
    "web_sys::",
];

#[test]
fn every_source_file_says_first_what_it_is_about() {
    let silent: Vec<_> = files("", ".rs")
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path)
        .collect();
    none("no `//!` on line 1", &silent);
}

#[test]
fn no_file_is_too_long() {
    let mut found = Vec::new();
    for file in [files("", ".rs"), files("", ".css"), files("", ".js"), files("", ".py")].concat_all() {
        let code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        let count = file.text.lines().filter(code).count();
        if count > LONGEST {
            found.push(format!("{}: {count} lines of code", file.path));
        }
    }
    none("too long to be one thought", &found);
}

/// `concat` for what is not `Clone`.
trait ConcatAll<T> {
    fn concat_all(self) -> Vec<T>;
}

impl<T, const N: usize> ConcatAll<T> for [Vec<T>; N] {
    fn concat_all(self) -> Vec<T> {
        self.into_iter().flatten().collect()
    }
}

#[test]
fn clock_and_chance_are_given_to_the_pure_rooms() {
    let mut found = Vec::new();
    for file in [
        files("crates/domain/src/", ".rs"),
        files("crates/import/src/", ".rs"),
        files("crates/sync/src/", ".rs"),
    ]
    .concat_all()
    {
        for (number, line) in lines(&file.text) {
            let code = line.split("//").next().unwrap_or_default();
            if let Some(what) = IMPURE.iter().find(|what| code.contains(**what)) {
                found.push(format!("{}:{number}: {what}", file.path));
            }
        }
    }
    none("taken instead of given", &found);
}

/// What is put off has an issue, or is forgotten.
fn is_put_off_without_issue(line: &str) -> bool {
    // In two parts, so that this file holds none.
    [concat!("TO", "DO"), concat!("FIX", "ME")].iter().any(|word| {
        line.split_once(word).is_some_and(|(_, rest)| {
            let number = rest.split_once('#').map_or("", |(_, number)| number);
            !number.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

#[test]
fn what_is_put_off_has_an_issue() {
    let mut found = Vec::new();
    for file in all_files() {
        for (number, line) in lines(&file.text) {
            if is_put_off_without_issue(line) {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    none("no issue number", &found);
}

#[test]
fn a_note_without_a_number_is_found() {
    assert!(is_put_off_without_issue(concat!("// TO", "DO: later")));
    assert!(!is_put_off_without_issue(concat!("// TO", "DO(#17): later")));
    assert!(!is_put_off_without_issue("todo!()"));
}

/// The project builds on any machine with the base image, from whatever registry that machine is set to.
#[test]
fn no_machine_and_no_registry_is_named() {
    let names = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!(".libr", "ary"),
        concat!("crates", ".io"),
        concat!("pypi", ".org"),
        concat!("npmjs", ".org"),
        concat!("deb.debian", ".org"),
    ];
    let mut found = Vec::new();
    for file in all_files() {
        // Cargo writes the registry's index there.
        if file.path == "Cargo.lock" {
            continue;
        }
        for (number, line) in lines(&file.text) {
            if let Some(name) = names.iter().find(|name| line.contains(**name)) {
                found.push(format!("{}:{number}: {name}", file.path));
            }
        }
    }
    none("named", &found);
}
