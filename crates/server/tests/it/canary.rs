//! The canary scan itself: it must be able to fail.

use crate::support::{Answer, House, canary};

#[test]
#[should_panic(expected = "leaked to")]
fn the_scan_finds_a_leak() {
    let mut house = House::new("canary");
    let admin = house.administrator();
    let stranger = house.person(&admin, "li.na", &["service_rep"]);
    let body = br#"{"rows":[{"scope":"care:-:-","rev":1}]}"#.to_vec();
    let answer = Answer { status: 200, headers: Vec::new(), body };
    canary::scan(&stranger.database, stranger.user.as_deref().unwrap(), stranger.now_ms, &answer);
}
