//! Colours and pixels live in one file, and every kit piece has its own.

use std::collections::BTreeSet;

use crate::house::{files, lines, none, root};

/// The one file with colours, fonts and pixels.
const TOKENS: &str = "style/tokens.css";

const COLOUR_FUNCTIONS: &[&str] =
    &["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];
const COLOUR_NAMES: &[&str] =
    &["white", "black", "gray", "grey", "red", "green", "blue", "yellow", "orange", "purple", "silver"];

/// What of a line of CSS belongs into the tokens.
fn belongs_into_tokens(line: &str) -> Option<&str> {
    let line = line.split("/*").next().unwrap_or_default();
    if let Some(found) = COLOUR_FUNCTIONS.iter().find(|function| calls(line, function)) {
        return Some(found);
    }
    let hex =
        line.split('#').skip(1).any(|rest| rest.chars().take_while(char::is_ascii_hexdigit).count() >= 3);
    if hex {
        return Some("#…");
    }
    if line
        .split("px")
        .any(|before| before.len() < line.len() && before.ends_with(|c: char| c.is_ascii_digit()))
    {
        return Some("px");
    }
    let value = line.split_once(':').map_or("", |(_, value)| value);
    let mut words = value.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.find(|word| COLOUR_NAMES.contains(word))
}

/// `oklch(` is no call of `lch(`.
fn calls(line: &str, function: &str) -> bool {
    line.match_indices(function)
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
}

#[test]
fn colours_and_pixels_are_tokens() {
    let mut found = Vec::new();
    for file in files("style/", ".css").iter().filter(|file| file.path != TOKENS) {
        for (number, line) in lines(&file.text) {
            if let Some(what) = belongs_into_tokens(line) {
                found.push(format!("{}:{number}: {what} in {}", file.path, line.trim()));
            }
        }
    }
    none("belongs into style/tokens.css", &found);
}

#[test]
fn a_colour_or_a_pixel_elsewhere_is_found() {
    for line in [
        "color: #fff;",
        "color: oklch(0.5 0.1 20);",
        "margin: 0 3px;",
        "background: white;",
        "@media (min-width: 900px) {",
    ] {
        assert!(belongs_into_tokens(line).is_some(), "{line}");
    }
    for line in [
        "color: var(--ink-wrong);",
        "margin: 0;",
        "color: transparent; fill: currentColor;",
        ".field--wrong { inline-size: 100%; } /* 3px in the mock-up */",
        "@media (min-width: 56.25rem) {",
        "--tap-green-field: 3rem",
    ] {
        assert_eq!(belongs_into_tokens(line), None, "{line}");
    }
}

#[test]
fn every_kit_piece_has_its_style_and_every_style_its_piece() {
    let stems = |folder: &str, end: &str| -> BTreeSet<String> {
        let all = files(folder, end).into_iter();
        all.map(|file| file.path.trim_start_matches(folder).trim_end_matches(end).to_owned())
            .filter(|stem| stem != "mod")
            .collect()
    };
    assert_eq!(stems("src/kit/", ".rs"), stems("style/kit/", ".css"));
}

#[test]
fn the_page_links_every_style_in_order() {
    let page = std::fs::read_to_string(root().join("index.html")).unwrap();
    let links = page.split("href=\"/style/").skip(1).filter_map(|rest| rest.split('"').next());
    let links: Vec<_> = links.map(|name| format!("style/{name}")).collect();
    let mut want: Vec<_> = files("style/", ".css").into_iter().map(|file| file.path).collect();
    let rank = |path: &String| match path.as_str() {
        "style/layers.css" => 0,
        TOKENS => 1,
        "style/print.css" => 9,
        other if other.starts_with("style/kit/") => 4,
        other if other.starts_with("style/page/") => 5,
        _ => 3,
    };
    want.sort_by_key(|path| (rank(path), path.clone()));
    assert_eq!(links, want);
}

#[test]
fn nothing_is_inline() {
    let page = std::fs::read_to_string(root().join("index.html")).unwrap();
    let mut found: Vec<_> =
        ["<style", " style=", "<script>", " onclick=", "javascript:", "src=\"http", "href=\"http"]
            .iter()
            .filter(|inline| page.contains(**inline))
            .map(|inline| format!("index.html: {inline}"))
            .collect();
    for file in files("src/", ".rs") {
        for (number, line) in lines(&file.text) {
            // `style:name=` goes through the CSSOM and is fine.
            if line.contains(" style=\"") || line.contains("inner_html=") {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    none("the policy would refuse this", &found);
}
