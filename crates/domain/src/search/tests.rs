//! Names as they are, typed as people type.

use super::*;
use crate::values::RecordId;
use proptest::prelude::*;
use std::sync::Arc;
use uuid::Uuid;

const TABLE: &[u8] = include_bytes!("../../../../public/pinyin.bin");

/// Names, short names, people and numbers, as they stand in files.
const NAMES: &[(&str, &[&str])] = &[
    ("苏州工业园区恒润精密机械制造有限公司", &["恒润", "王志远", "13962130476"]),
    ("常熟市虞山镇永兴纺织品有限责任公司", &["李桂芳"]),
    ("昆山嘉和电子元件厂", &["何志明", "051257701234"]),
    ("张家港保税区海通达物流有限公司苏州分公司", &["海通达", "顾建民", "051258381234", "13776012958"]),
    ("海通物流", &["顾建国"]),
    ("上海通用机械厂", &[]),
    ("老周五金店", &["周永福"]),
    ("太仓港佳禾食品包装有限公司", &["陆文静"]),
    ("江阴市宏达轴承销售部", &["孙丽"]),
    ("重庆长安乐行（苏州）贸易有限公司", &["单雄", "曾丽", "解晓东"]),
    ("吕梁绿源食品厂", &[]),
    ("安阳钢铁", &[]),
    ("阿诺德贸易", &[]),
    ("ABC 包装 3号店", &[]),
    ("西安机床", &[]),
    ("仙居机床", &[]),
];

fn id(n: usize) -> RecordId {
    RecordId(Uuid::from_u128(n as u128))
}

fn pinyin() -> Arc<Pinyin> {
    Arc::new(Pinyin::from_bytes(TABLE).unwrap())
}

fn index() -> Index {
    let mut index = plain();
    index.read_with(pinyin());
    index
}

fn plain() -> Index {
    let mut index = Index::default();
    for (n, (title, keys)) in NAMES.iter().enumerate() {
        index.put(id(n), title, &keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>());
    }
    index
}

fn name(id: RecordId) -> &'static str {
    NAMES[usize::try_from(id.0.as_u128()).unwrap()].0
}

fn names(index: &Index, text: &str) -> Vec<&'static str> {
    Search::default().run(index, text).into_iter().map(|hit| name(hit.id)).collect()
}

/// The title with brackets around what was found.
fn marked(index: &Index, text: &str, title: &str) -> Option<String> {
    let hit = Search::default().run(index, text).into_iter().find(|hit| name(hit.id) == title)?;
    let mut out = String::new();
    let mut at = 0;
    for range in hit.title {
        out.push_str(&title[at..range.start]);
        out.push_str(&["[", &title[range.clone()], "]"].concat());
        at = range.end;
    }
    Some(out + &title[at..])
}

#[test]
fn what_is_typed_finds_and_marks() {
    let index = index();
    let marks = |text: &str, want: &str| {
        let title = want.replace(['[', ']'], "");
        assert_eq!(marked(&index, text, &title).as_deref(), Some(want), "{text}");
    };
    marks("海通", "[海通]物流");
    marks("haitong", "[海通]物流");
    marks("haiton", "[海通]物流");
    marks("haito", "[海通]物流");
    marks("ht", "[海通]物流");
    marks("htwl", "[海通物流]");
    marks("haitwl", "[海通物流]");
    marks("htongwl", "[海通物流]");
    marks("HaiTong", "[海通]物流");
    marks("ｈｔｗｌ", "[海通物流]");
    marks("海通wl", "[海通物流]");
    marks("hait", "上[海通]用机械厂");
    marks("shht", "[上海通]用机械厂");
    marks("cqca", "[重庆长安]乐行（苏州）贸易有限公司");
    marks("zhongqing", "[重庆]长安乐行（苏州）贸易有限公司");
    marks("lexing", "重庆长安[乐行]（苏州）贸易有限公司");
    marks("yuehang", "重庆长安[乐行]（苏州）贸易有限公司");
    marks("xingsu", "重庆长安乐[行（苏]州）贸易有限公司");
    marks("lvyuan", "吕梁[绿源]食品厂");
    marks("luliang", "[吕梁]绿源食品厂");
    marks("abc包装", "[ABC 包装] 3号店");
    marks("3号", "ABC 包装 [3号]店");
    marks("苏州 海通", "张家港保税区[海通]达物流有限公司[苏州]分公司");
    marks("xian", "[西安]机床");
    marks("xian", "[仙]居机床");
}

#[test]
fn what_does_not_stand_there_is_not_found() {
    let index = index();
    // Inside a syllable; across a gap; a number nobody has.
    for text in ["aitong", "tongwuliuhai", "海流", "htl9", "9999", "。", "zzz"] {
        assert_eq!(names(&index, text), Vec::<&str>::new(), "{text}");
    }
    assert!(names(&index, "").is_empty() && names(&index, "  ").is_empty());
}

#[test]
fn people_short_names_and_numbers_find_too_in_any_reading() {
    let index = index();
    let logistics = "张家港保税区海通达物流有限公司苏州分公司";
    let chang_an = "重庆长安乐行（苏州）贸易有限公司";
    for (text, want) in [
        ("2958", logistics),
        ("1377601", logistics),
        ("0512-5838", logistics),
        ("58381234", logistics),
        ("gujm", logistics),
        ("顾建民", logistics),
        ("shanxiong", chang_an),
        ("danxiong", chang_an),
        ("zengli", chang_an),
        ("cengli", chang_an),
        ("xiexd", chang_an),
        ("hrun", "苏州工业园区恒润精密机械制造有限公司"),
    ] {
        assert!(names(&index, text).contains(&want), "{text}: {:?}", names(&index, text));
    }
    let hit = Search::default().run(&index, "2958").remove(0);
    assert_eq!((hit.title.len(), hit.keys), (0, vec![(3, 7..11)]));
}

#[test]
fn the_whole_name_comes_first_then_beginnings_then_words_then_the_rest() {
    let index = index();
    // The short name of the one begins with it, the name of the other, and in the third it stands inside.
    assert_eq!(
        names(&index, "海通"),
        ["海通物流", "张家港保税区海通达物流有限公司苏州分公司", "上海通用机械厂"]
    );
    assert_eq!(names(&index, "海通物流")[0], "海通物流");
    // Whole syllables before begun ones: 安… is meant, not 阿诺….
    assert_eq!(names(&index, "an")[..2], ["安阳钢铁", "阿诺德贸易"]);
    // After a sign a word begins.
    assert_eq!(names(&index, "包装")[0], "ABC 包装 3号店");
    // A number by its end before a number with these digits inside.
    assert_eq!(
        names(&index, "1234")[..2],
        ["昆山嘉和电子元件厂", "张家港保税区海通达物流有限公司苏州分公司"]
    );
}

#[test]
fn without_readings_texts_and_digits_still_find() {
    let index = plain();
    assert_eq!(names(&index, "海通物"), ["海通物流"]);
    assert_eq!(names(&index, "abc"), ["ABC 包装 3号店"]);
    assert_eq!(names(&index, "2958").len(), 1);
    assert!(names(&index, "haitong").is_empty());
}

/// 嗯 is n or ng: tried one by one, the ways to read forty of them would never end.
#[test]
fn a_name_of_many_readings_is_not_tried_in_every_way() {
    let mut index = Index::default();
    index.read_with(pinyin());
    index.put(id(0), &"嗯".repeat(40), &[]);
    let find = |text: &str| Search::default().run(&index, text).len();
    assert_eq!(find(&format!("{}x", "n".repeat(40))), 0);
    assert_eq!(find(&"n".repeat(40)), 1);
    assert_eq!(find("nngn"), 1);
}

/// A number is typed as it stands on the card, bracket first; the bracket alone says nothing of a number.
#[test]
fn a_number_is_found_though_it_begins_with_a_bracket() {
    let (index, mut search) = (index(), Search::default());
    search.run(&index, "(");
    let found = search.run(&index, "(0");
    assert!(found.iter().any(|hit| !hit.keys.is_empty()), "{found:?}");
    assert_eq!(found, Search::default().run(&index, "(0"));
}

#[test]
fn names_stand_by_pinyin_with_latin_ones_among_them() {
    let order: Vec<&str> = index().iter().map(name).collect();
    let want = [
        "ABC 包装 3号店",
        "阿诺德贸易",
        "安阳钢铁",
        "常熟市虞山镇永兴纺织品有限责任公司",
        "海通物流",
        "江阴市宏达轴承销售部",
        "昆山嘉和电子元件厂",
        "老周五金店",
        "吕梁绿源食品厂",
        "上海通用机械厂",
    ];
    let found: Vec<&str> = order.iter().copied().filter(|name| want.contains(name)).collect();
    assert_eq!(found, want);
}

#[test]
fn a_table_that_is_cut_or_altered_is_refused() {
    assert!(Pinyin::from_bytes(TABLE).is_ok());
    for cut in [0, 1, 4, 5, 100, 2000, TABLE.len() / 2, TABLE.len() - 1] {
        assert_eq!(Pinyin::from_bytes(&TABLE[..cut]).err(), Some(BadTable), "{cut}");
    }
    let mut altered = TABLE.to_vec();
    let last = altered.len() - 1;
    altered[last] = 0xff;
    assert_eq!(Pinyin::from_bytes(&altered).err(), Some(BadTable));
}

fn any_query() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        "[0-9]{1,5}",
        "[海通上苏州区物流公司 ]{1,4}",
        "(hai|tong|wu|h|t|海|通| ){1,5}",
        ".{0,6}",
    ]
}

/// A change of the index: put (with a name of the table) or remove.
fn any_change() -> impl Strategy<Value = (bool, usize, usize)> {
    (any::<bool>(), 0..8_usize, 0..NAMES.len())
}

proptest! {
    /// Typing on gives what typing at once gives.
    #[test]
    fn a_search_that_goes_on_finds_what_a_new_one_finds(text in any_query()) {
        let index = index();
        let mut search = Search::default();
        for end in text.char_indices().map(|(at, c)| at + c.len_utf8()) {
            prop_assert_eq!(search.run(&index, &text[..end]), Search::default().run(&index, &text[..end]));
        }
    }

    /// Ranges lie in the title, on borders of characters, in order and apart.
    #[test]
    fn what_is_marked_can_be_marked(text in any_query()) {
        for hit in Search::default().run(&index(), &text) {
            let mut at = 0;
            for range in &hit.title {
                prop_assert!(range.start >= at && range.end > range.start);
                prop_assert!(name(hit.id).get(range.clone()).is_some());
                at = range.end + 1;
            }
        }
    }

    /// An index that was changed one by one is the one that was built at once.
    #[test]
    fn an_index_changed_one_by_one_is_the_one_built_at_once(
        changes in prop::collection::vec(any_change(), 0..24), late in 0..24_usize
    ) {
        let (mut one, mut end) = (Index::default(), std::collections::BTreeMap::new());
        for (n, (put, slot, title)) in changes.into_iter().enumerate() {
            if n == late {
                one.read_with(pinyin());
            }
            if put {
                one.put(id(slot), NAMES[title].0, &[]);
                end.insert(slot, NAMES[title].0);
            } else {
                one.remove(id(slot));
                end.remove(&slot);
            }
        }
        one.read_with(pinyin());
        let before = one.generation();
        let mut whole = Index::default();
        whole.read_with(pinyin());
        for (slot, title) in &end {
            whole.put(id(*slot), title, &[]);
            one.put(id(*slot), title, &[]);
        }
        prop_assert_eq!(one.generation(), before, "what is the same is no change");
        prop_assert_eq!(one.iter().collect::<Vec<_>>(), whole.iter().collect::<Vec<_>>());
        prop_assert_eq!(one.len(), end.len());
    }
}

#[test]
fn case_and_the_width_of_a_keyboard_make_no_difference() {
    assert_eq!(fold("ACME\u{3000}ＬＴＤ 华辰"), "acme ltd 华辰");
}
