//! The seeds: the product survives all of them, and no mutant does.

use simulation::{Mutant, run};
use std::panic;
use std::sync::Once;

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

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// `HUIFANG_SEED_FROM`, `HUIFANG_SEEDS` and `HUIFANG_STEPS` choose others; a failing seed is printed and played
/// again with `HUIFANG_SEED_FROM=n HUIFANG_SEEDS=1`.
#[test]
fn every_seed_keeps_every_invariant() {
    quiet();
    let (from, seeds, steps) =
        (number("HUIFANG_SEED_FROM", 1), number("HUIFANG_SEEDS", 2_000), number("HUIFANG_STEPS", 300));
    let half = seeds.div_ceil(2);
    let play = move |from: u64, to: u64| {
        let mut failures = Vec::new();
        let mut sums = simulation::Stats::new();
        for seed in from..to {
            match run(seed, steps as usize, Mutant::None) {
                Ok(stats) => stats.into_iter().for_each(|(what, n)| *sums.entry(what).or_default() += n),
                Err(failure) => failures.push(format!("seed {seed}: {}", failure.0)),
            }
        }
        (failures, sums)
    };
    let other = std::thread::spawn(move || play(from + half, from + seeds));
    let (mut failures, mut sums) = play(from, from + half);
    let (more, other_sums) = other.join().unwrap();
    failures.extend(more);
    other_sums.into_iter().for_each(|(what, n)| *sums.entry(what).or_default() += n);
    println!("{seeds} seeds from {from}, {steps} steps each: {} failures; {sums:?}", failures.len());
    assert!(failures.is_empty(), "{}", failures[..failures.len().min(10)].join("\n"));
}

/// So many seeds are played with each mutant.
const MUTANT_SEEDS: u64 = 40;

/// A check that a broken product passes is no check.
#[test]
fn every_mutant_is_caught() {
    quiet();
    let mut escaped = Vec::new();
    for mutant in Mutant::COMMON {
        let mut failed = 0;
        let mut first = None;
        for seed in 1..=MUTANT_SEEDS {
            let result = panic::catch_unwind(|| run(seed, 300, mutant));
            let failure = match result {
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
    assert_eq!(run(7, 300, Mutant::None), run(7, 300, Mutant::None));
}
