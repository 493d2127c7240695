//! What is told of single customers: visits to come, requests on their way, complaints, gifts.

use chrono::NaiveDate;
use domain::approval::Verdict;
use domain::request::Every;
use domain::values::UserId;
use domain::visit::Purpose;

use super::customers::Known;
use super::days::Days;

/// A working day: so many before the start, or after it; `Ahead(0)` is the first one to come.
#[derive(Clone, Copy)]
pub(super) enum Day {
    Back(u64),
    Ahead(u64),
}
use Day::{Ahead, Back};

impl Day {
    pub(super) fn date(self, days: &Days) -> NaiveDate {
        match self {
            Back(n) => days.back(n),
            Ahead(0) => days.calendar.on_or_after(days.ago(0)),
            Ahead(n) => days.ahead(n),
        }
    }
}

/// One of the two who look after a customer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Owner,
    Seller,
}
use By::{Owner, Seller};

impl By {
    pub(super) const fn of(self, known: &Known) -> UserId {
        match self {
            Owner => known.owner,
            Seller => known.salesperson,
        }
    }
}

/// Whom, when, how, what for.
pub(super) const PLANS: &[(&str, Day, &str, Purpose)] = &[
    ("瓯越鞋材", Back(1), "15:30", Purpose::Lapse),
    ("云栖便利", Ahead(0), "15:00", Purpose::NewProduct),
    ("申贸超市", Ahead(1), "09:30", Purpose::Regular),
    ("三江口物流", Ahead(3), "14:30", Purpose::Satisfaction),
    ("佳禾电子", Back(1), "10:30", Purpose::Lapse),
    ("武进机电", Ahead(0), "16:00", Purpose::WinBack),
    ("海通物流", Ahead(1), "10:00", Purpose::AfterService),
    ("虎门服饰", Back(1), "14:45", Purpose::Regular),
    ("前海供应链", Ahead(0), "14:30", Purpose::Gift),
    ("横琴食品", Ahead(2), "09:15", Purpose::WinBack),
    ("宽窄食材", Back(1), "16:15", Purpose::Complaint),
    ("中关村图书", Ahead(0), "15:30", Purpose::NewProduct),
    ("滨海冷库", Ahead(1), "11:00", Purpose::Regular),
];

/// Where nobody answered on the day before the start.
pub(super) const TRIED: &str = "佳禾电子";

/// A request and what became of it.
pub(super) struct Asked {
    pub(super) whom: &'static str,
    pub(super) by: By,
    pub(super) at: (Day, &'static str),
    pub(super) why: &'static str,
    pub(super) first: (Day, &'static str),
    /// How often, and for how many days.
    pub(super) every: Option<(Every, u32)>,
    pub(super) decided: Option<(Day, Verdict, &'static str)>,
}

pub(super) const REQUESTS: &[Asked] = &[
    Asked {
        whom: "叠石桥家纺",
        by: Owner,
        at: (Back(1), "15:20"),
        why: "新仓库下周启用，需要到现场看打印点位和网络，电话里说不清。",
        first: (Ahead(3), "10:00"),
        every: None,
        decided: None,
    },
    Asked {
        whom: "太湖水产",
        by: Seller,
        at: (Back(1), "16:50"),
        why: "旺季前逐家检查电子秤，客户要求每两周上门一次。",
        first: (Ahead(4), "09:30"),
        every: Some((Every::TwoWeeks, 42)),
        decided: None,
    },
    Asked {
        whom: "珠江餐饮",
        by: Owner,
        at: (Back(2), "10:05"),
        why: "想看样机。",
        first: (Ahead(2), "15:00"),
        every: None,
        decided: Some((Back(1), Verdict::Return, "请写明看哪几款样机、对方谁参加，再提交一次。")),
    },
    Asked {
        whom: "山城小面",
        by: Owner,
        at: (Back(5), "09:25"),
        why: "新开 6 家门店，设备陆续到货，需要每周到店指导安装。",
        first: (Ahead(2), "10:00"),
        every: Some((Every::Week, 28)),
        decided: Some((Back(4), Verdict::Approve, "同意，注意带上备用扫描枪。")),
    },
    Asked {
        whom: "浦江冷链",
        by: Owner,
        at: (Back(7), "14:10"),
        why: "半年没有订货，想上门了解原因。",
        first: (Back(3), "10:00"),
        every: None,
        decided: Some((Back(6), Verdict::Refuse, "先电话联系两次，还不清楚再申请上门。")),
    },
    Asked {
        whom: "鹭岛茶业",
        by: Seller,
        at: (Back(8), "11:15"),
        why: "秋茶上市，客户希望我们到仓库一起调试标签模板。",
        first: (Ahead(1), "14:00"),
        every: None,
        decided: Some((Back(7), Verdict::Approve, "")),
    },
];

/// A complaint: about what, how bad, by whom it was taken over, and what the customer was told then.
pub(super) struct Complained {
    pub(super) whom: &'static str,
    pub(super) by: By,
    pub(super) at: At,
    pub(super) kind: &'static str,
    pub(super) severity: &'static str,
    pub(super) wish: &'static str,
    pub(super) what: &'static str,
    /// Who took it over, after so many minutes.
    pub(super) accepted: Option<(&'static str, i64)>,
    /// What they told the customer so many minutes after it was taken down, and what the customer said to it.
    pub(super) told: Option<(i64, &'static str, &'static str)>,
}

/// When something was taken down.
#[derive(Clone, Copy)]
pub(super) enum At {
    /// So many minutes before the start.
    Minutes(i64),
    /// On a day before it.
    Day(Day, &'static str),
}

pub(super) const COMPLAINTS: &[Complained] = &[
    Complained {
        whom: "云栖便利",
        by: Owner,
        at: At::Minutes(25),
        kind: "quality",
        severity: "normal",
        wish: "replacement",
        what: "昨天到的 3 台标签打印机有 1 台打印偏浅，换了碳带也一样，门店等着用。",
        accepted: None,
        told: None,
    },
    Complained {
        whom: "恒昌皮具",
        by: Owner,
        at: At::Day(Back(1), "16:10"),
        kind: "delivery",
        severity: "normal",
        wish: "explanation",
        what: "说好前天到货，今天还没有收到，打物流电话没有人接。",
        accepted: None,
        told: None,
    },
    Complained {
        whom: "宽窄食材",
        by: Owner,
        at: At::Day(Back(2), "10:40"),
        kind: "price",
        severity: "normal",
        wish: "explanation",
        what: "对账单上 8 月的碳带单价和合同不一致，多算了 360 元。",
        accepted: Some(("孙婷", 18)),
        told: Some((42, "已请财务核对 8 月的单价，今天下班前回电话。", "好的，等你们电话。")),
    },
    Complained {
        whom: "蓬莱酒庄",
        by: Seller,
        at: At::Day(Back(6), "09:50"),
        kind: "quality",
        severity: "major",
        wish: "compensation",
        what: "一批不干胶标签在冷库里脱落，1200 瓶要重新贴标，影响出货。",
        accepted: Some(("陈思", 31)),
        told: Some((75, "先道歉；样品今天寄给质检，明天上午由销售经理上门。", "要先把损失说清楚。")),
    },
];

/// A gift: what, by whom, when, and what the customer said of it.
pub(super) struct Given {
    pub(super) whom: &'static str,
    pub(super) item: &'static str,
    pub(super) quantity: &'static str,
    pub(super) sort: &'static str,
    pub(super) occasion: &'static str,
    pub(super) by: By,
    pub(super) on: Day,
    pub(super) handed_over: bool,
    /// On which day the owner asked, what became of it, and what is to be said about that.
    pub(super) said: Option<(Day, &'static str, &'static str)>,
}

const fn listed(whom: &'static str, item: &'static str, by: By, on: Day) -> Given {
    let (quantity, sort, occasion) = ("1", "gift", "年末答谢");
    Given { whom, item, quantity, sort, occasion, by, on, handed_over: false, said: None }
}

const fn handed_over(whom: &'static str, item: &'static str, on: Day) -> Given {
    Given { handed_over: true, ..listed(whom, item, Seller, on) }
}

pub(super) const GIFTS: &[Given] = &[
    handed_over("云栖便利", "定制台历", Back(6)),
    Given { said: Some((Back(9), "received", "")), ..handed_over("申贸超市", "坚果礼盒", Back(12)) },
    Given {
        sort: "sample",
        occasion: "新品试用",
        quantity: "5",
        ..listed("佳禾电子", "耐高温标签样卷", Owner, Ahead(2))
    },
    handed_over("武进机电", "保温杯", Back(9)),
    listed("珠江餐饮", "坚果礼盒", Owner, Back(1)),
    handed_over("前海供应链", "定制台历", Back(5)),
    Given {
        said: Some((Back(10), "refused", "公司规定不收礼品，已带回。")),
        ..handed_over("宽窄食材", "坚果礼盒", Back(13))
    },
    listed("海通物流", "保温杯", Seller, Ahead(1)),
    handed_over("中关村图书", "定制台历", Back(4)),
];
