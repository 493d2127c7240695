//! The customers of Northwind, and their orders.

use super::{data, guessed};
use domain::customer::keys as k;
use import::{Choices, Encoding, Row, Rows, Separator, Twins, What, orders, read};
use std::collections::BTreeMap;

fn customers() -> Vec<Row> {
    let table = read(&data("customers.csv"), &Choices::default()).unwrap();
    let setting = guessed(&table);
    Rows::of(&table, &setting).unwrap().iter().collect()
}

#[test]
fn the_columns_are_known_by_their_header() {
    let table = read(&data("customers.csv"), &Choices::default()).unwrap();
    assert_eq!((table.encoding, table.separator), (Some(Encoding::Utf8), Some(Separator::Comma)));
    let columns = guessed(&table).columns;
    let keys: Vec<_> = columns.iter().map(Option::as_deref).collect();
    assert_eq!(
        keys,
        [
            Some(k::CODE),
            Some(k::NAME),
            Some(k::CONTACT_NAME),
            Some(k::CONTACT_POSITION),
            Some(k::STREET),
            Some(k::CITY),
            Some(k::PROVINCE),
            Some(k::POST_CODE),
            None,
            Some(k::PHONE),
            Some(k::CONTACT_FAX),
        ]
    );
}

#[test]
fn all_of_them_are_taken_and_none_is_another() {
    let (rows, mut twins) = (customers(), Twins::default());
    assert_eq!(rows.len(), 91);
    for row in &rows {
        let profile = row.profile.as_ref().unwrap();
        assert_eq!(twins.find(profile), None, "{}", row.number);
        twins.put(profile, row.number);
        assert_eq!(row.problems, [], "{}", row.number);
    }
    let found = |code: &str| {
        rows.iter()
            .filter_map(|row| row.profile.as_ref())
            .find(|profile| profile.get(k::CODE) == code)
            .unwrap()
    };
    let blondel = found("BLONP");
    assert_eq!(blondel.get(k::STREET), "24, place Kléber");
    assert_eq!((blondel.get(k::CITY), blondel.get(k::PROVINCE)), ("Strasbourg", ""));
    assert_eq!(blondel.get(k::PHONE), "88.60.15.31");
    assert_eq!(found("ANATR").get(k::NAME), "Ana Trujillo Emparedados y helados");
}

#[test]
fn of_the_orders_the_latest_of_each_customer_counts() {
    let bytes = data("orders.csv");
    let table = read(&bytes, &Choices::default()).unwrap();
    let setting = guessed(&table);
    assert_eq!((setting.what, table.lines.len()), (What::Orders, 830));
    let mut twins = Twins::default();
    for (n, row) in customers().iter().enumerate() {
        twins.put(row.profile.as_ref().unwrap(), n);
    }
    let read = orders(&table, &setting, &twins).unwrap();
    assert_eq!((read.problems.len(), read.unknown.len()), (0, 0));
    let got: BTreeMap<usize, &str> =
        read.latest.iter().map(|order| (order.who, order.day.as_str())).collect();
    // The plain way: the second and the fourth word of each line.
    let mut want: BTreeMap<usize, String> = BTreeMap::new();
    for line in String::from_utf8(bytes).unwrap().lines().skip(1) {
        let mut words = line.split(',').skip(1);
        let who = twins.find_by(words.next().unwrap(), "").unwrap().who;
        let day = words.nth(1).unwrap()[..10].to_owned();
        let known = want.entry(who).or_default();
        *known = known.clone().max(day);
    }
    assert_eq!(got, want.iter().map(|(who, day)| (*who, day.as_str())).collect());
    assert_eq!(got.len(), 89);
    assert_eq!(got[&0], "1998-04-09");
}

#[test]
fn orders_of_nobody_and_of_no_day_are_told_once() {
    let (table, setting) = super::keyed(
        "customer-code,customer-last-order\nALFKI,2026-11-01\nNOBOD,2026-11-01\nNOBOD,2026-11-02\nALFKI,soon\n,2026-11-01\nALFKI,2099-01-01\nALFKI,2026-10-01\n",
    );
    let setting = import::Setting { what: What::Orders, ..setting };
    let mut twins = Twins::default();
    twins.put(customers()[0].profile.as_ref().unwrap(), 7);
    let read = orders(&table, &setting, &twins).unwrap();
    let order = import::Order { who: 7, at: 0, day: "2026-11-01".into() };
    assert_eq!(read.latest, [order]);
    let said: Vec<_> = read
        .problems
        .iter()
        .map(|(at, problem)| (*at, problem.key.as_str(), problem.code.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (1, k::CODE, "not-found"),
            (3, k::LAST_ORDER, "not-a-date"),
            (4, k::CODE, "required"),
            (5, k::LAST_ORDER, "not-a-date"),
        ]
    );
    assert_eq!(read.unknown, [2].into());
}
