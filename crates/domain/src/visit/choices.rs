//! The codes that stand in a visit. Source: VIS-01, VIS-08, VIS-11

use crate::values::choices;

choices! {
    /// How the customer is visited. The first one is the default. Source: VIS-01, VIS-02
    Way {
        /// 电话
        Phone = "phone",
        /// 上门
        OnSite = "on_site",
        /// 微信
        WeChat = "wechat",
        /// 短信
        Sms = "sms",
        /// 邮件
        Email = "email",
        /// 网络
        Online = "online",
    }
}

choices! {
    /// What the visit is for. Source: VIS-01
    Purpose {
        /// 例行回访
        Regular = "regular",
        /// 未下单回访
        Lapse = "lapse",
        /// 服务后回访
        AfterService = "after_service",
        /// 投诉跟进
        Complaint = "complaint",
        /// 礼品确认
        Gift = "gift",
        /// 特别回访: holiday, anniversary, promotion
        Special = "special",
        /// 满意度
        Satisfaction = "satisfaction",
        /// 新客户
        NewCustomer = "new_customer",
        /// 新产品、新活动
        NewProduct = "new_product",
        /// 流失回访
        WinBack = "win_back",
        /// 市场调查
        MarketSurvey = "market_survey",
        /// 资料核对
        DataCheck = "data_check",
        /// 续约
        Renewal = "renewal",
    }
}

choices! {
    /// Why the customer was not reached. Source: VIS-11
    Cause {
        /// 无人接听
        NoAnswer = "no_answer",
        /// 占线
        Busy = "busy",
        /// 关机
        Off = "off",
        /// 号码不对
        WrongNumber = "wrong_number",
        /// 人不在
        Left = "left",
    }
}

choices! {
    /// How the customer feels about us. Source: VIS-08
    Attitude {
        /// 满意
        Satisfied = "satisfied",
        /// 一般
        Average = "average",
        /// 不满意
        Unsatisfied = "unsatisfied",
    }
}

choices! {
    /// An answer that may also be missing, which a tick cannot say.
    Answer {
        /// 是
        Yes = "yes",
        /// 否
        No = "no",
    }
}

choices! {
    /// What became of a gift. Source: F3, GIF-04
    Gift {
        /// 已收到
        Received = "received",
        /// 没收到
        NotReceived = "not_received",
        /// 送错或损坏
        Wrong = "wrong",
        /// 客户不收
        Refused = "refused",
        /// 没有礼品
        NoGift = "no_gift",
    }
}

impl Way {
    /// Whether two people meet at one time, so that the visit has a beginning and an end. Source: VIS-12, VIS-17
    pub fn is_meeting(&self) -> bool {
        matches!(self, Self::Phone | Self::OnSite | Self::Online)
    }
}
