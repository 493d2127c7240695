//! The table of a customer file: from it come form, detail, correction, import and the body itself.
//! Source: CUS-01; F1, F2

use super::choices::{CustomerKind, Gender, Grade, Stage, Tier};
use crate::form::{Field, Input, Merge};

/// The keys of the form's fields.
pub mod keys {
    /// The full name.
    pub const NAME: &str = "customer-name";
    /// The name colleagues use.
    pub const SHORT_NAME: &str = "customer-short-name";
    /// What another system calls them: its number or code. Source: DAT-03
    pub const CODE: &str = "customer-code";
    /// Company, shop or person.
    pub const KIND: &str = "customer-kind";
    /// Prospect or customer.
    pub const STAGE: &str = "customer-stage";
    /// The main number.
    pub const PHONE: &str = "customer-phone";
    /// The people there: a repeated group.
    pub const CONTACTS: &str = "customer-contacts";
    /// A contact's name.
    pub const CONTACT_NAME: &str = "contact-name";
    /// How to address them.
    pub const CONTACT_GENDER: &str = "contact-gender";
    /// What they do there.
    pub const CONTACT_POSITION: &str = "contact-position";
    /// Their mobile.
    pub const CONTACT_MOBILE: &str = "contact-mobile";
    /// Their number in the office.
    pub const CONTACT_OFFICE: &str = "contact-office-phone";
    /// Their number at home.
    pub const CONTACT_HOME: &str = "contact-home-phone";
    /// Their fax.
    pub const CONTACT_FAX: &str = "contact-fax";
    /// Their `WeChat` name.
    pub const CONTACT_WECHAT: &str = "contact-wechat";
    /// Their mail.
    pub const CONTACT_EMAIL: &str = "contact-email";
    /// Their birthday.
    pub const CONTACT_BIRTHDAY: &str = "contact-birthday";
    /// Visiting address: province.
    pub const PROVINCE: &str = "customer-province";
    /// City.
    pub const CITY: &str = "customer-city";
    /// District.
    pub const DISTRICT: &str = "customer-district";
    /// Street, number, floor.
    pub const STREET: &str = "customer-street";
    /// Post code.
    pub const POST_CODE: &str = "customer-post-code";
    /// Where it is on the map.
    pub const POINT: &str = "customer-point";
    /// 投递信箱地址, where it differs from the visiting address.
    pub const MAILBOX: &str = "customer-mailbox";
    /// A to D.
    pub const GRADE: &str = "customer-grade";
    /// Core, key or general.
    pub const TIER: &str = "customer-tier";
    /// Very important.
    pub const VIP: &str = "customer-vip";
    /// The department that looks after them.
    pub const DEPARTMENT: &str = "customer-department";
    /// 业务项目
    pub const ITEMS: &str = "customer-items";
    /// Words of one's own.
    pub const TAGS: &str = "customer-tags";
    /// When the first contract was signed.
    pub const FIRST_CONTRACT: &str = "customer-first-contract";
    /// When they last ordered.
    pub const LAST_ORDER: &str = "customer-last-order";
    /// 欠款
    pub const DEBT: &str = "customer-debt";
    /// 账期, in days.
    pub const CREDIT_DAYS: &str = "customer-credit-days";
    /// 信用额度
    pub const CREDIT_LIMIT: &str = "customer-credit-limit";
    /// 开票: the name on the invoice.
    pub const INVOICE_TITLE: &str = "customer-invoice-title";
    /// 开票: 统一社会信用代码.
    pub const INVOICE_TAX: &str = "customer-invoice-tax-number";
    /// 开票: the bank.
    pub const INVOICE_BANK: &str = "customer-invoice-bank";
    /// 开票: the account.
    pub const INVOICE_ACCOUNT: &str = "customer-invoice-account";
    /// 开票: the registered address.
    pub const INVOICE_ADDRESS: &str = "customer-invoice-address";
    /// 开票: the registered number.
    pub const INVOICE_PHONE: &str = "customer-invoice-phone";
    /// 籍贯
    pub const NATIVE_PLACE: &str = "customer-native-place";
    /// 客户基本情况
    pub const BACKGROUND: &str = "customer-background";
    /// How they came to us.
    pub const SOURCE: &str = "customer-source";
    /// The type of market.
    pub const MARKET: &str = "customer-market";
    /// The format of the shop.
    pub const SHOP_FORMAT: &str = "customer-shop-format";
    /// Where the paper file stands.
    pub const PAPER_PLACE: &str = "customer-paper-place";
    /// From when they rest at noon, where that is not the policy's time. Source: VIS-04
    pub const NOON_FROM: &str = "customer-noon-from";
    /// Until when.
    pub const NOON_UNTIL: &str = "customer-noon-until";
    /// From when they rest in the evening. Source: VIS-04
    pub const NIGHT_FROM: &str = "customer-night-from";
    /// Until when in the morning.
    pub const NIGHT_UNTIL: &str = "customer-night-until";
    /// 评语: the server's remark about the customer.
    pub const COMMENT: &str = "customer-comment";
    /// Remarks.
    pub const REMARKS: &str = "customer-remarks";
}

/// The headings under which the rest is folded away.
pub mod parts {
    /// 地址
    pub const ADDRESS: &str = "customer-part-address";
    /// 分级
    pub const STANDING: &str = "customer-part-standing";
    /// 往来
    pub const DEALINGS: &str = "customer-part-dealings";
    /// 休息时间
    pub const REST: &str = "customer-part-rest";
    /// 开票资料
    pub const INVOICE: &str = "customer-part-invoice";
    /// 背景
    pub const BACKGROUND: &str = "customer-part-background";
}

const fn line(key: &'static str, max: usize) -> Field {
    Field::optional(key, Input::Line { max })
}

const fn phone(key: &'static str) -> Field {
    Field::optional(key, Input::Phone).merged(Merge::Latest)
}

const fn time(key: &'static str) -> Field {
    Field::optional(key, Input::Time).part(parts::REST)
}

/// Of these two times either both are said or none.
pub(super) const PAIRS: [(&str, &str); 2] =
    [(keys::NOON_FROM, keys::NOON_UNTIL), (keys::NIGHT_FROM, keys::NIGHT_UNTIL)];

/// What stands of each contact.
pub(super) const CONTACT: &[Field] = &[
    Field::required(keys::CONTACT_NAME, Input::Line { max: 40 }),
    line(keys::CONTACT_POSITION, 40),
    phone(keys::CONTACT_MOBILE),
    phone(keys::CONTACT_OFFICE),
    line(keys::CONTACT_WECHAT, 40),
    Field::optional(keys::CONTACT_GENDER, Input::Choice(Gender::CHOICES)),
    Field::optional(keys::CONTACT_BIRTHDAY, Input::Date),
    Field::optional(keys::CONTACT_EMAIL, Input::Email),
    phone(keys::CONTACT_HOME),
    phone(keys::CONTACT_FAX),
];

/// How many contacts a file holds, and how many words of one's own.
pub(super) const MANY: usize = 20;

/// The table.
pub(super) const PROFILE: &[Field] = &[
    Field::required(keys::NAME, Input::Line { max: 120 }),
    line(keys::SHORT_NAME, 40),
    line(keys::CODE, 40),
    Field::required(keys::KIND, Input::Choice(CustomerKind::CHOICES)),
    Field::required(keys::STAGE, Input::Choice(Stage::CHOICES)),
    phone(keys::PHONE),
    Field::rows(keys::CONTACTS, CONTACT, MANY),
    line(keys::PROVINCE, 20).part(parts::ADDRESS),
    line(keys::CITY, 20).part(parts::ADDRESS),
    line(keys::DISTRICT, 20).part(parts::ADDRESS),
    line(keys::STREET, 200).part(parts::ADDRESS),
    line(keys::POST_CODE, 10).part(parts::ADDRESS),
    Field::optional(keys::POINT, Input::Point).part(parts::ADDRESS),
    line(keys::MAILBOX, 200).part(parts::ADDRESS),
    time(keys::NOON_FROM),
    time(keys::NOON_UNTIL),
    time(keys::NIGHT_FROM),
    time(keys::NIGHT_UNTIL),
    Field::optional(keys::TIER, Input::Choice(Tier::CHOICES)).part(parts::STANDING),
    Field::optional(keys::GRADE, Input::Choice(Grade::CHOICES)).part(parts::STANDING),
    Field::optional(keys::VIP, Input::Flag).part(parts::STANDING),
    Field::optional(keys::TAGS, Input::Words { max: MANY }).part(parts::STANDING).merged(Merge::Set),
    line(keys::DEPARTMENT, 40).part(parts::STANDING),
    Field::optional(keys::ITEMS, Input::Words { max: MANY }).part(parts::DEALINGS).merged(Merge::Set),
    Field::optional(keys::FIRST_CONTRACT, Input::Date).part(parts::DEALINGS),
    // What the accounts know. Source: DECISIONS "Rhythm"
    Field::optional(keys::LAST_ORDER, Input::Date).part(parts::DEALINGS).merged(Merge::ServerOnly),
    Field::optional(keys::DEBT, Input::Flag).part(parts::DEALINGS).merged(Merge::ServerOnly),
    // Given when the file is opened; then only three signatures change it. Source: CUS-08
    Field::optional(keys::CREDIT_DAYS, Input::Number { max: 3660 })
        .part(parts::DEALINGS)
        .merged(Merge::ServerOnly),
    Field::optional(keys::CREDIT_LIMIT, Input::Money).part(parts::DEALINGS).merged(Merge::ServerOnly),
    line(keys::INVOICE_TITLE, 120).part(parts::INVOICE),
    line(keys::INVOICE_TAX, 40).part(parts::INVOICE),
    line(keys::INVOICE_BANK, 120).part(parts::INVOICE),
    line(keys::INVOICE_ACCOUNT, 40).part(parts::INVOICE),
    line(keys::INVOICE_ADDRESS, 200).part(parts::INVOICE),
    Field::optional(keys::INVOICE_PHONE, Input::Phone).part(parts::INVOICE),
    line(keys::NATIVE_PLACE, 60).part(parts::BACKGROUND),
    line(keys::SOURCE, 60).part(parts::BACKGROUND),
    line(keys::MARKET, 60).part(parts::BACKGROUND),
    line(keys::SHOP_FORMAT, 60).part(parts::BACKGROUND),
    line(keys::PAPER_PLACE, 60).part(parts::BACKGROUND),
    Field::optional(keys::BACKGROUND, Input::Text { max: 4000 }).part(parts::BACKGROUND),
    Field::optional(keys::COMMENT, Input::Text { max: 2000 }).part(parts::BACKGROUND),
    Field::optional(keys::REMARKS, Input::Text { max: 2000 }).part(parts::BACKGROUND),
];
