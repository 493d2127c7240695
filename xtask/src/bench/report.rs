//! The table of figures, on the screen and in docs/bench.md.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::figures::{Spread, short};
use crate::run::{Outcome, ask};

/// What the app may weigh on its way to a device. Source: issue "Spine"
const TRANSFER_KB: f64 = 350.0;
/// A strict save against the raw write of the same bytes. Source: issue "Spine"
const SAVE_RATIO: f64 = 2.0;
/// Today worked out for 10,000 customers. Source: issue "Thread"
const TODAY_MS: f64 = 50.0;
/// The start against the peer's. Source: issue "Spine"
const START_RATIO: f64 = 1.0;

const BEGIN: &str = "<!-- figures: written by `cargo xtask bench` -->\n";
const END: &str = "<!-- /figures -->";

/// Where and when.
pub(crate) struct Circumstances(String);

impl Circumstances {
    /// Of this run.
    pub(super) fn now(result: &Value) -> Outcome<Self> {
        let date = ask("date", &["+%Y-%m-%d"]).ok_or("there is no date")?;
        let commit = ask("git", &["describe", "--always", "--dirty=, changed since"]).unwrap_or_default();
        let machine = |key: &str| {
            let value = result.get("machine").and_then(|machine| machine.get(key)).unwrap_or(&Value::Null);
            value.as_str().map_or_else(|| value.to_string(), str::to_owned)
        };
        Ok(Self(format!(
            "{}, commit {}; {} cores ({}), {} GiB, {}; load average {}.",
            date.trim(),
            commit.trim(),
            machine("cores"),
            machine("cpu"),
            machine("memory_gib"),
            machine("browser"),
            loads(result),
        )))
    }
}

/// Other work on the machine while it was measured.
fn loads(result: &Value) -> String {
    let all =
        super::WORKS.into_iter().flat_map(|work| samples(result, work)).filter_map(|it| it["load"].as_f64());
    Spread::of(all.collect()).map_or_else(|| "unknown".to_owned(), |load| load.to_string().replace(" ms", ""))
}

/// Brotli bytes of the site by ending: what a first visit loads of wasm, js and css before its first screen, and the parts
/// of the module that come after it.
pub(crate) fn transfer(root: &Path) -> Outcome<([(&'static str, u64); 3], u64)> {
    let folder = root.join(crate::app::Kind::Shipped.site());
    let mut sums = [("wasm", 0), ("js", 0), ("css", 0)];
    let mut later = 0;
    let mut waiting = vec![folder];
    while let Some(next) = waiting.pop() {
        for entry in
            fs::read_dir(&next).map_err(|problem| format!("{}: {problem}", next.display()))?.flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                waiting.push(entry.path());
            } else if name.ends_with(".wasm.br") && !name.starts_with("huifang-") {
                later += entry.metadata().map_err(|problem| problem.to_string())?.len();
            } else if let Some((_, sum)) =
                sums.iter_mut().find(|(end, _)| name.ends_with(&format!(".{end}.br")))
            {
                *sum += entry.metadata().map_err(|problem| problem.to_string())?.len();
            }
        }
    }
    Ok((sums, later))
}

/// The table, with where and when above it.
pub(crate) fn table(
    circumstances: &Circumstances,
    (transfer, later): &([(&str, u64); 3], u64),
    result: &Value,
) -> String {
    let mut text = format!(
        "{}\n\n| what | here | beside it | ratio | limit | |\n|---|---|---|---|---|---|\n",
        circumstances.0
    );
    weight(&mut text, transfer, *later);
    if let Some(work) = result.get("W9") {
        starts(&mut text, work, &samples(result, "W9"));
    }
    if let Some(work) = result.get("W1") {
        saves(&mut text, work, &samples(result, "W1"));
    }
    if let Some(work) = result.get("TODAY") {
        today(&mut text, work, &samples(result, "TODAY"));
    }
    text
}

fn weight(text: &mut String, transfer: &[(&str, u64)], later: u64) {
    let kb = |bytes: u64| {
        Spread::of(vec![f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1000.0])
            .map_or(0.0, |it| it.median)
    };
    let parts: Vec<_> =
        transfer.iter().map(|(name, bytes)| format!("{name} {}", short(kb(*bytes)))).collect();
    let sum = kb(transfer.iter().map(|(_, bytes)| bytes).sum());
    let verdict = verdict(sum, TRANSFER_KB);
    let _ = writeln!(
        text,
        "| app to load, brotli ({}; {} later) | {} kB | | | ≤ {TRANSFER_KB} kB | {verdict} |",
        parts.join(", "),
        short(kb(later)),
        short(sum)
    );
}

fn starts(text: &mut String, work: &Value, samples: &[&Value]) {
    if failed(text, "offline start (W9)", work) {
        return;
    }
    let times = |page: &str, what: &str, kind: &str, key: &str| {
        let fits = |it: &&&Value| it["page"] == page && it["what"] == what && it["kind"] == kind;
        Spread::of(samples.iter().filter(fits).filter_map(|it| it[key].as_f64()).collect())
    };
    for (what, words) in [("all", "200 rows on a tall screen"), ("screen", "a phone's screen full")] {
        for kind in ["cold", "warm"] {
            let name = format!("offline start (W9), {kind}: {words}; beside it React + Dexie");
            let (ours, theirs) = (times("huifang", what, kind, "ms"), times("react-dexie", what, kind, "ms"));
            compare(text, &name, ours, theirs, Some(START_RATIO));
        }
    }
    for kind in ["cold", "warm"] {
        let name =
            format!("the same, {kind}: a phone's screen full; beside it the peer's own mark of 200 rows");
        let theirs = times("react-dexie", "screen", kind, "own");
        compare(text, &name, times("huifang", "screen", kind, "ms"), theirs, Some(START_RATIO));
    }
}

fn saves(text: &mut String, work: &Value, samples: &[&Value]) {
    if failed(text, "strict save (W1)", work) {
        return;
    }
    let of = |way: &'static str| samples.iter().filter(move |it| it["way"] == way);
    let total = |way| of(way).filter_map(|it| it["total"].as_f64()).sum::<f64>();
    let count = |way| of(way).filter_map(|it| it["times"].as_array()).map(Vec::len).sum::<usize>();
    let each = |way| {
        let times = of(way).filter_map(|it| it["times"].as_array()).flatten().filter_map(Value::as_f64);
        Spread::of(times.collect())
    };
    let ratio = total("huifang") / total("raw");
    let _ = writeln!(
        text,
        "| strict save of a note (W1), total of {}; beside it raw IndexedDB | {} ms | {} ms | {ratio:.2} | ≤ {SAVE_RATIO} | {} |",
        count("huifang"),
        short(total("huifang")),
        short(total("raw")),
        verdict(ratio, SAVE_RATIO)
    );
    compare(text, "the same, one save; beside it raw IndexedDB", each("huifang"), each("raw"), None);
    compare(text, "the same, one save; beside it Dexie", each("huifang"), each("dexie"), None);
}

fn today(text: &mut String, work: &Value, samples: &[&Value]) {
    if failed(text, "Today", work) {
        return;
    }
    let times = samples.iter().filter_map(|it| it["times"].as_array()).flatten().filter_map(Value::as_f64);
    if let Some(times) = Spread::of(times.collect()) {
        let _ = writeln!(
            text,
            "| Today worked out for 10,000 customers and 31,000 visits | {times} | | | ≤ {TODAY_MS} ms | {} |",
            verdict(times.median, TODAY_MS)
        );
    }
}

fn compare(text: &mut String, name: &str, ours: Option<Spread>, theirs: Option<Spread>, limit: Option<f64>) {
    let (Some(ours), Some(theirs)) = (ours, theirs) else {
        let _ = writeln!(text, "| {name} | not measured | | | | |");
        return;
    };
    let ratio = ours.median / theirs.median;
    let (limit, verdict) =
        limit.map_or_else(Default::default, |limit| (format!("≤ {limit}"), verdict(ratio, limit)));
    let _ = writeln!(text, "| {name} | {ours} | {theirs} | {ratio:.2} | {limit} | {verdict} |");
}

fn failed(text: &mut String, name: &str, work: &Value) -> bool {
    if let Some(why) = work["failed"].as_str() {
        let _ = writeln!(text, "| {name} | could not be measured: {why} | | | | |");
    }
    work["failed"].is_string()
}

const fn verdict(value: f64, limit: f64) -> &'static str {
    if value <= limit { "ok" } else { "**over**" }
}

fn samples<'a>(result: &'a Value, work: &str) -> Vec<&'a Value> {
    let samples = result.get(work).and_then(|work| work.get("samples"));
    samples.and_then(Value::as_array).into_iter().flatten().collect()
}

/// Puts it in the place of the last figures; the text around them is kept.
pub(super) fn write_down(file: &Path, figures: &str) -> Outcome<()> {
    let text = fs::read_to_string(file).map_err(|problem| format!("{}: {problem}", file.display()))?;
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{} has lost its markers", file.display()))?;
    fs::write(file, format!("{before}{BEGIN}\n{figures}\n{END}{after}"))
        .map_err(|problem| format!("{}: {problem}", file.display()))
}
