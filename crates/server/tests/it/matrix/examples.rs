//! One example of each command, on a record of that kind.

use super::{Stage, Whose, does};
use crate::support::{Client, mutation, uuid};
use serde_json::{Value, json};

/// The mutation of this actor, with everything it needs in place.
pub(super) fn example(stage: &Stage, name: &str, version: u16, actor: &Client, whose: Whose) -> Value {
    let (record, args) = match name {
        _ if name.starts_with("customer.") => customer_example(stage, &name[9..], actor, whose),
        "complaint.take" => (uuid(), taken(&stage.customer(actor, whose))),
        "complaint.correct" => {
            let change = json!({"key": "complaint-what", "from": "少了三箱", "to": "少了四箱"});
            (complaint(stage, actor, whose), json!({"changes": [change]}))
        }
        "complaint.answer" => {
            let told = json!({"words": "明天换货", "channel": "phone", "when": {"ms": 1_795_327_440_000_i64, "off": 480}});
            (complaint(stage, actor, whose), json!({"told": told}))
        }
        "complaint.accept" => (complaint(stage, actor, whose), json!({})),
        "visit.plan" => {
            let customer = stage.customer(actor, whose);
            let plan =
                json!({"customer": customer, "way": "phone", "purpose": "regular", "user": actor.user});
            (uuid(), with(plan, "planned", actor))
        }
        "visit.reschedule" => {
            (visit(stage, actor, whose, "not_reached"), with(json!({"reason": "客户开会"}), "to", actor))
        }
        "visit.cancel" => (visit(stage, actor, whose, "not_reached"), json!({"reason": "客户已停业"})),
        "visit.correct" => {
            let change = json!({"key": "visit-result", "from": "", "to": "再订"});
            (visit(stage, actor, whose, "finish"), json!({"changes": [change]}))
        }
        "visit.begin" | "visit.not_reached" => {
            (uuid(), happened(&stage.customer(actor, whose), &name[6..], actor))
        }
        "visit.finish" => {
            let customer = stage.customer(actor, whose);
            let record = uuid();
            if whose != Whose::Missing {
                let tried = happened(&customer, "not_reached", &stage.clerk);
                does(&stage.clerk, &mutation(&stage.clerk, "visit.not_reached", &record, tried));
            }
            (record, happened(&customer, "finish", actor))
        }
        "request.submit" => (uuid(), asked(&stage.customer(actor, whose))),
        "request.decide" => (request(stage, actor, whose), json!({"step": 0, "verdict": "approve"})),
        "request.hand_on" => (request(stage, actor, whose), json!({"step": 0, "to": stage.director.user})),
        "request.copy" => (request(stage, actor, whose), json!({"to": stage.director.user})),
        "request.give_feedback" => (request(stage, actor, whose), json!({"text": "客户同意试用"})),
        "request.cancel" => (request(stage, actor, whose), json!({"reason": "客户已停业"})),
        "request.resubmit" | "request.withdraw" | "request.begin" | "request.complete" => {
            (request(stage, actor, whose), json!({}))
        }
        _ if name.starts_with("delivery.") => delivery_example(stage, &name[9..], actor, whose),
        _ if name.starts_with("policy.") => policy_example(stage, &name[7..], actor, whose),
        "attachment.add" => (uuid(), added(&stage.customer(actor, whose))),
        "attachment.store" => {
            let customer = stage.customer(actor, whose);
            let record = uuid();
            if whose != Whose::Missing {
                does(&stage.clerk, &mutation(&stage.clerk, "attachment.add", &record, added(&customer)));
            }
            (record, json!({}))
        }
        "person.put" => person(stage, actor, whose),
        "person.name_deputies" => {
            let record = match whose {
                Whose::Own => actor.user.clone(),
                _ => named(stage, actor, whose),
            };
            (
                record.unwrap_or_else(uuid),
                json!({"deputies": [{"user": stage.director.user, "from": moment(1), "until": moment(2)}]}),
            )
        }
        "team.put" => {
            let record = if whose == Whose::Missing { uuid() } else { stage.team.clone() };
            (record, json!({"team": {"name": format!("华东 {}", uuid())}}))
        }
        "holiday.put" => {
            (uuid(), json!({"arrangement": {"name": "春节", "from": "2027-02-05", "until": "2027-02-12"}}))
        }
        "holiday.withdraw" => (uuid(), json!({})),
        other => panic!("there is no example of {other}"),
    };
    let mut mutation = mutation(actor, name, &record, args);
    mutation["v"] = json!(version);
    mutation
}

/// The record and arguments of a command about the policy: a change that the actor proposed, or one of the director that
/// was handed on to the actor where the actor can decide.
fn policy_example(stage: &Stage, verb: &str, actor: &Client, whose: Whose) -> (String, Value) {
    let change = json!({"key": "policy-photos", "from": "3", "to": "4"});
    let proposal = json!({"changes": [change], "from": "2027-06-01", "reason": "三张不够"});
    let args = match verb {
        "propose" => return (uuid(), json!({"proposal": proposal})),
        "resubmit" => json!({"proposal": proposal}),
        "decide" => json!({"step": 0, "verdict": "approve"}),
        "hand_on" => json!({"step": 0, "to": stage.admin.user}),
        "withdraw" => json!({}),
        other => panic!("there is no example of policy.{other}"),
    };
    let record = uuid();
    let by = match whose {
        Whose::Missing => return (record, args),
        Whose::Own | Whose::Gone => actor,
        Whose::Team | Whose::Other => &stage.director,
    };
    super::tries(by, &mutation(by, "policy.propose", &record, json!({"proposal": proposal})));
    if matches!(whose, Whose::Team | Whose::Other) {
        // The administrator is a general manager too, and the first one.
        let to = json!({"step": 0, "to": actor.user});
        super::tries(&stage.admin, &mutation(&stage.admin, "policy.hand_on", &record, to));
    }
    (record, args)
}

/// The record and arguments of a command about a customer.
fn customer_example(stage: &Stage, verb: &str, actor: &Client, whose: Whose) -> (String, Value) {
    match verb {
        "register" => {
            let pair = json!({"owner": named(stage, actor, whose), "salesperson": null});
            (
                uuid(),
                json!({"profile": {"name": "华强五金", "kind": "shop", "stage": "customer"}, "pair": pair}),
            )
        }
        "correct" => {
            let change = json!({"key": "customer-remarks", "from": "", "to": "常客"});
            (stage.customer(actor, whose), json!({"changes": [change]}))
        }
        "ordered" => (stage.customer(actor, whose), json!({"on": "2026-01-02"})),
        "assign" => {
            let owner =
                if whose == Whose::Gone { stage.stranger.user.clone() } else { named(stage, actor, whose) };
            let from = json!({"owner": owner, "salesperson": null});
            let to = json!({"owner": owner, "salesperson": stage.mate.user});
            (stage.customer(actor, whose), json!({"from": from, "to": to}))
        }
        "import" => {
            let pair = json!({"owner": named(stage, actor, whose), "salesperson": null});
            let profile = json!({"name": "华强五金", "kind": "shop", "stage": "customer", "code": "C-7"});
            (stage.customer(actor, whose), json!({"profile": profile, "pair": pair, "batch": uuid()}))
        }
        "take_back" => {
            let after = json!({"name": "华强五金", "kind": "shop", "stage": "customer"});
            (stage.customer(actor, whose), json!({"batch": uuid(), "before": null, "after": after}))
        }
        other => panic!("there is no example of customer.{other}"),
    }
}

fn named(stage: &Stage, actor: &Client, whose: Whose) -> Option<String> {
    match whose {
        Whose::Own => actor.user.clone(),
        Whose::Team => stage.mate.user.clone(),
        Whose::Other | Whose::Gone => stage.stranger.user.clone(),
        Whose::Missing => None,
    }
}

fn taken(customer: &str) -> Value {
    json!({"note": {"customer": {"known": customer}, "by": "customer", "what": "少了三箱", "severity": "normal"}})
}

fn added(customer: &str) -> Value {
    json!({"of": uuid(), "customer": customer, "sha256": "a".repeat(64), "size": 10, "mime": "image/jpeg"})
}

/// The object with the actor's time in it.
fn with(mut object: Value, key: &str, who: &Client) -> Value {
    object[key] = json!({"ms": who.now_ms, "off": 480});
    object
}

/// What happened at a visit.
fn happened(customer: &str, verb: &str, who: &Client) -> Value {
    let told = json!({"customer": customer, "way": "phone", "purpose": "regular"});
    match verb {
        "begin" => with(told, "since", who),
        "not_reached" => with_cause(with(told, "tried", who)),
        _ => json!({"customer": customer, "report": {
            "off": 480, "way": "phone", "purpose": "regular",
            "started": "2026-11-22T10:00", "ended": "2026-11-22T10:09",
        }}),
    }
}

fn with_cause(mut attempt: Value) -> Value {
    attempt["cause"] = json!("busy");
    attempt
}

/// A visit to a customer of that kind, to which this happened. One that has gone was the actor's, who then lost the
/// customer.
fn visit(stage: &Stage, actor: &Client, whose: Whose, verb: &str) -> String {
    let record = uuid();
    let by = if whose == Whose::Gone { actor } else { &stage.clerk };
    // Nothing comes of it for whoever has no role.
    if whose != Whose::Missing {
        let args = happened(&stage.customer(actor, whose), verb, by);
        super::tries(by, &mutation(by, &format!("visit.{verb}"), &record, args));
    }
    record
}

fn delivery_example(stage: &Stage, verb: &str, actor: &Client, whose: Whose) -> (String, Value) {
    match verb {
        "correct" => {
            let change = json!({"key": "gift-remark", "from": "", "to": "很喜欢"});
            (delivery(stage, actor, whose, "confirm"), json!({"changes": [change]}))
        }
        "cancel" => (delivery(stage, actor, whose, "list"), json!({"reason": "客户已停业"})),
        _ => (uuid(), became(&stage.customer(actor, whose), verb, actor)),
    }
}

fn gift() -> Value {
    json!({"item": "水果篮", "quantity": 2, "sort": "gift"})
}

/// What became of a gift.
fn became(customer: &str, verb: &str, who: &Client) -> Value {
    match verb {
        "give" => with(json!({"customer": customer, "gift": gift()}), "given", who),
        "list" => json!({"customer": customer, "gift": gift(), "giver": who.user}),
        _ => json!({"customer": customer, "gift": gift(), "said": {
            "off": 480, "outcome": "received", "received_by": "顾建明", "asked": "2026-11-22T10:00",
        }}),
    }
}

/// A delivery to a customer of that kind, to which this happened; see [`visit`].
fn delivery(stage: &Stage, actor: &Client, whose: Whose, verb: &str) -> String {
    let record = uuid();
    let by = match (whose, verb) {
        (Whose::Gone, "confirm") => actor,
        // The director sees all customers, and so can put it on the list.
        (_, "list") => &stage.director,
        _ => &stage.clerk,
    };
    if whose != Whose::Missing {
        let args = became(&stage.customer(actor, whose), verb, by);
        super::tries(by, &mutation(by, &format!("delivery.{verb}"), &record, args));
    }
    record
}

fn asked(customer: &str) -> Value {
    json!({"customer": customer, "terms": {
        "off": 480, "why": "看色", "purpose": "regular", "first": "2036-01-01T09:00", "every": "once",
        "until": "2036-01-01", "goes": ["requester"], "feedback": "each_visit", "trigger": "sales", "channel": "app",
    }})
}

/// A request of the actor for their own customer, who may have gone since; or of another for theirs, handed on to the actor.
fn request(stage: &Stage, actor: &Client, whose: Whose) -> String {
    let record = uuid();
    let (by, at_first) = match whose {
        Whose::Missing => return record,
        Whose::Own | Whose::Gone => (actor, Whose::Own),
        Whose::Team => (&stage.mate, whose),
        Whose::Other => (&stage.stranger, whose),
    };
    let customer = stage.customer(actor, at_first);
    // Nothing comes of it for whoever may not ask.
    super::tries(by, &mutation(by, "request.submit", &record, asked(&customer)));
    if whose != Whose::Own {
        // The administrator is above the other two, and so is asked first.
        let to = json!({"step": 0, "to": actor.user});
        super::tries(&stage.admin, &mutation(&stage.admin, "request.hand_on", &record, to));
    }
    if whose == Whose::Gone {
        let pair = |who: &Client| json!({"owner": who.user, "salesperson": null});
        let args = json!({"from": pair(actor), "to": pair(&stage.stranger)});
        does(&stage.director, &mutation(&stage.director, "customer.assign", &customer, args));
    }
    record
}

/// A complaint about a customer of that kind. One that has gone was taken by the actor, who then lost the customer.
fn complaint(stage: &Stage, actor: &Client, whose: Whose) -> String {
    let record = uuid();
    let by = if whose == Whose::Gone { actor } else { &stage.clerk };
    // Whoever has no role has taken none either.
    if whose != Whose::Missing {
        let customer = stage.customer(actor, whose);
        super::tries(by, &mutation(by, "complaint.take", &record, taken(&customer)));
    }
    record
}

/// Writes somebody's record anew, with all that the other cells count on.
fn person(stage: &Stage, actor: &Client, whose: Whose) -> (String, Value) {
    let name = format!("某人 {}", uuid());
    let (who, body) = match whose {
        Whose::Own => {
            let roles = roles(stage, actor);
            (actor.user.clone(), json!({"name": name, "roles": roles, "leads": [stage.team]}))
        }
        Whose::Team => (
            stage.mate.user.clone(),
            json!({"name": name, "roles": ["service_rep"], "team": stage.team, "superior": stage.admin.user}),
        ),
        Whose::Other | Whose::Gone => (
            stage.stranger.user.clone(),
            json!({"name": name, "roles": ["service_rep"], "superior": stage.admin.user}),
        ),
        Whose::Missing => (Some(uuid()), json!({"name": name, "roles": []})),
    };
    (who.unwrap(), json!({"person": body}))
}

fn moment(ms: i64) -> Value {
    json!({"ms": ms, "off": 480})
}

fn roles(stage: &Stage, who: &Client) -> Value {
    let mut admin = stage.admin.clone();
    let list = admin.send(&admin.get("/admin/v1/people")).json();
    let all = list["people"].as_array().unwrap();
    let entry = all.iter().find(|one| one["user_id"].as_str() == who.user.as_deref()).unwrap();
    entry["person"]["roles"].clone()
}
