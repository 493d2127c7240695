//! What follows from an approval, over HTTP: the visits it plans, once, and who was first.

use crate::support::{Client, House, mutation, push, uuid};
use serde_json::{Value, json};

fn does(who: &Client, mutation: &Value) -> Value {
    let mut who = who.clone();
    let body = push(&who, std::slice::from_ref(mutation));
    who.send(&who.post("/sync/v1/push", &body)).fine(200).json()["results"][0].clone()
}

#[test]
fn an_approval_plans_the_visits_once_and_the_second_to_decide_learns_who_was_first() {
    let mut house = House::new("requests");
    let admin = house.administrator();
    let superior = json!({"login": "sun", "roles": ["service_rep"], "superior": admin.user});
    let rep = house.person_of(&admin, superior);
    let director = house.person(&admin, "gu", &["marketing_director"]);
    let (customer, request) = (uuid(), uuid());
    let pair = json!({"owner": rep.user, "salesperson": null});
    let file = json!({"profile": {"name": "华强五金", "kind": "shop", "stage": "customer"}, "pair": pair});
    does(&rep, &mutation(&rep, "customer.register", &customer, file));
    let terms = json!({
        "off": 480, "why": "看色", "purpose": "regular", "first": "2036-01-01T09:00", "every": "week",
        "until": "2036-01-31", "goes": ["owner"], "feedback": "each_visit", "trigger": "sales", "channel": "app",
    });
    let asked = json!({"customer": customer, "terms": terms});
    let submitted = does(&rep, &mutation(&rep, "request.submit", &request, asked));
    assert_eq!(submitted["status"], "applied", "{submitted}");
    let visits = "SELECT count(*) FROM record WHERE kind = 'visit'";
    assert_eq!(house.count(visits), 0);

    let approve = mutation(&admin, "request.decide", &request, json!({"step": 0, "verdict": "approve"}));
    assert_eq!(does(&admin, &approve)["status"], "applied");
    assert_eq!(house.count(visits), 5);
    // The answer was lost and the approval comes once more.
    assert_eq!(does(&admin, &approve)["status"], "applied");
    assert_eq!(house.count(visits), 5);

    let refuse = json!({"step": 0, "verdict": "refuse", "comment": "太远"});
    let late = does(&director, &mutation(&director, "request.decide", &request, refuse.clone()));
    assert_eq!((late["status"].as_str(), late["code"].as_str()), (Some("rejected"), Some("denied")));
    let other = does(&admin, &mutation(&admin, "request.decide", &request, refuse));
    assert_eq!((other["status"].as_str(), other["code"].as_str()), (Some("conflict"), Some("decided")));
    assert_eq!(other["params"]["by"].as_str(), admin.user.as_deref());
    assert_eq!(other["params"]["verdict"], "approve");
}
