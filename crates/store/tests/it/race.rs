//! I17 between two tabs: who loses the race for a generation stores nothing at all.

use crate::browser::{fresh, store};
use futures_util::future::join;
use sync::store::{Batch, Bin, Key, Part, Range, Store as _, StoreError, Write};
use wasm_bindgen_test::wasm_bindgen_test;

/// Changes the base as an answer of the server does, and writes an entry beside it.
fn change(generation: u64, who: &str) -> Batch {
    let row = Key::List(vec![Part::Num(generation), Part::Text(who.to_owned())]);
    let writes = vec![
        Write::Put(Bin::Row, row, Vec::new()),
        Write::Append(Bin::Out, who.as_bytes().to_vec()),
        Write::Add(Bin::Gen, generation.into(), Vec::new()),
        Write::Put(Bin::Meta, "who".into(), who.as_bytes().to_vec()),
    ];
    Batch { writes, ..Batch::relaxed() }
}

#[wasm_bindgen_test]
async fn of_two_handles_racing_for_a_generation_one_stores_everything_and_the_other_nothing() {
    const ROUNDS: u64 = 20;
    let test = "race";
    let (one, other) = (fresh(test).await, store(test));
    let mut winners = Vec::new();
    for round in 0..ROUNDS {
        // Who is asked first changes from round to round.
        let outcome = if round % 2 == 0 {
            join(one.commit(change(round, "one")), other.commit(change(round, "other"))).await
        } else {
            let (other, one) =
                join(other.commit(change(round, "other")), one.commit(change(round, "one"))).await;
            (one, other)
        };
        winners.push(match outcome {
            (Ok(_), Err(StoreError::LostRace)) => "one",
            (Err(StoreError::LostRace), Ok(_)) => "other",
            both => panic!("exactly one must win: {both:?}"),
        });
        let last = one.get(Bin::Meta, &"who".into()).await.unwrap();
        assert_eq!(last.as_deref(), winners.last().map(|who| who.as_bytes()));
    }
    let rows = one.get_all(Bin::Row, &Range::All, 99).await.unwrap();
    let won =
        (0..).zip(&winners).map(|(n, who)| Key::List(vec![Part::Num(n), Part::Text((*who).to_owned())]));
    assert_eq!(rows.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), won.collect::<Vec<_>>());
    let entries = other.get_all(Bin::Out, &Range::All, 99).await.unwrap();
    let authors: Vec<_> = entries.into_iter().map(|(_, who)| String::from_utf8(who).unwrap()).collect();
    assert_eq!(authors, winners);
}

#[wasm_bindgen_test]
async fn numbers_of_the_outbox_rise_over_all_handles() {
    let test = "numbers";
    let (one, other) = (fresh(test).await, store(test));
    let append = |count| Batch {
        writes: std::iter::repeat_n(Write::Append(Bin::Out, b"x".to_vec()), count).collect(),
        ..Batch::strict()
    };
    let (first, second) = join(one.commit(append(3)), other.commit(append(2))).await;
    let third = one.commit(append(1)).await.unwrap();
    let mut given = [first.unwrap(), second.unwrap(), third].concat();
    let stored = one.get_all(Bin::Out, &Range::All, 99).await.unwrap();
    assert!(given.iter().max() == given.last());
    given.sort_unstable();
    assert_eq!(
        stored.into_iter().map(|(key, _)| key).collect::<Vec<_>>(),
        given.into_iter().map(Key::Num).collect::<Vec<_>>()
    );
}
