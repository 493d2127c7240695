//! Who is the same: by code, by name, by phone. Source: CUS-11

use domain::customer::{Profile, ProfileForm, keys as k};
use import::{Found, Twins};

fn somebody(code: &str, name: &str, phone: &str) -> Profile {
    Profile::tidied(&ProfileForm::fresh().with(k::CODE, code).with(k::NAME, name).with(k::PHONE, phone))
}

#[test]
fn the_same_code_counts_first_then_the_name_then_the_phone() {
    let mut twins = Twins::default();
    twins.put(&somebody("C-1", "海通达", "0512-5838 1234"), 1);
    twins.put(&somebody("", "华强五金", "13776012958"), 2);
    twins.put(&somebody("C-3", "海通达", "021-6666 6666"), 3);
    for (code, name, phone, want) in [
        ("c-1 ", "别的名字", "", Some((1, k::CODE))),
        ("", "海 通 达", "", Some((1, k::NAME))),
        ("C-3", "海通达", "", Some((3, k::CODE))),
        ("C-9", "海通达", "", None),
        ("C-9", "华强五金", "", Some((2, k::NAME))),
        ("", "新客户", "+86 137 7601 2958", Some((2, k::PHONE))),
        ("C-9", "新客户", "0512-58381234", None),
        ("", "新客户", "0512-58381234", Some((1, k::PHONE))),
        ("", "新客户", "123", None),
        ("", "", "", None),
    ] {
        let want = want.map(|(who, by)| Found { who, by });
        assert_eq!(twins.find(&somebody(code, name, phone)), want, "{code} {name} {phone}");
    }
}
