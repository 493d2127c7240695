//! The codes that stand in a delivery. Source: GIF-04, GIF-08

use crate::values::choices;

choices! {
    /// What it is that is given. The first one is the default. Source: GIF-08
    Sort {
        /// 礼品
        Gift = "gift",
        /// 样品
        Sample = "sample",
        /// 试用品
        Trial = "trial",
        /// 宣传品
        Material = "material",
    }
}

choices! {
    /// What became of it. Source: GIF-04
    Arrival {
        /// 已收到
        Received = "received",
        /// 没收到
        NotReceived = "not_received",
        /// 送错或损坏
        Wrong = "wrong",
        /// 客户不收
        Refused = "refused",
    }
}

choices! {
    /// Who is to hand it over, as the form asks: nobody else sees the customer for certain.
    Giver {
        /// Whoever puts it on the list.
        Me = "me",
        /// 服务负责人
        Owner = "owner",
        /// 业务员
        Salesperson = "salesperson",
    }
}
