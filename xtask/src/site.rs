//! Lays out what the server serves: names with the content's hash in them, the worker's list of files, and
//! packed copies.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::alike::alike_together;
use crate::app::Kind;
use crate::module::bare;
use crate::run::{Outcome, say};
use crate::split::{LOADER, one_script};

const PAGE: &str = "index.html";
/// What tells Trunk what to compile, and is not for the browser.
const RUST: &str = "<link data-trunk rel=\"rust\" href=\"Cargo.toml\" data-bin=\"huifang\">";
const WORKER: &str = "sw.js";
/// The part of the module that the page begins with.
const FIRST: &str = "huifang_bg.wasm";
/// Compressed already.
const PACKED_BY_NATURE: &[&str] = &[".png", ".webp", ".woff2"];

/// All files below a folder, or of a site, by their path from there.
type Files = BTreeMap<String, Vec<u8>>;

/// Makes the site in `stage` from the sources at `root` and the module's parts in the folder `module`.
pub(crate) fn lay_out(root: &Path, module: &Path, stage: &Path, kind: Kind) -> Outcome<()> {
    let mut site = read_all(&root.join("public"))?;
    site.extend(read_all(module)?.into_iter().filter(|(name, _)| name.starts_with("snippets/")));
    let boot = hashed(&mut site, "boot", "js", read(&root.join("public/boot.js"))?);
    site.remove("boot.js");
    let packed = |wasm: Vec<u8>| if kind == Kind::Shipped { alike_together(&bare(&wasm)?) } else { Ok(wasm) };
    let wasm = packed(read(&module.join(FIRST))?)?;
    let wasm = hashed(&mut site, "huifang", "wasm", wasm);
    let mut parts = Vec::new();
    for (file, wasm) in read_all(module)? {
        if let Some(stem) = file.strip_suffix(".wasm").filter(|_| file != FIRST) {
            let stem = stem.trim_start_matches("split_").to_owned();
            parts.push((file, hashed(&mut site, &stem, "wasm", packed(wasm)?)));
        }
    }
    let script = one_script(&text(&module.join("huifang.js"))?, &text(&module.join(LOADER))?, &parts)?;
    let script = replaced(&script, DEAD_CLOSURES, DEAD_CLOSURES_WITHOUT_TOKENS)?;
    let js = hashed(&mut site, "huifang", "js", script.into_bytes());

    let page = text(&root.join(PAGE))?;
    let (page, sheets) = without_styles(&page)?;
    let css = sheets.iter().map(|sheet| text(&root.join(sheet))).collect::<Outcome<String>>()?;
    let css = hashed(&mut site, "style", "css", css.into_bytes());
    let page = replaced(&page, STYLES_END, &format!("<link rel=\"stylesheet\" href=\"/{css}\">"))?;
    let page = replaced(&page, "\"/boot.js\"", &format!("\"/{boot}\""))?;
    let page = replaced(
        &page,
        RUST,
        &format!(
            "<meta name=\"huifang-module\" content=\"/{js}\"><meta name=\"huifang-wasm\" content=\"/{wasm}\">"
        ),
    )?;
    site.insert(PAGE.to_owned(), without_comments(&page).into_bytes());

    match kind {
        Kind::Shipped => {
            let build = name_the_build(&mut site)?;
            pack(&mut site, &build)?;
        }
        // A worker would show yesterday's build; boot.js takes away the one of an earlier `serve`.
        Kind::Dev => {
            site.remove(WORKER);
        }
    }
    for (name, bytes) in site {
        let place = stage.join(name);
        let made = place.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&place, bytes));
        made.map_err(|problem| format!("{}: {problem}", place.display()))?;
    }
    Ok(())
}

/// Puts a file in under a name that changes with its content; the server lets browsers keep it for ever.
fn hashed(site: &mut Files, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
    let name = format!("{stem}-{}.{extension}", sixteen(&bytes));
    site.insert(name.clone(), bytes);
    name
}

/// Sixteen digits of the hash: 64 bits tell a few hundred builds apart.
fn sixteen(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
}

const STYLES: &str = "<!-- styles";
const STYLES_END: &str = "<!-- /styles -->";

/// The page without its stylesheet links, and the files they name, in their order.
fn without_styles(page: &str) -> Outcome<(String, Vec<String>)> {
    let parts =
        page.split_once(STYLES).and_then(|(before, rest)| Some((before, rest.split_once(STYLES_END)?)));
    let (before, (links, after)) = parts.ok_or("index.html has lost its markers for the styles")?;
    let sheets = links.split("href=\"").skip(1).filter_map(|link| link.split('"').next());
    let sheets = sheets.map(|sheet| sheet.trim_start_matches('/').to_owned()).collect();
    Ok((format!("{before}{STYLES_END}{after}"), sheets))
}

/// They are for those who read the source.
fn without_comments(page: &str) -> String {
    let mut kept = String::new();
    let mut rest = page;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before.trim_end_matches([' ', '\n']));
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// Writes the build's name and its files into the worker and the page.
///
/// The name is of all names and contents: the same files are the same build, wherever it was made.
fn name_the_build(site: &mut Files) -> Outcome<String> {
    let all: Vec<_> = site.iter().map(|(name, bytes)| format!("{name} {}", sixteen(bytes))).collect();
    let build = sixteen(all.join("\n").as_bytes());
    rewrite(site, PAGE, "name=\"huifang-build\" content=\"dev\"", |old| old.replace("dev", &build))?;
    let files = site.iter().filter(|(name, _)| *name != WORKER);
    let files: Vec<_> = files
        .map(|(name, bytes)| {
            (format!("/{name}"), format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes))))
        })
        .collect();
    let list = serde_json::to_string(&files).map_err(|problem| problem.to_string())?;
    rewrite(site, WORKER, "const BUILD = \"dev\";", |old| old.replace("dev", &build))?;
    rewrite(site, WORKER, "const FILES = [];", |old| old.replace("[]", &list))?;
    Ok(build)
}

fn rewrite(site: &mut Files, name: &str, old: &str, new: impl FnOnce(&str) -> String) -> Outcome<()> {
    let bytes = site.get_mut(name).ok_or_else(|| format!("{name} is missing in public/"))?;
    let text = String::from_utf8_lossy(bytes);
    *bytes = replaced(&text, old, &new(old))?.into_bytes();
    Ok(())
}

/// How wasm-bindgen frees a closure that nobody holds any more.
const DEAD_CLOSURES: &str =
    "new FinalizationRegistry(state => wasm.__wbindgen_destroy_closure(state.a, state.b))";

/// The same without the table of tokens that a registry keeps, in which WebKit 2.50.6 crashes. A closure that was freed already
/// is one at address 0. Source: docs/decisions/0041
const DEAD_CLOSURES_WITHOUT_TOKENS: &str = "((dead) => ({
        register: (real, state) => dead.register(real, state),
        unregister: () => {},
    }))(new FinalizationRegistry(state => { if (state.a) wasm.__wbindgen_destroy_closure(state.a, state.b); }))";

fn replaced(text: &str, old: &str, new: &str) -> Outcome<String> {
    match text.matches(old).count() {
        1 => Ok(text.replace(old, new)),
        count => Err(format!("{old:?} must be there once, not {count} times")),
    }
}

/// Adds brotli and gzip copies of what becomes smaller, so the server never compresses.
fn pack(site: &mut Files, build: &str) -> Outcome<()> {
    let mut packed = Files::new();
    let (mut before, mut after) = (0, 0);
    for (name, bytes) in &*site {
        before += bytes.len();
        let brotli = with_brotli(bytes)?;
        if brotli.len() >= bytes.len() || PACKED_BY_NATURE.iter().any(|end| name.ends_with(end)) {
            after += bytes.len();
            continue;
        }
        after += brotli.len();
        packed.insert(format!("{name}.br"), brotli);
        packed.insert(format!("{name}.gz"), with_gzip(bytes)?);
    }
    let files = site.len();
    say(&format!("build {build}: {files} files, {} kB, {} kB with brotli", before / 1000, after / 1000));
    site.append(&mut packed);
    Ok(())
}

fn with_brotli(bytes: &[u8]) -> Outcome<Vec<u8>> {
    // Quality 11 and a window of 4 MB: slow once, small for every device.
    let mut packer = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, 11, 22);
    packer.write_all(bytes).map_err(|problem| problem.to_string())?;
    Ok(packer.into_inner())
}

fn with_gzip(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).and_then(|()| packer.finish()).map_err(|problem| problem.to_string())
}

fn read_all(folder: &Path) -> Outcome<Files> {
    let mut found = Files::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).map_err(|problem| format!("{}: {problem}", next.display()))? {
            let path = entry.map_err(|problem| problem.to_string())?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).map_err(|problem| problem.to_string())?;
                found.insert(name.to_string_lossy().into_owned(), read(&path)?);
            }
        }
    }
    Ok(found)
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|problem| format!("{}: {problem}", file.display()))
}

fn text(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|problem| format!("{}: {problem}", file.display()))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn a_packed_file_unpacks_to_itself() {
        let words = "the same words, the same words, the same words ".repeat(50);
        let mut unpacked = String::new();
        brotli::Decompressor::new(&with_brotli(words.as_bytes()).unwrap()[..], 4096)
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, words);
        unpacked.clear();
        flate2::read::GzDecoder::new(&with_gzip(words.as_bytes()).unwrap()[..])
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, words);
    }

    #[test]
    fn a_script_of_another_wasm_bindgen_is_not_shipped_unread() {
        let glue = format!("const CLOSURE_DTORS = {DEAD_CLOSURES};");
        let script = replaced(&glue, DEAD_CLOSURES, DEAD_CLOSURES_WITHOUT_TOKENS).unwrap();
        assert!(script.contains("if (state.a)") && !script.contains("state, state"), "{script}");
        assert!(replaced("new FinalizationRegistry(free)", DEAD_CLOSURES, "").is_err());
    }

    #[test]
    fn comments_do_not_leave_the_house() {
        assert_eq!(without_comments("<a>\n  <!-- why -->\n  <b><!-- x --></b>"), "<a>\n  <b></b>");
    }

    /// The whole step on the real sources, with empty parts.
    #[test]
    fn the_sources_become_a_site_with_nothing_inline() {
        let base = std::env::temp_dir().join(format!("huifang-site-{}", std::process::id()));
        let (module, stage) = (base.join("module"), base.join("stage"));
        fs::create_dir_all(&module).unwrap();
        fs::write(module.join("huifang.js"), DEAD_CLOSURES).unwrap();
        fs::write(module.join(LOADER), "export const y = fetch(\"./split_work.wasm\");").unwrap();
        for part in [FIRST, "split_work.wasm"] {
            fs::write(module.join(part), b"\0asm\x01\0\0\0").unwrap();
        }
        lay_out(&crate::root().unwrap(), &module, &stage, Kind::Shipped).unwrap();

        let page = text(&stage.join(PAGE)).unwrap();
        for inline in ["<style", "style=\"", "<script>", "onclick=", "javascript:", "<!--", "\"dev\""] {
            assert!(!page.contains(inline), "{inline} in the page");
        }
        let worker = text(&stage.join(WORKER)).unwrap();
        for file in read_all(&stage).unwrap().keys() {
            let listed = worker.contains(&format!("[\"/{file}\",\"sha256-"));
            let is_copy = [".br", ".gz"].iter().any(|end| file.ends_with(end));
            let wanted = file != WORKER && !is_copy;
            assert_eq!(listed, wanted, "{file} in the worker's list");
        }
        fs::remove_dir_all(base).unwrap();
    }
}
