//! What customers said on visits, and what came of it.

use domain::values::Moment;
use domain::visit::{Purpose, Report, VisitForm, Way, keys};

use super::DemoError;
use super::customers::{Known, policy};

/// One conversation.
pub(super) struct Talk {
    pub(super) done: &'static str,
    pub(super) result: &'static str,
    evaluation: &'static str,
    opinions: &'static str,
    market: &'static str,
    promised: &'static str,
    next: &'static str,
}

/// With whoever has not ordered for a while.
pub(super) const LAPSED: &[Talk] = &[
    Talk {
        done: "问了近期用量和库存，介绍了满 20 卷送 2 卷的碳带活动。",
        result: "库存还够用两周，下周三前补一单标签纸和碳带。",
        evaluation: "送货快，客服回复及时。",
        opinions: "希望小批量也能包邮。",
        market: "附近同行开始用网上的低价标签纸，掉色比较多。",
        promised: "把包邮门槛问清楚，当天回复。",
        next: "下周三再联系，跟进补货单。",
    },
    Talk {
        done: "核对了最近两次订货，问了为什么这段时间没有下单。",
        result: "淡季用量少，月底盘点后再订。",
        evaluation: "产品稳定，没有什么可挑的。",
        opinions: "无",
        market: "同类打印头降价约一成。",
        promised: "无",
        next: "月底盘点后打电话。",
    },
    Talk {
        done: "了解到采购换了人，重新介绍了我们的产品和服务方式。",
        result: "新采购要一份报价单，对照后再定。",
        evaluation: "前任说合作愉快，新采购还不了解。",
        opinions: "报价单请写明到货时间。",
        market: "对方也在问另外两家的价格。",
        promised: "今天把报价单发到微信。",
        next: "三天后问报价单看得怎么样。",
    },
    Talk {
        done: "问了扫描枪的使用情况，顺带提醒质保期还有两个月。",
        result: "机器都正常，暂时不需要补货。",
        evaluation: "售后不错，上次当天就来人了。",
        opinions: "说明书的字太小。",
        market: "无",
        promised: "发一份电子版说明书。",
        next: "质保到期前再提醒一次。",
    },
    Talk {
        done: "客户说上次的标签纸有点卷边，请他拍了照片。",
        result: "同意换成 70 克的纸再试一箱。",
        evaluation: "总体满意，这一批纸差一些。",
        opinions: "换纸之后想先试用。",
        market: "新开的门店都在用电子价签。",
        promised: "随下一单寄 5 卷试用。",
        next: "收到试用后一周内回访。",
    },
];

/// With those who are looked after closely.
pub(super) const REGULAR: &[Talk] = &[
    Talk {
        done: "例行问候，核对了联系人和送货地址。",
        result: "资料无变化，本月会按合同订货。",
        evaluation: "服务稳定，比较放心。",
        opinions: "无",
        market: "行业平稳，门店数量略有增加。",
        promised: "无",
        next: "按周期再联系。",
    },
    Talk {
        done: "介绍了新款手持终端，约了下月看样机。",
        result: "有兴趣，预计明年一季度采购 12 台。",
        evaluation: "产品跟得上，价格可以再谈。",
        opinions: "希望提供以旧换新。",
        market: "同行在试用带摄像头的型号。",
        promised: "了解以旧换新的政策后答复。",
        next: "准备样机和报价。",
    },
    Talk {
        done: "跟进上次提到的驱动问题，远程协助装好了。",
        result: "打印恢复正常，客户确认。",
        evaluation: "处理得很快。",
        opinions: "希望有一张常见问题的卡片贴在机器上。",
        market: "无",
        promised: "寄一套常见问题卡片。",
        next: "一周后问是否还有异常。",
    },
    Talk {
        done: "问了双十一前后的备货计划和送货要求。",
        result: "用量会增加约三成，请我们备好碳带。",
        evaluation: "配合得好，旺季也没有断过货。",
        opinions: "旺季请提前一天通知到货。",
        market: "平台大促提前，快递面单用量涨得快。",
        promised: "到货前一天由我电话通知。",
        next: "把备货量报给仓库。",
    },
];

/// Face to face.
pub(super) const ON_SITE: &[Talk] = &[
    Talk {
        done: "和负责人一起看了三个门店的设备，清洁了打印头，更换了一台电子秤的电池。",
        result: "设备正常，客户对上门检查很满意。",
        evaluation: "能上门看，比电话里说得清楚。",
        opinions: "希望每季度来一次。",
        market: "隔壁新开的超市用的是另一个牌子的秤，故障较多。",
        promised: "下季度继续上门。",
        next: "把三个门店的设备清单整理好发给客户。",
    },
    Talk {
        done: "拜访负责人，回顾了今年的订货和服务，听取明年的打算。",
        result: "明年计划增加两个仓库，设备优先考虑我们。",
        evaluation: "合作三年，没有红过脸。",
        opinions: "账期能否从 30 天延到 45 天。",
        market: "冷链仓的耐低温标签需求明显增加。",
        promised: "账期的事一周内给答复。",
        next: "准备耐低温标签的样品。",
    },
];

/// The report of a visit that took so many minutes.
///
/// # Errors
/// If no form could have made it.
pub(super) fn report(
    known: &Known,
    (way, purpose): (&Way, &Purpose),
    (started, minutes): (Moment, i64),
    talk: &Talk,
) -> Result<Report, DemoError> {
    let (policy, place) = (policy(), known.profile.place());
    let contact = known.contact();
    let ended = started.plus_ms(minutes * 60_000);
    let said = [
        (keys::CONTACT, contact.as_str()),
        (keys::PLACE, place.as_str()),
        (keys::DONE, talk.done),
        (keys::RESULT, talk.result),
        (keys::EVALUATION, talk.evaluation),
        (keys::OPINIONS, talk.opinions),
        (keys::MARKET, talk.market),
        (keys::PROMISED, talk.promised),
        (keys::NEXT_STEP, talk.next),
    ];
    let asked = said.into_iter().filter(|(key, _)| policy.visit_asks(way, purpose, key));
    let fresh = VisitForm::fresh(way, purpose, started).with(keys::ENDED, ended.to_local());
    let draft = asked.fold(fresh, |draft, (key, text)| draft.with(key, text));
    VisitForm::finish(&draft, ended, &policy).map_err(|problems| {
        let keys: Vec<_> = problems.into_iter().map(|problem| problem.key).collect();
        DemoError::Data(keys.join(" "))
    })
}
