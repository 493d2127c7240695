//! Rows to customer files: what is made fit, what is left out and said, what makes a row useless.

use super::{NOW, keyed, setting};
use domain::access::Pair;
use domain::customer::{Profile, keys as k};
use domain::form::{Form as _, rows as groups};
use domain::values::UserId;
use import::{Choices, Encoding, MappingError, Row, Rows, Setting, What, read};
use uuid::Uuid;

fn rows(text: &str) -> Vec<Row> {
    let (table, setting) = keyed(text);
    Rows::of(&table, &setting).unwrap().iter().collect()
}

fn problems(row: &Row) -> Vec<(&str, &str)> {
    row.problems.iter().map(|problem| (problem.key.as_str(), problem.code.as_str())).collect()
}

fn contact(profile: &Profile, key: &str) -> String {
    profile.get(&groups::key(k::CONTACTS, "0", key)).to_owned()
}

#[test]
fn a_full_row_becomes_a_file_that_every_form_takes() {
    let all = rows(
        "customer-name,customer-code,customer-kind,customer-phone,contact-name,contact-mobile,contact-gender,customer-credit-limit,customer-vip,customer-last-order\n\
         海通达,C-1,公司,0512-5838 1234,顾建民,137 7601 2958,先生,\"300,000.5\",是,2026年11月15日\n",
    );
    assert_eq!(problems(&all[0]), []);
    let profile = all[0].profile.clone().unwrap();
    for (key, want) in [
        (k::NAME, "海通达"),
        (k::CODE, "C-1"),
        (k::KIND, "company"),
        (k::STAGE, "customer"),
        (k::CREDIT_LIMIT, "300000.50"),
        (k::VIP, "yes"),
        (k::LAST_ORDER, "2026-11-15"),
    ] {
        assert_eq!(profile.get(key), want, "{key}");
    }
    assert_eq!(contact(&profile, k::CONTACT_NAME), "顾建民");
    assert_eq!(contact(&profile, k::CONTACT_GENDER), "male");
    assert!(domain::customer::ProfileForm::check(profile.draft(), NOW).is_ok());
}

#[test]
fn what_does_not_fit_is_left_out_and_said_and_phones_are_kept() {
    let text = format!(
        "customer-name,customer-phone,customer-last-order,customer-kind,customer-credit-days,customer-street,contact-email,contact-name\n\
         甲,问前台,5/1/2024,寺庙,很久,{},没有,顾\n",
        "路".repeat(201)
    );
    let all = rows(&text);
    let profile = all[0].profile.clone().unwrap();
    assert_eq!(profile.get(k::PHONE), "问前台");
    assert_eq!((profile.get(k::KIND), profile.get(k::LAST_ORDER)), ("company", ""));
    assert_eq!(
        problems(&all[0]),
        [
            ("customer-kind", "not-a-choice"),
            ("customer-phone", "not-a-phone"),
            ("contact-email", "not-an-email"),
            ("customer-street", "too-long"),
            ("customer-last-order", "not-a-date"),
            ("customer-credit-days", "not-a-number"),
        ]
    );
    let future = rows("customer-name,customer-last-order\n甲,2099-01-01\n");
    assert_eq!(problems(&future[0]), [("customer-last-order", "not-a-date")]);
}

#[test]
fn a_row_without_a_name_that_fits_is_not_taken() {
    let text = format!("customer-name,customer-phone\n,1\nNULL,2\n{},3\n甲,4,5\n乙,6\n", "甲".repeat(121));
    let all = rows(&text);
    let said: Vec<_> = all.iter().map(|row| (row.number, row.profile.is_some(), problems(row))).collect();
    assert_eq!(
        said,
        [
            (2, false, vec![("customer-name", "required")]),
            (3, false, vec![("customer-name", "required")]),
            (4, false, vec![("customer-name", "too-long")]),
            (5, false, vec![("customer-name", "too-many-cells")]),
            (6, true, vec![]),
        ]
    );
}

#[test]
fn a_contact_without_a_name_is_called_as_what_is_known() {
    let all = rows("customer-name,contact-position,contact-mobile\n甲,经理,1\n乙,,2\n丙,,\n");
    let names: Vec<_> =
        all.iter().map(|row| contact(row.profile.as_ref().unwrap(), k::CONTACT_NAME)).collect();
    assert_eq!(names, ["经理", "乙", ""]);
    assert_eq!(problems(&all[0]), [("contact-name", "required")]);
    assert_eq!(all[2].profile.as_ref().unwrap().contacts().count(), 0);
}

#[test]
fn what_cannot_be_read_in_its_encoding_is_left_out() {
    let (bytes, ..) = encoding_rs::GB18030.encode("customer-name,customer-city\na,苏州\n苏州,b\n");
    let said = Choices { encoding: Some(Encoding::Utf8), ..Choices::default() };
    let table = read(&bytes, &said).unwrap();
    let setting = setting(What::Customers, table.header.iter().cloned().map(Some).collect());
    let all: Vec<Row> = Rows::of(&table, &setting).unwrap().iter().collect();
    assert_eq!((problems(&all[0]), all[0].profile.is_some()), (vec![("customer-city", "unreadable")], true));
    assert_eq!((problems(&all[1]), all[1].profile.is_some()), (vec![("customer-name", "unreadable")], false));
}

#[test]
fn who_looks_after_a_customer_is_found_by_name_or_is_who_was_chosen() {
    let user = |n| UserId(Uuid::from_u128(n));
    let (table, setting) = keyed("customer-name,owner,salesperson\n甲, 周 敏,\n乙,李四,Tom\n丙,王五,无\n");
    let staff =
        Setting::staff_of([(user(1), "周敏"), (user(2), "tom"), (user(3), "王五"), (user(4), "王五")]);
    let chosen = Pair { owner: Some(user(9)), salesperson: Some(user(8)) };
    let setting = Setting { staff, pair: chosen, ..setting };
    let all: Vec<Row> = Rows::of(&table, &setting).unwrap().iter().collect();
    let pairs: Vec<_> = all.iter().map(|row| (row.pair.owner, row.pair.salesperson)).collect();
    let (one, two, eight, nine) = (Some(user(1)), Some(user(2)), Some(user(8)), Some(user(9)));
    assert_eq!(pairs, [(one, eight), (nine, two), (nine, eight)]);
    assert_eq!(problems(&all[1]), [("owner", "not-a-person")]);
    // Two people of one name are nobody.
    assert_eq!(problems(&all[2]), [("owner", "not-a-person")]);
}

#[test]
fn a_mapping_that_does_not_fit_is_refused() {
    let check = |what, columns: &[Option<&str>]| {
        let columns = columns.iter().map(|key| key.map(str::to_owned)).collect();
        setting(what, columns).check(2)
    };
    let (name, code, order) = (Some(k::NAME), Some(k::CODE), Some(k::LAST_ORDER));
    assert_eq!(check(What::Customers, &[name, None]), Ok(()));
    assert_eq!(check(What::Customers, &[name]), Err(MappingError::Columns));
    assert_eq!(check(What::Customers, &[name, name]), Err(MappingError::Twice));
    assert_eq!(check(What::Customers, &[name, Some("customer-contacts")]), Err(MappingError::Unknown));
    assert_eq!(check(What::Customers, &[code, None]), Err(MappingError::Missing));
    assert_eq!(check(What::Orders, &[code, order]), Ok(()));
    assert_eq!(check(What::Orders, &[name, order]), Ok(()));
    assert_eq!(check(What::Orders, &[None, order]), Err(MappingError::Missing));
    assert_eq!(check(What::Orders, &[code, name]), Err(MappingError::Missing));
}
