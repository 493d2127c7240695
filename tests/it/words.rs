//! Every word that a person reads stands in locales/, in every language, and is used.
//!
//! One place is excepted: the templates and `noscript` of index.html, which boot.js shows when the module
//! with the words could not be started. They are looked at here as well.

use std::collections::{BTreeMap, BTreeSet};

use crate::house::{files, lines, none, root};

/// The languages, the first one first.
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Attributes whose text is read, by eyes or by a screen reader.
const READ_ATTRIBUTES: &[&str] = &["title", "placeholder", "aria-label", "alt", "label", "hint", "summary"];

/// `room.key` to text, of one language.
fn words(language: &str) -> BTreeMap<String, String> {
    let folder = format!("locales/{language}/");
    let mut all = BTreeMap::new();
    for file in files(&folder, ".json") {
        let room = file.path.trim_start_matches(&folder).trim_end_matches(".json");
        let table: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&file.text).unwrap();
        for (key, text) in table {
            let text = text.as_str().unwrap_or_else(|| panic!("{}: {key} is no text", file.path));
            all.insert(format!("{room}.{key}"), text.to_owned());
        }
    }
    all
}

#[test]
fn every_language_says_everything() {
    let [first, others @ ..] = LANGUAGES;
    let wanted: BTreeSet<_> = words(first).into_keys().collect();
    for other in others {
        let found: BTreeSet<_> = words(other).into_keys().collect();
        let differing: Vec<_> = wanted.symmetric_difference(&found).cloned().collect();
        none(&format!("only in one of {first} and {other}"), &differing);
    }
    for language in LANGUAGES {
        let all = words(language).into_iter();
        let empty: Vec<_> = all.filter(|(_, text)| text.trim().is_empty()).map(|(key, _)| key).collect();
        none(&format!("says nothing in {language}"), &empty);
    }
}

/// The keys that `say!(language, room.key, …)` names in a source file.
fn used(source: &str) -> BTreeSet<String> {
    let calls = source.split("say!(").skip(1);
    calls
        .filter_map(|call| call.split_once(',').map(|(_, rest)| rest.trim_start()))
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.');
            rest[..end.unwrap_or(rest.len())].to_owned()
        })
        .filter(|key| key.contains('.'))
        .collect()
}

#[test]
fn every_key_is_used_and_every_used_key_exists() {
    let used: BTreeSet<_> = files("src/", ".rs").iter().flat_map(|file| used(&file.text)).collect();
    // `items_one` and `items_other` are the plural forms of `items`.
    let stem = |key: &str| {
        let plural = ["_zero", "_one", "_two", "_few", "_many", "_other"];
        plural.iter().find_map(|end| key.strip_suffix(end)).unwrap_or(key).to_owned()
    };
    let known: BTreeSet<_> = words(LANGUAGES[0]).into_keys().collect();
    let unused: Vec<_> =
        known.iter().filter(|key| !used.contains(*key) && !used.contains(&stem(key))).cloned().collect();
    none("nobody says", &unused);
    let stems: BTreeSet<_> = known.iter().map(|key| stem(key)).collect();
    let unknown: Vec<_> =
        used.iter().filter(|key| !known.contains(*key) && !stems.contains(*key)).cloned().collect();
    none("in no locale file", &unknown);
}

#[test]
fn keys_are_found_over_lines_and_with_arguments() {
    let source = "say!(l, common.today)\n say!(\n  language(),\n  sync.left,\n  n = 3)\n say!(l, form.save).to_owned()";
    assert_eq!(used(source), ["common.today", "form.save", "sync.left"].map(str::to_owned).into());
}

/// Whether a person would read words here: a Chinese character, or two letters in a row.
fn has_words(text: &str) -> bool {
    let is_han = |c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c);
    let letters = text.as_bytes().windows(2).any(|two| two.iter().all(u8::is_ascii_alphabetic));
    letters || text.chars().any(is_han)
}

/// Texts and read attributes of the `view!` blocks of a source that hold words.
fn words_in_views(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for body in source.split("view!").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('{')) {
        let mut view = View { rest: body, found: &mut found };
        view.children();
    }
    found
}

/// A reader of `view! { … }` that knows just enough: tags, attributes, braces, strings.
struct View<'a, 'b> {
    rest: &'a str,
    found: &'b mut Vec<String>,
}

impl View<'_, '_> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    /// Up to the brace that closes the block.
    fn children(&mut self) {
        let mut text = String::new();
        while let Some(next) = self.next() {
            match next {
                '}' => break,
                '{' => self.skip('}'),
                '/' if self.rest.starts_with('/') => {
                    self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest);
                }
                '<' => {
                    self.note(&std::mem::take(&mut text));
                    self.tag();
                }
                other => text.push(other),
            }
        }
        self.note(&text);
    }

    fn note(&mut self, text: &str) {
        if has_words(text) {
            self.found.push(text.trim().to_owned());
        }
    }

    /// Over an expression, to its closing bracket. Views in it are found by themselves.
    fn skip(&mut self, end: char) {
        while let Some(next) = self.next() {
            match next {
                '{' => self.skip('}'),
                '(' => self.skip(')'),
                '[' => self.skip(']'),
                '"' => drop(self.string()),
                other if other == end => return,
                _ => {}
            }
        }
    }

    /// The rest of a string literal.
    fn string(&mut self) -> String {
        let mut text = String::new();
        while let Some(next) = self.next() {
            match next {
                '"' => break,
                '\\' => drop(self.next()),
                other => text.push(other),
            }
        }
        text
    }

    /// To the end of the tag, over its attributes.
    fn tag(&mut self) {
        let mut before = String::new();
        let mut generics = 0;
        while let Some(next) = self.next() {
            match next {
                '"' => {
                    let attribute =
                        before.trim_end_matches('=').rsplit([' ', '\n']).next().unwrap_or_default();
                    let attribute = attribute.trim_start_matches("attr:").to_owned();
                    let text = self.string();
                    if READ_ATTRIBUTES.contains(&attribute.as_str()) {
                        self.note(&text);
                    }
                }
                '{' => self.skip('}'),
                '(' => self.skip(')'),
                '[' => self.skip(']'),
                '<' => generics += 1,
                '>' if before.ends_with(['-', '=']) => {}
                '>' if generics > 0 => generics -= 1,
                '>' => return,
                _ => {}
            }
            before.push(next);
        }
    }
}

#[test]
fn no_words_stand_in_the_views() {
    let mut found = Vec::new();
    for file in files("src/", ".rs") {
        found.extend(words_in_views(&file.text).into_iter().map(|text| format!("{}: {text}", file.path)));
        for (number, line) in lines(&file.text) {
            let code = line.split("//").next().unwrap_or_default();
            if code.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
                found.push(format!("{}:{number}: {}", file.path, code.trim()));
            }
        }
    }
    none("belongs into locales/", &found);
}

#[test]
fn words_in_a_view_are_found() {
    let texts = |view: &str| words_in_views(&format!("view! {{ {view} }}")).len();
    assert_eq!(texts("<h1>{say!(l, common.today)}</h1>"), 0);
    assert_eq!(texts("<h1>Today</h1>"), 1);
    assert_eq!(texts("<h1>\"Today\"</h1>"), 1);
    assert_eq!(texts("<h1>今日</h1>"), 1);
    assert_eq!(texts("<p>\" · \"{count}</p>"), 0);
    assert_eq!(texts("<input placeholder=\"Your name\" class=\"field wide\"/>"), 1);
    assert_eq!(texts("<A on:click=move |_| { run(a > b) }><B c=Vec::<u8>::new() d=(x > 3)/></A>"), 0);
    assert_eq!(texts("<For each=move || rows.get() key=|row| row.id children=|row| x(row)/>"), 0);
}

/// The exception is complete: each page that boot.js may show is there once per language.
#[test]
fn the_pages_without_the_app_are_in_every_language() {
    let page = std::fs::read_to_string(root().join("index.html")).unwrap();
    let boot = std::fs::read_to_string(root().join("public/boot.js")).unwrap();
    for name in ["outside", "outdated", "repair"] {
        assert!(boot.contains(&format!("show(\"{name}\"")), "boot.js shows {name}");
        for language in LANGUAGES {
            let template = format!("<template data-plain=\"{name}\" lang=\"{language}\">");
            assert_eq!(page.matches(&template).count(), 1, "{template}");
        }
    }
    // boot.js itself says nothing to people.
    assert!(!boot.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
}
