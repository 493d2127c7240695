//! The codes that stand in a customer file. Source: CUS-01, CUS-05

use crate::values::choices;

choices! {
    /// What the customer is.
    CustomerKind {
        /// 公司
        Company = "company",
        /// 商铺
        Shop = "shop",
        /// 个人
        Person = "person",
    }
}

choices! {
    /// How far the business is. Source: CUS-12
    Stage {
        /// 准客户
        Prospect = "prospect",
        /// 客户
        Customer = "customer",
    }
}

choices! {
    /// By kind, size, sales and trend. Source: CUS-05
    Grade {
        /// A
        A = "a",
        /// B
        B = "b",
        /// C
        C = "c",
        /// D
        D = "d",
    }
}

choices! {
    /// How closely they are looked after. Source: CUS-05
    Tier {
        /// 核心
        Core = "core",
        /// 重点
        Key = "key",
        /// 一般
        General = "general",
    }
}

choices! {
    /// How to address a contact.
    Gender {
        /// 男
        Male = "male",
        /// 女
        Female = "female",
    }
}
