//! One example of each command, on a record of that kind.

use super::{Stage, Whose, does};
use crate::support::{Client, mutation, uuid};
use serde_json::{Value, json};

/// The mutation of this actor, with everything it needs in place.
pub(super) fn example(stage: &Stage, name: &str, version: u16, actor: &Client, whose: Whose) -> Value {
    let (record, args) = match name {
        "customer.register" => {
            let pair = json!({"owner": named(stage, actor, whose), "salesperson": null});
            (
                uuid(),
                json!({"profile": {"name": "华强五金", "kind": "shop", "stage": "customer"}, "pair": pair}),
            )
        }
        "customer.correct" => {
            let change = json!({"key": "customer-remarks", "from": "", "to": "常客"});
            (stage.customer(actor, whose), json!({"changes": [change]}))
        }
        "customer.assign" => {
            let owner =
                if whose == Whose::Gone { stage.stranger.user.clone() } else { named(stage, actor, whose) };
            let from = json!({"owner": owner, "salesperson": null});
            let to = json!({"owner": owner, "salesperson": stage.mate.user});
            (stage.customer(actor, whose), json!({"from": from, "to": to}))
        }
        "complaint.take" => (uuid(), taken(&stage.customer(actor, whose))),
        "complaint.correct" => {
            let change = json!({"key": "complaint-what", "from": "少了三箱", "to": "少了四箱"});
            (complaint(stage, actor, whose), json!({"changes": [change]}))
        }
        "complaint.accept" => (complaint(stage, actor, whose), json!({})),
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
        "team.put" => {
            let record = if whose == Whose::Missing { uuid() } else { stage.team.clone() };
            (record, json!({"team": {"name": format!("华东 {}", uuid())}}))
        }
        other => panic!("there is no example of {other}"),
    };
    let mut mutation = mutation(actor, name, &record, args);
    mutation["v"] = json!(version);
    mutation
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
        Whose::Team => {
            (stage.mate.user.clone(), json!({"name": name, "roles": ["service_rep"], "team": stage.team}))
        }
        Whose::Other | Whose::Gone => {
            (stage.stranger.user.clone(), json!({"name": name, "roles": ["service_rep"]}))
        }
        Whose::Missing => (Some(uuid()), json!({"name": name, "roles": []})),
    };
    (who.unwrap(), json!({"person": body}))
}

fn roles(stage: &Stage, who: &Client) -> Value {
    let mut admin = stage.admin.clone();
    let list = admin.send(&admin.get("/admin/v1/people")).json();
    let all = list["people"].as_array().unwrap();
    let entry = all.iter().find(|one| one["user_id"].as_str() == who.user.as_deref()).unwrap();
    entry["person"]["roles"].clone()
}
