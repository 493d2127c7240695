//! A picture of the page as it is left, for the first moments of the next start: `public/boot.js` shows it until the
//! app says that it has drawn the same anew.
//!
//! It is there only while nobody looks at the app, and goes as soon as something changes: nobody sees what was taken
//! from them meanwhile. Drafts are not in it, for what is typed is no part of a page's text.

use gloo_storage::{LocalStorage, Storage as _};
use leptos::prelude::{document, window};
use serde::Serialize;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

const KEY: &str = "huifang.picture";
/// Larger ones are not kept, in bytes: settings and texts share a few megabytes.
const LARGEST: usize = 1_000_000;
/// The pages that may be pictured say so. All others may show what must not be kept: photos, whose addresses die with
/// the page, codes to hand over once, what is typed.
const ALLOWED: &str = "main[data-picture]";
/// Something lies over the page.
const COVERED: &str = "dialog[open]";
/// What only the living page may have: names that must be unique, and inline styles, which the page's policy forbids.
const LIVING: [&str; 4] = [" id=\"", " name=\"", " for=\"", " style=\""];

#[derive(Serialize)]
struct Picture {
    /// The address it is of.
    place: String,
    /// The build whose styles it needs.
    build: String,
    /// The app's own elements.
    html: String,
}

/// Keeps a picture of the page, if it may be pictured and the next start will draw it like this: at its beginning, with
/// nothing searched for and nothing laid over it.
pub(super) fn take() {
    forget();
    if let Some(picture) = taken() {
        // Without one, the next start shows nothing for a moment.
        drop(LocalStorage::set(KEY, picture));
    }
}

/// What was kept is not true any more.
pub(super) fn forget() {
    LocalStorage::delete(KEY);
}

/// The app has drawn what it begins with.
pub(super) fn drawn() {
    if let Ok(event) = web_sys::Event::new("huifang:drawn") {
        // Answers only whether somebody prevented it.
        drop(window().dispatch_event(&event));
    }
}

fn taken() -> Option<Picture> {
    let page = document().query_selector("body > .shell").ok()??;
    let is_there = |what: &str| page.query_selector(what).ok().map(|found| found.is_some());
    if !is_there(ALLOWED)? || is_there(COVERED)? || is_changed(&page)? {
        return None;
    }
    let html = lifeless(&page.outer_html());
    let location = window().location();
    let place = location.pathname().ok()? + &location.search().ok()? + &location.hash().ok()?;
    let build = document().query_selector("meta[name=huifang-build]").ok()??.get_attribute("content")?;
    (html.len() < LARGEST).then_some(Picture { place, build, html })
}

/// Whether it was scrolled, searched in, or another part of it chosen.
fn is_changed(page: &Element) -> Option<bool> {
    let first = |what: &str| page.query_selector(what).ok();
    let input = |what: &str| Some(first(what)?.map(Element::unchecked_into::<HtmlInputElement>));
    let choice = input("input[type=radio]")?;
    let scrolled = |what: &str| Some(first(what)?.is_some_and(|pane| pane.scroll_top() > 0));
    Some(
        window().scroll_y().ok()? > 0.0
            || scrolled("main")?
            || scrolled(".split__list")?
            || input("input[type=search]")?.is_some_and(|search| !search.value().is_empty())
            || choice.is_some_and(|choice| {
                // Only an attribute is seen in the picture.
                choice.set_default_checked(true);
                !choice.checked()
            }),
    )
}

/// The same elements without what only the living page may have. Not by a copy of the elements: WebKit takes its inline
/// styles for new ones, and forbids them.
fn lifeless(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    // Inside a tag, values stand between quotation marks, and anything may stand in them.
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        kept.push('<');
        rest = after;
        loop {
            let end = rest.find(['"', '>']).unwrap_or(rest.len());
            let (plain, quoted) = rest.split_at(end);
            let Some(quoted) = quoted.strip_prefix('"') else {
                kept.push_str(plain);
                rest = quoted;
                break;
            };
            let (value, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            if !LIVING.iter().any(|name| format!("{plain}\"").ends_with(name)) {
                kept.extend([plain, "\"", value, "\""]);
            } else if let Some((other, _)) = plain.rsplit_once(' ') {
                kept.push_str(other);
            }
            rest = after;
        }
    }
    kept.push_str(rest);
    kept
}
