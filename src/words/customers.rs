//! The words of a customer file.

use super::{Language, policy, say, visits};

/// The label of a field.
pub(super) fn label(l: Language, key: &str) -> String {
    match key {
        "customer-name" => say!(l, customer.f_name),
        "customer-short-name" => say!(l, customer.f_short_name),
        "customer-code" => say!(l, customer.f_code),
        "customer-kind" => say!(l, customer.f_kind),
        "customer-stage" => say!(l, customer.f_stage),
        "customer-phone" => say!(l, customer.f_phone),
        "customer-contacts" => say!(l, customer.f_contacts),
        "contact-name" => say!(l, customer.c_name),
        "contact-gender" => say!(l, customer.c_gender),
        "contact-position" => say!(l, customer.c_position),
        "contact-mobile" => say!(l, customer.c_mobile),
        "contact-office-phone" => say!(l, customer.c_office_phone),
        "contact-home-phone" => say!(l, customer.c_home_phone),
        "contact-fax" => say!(l, customer.c_fax),
        "contact-wechat" => say!(l, customer.c_wechat),
        "contact-email" => say!(l, customer.c_email),
        "contact-birthday" => say!(l, customer.c_birthday),
        "customer-province" => say!(l, customer.f_province),
        "customer-city" => say!(l, customer.f_city),
        "customer-district" => say!(l, customer.f_district),
        "customer-street" => say!(l, customer.f_street),
        "customer-post-code" => say!(l, customer.f_post_code),
        "customer-point" => say!(l, customer.f_point),
        "customer-mailbox" => say!(l, customer.f_mailbox),
        "customer-grade" => say!(l, customer.f_grade),
        "customer-tier" => say!(l, customer.f_tier),
        "customer-vip" => say!(l, customer.f_vip),
        "customer-department" => say!(l, customer.f_department),
        "customer-items" => say!(l, customer.f_items),
        "customer-tags" => say!(l, customer.f_tags),
        "customer-first-contract" => say!(l, customer.f_first_contract),
        "customer-last-order" => say!(l, customer.f_last_order),
        "customer-debt" => say!(l, customer.f_debt),
        "customer-credit-days" => say!(l, customer.f_credit_days),
        "customer-credit-limit" => say!(l, customer.f_credit_limit),
        "customer-invoice-title" => say!(l, customer.f_invoice_title),
        "customer-invoice-tax-number" => say!(l, customer.f_invoice_tax_number),
        "customer-invoice-bank" => say!(l, customer.f_invoice_bank),
        "customer-invoice-account" => say!(l, customer.f_invoice_account),
        "customer-invoice-address" => say!(l, customer.f_invoice_address),
        "customer-invoice-phone" => say!(l, customer.f_invoice_phone),
        "customer-native-place" => say!(l, customer.f_native_place),
        "customer-background" => say!(l, customer.f_background),
        "customer-source" => say!(l, customer.f_source),
        "customer-market" => say!(l, customer.f_market),
        "customer-shop-format" => say!(l, customer.f_shop_format),
        "customer-paper-place" => say!(l, customer.f_paper_place),
        "customer-noon-from" => say!(l, customer.f_noon_from),
        "customer-noon-until" => say!(l, customer.f_noon_until),
        "customer-night-from" => say!(l, customer.f_night_from),
        "customer-night-until" => say!(l, customer.f_night_until),
        "customer-comment" => say!(l, customer.f_comment),
        "customer-remarks" => say!(l, customer.f_remarks),
        _ => key,
    }
    .to_owned()
}

/// The heading of a part of the form.
pub fn part(l: Language, heading: &str) -> String {
    match heading {
        "customer-part-address" => say!(l, customer.part_address),
        "customer-part-standing" => say!(l, customer.part_standing),
        "customer-part-dealings" => say!(l, customer.part_dealings),
        "customer-part-rest" => say!(l, customer.part_rest),
        "customer-part-invoice" => say!(l, customer.part_invoice),
        "customer-part-background" => say!(l, customer.part_background),
        "customer-part-main" => say!(l, customer.part_main),
        _ => visits::step(l, heading).or_else(|| policy::part(l, heading)).unwrap_or(heading),
    }
    .to_owned()
}

/// The name of one row of a group.
pub fn row(l: Language, group: &str) -> String {
    match group {
        "customer-contacts" => say!(l, customer.contact),
        "request-lines" => say!(l, request.line),
        "holiday-make-up" => say!(l, calendar.f_make_up),
        _ => group,
    }
    .to_owned()
}

/// What adds a row to a group.
pub fn add_row(l: Language, group: &str) -> String {
    match group {
        "customer-contacts" => say!(l, customer.add_contact),
        "request-lines" => say!(l, request.add_line),
        "holiday-make-up" => say!(l, calendar.add_make_up),
        _ => group,
    }
    .to_owned()
}

/// The word for a choice of a field.
pub(super) fn choice(l: Language, key: &str, code: &str) -> String {
    match (key, code) {
        ("customer-kind", "company") => say!(l, customer.kind_company),
        ("customer-kind", "shop") => say!(l, customer.kind_shop),
        ("customer-kind", "person") => say!(l, customer.kind_person),
        ("customer-stage", "prospect") => say!(l, customer.stage_prospect),
        ("customer-stage", "customer") => say!(l, customer.stage_customer),
        ("customer-grade", "a") => say!(l, customer.grade_a),
        ("customer-grade", "b") => say!(l, customer.grade_b),
        ("customer-grade", "c") => say!(l, customer.grade_c),
        ("customer-grade", "d") => say!(l, customer.grade_d),
        ("customer-tier", "core") => say!(l, customer.tier_core),
        ("customer-tier", "key") => say!(l, customer.tier_key),
        ("customer-tier", "general") => say!(l, customer.tier_general),
        ("contact-gender", "male") => say!(l, customer.gender_male),
        ("contact-gender", "female") => say!(l, customer.gender_female),
        ("customer-vip", "yes") => say!(l, customer.vip),
        ("customer-debt", "yes") => say!(l, customer.debt),
        _ => code,
    }
    .to_owned()
}
