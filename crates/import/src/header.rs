//! What the columns of a table are, by what stands above them and in them.

use super::rows::{OWNER, SALESPERSON, What};
use super::synonyms::{NAMES, ORDERS};
use domain::customer::{ProfileForm, keys as k};
use domain::form::{Form as _, Input, rows as groups};
use domain::search::fold;

/// Every key that a column can have: the fields of a file, those of its first contact, and the two who look after it.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let fields = ProfileForm::FIELDS.iter().flat_map(|field| match field.input {
        Input::Rows { .. } => groups::fields(field).iter().collect::<Vec<_>>(),
        _ => vec![field],
    });
    fields.map(|field| field.key).chain([OWNER, SALESPERSON])
}

/// For each column the key of the field it seems to be; no key twice, the first column that fits has it.
/// `samples` are some texts of each column; they speak only where the header does not.
pub fn guess(header: &[String], samples: &[Vec<&str>]) -> Vec<Option<&'static str>> {
    let mut found: Vec<Option<&'static str>> = vec![None; header.len()];
    for (at, name) in header.iter().enumerate() {
        let key = spellings(name).iter().find_map(|name| by_name(name));
        if let (Some(key), Some(place)) = (key.filter(|key| !found.contains(&Some(*key))), found.get_mut(at))
        {
            *place = Some(key);
        }
    }
    for (at, texts) in samples.iter().enumerate() {
        let key = by_look(texts).filter(|key| !found.contains(&Some(*key)));
        if let Some(place) = found.get_mut(at).filter(|place| place.is_none()) {
            *place = key;
        }
    }
    // A list of people: who else would it be about?
    if !found.contains(&Some(k::NAME))
        && let Some(place) = found.iter_mut().find(|place| **place == Some(k::CONTACT_NAME))
    {
        *place = Some(k::NAME);
    }
    found
}

/// What a table with this header is about: a number or day of an order above a column, and no name of a customer with a
/// phone or an address.
pub fn guess_what(header: &[String]) -> What {
    let of_orders = header.iter().any(|name| spellings(name).iter().any(|name| is_among(name, ORDERS)));
    let tells_of_people = header
        .iter()
        .filter_map(|name| spellings(name).iter().find_map(|name| by_name(name)))
        .any(|key| matches!(key, k::PHONE | k::CONTACT_NAME | k::CONTACT_MOBILE | k::STREET));
    if of_orders && !tells_of_people { What::Orders } else { What::Customers }
}

/// The name as it is compared, whole and without what stands in brackets: `联系电话（必填）*`, `companyName`.
fn spellings(name: &str) -> [String; 2] {
    let name = fold(name);
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let outside = name.split(['(', '[', '【', '{']).next().unwrap_or_default();
    [plain(&name), plain(outside)]
}

fn by_name(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|(_, names)| is_among(name, names)).map(|(key, _)| *key)
}

fn is_among(name: &str, names: &str) -> bool {
    names.split(' ').any(|one| one == name)
}

fn by_look(texts: &[&str]) -> Option<&'static str> {
    let all = |is: fn(&str) -> bool| !texts.is_empty() && texts.iter().all(|text| is(text.trim()));
    if all(is_mail) {
        Some(k::CONTACT_EMAIL)
    } else if all(is_mobile) {
        Some(k::CONTACT_MOBILE)
    } else {
        None
    }
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !text.contains(' ')
}

/// A Chinese mobile: eleven digits from 13 on.
fn is_mobile(text: &str) -> bool {
    text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit()) && ("13".."2").contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(header: &[&str]) -> Vec<Option<&'static str>> {
        guess(&header.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &[])
    }

    #[test]
    fn no_name_stands_for_two_fields_and_every_field_can_be_guessed() {
        let mut all: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.split(' ')).collect();
        let many = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), many);
        for name in &all {
            assert_eq!(spellings(name), [*name, *name], "{name} is never met so");
        }
        let missing: Vec<_> = keys().filter(|key| !NAMES.iter().any(|(of, _)| of == key)).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }

    #[test]
    fn headers_are_known_in_chinese_pinyin_and_english_however_they_are_written() {
        for (header, want) in [
            ("客户名称", k::NAME),
            ("＊客户名称（必填）", k::NAME),
            ("Kehu_Mingcheng", k::NAME),
            ("companyName", k::NAME),
            ("Company Name*", k::NAME),
            ("COMPANY-NAME", k::NAME),
            ("customerID", k::CODE),
            ("客户编号", k::CODE),
            ("contact_title", k::CONTACT_POSITION),
            ("手机号码", k::CONTACT_MOBILE),
            ("详细地址[街道]", k::STREET),
            ("业务员", SALESPERSON),
            ("最近下单时间", k::LAST_ORDER),
        ] {
            assert_eq!(guessed(&[header]), [Some(want)], "{header}");
        }
        assert_eq!(guessed(&["", "颜色", "（必填）"]), [None, None, None]);
    }

    #[test]
    fn a_field_has_one_column_and_a_list_of_people_is_one_of_customers() {
        assert_eq!(guessed(&["电话", "Phone", "名称"]), [Some(k::PHONE), None, Some(k::NAME)]);
        assert_eq!(guessed(&["姓名", "手机"]), [Some(k::NAME), Some(k::CONTACT_MOBILE)]);
        assert_eq!(guessed(&["公司", "姓名"]), [Some(k::NAME), Some(k::CONTACT_NAME)]);
    }

    #[test]
    fn what_no_header_says_the_texts_may() {
        let header = ["甲".to_owned(), "乙".to_owned(), "丙".to_owned(), "邮箱".to_owned()];
        let samples = [vec!["13776012958", "15012345678"], vec!["a@b.cn"], vec![], vec!["13776012958"]];
        assert_eq!(guess(&header, &samples), [Some(k::CONTACT_MOBILE), None, None, Some(k::CONTACT_EMAIL)]);
    }

    #[test]
    fn a_list_of_orders_is_told_from_one_of_customers() {
        let what =
            |header: &[&str]| guess_what(&header.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(what(&["orderID", "customerID", "orderDate", "shipName"]), What::Orders);
        assert_eq!(what(&["订单编号", "客户名称", "下单日期", "金额"]), What::Orders);
        assert_eq!(what(&["客户名称", "电话", "下单日期"]), What::Customers);
        assert_eq!(what(&["客户名称", "最近订单日期"]), What::Customers);
    }
}
