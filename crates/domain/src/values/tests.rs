//! The small values: what gets in, and that it comes out again.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn phone(typed: &str, want: Result<&str, PhoneError>) {
    let got = Phone::parse(typed).map(|phone| phone.dial());
    assert_eq!(got, want.map(str::to_owned), "{typed}");
}

#[test]
fn phones_are_taken_as_people_type_them() {
    phone("137 7601 2958", Ok("+8613776012958"));
    phone("0512-5838 1234", Ok("+8651258381234"));
    phone("0512-58381234转801", Ok("+8651258381234"));
    phone("+49 (89) 123.456", Ok("+4989123456"));
    phone("0049 89 123456", Ok("+4989123456"));
    phone("  ", Err(PhoneError::NoDigit));
    phone("call me 1", Err(PhoneError::Strange));
    phone("123456789012345678901", Err(PhoneError::TooLong));
}

#[test]
fn a_phone_is_found_by_the_digits_people_know() {
    let digits = |typed: &str| Phone::parse(typed).unwrap().digits();
    assert_eq!(digits("137 7601 2958"), "13776012958");
    assert_eq!(digits("+86 137 7601 2958"), "13776012958");
    assert_eq!(digits("0512-5838 1234 转 801"), "051258381234");
    assert_eq!(digits("+49 89 123456"), "4989123456");
}

#[test]
fn amounts_are_read_as_people_type_them() {
    for (typed, fen) in
        [("1200", 120_000), ("1,200.5", 120_050), (" 0.05 ", 5), ("300，000", 30_000_000), ("7.", 700)]
    {
        assert_eq!(Fen::parse(typed), Some(Fen(fen)), "{typed}");
    }
    for wrong in ["", ".5", "-1", "1.234", "一千", "1e3", "99999999999999999999"] {
        assert_eq!(Fen::parse(wrong), None, "{wrong}");
    }
    assert_eq!((Fen(120_000).to_string(), Fen(120_050).to_string()), ("1200".into(), "1200.50".into()));
    assert_eq!(Fen(-5).to_string(), "-0.05");
}

#[test]
fn the_text_typed_for_a_phone_is_kept() {
    assert_eq!(Phone::parse(" 0512-5838 1234 ").unwrap().typed(), "0512-5838 1234");
}

#[test]
fn numbers_have_one_spelling() {
    let number = Number { period: 202_611, serial: 7 };
    assert_eq!(number.to_string(), "202611-007");
    assert_eq!(Number::try_from("202611-007".to_owned()), Ok(number));
    for wrong in ["202611-7", "202611-0007", "202611-000", "2611-007", "202611", "-1-2", "202611-07x"] {
        assert_eq!(Number::try_from(wrong.to_owned()), Err(NumberError), "{wrong}");
    }
    assert_eq!(Number { period: 202_611, serial: 1234 }.to_string(), "202611-1234");
    let yearly = Number { period: 2026, serial: 7 };
    assert_eq!(Number::try_from("2026-0007".to_owned()), Ok(yearly));
    assert_eq!(Number::try_from("2026-007".to_owned()), Err(NumberError));
}

#[test]
fn a_moment_shows_the_clock_it_was_read_from() {
    let at = Moment::from_local("2026-11-22T14:05", 480).unwrap();
    assert_eq!(at, Moment::new(1_795_327_500_000, 480));
    assert_eq!(at.to_local(), "2026-11-22T14:05");
    assert_eq!(at.date().unwrap().to_string(), "2026-11-22");
}

#[test]
fn a_clock_outside_the_calendar_is_no_panic() {
    assert_eq!(Moment::new(i64::MAX, 480).local(), None);
    assert_eq!(Moment::new(i64::MIN, i16::MIN).plus_ms(-1).date(), None);
}

#[test]
fn an_id_made_by_a_device_is_version_7_and_a_derived_one_is_not() {
    assert!(is_v7(new_v7(1_795_327_500_000, [7; 10])));
    assert!(!is_v7(derived_id([7; 32])));
    assert_eq!(derived_id([7; 32]), derived_id([7; 32]));
}

#[test]
fn a_content_address_is_64_lower_case_digits() {
    assert_eq!(BlobId::from_digest([0xab; 32]).as_str(), "ab".repeat(32));
    assert!(BlobId::try_from("AB".repeat(32)).is_err());
    assert!(BlobId::try_from("ab".repeat(31)).is_err());
}

proptest! {
    #[test]
    fn a_moment_survives_the_form(minutes in 0_i64..100_000_000, offset in -720_i16..=840) {
        let at = Moment::new(minutes * 60_000, offset);
        prop_assert_eq!(Moment::from_local(&at.to_local(), offset), Some(at));
    }

    #[test]
    fn json_is_kept_byte_for_byte(text in "[ ]{0,3}\"[a-z ]{0,9}\"[ ]{0,3}") {
        let json: Json = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(json.text(), text.trim());
    }

    #[test]
    fn parsing_a_phone_never_panics(text in ".{0,60}") {
        if let Ok(phone) = Phone::parse(&text) { prop_assert!(phone.dial().starts_with('+')); }
    }
}
