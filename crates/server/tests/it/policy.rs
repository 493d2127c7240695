//! Which policy is in force is told by records: what was written down before the day, by the old numbers. Source: ROL-09

use crate::support::{Client, House, mutation, push, uuid};
use serde_json::{Value, json};

const DAY_MS: i64 = 86_400_000;

fn does(who: &Client, mutation: &Value) -> Value {
    let mut who = who.clone();
    let body = push(&who, std::slice::from_ref(mutation));
    who.send(&who.post("/sync/v1/push", &body)).fine(200).json()["results"][0].clone()
}

/// The flags of a note with four photos, written so many days from now.
fn flags(who: &Client, days: i64) -> Value {
    let photos: Vec<String> = (0..4).map(|_| uuid()).collect();
    let note = json!({
        "customer": {"named": "王先生"}, "by": "customer", "what": "少了三箱", "severity": "normal", "photos": photos,
    });
    let mut take = mutation(who, "complaint.take", &uuid(), json!({"note": note}));
    take["at"]["ms"] = json!(who.now_ms + days * DAY_MS);
    does(who, &take)["flags"].clone()
}

#[test]
fn an_approved_change_holds_from_its_day_on_and_a_proposal_does_not() {
    let mut house = House::new("policy");
    let admin = house.administrator();
    let director = house.person(&admin, "gu", &["marketing_director"]);
    let rep = house.person(&admin, "sun", &["service_rep"]);
    let in_days = |days: i64| {
        let at = domain::Moment::new(director.now_ms + days * DAY_MS, domain::policy::ZONE_MIN);
        domain::values::day_text(at.date().unwrap())
    };
    let change = json!({"key": "policy-photos", "from": "3", "to": "4"});
    let proposal = json!({"changes": [change], "from": in_days(3), "reason": "三张不够"});
    let record = uuid();
    let proposed =
        does(&director, &mutation(&director, "policy.propose", &record, json!({"proposal": proposal})));
    assert_eq!(proposed["status"], "applied", "{proposed}");
    assert_eq!(flags(&rep, 4), json!(["many-photos"]), "nobody has approved it");

    let approve = mutation(&admin, "policy.decide", &record, json!({"step": 0, "verdict": "approve"}));
    assert_eq!(does(&admin, &approve)["status"], "applied");
    assert_eq!(flags(&rep, 0), json!(["many-photos"]), "it is not in force yet");
    assert_eq!(flags(&rep, 4), Value::Null, "now it is");
    // A note of yesterday that arrives after the day was written by the old numbers.
    assert_eq!(flags(&rep, -1), json!(["many-photos"]));
}
