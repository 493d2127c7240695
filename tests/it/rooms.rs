//! Who may know whom: crates by their manifests, the app's folders by their `crate::` paths.

use std::collections::BTreeSet;

use crate::house::{File, files, none, root};

/// Which crates each room may know. A new line here is an architecture decision, and needs one in
/// docs/dependencies.md.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("crates/domain", &["chrono", "serde", "serde_json", "thiserror", "uuid"]),
    ("crates/sync", &["base64", "domain", "postcard", "serde", "serde_json", "sha2", "thiserror"]),
    (
        "crates/store",
        &["indexed_db_futures", "js-sys", "sync", "wasm-bindgen", "wasm-bindgen-futures", "web-sys"],
    ),
    ("crates/import", &["calamine", "csv", "domain", "encoding_rs", "thiserror", "zip"]),
    (
        "crates/server",
        &[
            "argon2",
            "axum",
            "base64",
            "chrono",
            "domain",
            "futures-util",
            "getrandom",
            "http-body-util",
            "hyper",
            "hyper-util",
            "import",
            "lexopt",
            "rusqlite",
            "serde",
            "serde_json",
            "sha2",
            "sync",
            "thiserror",
            "tokio",
            "tower",
            "uuid",
        ],
    ),
    (
        ".",
        &[
            "base64",
            "console_error_panic_hook",
            "domain",
            "gloo-net",
            "gloo-storage",
            "js-sys",
            "leptos",
            "leptos_i18n",
            "leptos_i18n_build",
            "leptos_router",
            "serde",
            "serde_json",
            "store",
            "sync",
            "uuid",
            "wasm-bindgen",
            "wasm-bindgen-futures",
            "web-sys",
        ],
    ),
    ("bench/page", &["domain", "serde_json", "store", "sync", "wasm-bindgen", "wasm-bindgen-futures"]),
    (
        "xtask",
        &[
            "base64",
            "brotli",
            "flate2",
            "serde_json",
            "sha2",
            "wasm-encoder",
            "wasm_split_cli_support",
            "wasmparser",
        ],
    ),
];

/// Which folders of src/ each may know besides itself. Who is not here (app, routes, lib) may know all.
const APP_MAY_KNOW: &[(&str, &[&str])] = &[
    ("kit", &[]),
    ("form", &["kit", "words"]),
    ("shell", &[]),
    ("live", &["shell"]),
    ("pages", &["form", "kit", "live", "shell", "words"]),
    ("words", &["i18n"]),
];

fn manifest(folder: &str) -> toml::Table {
    std::fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap().parse().unwrap()
}

/// Names under `[dependencies]` and `[build-dependencies]`, and those of single targets. What only tests of
/// the crate itself use is their own affair.
fn known(manifest: &toml::Table) -> BTreeSet<String> {
    let targets = manifest.get("target").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let tables = targets.values().filter_map(toml::Value::as_table).chain([manifest]);
    tables
        .flat_map(|table| ["dependencies", "build-dependencies"].map(|key| table.get(key).cloned()))
        .flatten()
        .filter_map(|table| table.as_table().cloned())
        .flat_map(|table| table.keys().cloned().collect::<Vec<_>>())
        .collect()
}

#[test]
fn rooms_know_only_what_they_may() {
    for (room, allowed) in MAY_KNOW {
        let extra: Vec<_> =
            known(&manifest(room)).into_iter().filter(|name| !allowed.contains(&name.as_str())).collect();
        none(&format!("{room} must not know"), &extra);
    }
}

#[test]
fn dependencies_of_a_single_target_are_seen_too() {
    let manifest = "[dependencies]\na = \"1\"\n[target.'cfg(unix)'.dependencies]\nb = \"1\"\n[dev-dependencies]\nc = \"1\"";
    assert_eq!(known(&manifest.parse().unwrap()), ["a", "b"].map(str::to_owned).into());
}

#[test]
fn every_dependency_has_its_reason() {
    let reasons = std::fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let rooms = MAY_KNOW.iter().map(|(room, _)| *room).chain(["tests"]);
    let all: BTreeSet<_> = rooms.flat_map(|room| known(&manifest(room))).collect();
    let ours = ["domain", "import", "server", "store", "sync"];
    let without: Vec<_> = all
        .into_iter()
        .filter(|name| !ours.contains(&name.as_str()) && !reasons.contains(&format!("`{name}`")))
        .collect();
    none("not in docs/dependencies.md", &without);
}

/// The folder or file of src/ that a path belongs to: `src/kit/field.rs` and `src/kit.rs` to `kit`.
fn room_of(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    inside.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// The `crate::` paths of a file that leave what it may know.
fn forbidden(file: &File) -> Vec<String> {
    let room = room_of(&file.path);
    let Some((_, allowed)) = APP_MAY_KNOW.iter().find(|(name, _)| *name == room) else {
        return Vec::new();
    };
    let paths = file.text.split("crate::").skip(1);
    paths
        .flat_map(|rest| match rest.strip_prefix('{') {
            // `use crate::{kit::button, words}`: the first names of its parts.
            Some(list) => list.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![rest],
        })
        .map(|path| path.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default())
        .filter(|name| !name.is_empty() && *name != room && !allowed.contains(name))
        .map(|name| format!("{}: crate::{name}", file.path))
        .collect()
}

#[test]
fn folders_of_the_app_know_only_what_they_may() {
    let found: Vec<_> = files("src/", ".rs").iter().flat_map(forbidden).collect();
    none("kit ← form ← pages, shell ← live ← pages, but", &found);
}

#[test]
fn a_widget_that_knows_a_page_is_found() {
    let file = |text: &str| File { path: "src/kit/field.rs".into(), text: text.into() };
    assert_eq!(forbidden(&file("use crate::kit::icon;\nuse super::Tone;")), Vec::<String>::new());
    assert_eq!(forbidden(&file("use crate::pages::today;")).len(), 1);
    assert_eq!(forbidden(&file("use crate::{kit::icon, shell::Desk};")).len(), 1);
    assert_eq!(forbidden(&file("let x = crate::words::say();")).len(), 1);
}

/// What all pages share and is too long for one file; itself it knows no page.
const SHARED: &str = "address";

/// Pages share what lies beside them (addresses, states), never what lies inside another's folder.
#[test]
fn no_page_looks_into_another() {
    let mut found = Vec::new();
    for file in files("src/pages/", ".rs") {
        let inside = file.path.trim_start_matches("src/pages/");
        let own = inside.split_once('/').map(|(folder, _)| folder);
        for rest in file.text.split("crate::pages::").skip(1) {
            let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            let is_folder = root().join("src/pages").join(name).is_dir();
            if is_folder && name != SHARED && own.is_some() && own != Some(name) {
                found.push(format!("{}: crate::pages::{name}", file.path));
            }
        }
    }
    none("a page knows another's insides", &found);
}
