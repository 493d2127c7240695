//! The codes that stand in a request. Source: REQ-01; F5, F6

use crate::values::choices;

choices! {
    /// How often somebody goes.
    Every {
        /// 一次
        Once = "once",
        /// 每周
        Week = "week",
        /// 每两周
        TwoWeeks = "two_weeks",
        /// 每月
        Month = "month",
        /// 每季度
        Quarter = "quarter",
    }
}

choices! {
    /// How often is told what came of it. Source: REQ-09
    Feedback {
        /// 每次回访后
        EachVisit = "each_visit",
        /// 每周
        Week = "week",
        /// 每月
        Month = "month",
        /// 结束时
        AtEnd = "at_end",
    }
}

choices! {
    /// Who goes, by what they are to the customer: whoever it is then sees the visit, also after the customer changed
    /// hands. The first one that is chosen has the visits planned for them.
    Goer {
        /// 客服专员, the service owner
        Owner = "owner",
        /// 业务员
        Salesperson = "salesperson",
        /// 申请人
        Requester = "requester",
    }
}

choices! {
    /// Why there is a request.
    Trigger {
        /// 客户要求
        Customer = "customer",
        /// 业务部门认为需要
        Sales = "sales",
    }
}

choices! {
    /// How it came.
    Channel {
        /// 本应用
        App = "app",
        /// 文件
        File = "file",
        /// 微信
        WeChat = "wechat",
        /// 邮件
        Mail = "mail",
        /// 传真
        Fax = "fax",
    }
}

choices! {
    /// How a line of the confirmation form is filled in. Source: F6
    Answer {
        /// 文字
        Text = "text",
        /// 选择
        Choice = "choice",
        /// 数字
        Number = "number",
        /// 签名
        Signature = "signature",
    }
}

impl Every {
    /// Days and months from one visit to the next; nothing if there is only one.
    pub(super) const fn step(&self) -> Option<(u32, u32)> {
        match self {
            Self::Week => Some((7, 0)),
            Self::TwoWeeks => Some((14, 0)),
            Self::Month => Some((0, 1)),
            Self::Quarter => Some((0, 3)),
            Self::Once | Self::Other(_) => None,
        }
    }
}
