//! The module in parts: what the first screens need is one file, and each group of functions that the app marks
//! (`src/routes/parts.rs`) another, fetched when the app asks for it.
//!
//! It has to happen between the compiler and wasm-bindgen, which throws away what tells where functions and data may be
//! cut (docs/decisions/0040). Trunk has no place for a step there, so its own whole module is left aside.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::app::Kind;
use crate::run::{Outcome, command, run};

/// The script that fetches parts, as it is written beside them.
pub(crate) const LOADER: &str = "loader.js";

/// The first part before wasm-bindgen has seen it.
const UNBOUND: &str = "first.wasm";

/// Cuts what the compiler made. The folder then holds `huifang.js` and `huifang_bg.wasm` of the first part, as Trunk would
/// leave them, the other parts, and [`LOADER`].
pub(crate) fn in_parts(root: &Path, kind: Kind) -> Outcome<PathBuf> {
    let folder = root.join("target/site/parts");
    let _ = fs::remove_dir_all(&folder);
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let whole = root.join(target).join("wasm32-unknown-unknown").join(kind.folder()).join("huifang.wasm");
    let input = fs::read(&whole).map_err(|problem| format!("{}: {problem}", whole.display()))?;
    let first = folder.join(UNBOUND);
    let mut options = Options::new(&input);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.main_module = "./huifang.js";
    options.link_name = LOADER;
    transform(options).map_err(|problem| format!("the module cannot be cut: {problem:?}"))?;
    let mut bind = command("wasm-bindgen")?;
    // The parts find memory and tables by the linker's names.
    bind.args(["--target=web", "--no-typescript", "--keep-lld-exports", "--out-name=huifang", "--out-dir"]);
    run("bind the first part", bind.arg(&folder).arg(&first))?;
    fs::remove_file(&first).map_err(|problem| format!("{}: {problem}", first.display()))?;
    Ok(folder)
}

/// One script of the two: wasm-bindgen's, which imports the loader, and the loader, which imports wasm-bindgen's. As two
/// files neither could have a name by its content, and each start would ask for one more.
///
/// `parts` are the files that the loader names, with the names they are served by.
pub(crate) fn one_script(glue: &str, loader: &str, parts: &[(String, String)]) -> Outcome<String> {
    let odd = |line: &str| format!("an import of the loader in a form that is not known: {line}");
    let (mut names, mut script) = (Vec::new(), String::new());
    for line in glue.lines() {
        if line.starts_with("import ") && line.contains(LOADER) {
            let name = line.strip_prefix("import * as ").and_then(|rest| rest.split_once(" from "));
            names.push(name.ok_or_else(|| odd(line))?.0.to_owned());
        } else {
            script.extend([line, "\n"]);
        }
    }
    let (mut given, mut inner) = (Vec::new(), String::new());
    for line in loader.lines() {
        if line.starts_with("import ") {
            continue;
        }
        let line = match line.strip_prefix("export const ") {
            None => line,
            Some(rest) => {
                given.push(rest.split_once(" =").ok_or_else(|| odd(line))?.0);
                line.trim_start_matches("export ")
            }
        };
        inner.extend([line, "\n"]);
    }
    for (file, served) in parts {
        let (old, new) = (format!("\"./{file}\""), format!("\"./{served}\""));
        if inner.matches(&old).count() != 1 {
            return Err(format!("the loader must name {file} once"));
        }
        inner = inner.replace(&old, &new);
    }
    script.extend(["const __parts = (() => {\n", &inner, "return { ", &given.join(", "), " };\n})();\n"]);
    script.extend(names.iter().map(|name| format!("const {name} = __parts;\n")));
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./loader.js\"\nexport function initSync() {}\n";
    const LOADED: &str = "import { initSync } from \"./huifang.js\";\n\
        export const load_work = wrap(() => fetch(new URL(\"./split_work.wasm\", import.meta.url)));\n";

    #[test]
    fn two_scripts_become_one_that_imports_nothing() {
        let parts = [("split_work.wasm".to_owned(), "work-0123.wasm".to_owned())];
        let script = one_script(GLUE, LOADED, &parts).unwrap();
        assert!(!script.contains("import *") && !script.contains("import {"), "{script}");
        assert!(script.contains("new URL(\"./work-0123.wasm\", import.meta.url)"), "{script}");
        assert!(script.ends_with("return { load_work };\n})();\nconst import1 = __parts;\n"), "{script}");
    }

    #[test]
    fn a_part_that_nobody_fetches_is_noticed() {
        let parts = [("chunk_3.wasm".to_owned(), "chunk_3-0123.wasm".to_owned())];
        assert!(one_script(GLUE, LOADED, &parts).is_err());
    }
}
