//! The seeds: the product survives all of them, and no mutant does.
//!
//! `HUIFANG_SEEDS=A..B` (or `cargo xtask prove A..B`) plays others. A failing seed is printed; `HUIFANG_SEEDS=n..n+1`
//! plays it again, step for step.

#![expect(clippy::print_stdout, reason = "what was played, and which seed failed, is for people to read")]

use simulation::{Mutant, Stats, run};
use std::ops::Range;
use std::panic;
use std::sync::Once;

/// Steps of one game.
const STEPS: usize = 300;
/// So many seeds are played with each mutant.
const MUTANT_SEEDS: u64 = 40;

/// Mutations that make the server stumble panic by the thousand; their messages would hide everything else.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !info.to_string().contains("makes the server stumble") {
                usual(info);
            }
        }));
    });
}

/// 2,000 seeds in the tests, 20,000 in the proofs, or those asked for.
fn seeds() -> Range<u64> {
    let otherwise = if std::env::var_os("HUIFANG_PROVE").is_some() { 1..20_001 } else { 1..2_001 };
    let Ok(asked) = std::env::var("HUIFANG_SEEDS") else { return otherwise };
    let range = asked.split_once("..").and_then(|(a, b)| Some(a.parse().ok()?..b.parse().ok()?));
    range.unwrap_or_else(|| unreachable!("HUIFANG_SEEDS must be A..B, not {asked}"))
}

fn play(seeds: Range<u64>) -> (Vec<String>, Stats) {
    let (mut failures, mut sums) = (Vec::new(), Stats::new());
    for seed in seeds {
        match run(seed, STEPS, Mutant::None) {
            Ok(stats) => add(&mut sums, stats),
            Err(failure) => failures.push(format!("seed {seed}: {}", failure.0)),
        }
    }
    (failures, sums)
}

fn add(sums: &mut Stats, more: Stats) {
    for (what, n) in more {
        *sums.entry(what).or_default() += n;
    }
}

#[test]
fn every_seed_keeps_every_invariant() {
    quiet();
    let Range { start, end } = seeds();
    let middle = u64::midpoint(start, end);
    let other = std::thread::spawn(move || play(middle..end));
    let (mut failures, mut sums) = play(start..middle);
    let (more, other_sums) = other.join().unwrap();
    failures.extend(more);
    add(&mut sums, other_sums);
    println!("seeds {start}..{end}, {STEPS} steps each: {} failures; {sums:?}", failures.len());
    assert!(failures.is_empty(), "{}", failures[..failures.len().min(10)].join("\n"));
}

/// A check that a broken product passes is no check.
#[test]
fn every_mutant_is_caught() {
    quiet();
    let mut escaped = Vec::new();
    for mutant in Mutant::COMMON {
        let mut first = None;
        let mut failed = 0;
        for seed in 1..=MUTANT_SEEDS {
            let failure = match panic::catch_unwind(|| run(seed, STEPS, mutant)) {
                Ok(Ok(_)) => continue,
                Ok(Err(failure)) => failure.0,
                Err(_) => "panicked".to_owned(),
            };
            failed += 1;
            first.get_or_insert((seed, failure));
        }
        println!("{mutant:?}: {failed} of {MUTANT_SEEDS} seeds fail; first {first:?}");
        if failed == 0 {
            escaped.push(mutant);
        }
    }
    assert!(escaped.is_empty(), "not caught: {escaped:?}");
}

#[test]
fn the_same_seed_plays_the_same_game() {
    quiet();
    assert_eq!(run(7, STEPS, Mutant::None), run(7, STEPS, Mutant::None));
}
