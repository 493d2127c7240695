//! Power cuts: what the real ledger and the real blobs wrote is cut off at thousands of places, each time with some
//! of the writes that were not yet synced lost, reordered or torn; what was answered must be there all the same.
//!
//! Source: RELIABILITY R6. `HUIFANG_PROVE` makes it ten times as many.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on must end; a proof says what it counted"
)]

mod chance;
mod disk;
mod driver;
mod images;
mod stage;

use chance::Chance;
use driver::Sync;
use images::Seen;
use stage::Stage;

const IMAGES: usize = 2_000;

fn images() -> usize {
    if std::env::var_os("HUIFANG_PROVE").is_some() { IMAGES * 10 } else { IMAGES }
}

#[test]
fn no_power_cut_loses_what_was_answered() {
    let stage = Stage::new("full");
    let log = stage.record(Sync::Full);
    let seen = images::cut(&log, &stage.image(), images(), Chance::new(7));
    println!("{seen}");
    assert_eq!(seen, Seen { lost: 0, damaged: 0, worst: 0, ..seen });
    assert!(seen.told_mutations > 100 && seen.told_blobs > 10, "there was something to lose");
}

/// The control: the same proof on a database that syncs less must find losses, or it proves nothing.
#[test]
fn a_database_that_syncs_less_does_lose() {
    let stage = Stage::new("normal");
    let log = stage.record(Sync::Normal);
    let seen = images::cut(&log, &stage.image(), images() / 4, Chance::new(11));
    println!("{seen}");
    assert!(seen.lost > 0, "WAL with synchronous=NORMAL keeps no promise at a power cut");
    assert_eq!(seen.damaged, 0, "it loses, but what is left is sound");
}

/// A failed sync leaves open what is on the disk, and a second one may succeed without the data. So the program
/// ends, and answers nothing that it does not know.
#[test]
fn a_disk_that_fails_ends_the_program() {
    for good_pushes in [0, 1, 7] {
        let stage = Stage::new("failing");
        let end = stage.run_program_on_a_failing_disk(good_pushes);
        assert_eq!(end.code, Some(74), "EX_IOERR of sysexits");
        assert_eq!(end.answered_after, 0, "it answered although it knew nothing");
        assert_eq!(end.lost, 0, "what was answered before is there");
    }
}

/// No test by itself: what [`Stage::record`] runs in a process of its own, where every write is noted.
#[test]
fn driver() {
    driver::drive_if_asked();
}
