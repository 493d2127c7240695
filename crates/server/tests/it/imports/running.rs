//! While it runs: others push, rights go, the process ends.

use super::{CHANGED, awaits, begin, check, counts, customers, guessed, house, imports, path, upload};
use crate::support::{Client, push, take, uuid};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

#[test]
fn who_loses_the_right_meanwhile_is_refused_and_the_import_ends_all_the_same() {
    let (house, mut admin) = house("right");
    let mut clerk = house.person(&admin, "clerk", &["information_administrator"]);
    let mut rep = house.person(&admin, "rep", &["service_rep"]);
    rep.send(&rep.upload("x", "客户名称\n甲\n".as_bytes())).refused(403, "denied");
    let text = (0..20_000).fold("客户名称\n".to_owned(), |all, n| all + &format!("客户 {n}\n"));
    let import = upload(&mut clerk, text.as_bytes());
    begin(&mut clerk, &import, &guessed(&import));
    let form = json!({"name": "clerk", "roles": ["service_rep"]});
    let change = format!("/admin/v1/people/{}/change", clerk.user.as_deref().unwrap());
    admin.send(&admin.post(&change, &form)).fine(204);
    clerk.send(&clerk.get("/admin/v1/imports")).refused(403, "denied");
    let done = awaits(&mut admin, &import, "done");
    let [fresh, refused] = counts(&done, ["fresh", "refused"]);
    assert_eq!(fresh + refused, 20_000);
    assert!(refused > 0);
    assert_eq!(customers(&house).len(), usize::try_from(fresh).unwrap());
}

#[test]
fn an_import_that_the_end_of_the_process_cut_goes_on_and_ends_as_if_nothing_had_been() {
    let (mut house, mut admin) = house("cut");
    // Among others rows that an earlier one makes twice, and customers who are there before.
    imports(&mut admin, "客户编号,客户名称\nC-5,客户 5\nC-900,客户 900\n".as_bytes());
    let mut text = "客户编号,客户名称,电话\n".to_owned();
    for n in 0..3_000 {
        writeln!(text, "C-{n},客户 {n},0512-{}", 10_000_000 + n).unwrap();
        if n % 7 == 0 {
            writeln!(text, "C-{},客户 {n} 又一次,", n / 2).unwrap();
        }
    }
    let import = upload(&mut admin, text.as_bytes());
    let report = check(&mut admin, &import, &guessed(&import));
    begin(&mut admin, &import, &guessed(&import));
    let mut cuts = 0;
    loop {
        let id = import["import_id"].as_str().unwrap();
        let now = admin.send(&admin.get(&format!("/admin/v1/imports/{id}"))).fine(200).json();
        if now["state"] == "done" {
            break;
        }
        // As often as it can be met in its middle, up to five times.
        if cuts < 5 && now["done"].as_i64().unwrap() >= cuts * 600 {
            house.restart();
            let (device, cookie) = (admin.device.clone(), admin.cookie.clone());
            admin = Client {
                device,
                cookie,
                user: admin.user.clone(),
                epoch: admin.epoch.clone(),
                ..house.client()
            };
            cuts += 1;
        }
    }
    assert!(cuts >= 3, "{cuts}");
    let done = awaits(&mut admin, &import, "done");
    let [fresh, fills, twice] = counts(&report, ["fresh", "fills", "twice"]);
    assert_eq!(counts(&done, CHANGED), [fresh, fills, 0, twice, 0]);
    assert_eq!((fresh, fills, done["done"].as_i64()), (2_998, 2, done["rows"].as_i64()));
    let all = customers(&house);
    assert_eq!(all.len(), 3_000);
    let mut numbers: Vec<&str> = all.iter().map(|(_, body)| body["number"].as_str().unwrap()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!((numbers.len(), numbers.last()), (3_000, Some(&"2026-3000")));
    let given = "SELECT count(*) FROM mutation WHERE name = 'customer.import'";
    assert_eq!(house.count(given), 2 + fresh + fills);

    // The undo is cut as well.
    admin.send(&admin.empty_post(&path(&import, "undo"))).fine(202);
    house.restart();
    admin = Client {
        device: admin.device.clone(),
        cookie: admin.cookie.clone(),
        user: admin.user.clone(),
        ..house.client()
    };
    let undone = awaits(&mut admin, &import, "undone");
    assert_eq!(counts(&undone, ["undone", "kept"]), [fresh + fills, 0]);
    assert_eq!(customers(&house).len(), 2);
}

fn many(rows: usize) -> String {
    let mut text = "客户编号,客户名称,联系人,手机,城市,详细地址,备注\n".to_owned();
    for n in 0..rows {
        let mobile = 13_000_000_000_usize + n;
        writeln!(text, "C-{n},第 {n} 号贸易有限公司,张 {n},{mobile},苏州市,东吴南路 {n} 号,由旧系统转来")
            .unwrap();
    }
    text
}

/// How long everybody else waits for the writer while an import runs.
fn longest_wait(admin: &mut Client, import: &Value) -> (Value, Duration) {
    let mut longest = Duration::ZERO;
    loop {
        let id = import["import_id"].as_str().unwrap();
        let began = Instant::now();
        let body = push(admin, &[take(admin, &uuid(), "少了三箱")]);
        admin.send(&admin.post("/sync/v1/push", &body)).fine(200);
        longest = longest.max(began.elapsed());
        let now = admin.send(&admin.get(&format!("/admin/v1/imports/{id}"))).fine(200).json();
        if now["state"] == "done" {
            return (now, longest);
        }
    }
}

#[track_caller]
fn a_large_file(rows: usize) -> String {
    let (house, mut admin) = house("large");
    let began = Instant::now();
    let import = upload(&mut admin, many(rows).as_bytes());
    let uploaded = began.elapsed();
    let report = check(&mut admin, &import, &guessed(&import));
    let checked = began.elapsed();
    let whole = i64::try_from(rows).unwrap();
    assert_eq!(counts(&report, ["rows", "fresh", "bad"]), [whole, whole, 0]);
    begin(&mut admin, &import, &guessed(&import));
    let (done, longest) = longest_wait(&mut admin, &import);
    assert_eq!(counts(&done, CHANGED), [whole, 0, 0, 0, 0]);
    assert_eq!(house.count("SELECT count(*) FROM record WHERE kind = 'customer'"), whole);
    let told = format!(
        "{rows} rows: uploaded {uploaded:?}, checked {checked:?}, done {:?}, a push waited {longest:?}",
        began.elapsed()
    );
    assert!(longest < Duration::from_secs(5), "{told}");
    told
}

#[test]
fn a_large_file_is_carried_out_while_others_push() {
    a_large_file(5_000);
}

/// A minute or more: `cargo test -p huifang-server --test it -- --ignored --nocapture two_hundred`.
#[test]
#[ignore = "takes minutes"]
#[expect(clippy::print_stderr, reason = "whoever runs it wants to know")]
fn two_hundred_thousand_rows_are_carried_out() {
    eprintln!("{}", a_large_file(200_000));
}
