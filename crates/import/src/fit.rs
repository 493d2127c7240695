//! Values made fit: what people and programs write for days, choices, flags and amounts, as a form of ours would have it.

use domain::customer::keys;
use domain::form::{Field, Input, YES};
use domain::search::fold;
use domain::values::day_of;

/// What people and programs write for nothing.
const NOTHING: &[&str] = &["null", "n/a", "#n/a", "-", "--", "—", "——", "/", "无", "暂无", "(null)"];

/// Whether a text stands for nothing.
pub fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || NOTHING.contains(&fold(text).as_str())
}

/// A value as the field has it. What cannot be made fit stays as it is, and the form's check will say so.
pub(crate) fn fit(field: &Field, typed: &str) -> String {
    let typed = typed.trim();
    if is_nothing(typed) {
        return String::new();
    }
    match field.input {
        Input::Date => day(typed).unwrap_or_else(|| typed.to_owned()),
        Input::Choice(codes) => choice(field.key, codes, typed),
        Input::Flag => flag(typed),
        Input::Money => amount(typed),
        Input::Number { .. } => {
            let typed = typed.trim_end_matches(['天', '日']).trim_end_matches("days").trim_end();
            typed.to_owned()
        }
        Input::Text { .. } => {
            typed.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
        }
        // In one line, as the field is.
        _ => typed
            .split(char::is_control)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// The day that a text says, `2026-11-22`. Year first with `-`, `/`, `.` or 年月日 between, or day first with dots; a
/// time behind it is left out. Days with slashes and the year last are read as different days in different countries,
/// so they are none.
pub fn day(text: &str) -> Option<String> {
    let text = fold(text.trim());
    let date = text.split(['t', ' ']).next().unwrap_or_default();
    let date = date.trim_end_matches('日');
    let parts: Vec<&str> = date.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let (year, month, day) = match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 && date.matches('.').count() == 2 => (year, month, day),
        [whole] if whole.len() == 8 => (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?),
        _ => return None,
    };
    let digits = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if ![year, month, day].into_iter().all(digits) {
        return None;
    }
    let day = format!("{year}-{month:0>2}-{day:0>2}");
    // Programs write such days for none.
    if day_of(&day).is_none() || day.as_str() < "1900-01-02" { None } else { Some(day) }
}

/// A code by the names people give it.
fn choice(key: &str, codes: &[&'static str], typed: &str) -> String {
    let folded = fold(typed);
    let plain = folded.trim_end_matches(['级', '类', '客']).trim();
    let by_name = CHOICES.iter().filter(|(of, ..)| *of == key);
    let named = by_name.flat_map(|(_, code, names)| names.iter().map(move |name| (*code, *name)));
    let code = named.into_iter().find(|(_, name)| *name == folded || *name == plain).map(|(code, _)| code);
    let known = |text: &str| codes.iter().find(|code| **code == text).copied();
    code.or_else(|| known(&folded)).or_else(|| known(plain)).map_or_else(|| typed.to_owned(), str::to_owned)
}

/// Field, code, names without case.
const CHOICES: &[(&str, &str, &[&str])] = &[
    (keys::KIND, "company", &["公司", "企业", "单位", "gongsi", "corporation", "enterprise"]),
    (keys::KIND, "shop", &["商铺", "店铺", "门店", "商店", "个体户", "个体工商户", "store", "shangpu"]),
    (keys::KIND, "person", &["个人", "自然人", "individual", "private", "geren"]),
    (
        keys::STAGE,
        "prospect",
        &["准客户", "潜在客户", "意向客户", "潜在", "意向", "线索", "lead", "zhunkehu"],
    ),
    (
        keys::STAGE,
        "customer",
        &["客户", "正式客户", "成交客户", "老客户", "已成交", "成交", "client", "kehu"],
    ),
    (keys::TIER, "core", &["核心", "核心客户", "hexin"]),
    (keys::TIER, "key", &["重点", "重点客户", "重要", "zhongdian"]),
    (keys::TIER, "general", &["一般", "一般客户", "普通", "普通客户", "normal", "yiban"]),
    (keys::CONTACT_GENDER, "male", &["男", "男性", "先生", "m", "mr", "mr.", "nan"]),
    (keys::CONTACT_GENDER, "female", &["女", "女性", "女士", "小姐", "f", "ms", "ms.", "mrs", "mrs.", "nv"]),
];

/// Yes, nothing, or a text that is neither.
fn flag(typed: &str) -> String {
    match fold(typed).as_str() {
        "是" | "有" | "对" | "yes" | "y" | "true" | "1" | "√" | "✓" | "✔" | "shi" | "vip" => {
            YES.to_owned()
        }
        "否" | "没有" | "不是" | "no" | "n" | "false" | "0" | "×" | "x" | "fou" => String::new(),
        _ => typed.to_owned(),
    }
}

/// An amount without its currency.
fn amount(typed: &str) -> String {
    let text = fold(typed);
    let text =
        text.trim_start_matches("cny").trim_start_matches("rmb").trim_start_matches(['¥', '￥']).trim();
    text.trim_end_matches('元').trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::customer::ProfileForm;
    use domain::form::Form as _;

    #[test]
    fn days_are_read_in_every_order_that_leaves_no_doubt() {
        for (text, want) in [
            ("2024/1/5", Some("2024-01-05")),
            ("2024-01-05", Some("2024-01-05")),
            ("2024年1月5日", Some("2024-01-05")),
            ("2024.1.5", Some("2024-01-05")),
            ("1996-07-04 00:00:00.000", Some("1996-07-04")),
            ("1996-07-04T10:20:30Z", Some("1996-07-04")),
            ("5.1.2024", Some("2024-01-05")),
            ("２０２４-０１-０５", Some("2024-01-05")),
            ("20240105", Some("2024-01-05")),
            ("5/1/2024", None),
            ("2024-02-30", None),
            ("45296", None),
            ("24-1-5", None),
            ("2024-1", None),
            ("1900-01-00", None),
            ("0001-01-01", None),
            ("明天", None),
            ("年月日", None),
            ("-1-2-3", None),
            ("日日日日日日", None),
        ] {
            assert_eq!(day(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn values_are_made_fit_by_code_chinese_or_english() {
        for (key, typed, want) in [
            (keys::KIND, "公司", "company"),
            (keys::KIND, "Company", "company"),
            (keys::KIND, "寺庙", "寺庙"),
            (keys::STAGE, "潜在客户", "prospect"),
            (keys::GRADE, "Ａ级", "a"),
            (keys::GRADE, "B类", "b"),
            (keys::TIER, "重点客户", "key"),
            (keys::VIP, "是", "yes"),
            (keys::VIP, "0", ""),
            (keys::VIP, "也许", "也许"),
            (keys::DEBT, "否", ""),
            (keys::CREDIT_LIMIT, "￥300,000.50 元", "300,000.50"),
            (keys::CREDIT_DAYS, "60 天", "60"),
            (keys::NAME, "  =1+1 ", "=1+1"),
            (keys::NAME, "<b>甲</b>", "<b>甲</b>"),
            (keys::STREET, "一楼\r\n二楼", "一楼 二楼"),
            (keys::REMARKS, "一\n二\t三", "一\n二 三"),
            (keys::PHONE, "NULL", ""),
            (keys::PHONE, "无", ""),
            (keys::PHONE, "问前台", "问前台"),
        ] {
            assert_eq!(fit(ProfileForm::field(key).unwrap(), typed), want, "{key} {typed}");
        }
        let gender = ProfileForm::field("customer-contacts/0/contact-gender").unwrap();
        assert_eq!(fit(gender, "女士"), "female");
    }
}
